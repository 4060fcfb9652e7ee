// Sound and video, in one piece of their own: nobody loads them who has not asked for them.
import './video.css';
import { useMemo, useState } from 'react';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Before } from './before.js';
import { type Kept, keep, kept as keptHere } from './devices.js';
import { OnAir } from './on-air.js';
import type { Source } from './room.js';
import { useEars } from './use-ears.js';
import { type Part, useRoom } from './use-room.js';

/** From the press on: how one joins, then the room. */
export default function Live({ onClose }: { readonly onClose: () => void }) {
  const [kept, setKept] = useState(keptHere);
  const [joined, setJoined] = useState(false);
  return joined ? (
    <Inside kept={kept} onKeep={change => setKept(keep(change))} onStop={onClose} />
  ) : (
    <Before kept={kept} onKept={setKept} onJoin={() => setJoined(true)} onLater={onClose} />
  );
}

const SENDS: { readonly [way in Kept['way']]: readonly Source[] } = {
  camera: ['microphone', 'camera'],
  microphone: ['microphone'],
  sound: ['microphone'],
  listen: [],
};

function Inside({
  kept,
  onKeep,
  onStop,
}: {
  readonly kept: Kept;
  readonly onKeep: (change: Partial<Kept>) => void;
  readonly onStop: () => void;
}) {
  const { t, why } = useLanguage();
  const { me } = useSession();
  const ears = useEars();
  const [pinned, setPinned] = useState<ReadonlySet<string>>(new Set());
  const { way, microphone, camera, speaker, lowData, floor } = kept;
  const part = useMemo<Part>(
    () => ({
      ears,
      sends: me.role === 'interpreter' ? [] : SENDS[way],
      choice: { microphone, camera, speaker, desk: false },
      lowData: lowData || way === 'sound',
      channel: null,
      floor,
      pinned,
    }),
    [ears, way, microphone, camera, speaker, lowData, floor, pinned, me.role],
  );
  const video = useRoom(part);
  const { stage } = video;
  if (stage.at === 'refused')
    return (
      <>
        <p className="notice warn" role="alert">
          {why(stage.why, stage.params)}
        </p>
        <div className="row">
          <Button onClick={video.again}>{t('video.again')}</Button>
          <Button kind="quiet" onClick={onStop}>
            {t('video.later')}
          </Button>
        </div>
      </>
    );
  if (stage.at === 'elsewhere')
    return (
      <>
        <p className="notice warn" role="alert">
          {t('video.elsewhere')}
        </p>
        <div className="row">
          <Button onClick={video.again}>{t('video.here')}</Button>
          <Button kind="quiet" onClick={onStop}>
            {t('video.later')}
          </Button>
        </div>
      </>
    );
  return (
    <OnAir
      video={video}
      part={part}
      kept={kept}
      onKeep={onKeep}
      onStop={onStop}
      onPin={(from, on) =>
        setPinned(now => {
          const next = new Set(now);
          if (on) next.add(from);
          else next.delete(from);
          return next;
        })
      }
    />
  );
}
