/**
 * Snapshots as text. A slice of the state is turned into JSON once and then shared by all who look at it: by every
 * viewer who joins, and by later states in which it stands unchanged. Only what is one's own is written anew.
 */
import type { State } from '@kengesh/domain';
import type { Snapshot } from '@kengesh/journal';

const texts = new WeakMap<object, string>();

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** The same as `JSON.stringify(snapshot)`. States are never changed in place. */
export function encodeSnapshot({ seq, state }: Snapshot<State>): string {
  const slices = Object.entries(state).map(([name, slice]) => `${JSON.stringify(name)}:${textOf(slice)}`);
  return `{"seq":${seq},"state":{${slices.join(',')}}}`;
}

/** As socket.io's own parser writes the event `snapshot` of the main namespace; a test reads it with the real client. */
export const snapshotPacket = (snapshot: Snapshot<State>): string => `2["snapshot",${encodeSnapshot(snapshot)}]`;
