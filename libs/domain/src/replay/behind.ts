/**
 * Which acts may stand behind the entries of one command, read off the entries: for whoever replays a journal. An act may be
 * read off in several ways; one of them has to make exactly these entries. What an act asks and does not write down is
 * either of no consequence, or is tried with what would bring the entries about.
 */
import type { ActorDevice, Json, JsonObject } from '@kengesh/journal';
import { type EventType, isKnown } from '../events.js';
import { devicesOf } from '../state.js';
import { deviceReaders } from './device-readers.js';
import { floorReaders } from './floor-readers.js';
import { mediaReaders } from './media-readers.js';
import { motionReaders } from './motion-readers.js';
import { peopleReaders } from './people-readers.js';
import type { Behind, Reader, Readers, ReplayReading } from './reader.js';
import { sessionReaders } from './session-readers.js';
import { votingReaders } from './voting-readers.js';

export type { Behind } from './reader.js';

/** By the event that an act is read off. What is not here only follows from other entries: `FOLLOWING`. */
export const behind: Readers = {
  ...sessionReaders,
  ...peopleReaders,
  ...deviceReaders,
  ...mediaReaders,
  ...floorReaders,
  ...motionReaders,
  ...votingReaders,
};

/** Whether some act makes this event by itself; others only follow. */
export const mayBeActed = (type: string): boolean => Object.hasOwn(behind, type);

function read(reading: ReplayReading): readonly Behind[];
function read<T extends EventType>(reading: ReplayReading<T>): readonly Behind[] {
  const readers: { readonly [E in EventType]?: Reader<E> } = behind;
  const reader: Reader<T> | undefined = readers[reading.entry.type];
  return reader?.(reading) ?? [];
}

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** With which device it was asked, as far as the entries tell: ballots, halves of two-person acts, and what is said of links. */
function deviceTold({ state, group }: Pick<ReplayReading, 'state' | 'group'>): ActorDevice | undefined {
  let found: { id?: string; since?: string; browser?: string } | undefined;
  for (const { type, data } of group) {
    const hand = (data.hand ?? {}) as JsonObject;
    const isOfActor = type === 'voting.cast' || type === 'link.confirmed' || type === 'link.refused';
    const handed = type === 'device.tookOver' && data.how === 'handed' ? text(data.from) : undefined;
    const id = text(hand.device) ?? handed ?? (isOfActor ? text(data.device) : undefined);
    const told = { id, since: text(data.since), browser: text(hand.browser) };
    const known = Object.entries(told).filter(([, value]) => value !== undefined);
    if (known.length > 0) found = { ...found, ...Object.fromEntries(known) };
  }
  if (!found) return undefined;
  // One that was admitted before the session has no name in its entries; whoever watches was refused.
  const { id = devicesOf(state, group[0]!.actor)?.votes ?? '-', since = '', browser } = found;
  return { id, since, ...(browser === undefined ? {} : { browser }) };
}

const WHOLE = ['session.closed', 'session.notHeld', 'session.prepared'];

/** Every act that may stand behind the entries of this command: those read off its first entry first. */
export function* actsBehind(reading: Omit<ReplayReading, 'entry' | 'data'>): Iterable<Behind> {
  const device = deviceTold(reading);
  const seen = new Set<string>();
  const types = new Set<string>();
  // A close is told by its last entry, after all who leave by it; a preparation after what its agenda leaves behind.
  const whole = reading.group.filter(one => WHOLE.includes(one.type));
  for (const entry of [...whole, ...reading.group]) {
    if (types.has(entry.type) || !isKnown(entry)) continue;
    types.add(entry.type);
    for (const found of read({ ...reading, entry, data: entry.data })) {
      const key = JSON.stringify(found.act);
      if (seen.has(key)) continue;
      seen.add(key);
      yield device ? { ...found, device } : found;
    }
  }
}
