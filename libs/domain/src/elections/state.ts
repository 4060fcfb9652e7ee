import type { CandidateId, ElectionResult, Method } from '../rules/elections/types.js';
import type { State, Voting } from '../state.js';
import type { Wording } from '../text.js';

/** Nominations for an office, until a ballot is opened on them; then the list is frozen. */
export interface Election {
  readonly id: string;
  readonly item: string | null;
  readonly office: { readonly id: string; readonly title: Wording };
  readonly seats: number;
  readonly method: Method;
  readonly onTie: 'runoff' | 'lot';
  /** Local dates of the session's zone, both included. */
  readonly term: { readonly from: string; readonly to: string } | null;
  readonly candidates: readonly Candidate[];
}
export interface Candidate {
  readonly id: CandidateId;
  readonly label: Wording;
  readonly seat: string | null;
  readonly withdrawn: boolean;
}

/** What a vote has of the election it is a ballot of. */
export interface VotingOfElection {
  readonly election?: {
    readonly id: string;
    readonly method: Method;
    /** To be filled by this ballot. */
    readonly seats: number;
    readonly onTie: 'runoff' | 'lot';
    readonly ballot:
      | { readonly kind: 'first' | 'second' | 'tie' }
      | { readonly kind: 'extra'; readonly places: number; readonly through: readonly CandidateId[] };
  };
  /** Counted, but for a lot between these; no ballot is taken any more. */
  readonly lotDue?: { readonly purpose: string; readonly names: readonly CandidateId[] };
}
export type ElectionOutcome = ElectionResult;

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
