import { participantOf } from '@kengesh/domain';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { joinRoom, type RoomView, type VideoRoom } from '../media/room.js';
import { ticketFor } from '../media/ticket.js';
import type { Situation } from '../media/wanted.js';
import { Picture } from '../video/media-view.js';
import '../video/video.css';

const LOOKS: Situation = {
  ...{ holder: null, chair: null, isHall: () => false, channel: null, step: 'all' },
  // Faces only: in the hall a voice from the waiting room would be heard by all.
  ears: 'hall',
  granted: () => false,
  pinned: { has: () => true } as unknown as ReadonlySet<string>,
};
const NO_DEVICES = { microphone: '', camera: '', speaker: '', desk: false };

/** The faces of those who wait, in a room that none of the session sees or hears. */
export default function Faces({ waiting }: { readonly waiting: readonly string[] }) {
  const { t, localize, refusalText } = useLanguage();
  const { me, state } = useSession();
  const [view, setView] = useState<RoomView | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    let room: VideoRoom | null = null;
    const failed = (error: unknown) => {
      if (!gone)
        setRefused(error instanceof ApiError ? refusalText(error.code, error.params) : t('control.door.facesFailed'));
    };
    (async () => {
      const ticket = await ticketFor(me, 'waiting');
      if (gone) return;
      room = await joinRoom(ticket, NO_DEVICES, {
        changed: next => !gone && setView(next),
        ended: () => failed(null),
      });
      if (gone) return room.leave();
      room.situate(LOOKS);
    })().catch(failed);
    return () => {
      gone = true;
      room?.leave();
    };
  }, [me, t, refusalText]);
  if (refused) return <p className="notice warn small">{refused}</p>;
  const shown = view?.pictures.filter(one => waiting.includes(one.from)) ?? [];
  return (
    <div className="faces">
      {shown.map(one => (
        <Picture key={one.id} media={one} name={localize(participantOf(state, one.from)?.label ?? {})} />
      ))}
      {view && shown.length === 0 ? <p className="soft small">{t('control.door.noFace')}</p> : null}
      {view ? null : <p className="soft small">{t('control.door.facesComing')}</p>}
    </div>
  );
}
