import type { State, Voting } from '../state.js';

/** A ballot that was voided, or found no quorum: it decided nothing, and is held again. */
const cameToNothing = ({ voided, result }: Voting): boolean => voided !== undefined || result?.outcome === 'void';

/** Whether a ballot was opened on the list: then it is frozen. One that came to nothing frees it. */
export const isListFrozen = (state: State, election: string): boolean =>
  Object.values(state.votings).some(one => one.election?.id === election && !cameToNothing(one));

/** Whether a further ballot on the tie of this vote was opened: not one of those that came to nothing, or in which nobody chose anybody. */
export const isTieSettled = (state: State, voting: string): boolean =>
  Object.values(state.votings).some(
    one => one.runoffOf === voting && !cameToNothing(one) && one.result?.outcome !== 'no_votes',
  );
