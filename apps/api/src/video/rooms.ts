/** The rooms of a session at the video server, and what each may do there: the grants of the domain in LiveKit's words. */
import type { VideoTicket } from '@kengesh/contracts';
import {
  grants,
  isBureau,
  languageOfTrack,
  type MediaDevice,
  type MediaIdentity,
  type MediaSource,
  mediaIdentityOf,
  type State,
} from '@kengesh/domain';
import { type ParticipantInfo, TrackSource } from 'livekit-server-sdk';

export type RoomKind = VideoTicket['room'];

const WAITING = '.waiting';

export const roomName = (sessionId: string, room: RoomKind) => (room === 'waiting' ? sessionId + WAITING : sessionId);

export function roomOf(name: string): { readonly sessionId: string; readonly room: RoomKind } {
  return name.endsWith(WAITING)
    ? { sessionId: name.slice(0, -WAITING.length), room: 'waiting' }
    : { sessionId: name, room: 'session' };
}

export interface Allowed {
  readonly hears: boolean;
  readonly publish: readonly MediaSource[];
  /** Of an interpreter: the languages the microphone may speak for. */
  readonly channels: readonly string[];
}

/** The kind of participant that records, of which the library has no name. */
const EGRESS = 2;

export const isRecorder = ({ kind }: Pick<ParticipantInfo, 'kind'>): boolean => (kind as number) === EGRESS;
/** Whom the video server means. */
export const whoIs = (info: Pick<ParticipantInfo, 'identity' | 'kind'>): MediaIdentity =>
  mediaIdentityOf(info.identity, isRecorder(info));

/** What this one may do in this room now, on this device; null: nothing, and is not to be there. */
export function allowed(state: State, room: RoomKind, participant: string, device?: MediaDevice): Allowed | null {
  const { join, waits, publish, channels } = grants(state, participant, device);
  if (room === 'session') return join ? { hears: true, publish, channels } : null;
  if (waits) return { hears: false, publish: ['microphone', 'camera'], channels: [] };
  return join && isBureau(state, participant) ? { hears: true, publish: [], channels: [] } : null;
}

const SOURCES = {
  microphone: [TrackSource.MICROPHONE],
  camera: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
} as const;

export function sourceOf(source: TrackSource): MediaSource | null {
  const found = Object.entries(SOURCES).find(([, all]) => (all as readonly TrackSource[]).includes(source));
  return (found?.[0] as MediaSource | undefined) ?? null;
}

/** The whole permission: the video server replaces all of it at once, and what is left out is off. */
export function permissionOf({ hears, publish }: Pick<Allowed, 'hears' | 'publish'>) {
  return {
    canSubscribe: hears,
    canPublish: publish.length > 0,
    canPublishSources: publish.flatMap(source => SOURCES[source] as readonly TrackSource[]),
    canPublishData: false,
    canUpdateMetadata: false,
    hidden: false,
  };
}

/** Whether it stands so already at the video server. */
export function stands({ permission }: ParticipantInfo, want: ReturnType<typeof permissionOf>): boolean {
  const sources = (list: readonly TrackSource[]) => [...list].sort().join();
  return (
    permission !== undefined &&
    permission.canSubscribe === want.canSubscribe &&
    permission.canPublish === want.canPublish &&
    permission.canPublishData === want.canPublishData &&
    permission.canUpdateMetadata === want.canUpdateMetadata &&
    permission.hidden === want.hidden &&
    sources(permission.canPublishSources) === sources(want.canPublishSources)
  );
}

/**
 * Tracks that are not what was granted. The video server keeps sources apart by itself; names it does not look at: an
 * interpreter's sound bears the name of a channel taken, and nobody else's does.
 */
export function wrongTracks({ tracks }: ParticipantInfo, { channels }: Allowed): readonly string[] {
  return tracks
    .filter(({ name }) => {
      const language = languageOfTrack(name);
      return channels.length > 0 ? language === null || !channels.includes(language) : language !== null;
    })
    .map(({ sid }) => sid);
}
