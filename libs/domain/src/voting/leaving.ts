import { refuse } from '@kengesh/journal';
import { holdersOf } from '../register/register.js';
import { reachesItem } from '../representation/queries.js';
import { type Ballot, presenceOf, type RegisterRow, type State, type Voting } from '../state.js';
import { wasHereAt } from './entered.js';
import { isCorrespondence } from './types.js';

/** Whether who was entitled at the opening and left since may still cast (PROC-30); where the rules do not say it, yes. */
export const mayCastAfterLeaving = (state: State): boolean =>
  state.prepared?.rules.ballots?.mayCastAfterLeaving ?? true;

/** By correspondence nobody is asked to be present. */
const asksPresence = (state: State, voting: Pick<Voting, 'way'>): boolean =>
  !mayCastAfterLeaving(state) && !isCorrespondence(voting);

/** Here, or on a line that was lost and is still within its grace. */
const isHere = (state: State, participant: string): boolean => presenceOf(state, participant)?.here === true;

/** Whether this participant has no ballot now for being gone since the opening: for pages, of whoever holds one. */
export const isGone = (state: State, voting: Pick<Voting, 'way'>, participant: string): boolean =>
  asksPresence(state, voting) && !isHere(state, participant);

/**
 * Why a ballot of this voter cannot come in now, or null: gone since the opening, where the rules ask for presence.
 *
 * @param voter whose word the ballot is, on the own device or entered by the bureau
 * @param own whether it is the voter who asks
 */
export function leftFault(
  state: State,
  voting: Voting,
  seat: string,
  voter: string | null,
  own: boolean,
): ReturnType<typeof refuse> | null {
  const gone = voter === null ? asksPresence(state, voting) : isGone(state, voting, voter);
  return gone ? refuse(own ? 'voting.left' : 'voting.seat_left', { seat }) : null;
}

/** Whether nobody is here now who may cast this seat's ballot, where the rules ask for presence: it waits for nothing but their return. */
export function hasLeft(state: State, voting: Voting, line: RegisterRow): boolean {
  if (!line.entitled || !asksPresence(state, voting)) return false;
  // Its ballot is the paper it was given.
  if (voting.paper?.seats.includes(line.seat)) return false;
  const mayVote = (participant: string) =>
    isHere(state, participant) && (isSitting(line, participant) || isProxyValid(state, voting, line));
  return !holdersOf(line).some(mayVote);
}

/** Whoever sits there comes first; of a seat with a holder alone nobody does. */
const isSitting = ({ by, why, participant }: RegisterRow, who: string): boolean =>
  by ? by[0] === who : why !== 'proxy' && participant === who;

const isProxyValid = (state: State, voting: Voting, { seat }: RegisterRow): boolean =>
  state.represent?.proxies.some(one => one.principal === seat && reachesItem(one, voting.item)) === true;

/**
 * When whoever cast this ballot, or all whose it may have been, had left, where that was between the opening and the ballot;
 * null where they were here, or nobody is asked to be. A line that was lost for longer than its grace was left when it was lost.
 */
export function leftBefore(state: State, voting: Voting, line: RegisterRow, { by, at }: Ballot): string | null {
  if (isCorrespondence(voting)) return null;
  const holders = holdersOf(line);
  const voters = holders.includes(by) ? [by] : holders;
  if (voters.some(voter => wasHereAt(state, voter, at))) return null;
  const left = voters
    .flatMap(voter => presenceOf(state, voter)?.intervals ?? [])
    .flatMap(({ to }) => (to !== null && to >= voting.openedAt && to < at ? [to] : []));
  return left.sort().at(-1) ?? null;
}
