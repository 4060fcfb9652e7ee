// Sound and video, in one piece of their own: nobody loads them who has not asked for them.
import './video.css';
import { channelOf, channelsOf, type Language, videoOf } from '@kengesh/domain';
import { useMemo, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Asked } from '../interpretation/asked.js';
import { Booth } from '../interpretation/booth.js';
import { ChannelChoice } from '../interpretation/channel-choice.js';
import { type KeptDevices, keep, kept as keptHere } from '../media/devices.js';
import type { Source } from '../media/sending.js';
import { OnAir } from './on-air.js';
import { PreJoin } from './pre-join.js';
import { useEars } from './use-ears.js';
import { type Part, useRoom } from './use-room.js';

/** From the press on: how one joins, then the room. */
export default function Live({ onClose }: { readonly onClose: () => void }) {
  const [kept, setKept] = useState(keptHere);
  const [joined, setJoined] = useState(false);
  return joined ? (
    <Inside kept={kept} onKeep={change => setKept(keep(change))} onStop={onClose} />
  ) : (
    <PreJoin kept={kept} onKept={setKept} onJoin={() => setJoined(true)} onLater={onClose} />
  );
}

const SENDS: { readonly [way in KeptDevices['way']]: readonly Source[] } = {
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
  readonly kept: KeptDevices;
  readonly onKeep: (change: Partial<KeptDevices>) => void;
  readonly onStop: () => void;
}) {
  const { t, refusalText } = useLanguage();
  const { me, state } = useSession();
  const ears = useEars();
  const [pinned, setPinned] = useState<ReadonlySet<string>>(new Set());
  const { way, microphone, camera, speaker, lowData } = kept;
  const listens = useListens(kept.channel);
  // Who interprets from a colleague's channel hears the colleague alone.
  const floor = listens.relay ? 0 : kept.floor;
  const part = useMemo<Part>(
    () => ({
      ears,
      sends: me.role === 'interpreter' ? [] : SENDS[way],
      choice: { microphone, camera, speaker, desk: false },
      lowData: lowData || way === 'sound',
      channel: listens.channel,
      floor,
      pinned,
    }),
    [ears, way, microphone, camera, speaker, lowData, floor, pinned, me.role, listens.channel],
  );
  const video = useRoom(part);
  const { stage } = video;
  if (stage.at === 'refused')
    return (
      <>
        <p className="notice warn" role="alert">
          {refusalText(stage.why, stage.params)}
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
    >
      <Asked />
      {me.role === 'interpreter' ? (
        <Booth room={video.room} may={video.view?.may.includes('microphone') === true} microphone={microphone} />
      ) : null}
      {me.participant !== null && channelsOf(state, me.participant).length > 0 ? null : (
        <ChannelChoice
          channel={listens.channel}
          floor={kept.floor}
          inHall={ears === 'hall'}
          onChannel={channel => onKeep({ channel: channel ?? '' })}
          onFloor={next => onKeep({ floor: next })}
        />
      )}
    </OnAir>
  );
}

/** What is listened to: an interpreter at work hears the channel interpreted from, everybody else the one chosen. */
function useListens(chosen: string): { readonly channel: Language | null; readonly relay: boolean } {
  const { me, state } = useSession();
  const [own] = me.participant === null ? [] : channelsOf(state, me.participant);
  const source = own === undefined ? undefined : channelOf(state, own)?.source;
  if (source !== undefined) return { channel: source === 'floor' ? null : source, relay: source !== 'floor' };
  return { channel: videoOf(state).languages.find(one => one === chosen) ?? null, relay: false };
}
