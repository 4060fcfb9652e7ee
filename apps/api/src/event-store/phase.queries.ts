/**
 * The phase of a session as its journal has it, without folding: the only place outside the domain that knows which
 * entries open, interrupt and end a session.
 */
import { type Queryable, rowsOf } from '../database/rows.js';

export type JournalPhase = 'prepared' | 'open' | 'recess' | 'closed';

const phaseAfter: Readonly<Record<string, JournalPhase>> = {
  'session.prepared': 'prepared',
  'session.opened': 'open',
  'session.recessed': 'recess',
  'session.resumed': 'open',
  'session.closed': 'closed',
  'session.notHeld': 'closed',
};
const quoted = (types: readonly string[]) => types.map(type => `'${type}'`).join(', ');
const turning = quoted(Object.keys(phaseAfter));
const ending = quoted(Object.keys(phaseAfter).filter(type => phaseAfter[type] === 'closed'));

/** A session without a journal is not in the map. */
export async function phasesOf(on: Queryable, sessions: readonly string[]): Promise<Map<string, JournalPhase>> {
  if (sessions.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; type: string }>(
    on,
    `select distinct on (session_id) session_id as id, type from journal_entries where session_id = any ($1)
      and type in (${turning}) order by session_id, seq desc`,
    [sessions],
  );
  return new Map(rows.map(({ id, type }) => [id, phaseAfter[type]!]));
}

/** Neither opened nor recorded as not held. */
export const isBeforeOpening = (phase: JournalPhase | undefined): boolean =>
  phase === undefined || phase === 'prepared';

/** Sessions that have a journal and are not closed, sorted. */
export async function liveSessions(on: Queryable): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    on,
    `select session_id as id from journal_heads heads where seq > 0 and not exists (
      select from journal_entries entries
      where entries.session_id = heads.session_id and entries.type in (${ending})) order by session_id`,
  );
  return rows.map(row => row.id);
}

/** The entry that closed the session, or recorded that it was not held; null where none is at or before `upTo`. */
export async function endingEntry(
  on: Queryable,
  session: string,
  isNotHeld: boolean,
  upTo: number,
): Promise<{ readonly seq: number; readonly hash: string } | null> {
  // One type at a time, written out: so the index of what opens and closes sessions finds it, for everybody who asks at once.
  const type = isNotHeld ? 'session.notHeld' : 'session.closed';
  const [row] = await rowsOf<{ seq: number; hash: string }>(
    on,
    `select seq, hash from journal_entries where session_id = $1 and type = '${type}' and seq <= $2 order by seq limit 1`,
    [session, upTo],
  );
  return row ?? null;
}

/** When the session was opened; null while it is not, and once it is closed. */
export async function openSince(on: Queryable, session: string): Promise<Date | null> {
  const phase = (await phasesOf(on, [session])).get(session);
  if (phase !== 'open' && phase !== 'recess') return null;
  const [row] = await rowsOf<{ at: Date }>(
    on,
    `select at from journal_entries where session_id = $1 and type = 'session.opened' order by seq limit 1`,
    [session],
  );
  return row?.at ?? null;
}
