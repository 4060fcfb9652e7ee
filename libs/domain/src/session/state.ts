import type { Mode } from '../council.js';
import type { QuorumFinding } from '../rules/quorum-finding.js';

export type Phase = 'none' | 'prepared' | 'open' | 'recess' | 'closed';

export interface SessionSlice {
  readonly phase: Phase;
  /** By which rules the session is decided (`procedureOf`); absent in journals that say nothing of it. */
  readonly procedure?: number;
  /** Participant who presides; null before opening. */
  readonly presiding: string | null;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly quorumAtOpening: QuorumFinding | null;
  readonly recess: { readonly since: string; readonly until: string | null } | null;
  /** Declared not held for want of a quorum (PROC-04); then `openedAt` is null. */
  readonly notHeld?: NotHeld;
  /** Who waited for the floor when the session was closed; the item they would have spoken to. */
  readonly unheard?: readonly UnheardSpeaker[];
  /** Where the session was adjourned to a date: wall clock in the session's zone. */
  readonly next?: string;
}

export interface UnheardSpeaker {
  readonly participant: string;
  readonly item: string | null;
}

export interface NotHeld {
  readonly by: string;
  readonly at: string;
  readonly quorum: QuorumFinding;
  /** Seats that had come, and how. */
  readonly present: readonly { readonly seat: string; readonly mode: Mode }[];
}

export const INITIAL_SESSION: SessionSlice = {
  phase: 'none',
  presiding: null,
  openedAt: null,
  closedAt: null,
  quorumAtOpening: null,
  recess: null,
};
