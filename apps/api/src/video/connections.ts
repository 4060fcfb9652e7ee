/** Everybody in a room of the video server: who that is, on which device, and what it may do there now. */
import { devicesOf, type MediaDevice, RECORDER, type State } from '@kengesh/domain';
import type { ParticipantInfo } from 'livekit-server-sdk';
import type { DeviceOf } from './media-devices.js';
import { type Allowed, allowed, type RoomKind, whoIs } from './rooms.js';

export interface RoomConnection {
  readonly info: ParticipantInfo;
  readonly participant: string;
  /** Undefined of what records. */
  readonly device: MediaDevice | undefined;
  /** Null: it is put out. */
  readonly may: Allowed | null;
  /** Another connection of the same participant has taken its place. */
  readonly isSuperseded: boolean;
}

const SILENT: Allowed = { hears: false, publish: [], channels: [] };

export function connectionsOf(
  state: State,
  room: RoomKind,
  there: readonly ParticipantInfo[],
  deviceOf: DeviceOf,
): readonly RoomConnection[] {
  const connections = there.map((info): RoomConnection => {
    const who = whoIs(info);
    const device = deviceOf(who);
    const { participant } = who;
    return { info, participant, device, may: allowed(state, room, participant, device), isSuperseded: false };
  });
  const newest = new Map<string, ParticipantInfo>();
  for (const { info, participant, may } of connections) {
    const other = newest.get(participant);
    if (may && (!other || other.joinedAtMs < info.joinedAtMs)) newest.set(participant, info);
  }
  return connections.map(connection => {
    const { info, participant, may } = connection;
    if (!may || newest.get(participant) === info || sharesRoom(state, participant)) return connection;
    return { ...connection, may: SILENT, isSuperseded: true };
  });
}

/** Where the record says which device sends, the others watch (SEC-22); everybody else is there on one device, the newest. */
const sharesRoom = (state: State, participant: string): boolean =>
  participant === RECORDER || devicesOf(state, participant)?.votes !== undefined;
