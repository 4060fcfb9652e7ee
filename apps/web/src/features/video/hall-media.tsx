// The hall as a participant: its camera and sound desk go out, whoever is far away is heard and seen. No echo: the hall never
// plays what comes from the hall, and nobody in it plays or sends sound on a phone.
import './video.css';
import './hall-media.css';
import { useEffect, useMemo, useState } from 'react';
import { useLanguage } from '../../language.js';
import type { Choice } from '../media/room.js';
import { hallKept, keepHall } from './hall-kept.js';
import { HallSetUp } from './hall-set-up.js';
import { Picture, Sounds } from './media-view.js';
import { useName } from './use-name.js';
import { type Part, useRoom } from './use-room.js';

const NOBODY: ReadonlySet<string> = new Set();

export default function HallMedia({
  settingUp,
  pictures,
  onClosed,
  onPicture,
}: {
  readonly settingUp: boolean;
  /** Whether the moment leaves the screen to a picture; a vote does not. */
  readonly pictures: boolean;
  readonly onClosed: () => void;
  readonly onPicture: (shown: boolean) => void;
}) {
  const [choice, setChoice] = useState(hallKept);
  return (
    <>
      {choice ? <OnAir choice={choice} pictures={pictures} onPicture={onPicture} /> : null}
      {settingUp ? (
        <HallSetUp
          choice={choice}
          onChoice={next => {
            keepHall(next);
            setChoice(next);
            if (!next) onPicture(false);
            onClosed();
          }}
          onClose={onClosed}
        />
      ) : null}
    </>
  );
}

function OnAir({
  choice,
  pictures,
  onPicture,
}: {
  readonly choice: Choice;
  readonly pictures: boolean;
  readonly onPicture: (shown: boolean) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useName();
  const part = useMemo<Part>(
    () => ({
      ...{ ears: 'loudspeakers', sends: ['microphone', 'camera'], choice },
      ...{ lowData: false, channel: null, floor: 1, pinned: NOBODY },
    }),
    [choice],
  );
  const { view, room, stage } = useRoom(part);
  const { microphone, camera, speaker } = choice;
  // A device chosen anew in the dialog is taken up without leaving the room.
  useEffect(() => {
    if (!room) return;
    void room.choose('microphone', microphone);
    void room.choose('camera', camera);
    void room.choose('speaker', speaker);
  }, [room, microphone, camera, speaker]);
  const blocked = view?.soundBlocked === true;
  useEffect(() => {
    if (!blocked) return;
    const start = () => room?.startSound();
    window.addEventListener('keydown', start);
    window.addEventListener('pointerdown', start);
    return () => {
      window.removeEventListener('keydown', start);
      window.removeEventListener('pointerdown', start);
    };
  }, [blocked, room]);
  const shown = view?.pictures.filter(one => !one.own) ?? [];
  const first = pictures ? (shown.find(one => one.source === 'screen') ?? shown.find(one => !one.small)) : undefined;
  const has = first !== undefined;
  useEffect(() => onPicture(has), [has, onPicture]);
  return (
    <>
      {view ? <Sounds sounds={view.sounds} /> : null}
      {first ? (
        <div className="hall-picture">
          <Picture key={first.id} media={first} name={nameOf(first)} large />
        </div>
      ) : null}
      <p className={`hall-air ${view ? '' : 'off'}`} role="status">
        {blocked
          ? t('hall.media.blocked')
          : view
            ? [
                view.sending.includes('camera') ? t('hall.media.camera') : null,
                view.sending.includes('microphone') ? t('hall.media.sound') : null,
                view.fault ? t(`hall.media.fault`) : null,
              ]
                .filter(Boolean)
                .join(' · ') || t('hall.media.listens')
            : t(stage.at === 'refused' || stage.at === 'elsewhere' ? 'hall.media.refused' : 'hall.media.joining')}
      </p>
    </>
  );
}
