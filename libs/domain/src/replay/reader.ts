/** What reads acts off an entry, and the pieces that the readers of the features are made of. */
import type { ActorDevice, BoxFacts, Entry, Json, JsonObject } from '@kengesh/journal';
import type { EntryOf, EventType, Payload } from '../events.js';
import { type ActType, actSchemas } from '../schemas.js';
import type { State } from '../state.js';
import { secondsBetween } from '../time.js';

export type ReadAct = { readonly type: ActType } & JsonObject;

/** An act, and what its box must have held. */
export interface Behind {
  readonly act: ReadAct;
  readonly box?: BoxFacts | undefined;
  /** The device it was asked with, where the entries tell of it. */
  readonly device?: ActorDevice | undefined;
}

/** The entries of one command, and what is known when they are read. */
export interface ReplayReading<T extends EventType = EventType> {
  readonly state: State;
  /** The entry that an act is read off. */
  readonly entry: EntryOf<T>;
  readonly data: Payload<T>;
  readonly group: readonly Entry[];
  /** What lay in the box of a secret vote, as far as the record tells: of the votes that are closed later. */
  readonly boxAtClose: (voting: string, entry: Entry) => BoxFacts | null;
}

export type Reader<T extends EventType> = (reading: ReplayReading<T>) => readonly Behind[];
/** Reads acts off whatever the entry holds. */
type PlainReader = (reading: { readonly data: JsonObject }) => readonly Behind[];

/** No act makes these by itself: they only follow from other entries. */
export const FOLLOWING = [
  'decision.made',
  'floor.cleared',
  'motion.amended',
  'motion.decided',
  'motion.fell',
  'motion.lapsed',
  'motion.moved',
  'motion.put',
  'motion.reconsidered',
  'motion.superseded',
  'office.filled',
  'order.adjourning',
  'order.appealDecided',
  'order.divisionGranted',
  'order.secretGranted',
  'voting.handsNoted',
] as const satisfies readonly EventType[];
type ActedEventType = Exclude<EventType, (typeof FOLLOWING)[number]>;
export type Readers = { readonly [T in ActedEventType]: Reader<T> };

/** The act whose fields stand in the entry under the same names, or under those given here. */
export function named(type: ActType, renamed: { readonly [field: string]: string } = {}): PlainReader {
  const fields = Object.keys(actSchemas[type].shape).filter(field => field !== 'type');
  return ({ data }) => {
    const read: { [field: string]: Json } = {};
    for (const field of fields) {
      const value = data[renamed[field] ?? field];
      if (value !== undefined) read[field] = value;
    }
    return [act(type, read)];
  };
}
export const act = (type: ActType, fields: { readonly [field: string]: Json } = {}): Behind => ({
  act: { type, ...fields },
});
export const any =
  <T extends EventType>(...readers: readonly Reader<T>[]): Reader<T> =>
  reading =>
    readers.flatMap(reader => reader(reading));

/** The acts of those who are asked of themselves say nothing of who it is: whoever asks is the actor of the entry. */
export const alone =
  (type: ActType): PlainReader =>
  () => [act(type)];

/** Members of an act that are left out where the entry does not have them. */
export const optional = (fields: { readonly [field: string]: Json | undefined }): { [field: string]: Json } =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export const seconds = (from: string, to: string | null): number | null =>
  to === null ? null : secondsBetween(from, to);
