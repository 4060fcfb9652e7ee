/**
 * The whole record of a session in one file: every entry with its hash, and the last hash to compare with the one
 * printed in the minutes. Whoever keeps the file can check it years later without us.
 */
import type { PreparedSession, Wording } from '@kengesh/domain';
import { type Entry, refuse } from '@kengesh/journal';
import type { EntriesReport } from './report.js';
import type { Head, Provenance } from './table.js';

export const RECORD_FORMAT = 'kengesh-record/1';

/** The session as entry 1 (or the last preparation) names it. */
export interface RecordSession {
  readonly id: string;
  readonly number: number;
  readonly title: Wording;
  readonly council: { readonly id: string; readonly name: Wording };
  readonly zone: string;
  readonly startsLocal: string;
  readonly sample: boolean;
}

export interface SessionRecord {
  readonly format: typeof RECORD_FORMAT;
  /** Instant of generation, UTC. */
  readonly exportedAt: string;
  readonly software: string;
  readonly zone: string;
  readonly session: RecordSession;
  readonly head: Head;
  readonly entries: readonly Entry[];
}

export function recordSession({ council, session }: PreparedSession): RecordSession {
  const { id, number, title, zone, startsLocal, sample } = session;
  return { id, number, title, council, zone, startsLocal, sample };
}

/** Everything of the record but its entries, in the order in which it is written. */
export function recordHeader(
  session: RecordSession,
  { zone, exportedAt, software, head }: Provenance,
): Omit<SessionRecord, 'entries'> {
  return { format: RECORD_FORMAT, exportedAt, software, zone, session, head };
}

export const record: EntriesReport = {
  kind: 'entries',
  formats: ['json'],
  ofNotHeld: true,
  // The ballots of a named vote are nobody's until it is closed.
  heldBack: state =>
    Object.values(state.votings).some(one => one.closedAt === null && one.method === 'named')
      ? refuse('export.voting_open')
      : null,
  header: (prepared, provenance) => recordHeader(recordSession(prepared), provenance),
};
