import type { Sighting } from '@kengesh/contracts';
import { languageOfTrack, type MediaSource } from '@kengesh/domain';
import { type ParticipantInfo, ParticipantInfo_State } from 'livekit-server-sdk';
import { type Allowed, type RoomKind, sourceOf } from './rooms.js';

/** One participant as the video server sees it, in our words. */
export function sightingOf(
  room: RoomKind,
  participant: string,
  { state, tracks }: ParticipantInfo,
  may: Allowed,
): Sighting {
  const of = (source: MediaSource) => {
    const sent = tracks.filter(track => sourceOf(track.source) === source);
    if (sent.length === 0) return 'off';
    return sent.some(track => !track.muted) ? 'on' : 'muted';
  };
  const channel = tracks.map(({ name }) => languageOfTrack(name)).find(language => language !== null);
  return {
    participant,
    room,
    connected: state === ParticipantInfo_State.ACTIVE,
    hears: may.hears,
    microphone: of('microphone'),
    camera: of('camera'),
    screen: of('screen') !== 'off',
    channel: channel ?? null,
  };
}
