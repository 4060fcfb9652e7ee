import { type Refusal, refuse } from '@kengesh/journal';
import { procedureOf } from '../procedure.js';
import { ONE_VOTE } from '../rules/fractions.js';
import type { State, Voting } from '../state.js';
import type { ElectionCount } from './rules.js';

/** What elections of this session count by its frozen rules; null where they do not say it (PROC-31). */
export function electionCount(state: State): ElectionCount | null {
  return procedureOf(state) >= 2 ? (state.prepared?.rules.elections?.count ?? null) : null;
}

/** Whether elections are counted by weight and some seat has another weight than one vote. */
export const weighsElections = (state: State): boolean =>
  electionCount(state) === 'weights' &&
  (state.prepared?.seats ?? []).some(seat => (seat.weight ?? ONE_VOTE) !== ONE_VOTE);

/** What a ballot of an election is to count, or that it cannot be held in secret: such a ballot carries no weight (PROC-07). */
export function countingOf(state: State, method: Voting['method']): { readonly countsBy?: ElectionCount } | Refusal {
  if (method === 'secret' && weighsElections(state)) return refuse('elections.weights_secret');
  const countsBy = electionCount(state);
  return countsBy === null ? {} : { countsBy };
}
