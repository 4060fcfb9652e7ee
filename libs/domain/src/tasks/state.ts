import type { Hand } from '../devices/state.js';
import type { Wording } from '../text.js';

export interface AdoptedDecision {
  readonly id: string;
  readonly item: string | null;
  readonly motion: string;
  readonly voting: string;
  readonly text: Wording;
  readonly hash: string;
  readonly at: string;
  readonly signed?: readonly Signature[];
  /** From the council's register, given after both signatures. */
  readonly registered?: { readonly number: number; readonly label: string };
  /** The body took the question up again; this is not a decision any more. */
  readonly reconsidered?: boolean;
}

/** Its text is a free remark and is kept beside the journal; the salted hash proves it. */
export interface Remark {
  readonly id: string;
  readonly kind: 'dissent' | 'reservation' | 'explanation';
  readonly seat: string;
  /** The decision remarked on; of an explanation the vote. */
  readonly decision: string | null;
  readonly voting: string;
  readonly hash: string;
  readonly at: string;
}

export interface Task extends TaskMore {
  readonly id: string;
  readonly decision: string | null;
  readonly text: Wording;
  /** Responsible seat. */
  readonly responsible: string;
  /** Local date of the session's zone, or null: standing. */
  readonly due: string | null;
  readonly at: string;
}

export interface Signature {
  readonly participant: string;
  readonly as: 'presiding' | 'secretary';
  readonly at: string;
  /** With what it was signed (SEC-21). */
  readonly hand?: Hand;
  /** Both signatures are of one hand, for there was no third person. */
  readonly oneHand?: true;
}

/** What a task has besides its text and its one responsible seat. */
export interface TaskMore {
  /** Seats that help. */
  readonly co?: readonly string[];
  /** Due by the next session; then it has no date. */
  readonly next?: boolean;
  readonly report?: 'written' | 'oral' | 'document';
  /** Seat that watches over it. */
  readonly control?: string;
  /** Open where it is not said. */
  readonly status?: 'open' | 'in_progress' | 'reported' | 'accepted' | 'withdrawn';
  readonly reportedAt?: string;
  /** Salted hash of the report, whose text is kept beside the journal. */
  readonly reportHash?: string | null;
}
