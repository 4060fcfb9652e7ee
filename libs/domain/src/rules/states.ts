import type { StatesRule } from '../council.js';
import type { RegisterRow, StatePosition } from '../state.js';
import { ONE_VOTE } from './fractions.js';

/** What each seat chose, of a named vote. */
export type ChoiceBySeat = ReadonlyMap<string, string>;

/**
 * Where each state stands, in alphabetical order: as its head of delegation voted, or as more of its members did, equal or
 * none being no position. Heads or weights are counted as the rule over members counts.
 */
export function statePositions(
  position: StatesRule['position'],
  register: readonly RegisterRow[],
  choices: ChoiceBySeat,
  by: 'heads' | 'weight',
): readonly StatePosition[] {
  const states = new Map<string, { present: number; yes: number; no: number; abstain: number; head: string | null }>();
  for (const { seat, entitled, delegation = '', head = false, weight = ONE_VOTE } of register) {
    const state = states.get(delegation) ?? { present: 0, yes: 0, no: 0, abstain: 0, head: null };
    states.set(delegation, state);
    if (!entitled) continue;
    state.present += 1;
    const choice = choices.get(seat);
    if (head) state.head = choice ?? null;
    const votes = by === 'weight' ? weight : 1;
    if (choice === 'yes' || choice === 'no' || choice === 'abstain') state[choice] += votes;
  }
  const side = ({ yes, no, head }: { yes: number; no: number; head: string | null }) =>
    position === 'head' ? (head === 'yes' ? 1 : head === 'no' ? -1 : 0) : yes - no;
  return [...states]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([delegation, { head, ...votes }]) => {
      const stands = side({ ...votes, head });
      return { delegation, ...votes, position: stands > 0 ? 'for' : stands < 0 ? 'against' : 'none' };
    });
}

/** How many states the share is taken of. */
export function statesBase(base: StatesRule['base'], positions: readonly StatePosition[]): number {
  switch (base) {
    case 'all':
      return positions.length;
    case 'present':
      return positions.filter(one => one.present > 0).length;
    case 'with_position':
      return positions.filter(one => one.position !== 'none').length;
  }
}
