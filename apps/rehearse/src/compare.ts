/** Whether what everyone has folded is what the server shows them: the view law, on the wire. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RehearsalReport } from '@kengesh/contracts';
import type { Delegate } from './delegate.js';
import { type Device, stateOf } from './desk.js';
import { readShared } from './shared.js';
import { inLanes } from './until.js';

const same = new WeakMap<object, WeakSet<object>>();
/** Members from which a pair is worth remembering: of every small one, a thousand states would leave the collector no time. */
const MANY = 64;

/** What stands of it in JSON: a long table of a state is no plain object (persistent-map.ts). */
const inJson = (value: object): object =>
  'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value;

/**
 * Path of the first difference between two states as JSON, or null. Members that are undefined do not count, nor does their
 * order. What is large and was compared once is not compared again.
 */
export function difference(a: unknown, b: unknown, path = ''): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path || '/';
  if (Array.isArray(a) !== Array.isArray(b)) return path || '/';
  if (same.get(a)?.has(b)) return null;
  const [left, right] = [inJson(a) as Record<string, unknown>, inJson(b) as Record<string, unknown>];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const name of names) {
    const found = difference(left[name], right[name], `${path}/${name}`);
    if (found !== null) return found;
  }
  if (names.size >= MANY) {
    const known = same.get(a) ?? new WeakSet();
    same.set(a, known.add(b));
  }
  return null;
}

type States = RehearsalReport['states'];
const AGAIN = 20;

/** Each beside the server's answer to the same person. Something may be on its way just then: it is looked at again. */
export async function compareAll(
  everybody: readonly { readonly device: Device; readonly delegate: Delegate }[],
  session: string,
  tell: (done: number) => void,
): Promise<States> {
  const differing: States['differing'] = [];
  let compared = 0;
  await inLanes(everybody, 8, async ({ device, delegate }) => {
    for (let again = 0; ; again++) {
      const shown = readShared(await stateOf(device, session)) as { seq: number; state: unknown };
      const { seq, state } = delegate.follower.held;
      const where = seq === shown.seq ? difference(state, shown.state) : '/seq';
      if (where !== null && again < AGAIN) {
        await sleep(250);
        continue;
      }
      if (where !== null) differing.push({ participant: delegate.participant, seq, serverSeq: shown.seq, where });
      break;
    }
    tell(++compared);
  });
  return { compared, equal: compared - differing.length, differing };
}
