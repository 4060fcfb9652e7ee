import type { CandidateId, ElectionResult, Method } from '../rules/elections/types.js';
import type { Wording } from '../text.js';
import type { ElectionCount } from './rules.js';

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
  /**
   * What it adds up, as the rules said when it was opened (PROC-31). Not said: a plurality counted seats, the other methods
   * weights.
   */
  readonly countsBy?: ElectionCount;
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

export interface OfficeAppointment {
  readonly office: string;
  readonly title: Wording;
  readonly seat: string | null;
  readonly candidate: string;
  readonly voting: string;
  /** Local dates, both included; where the election was called for a term. */
  readonly term?: { readonly from: string; readonly to: string };
  readonly at: string;
  /** When its item ended, where that item was taken up again since. */
  readonly itemEndedAt?: string;
}
