/** What features ask of journals without folding them. They get rows of the journal's tables here, and read none themselves. */
import type { Entry } from '@kengesh/journal';
import type { Pool, QueryResultRow } from 'pg';
import { type Queryable, rowsOf } from '../database/rows.js';
import { SQL } from './statements.js';

/** Entries with `after` < seq <= `last` whose type matches, a regular expression of Postgres. */
export async function entriesOfTypes(
  pool: Pool,
  session: string,
  types: string,
  { after, last, limit }: { readonly after: number; readonly last: number; readonly limit: number },
): Promise<Entry[]> {
  const { rows } = await pool.query<Entry & QueryResultRow>({
    ...SQL.concerning,
    values: [session, after, last, types, limit],
  });
  return rows;
}

/** Heads of those of these sessions that have a journal. */
export async function headsOf(
  pool: Pool,
  sessions: readonly string[],
): Promise<readonly { readonly id: string; readonly seq: number }[]> {
  const { rows } = await pool.query<{ id: string; seq: number }>({
    name: 'nodes-heads',
    text: 'select session_id as id, seq from journal_heads where session_id = any ($1)',
    values: [[...sessions]],
  });
  return rows;
}

/** Of these sessions those whose journal has an entry. */
export async function sessionsBegun(on: Queryable, sessions: readonly string[]): Promise<ReadonlySet<string>> {
  if (sessions.length === 0) return new Set();
  const rows = await rowsOf<{ id: string }>(
    on,
    'select session_id as id from journal_heads where session_id = any ($1) and seq > 0',
    [sessions],
  );
  return new Set(rows.map(row => row.id));
}

/** Keeps anything from being appended to this journal until the transaction ends. */
export async function lockHead(on: Queryable, session: string): Promise<void> {
  await rowsOf(on, 'select from journal_heads where session_id = $1 for update', [session]);
}

/** Keys under which something lies in a box that is open. */
export async function keysInBox(pool: Pool, session: string, box: string): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>({
    name: 'journal-marked',
    text: `select key from ballot_marks where session_id = $1 and box = $2
      union all select key from box_marks where session_id = $1 and box = $2`,
    values: [session, box],
  });
  return rows.map(row => row.key);
}

/** Open boxes in which something lies under this key, with its mark: see markOf. */
export function boxesWithKey(
  on: Queryable,
  session: string,
  key: string,
): Promise<{ readonly box: string; readonly command: string }[]> {
  return rowsOf(
    on,
    `select box, command_id as command from ballot_marks where session_id = $1 and key = $2
      union all select box, command_id as command from box_marks where session_id = $1 and key = $2 order by box`,
    [session, key],
  );
}

export interface CitedName {
  readonly session: string;
  readonly participant: string;
  readonly hash: string | null;
  readonly seat: string | null;
}
/** Of each journal whom its last preparation put on the roll, with the hash of each name. */
export function namesCited(on: Queryable, sessions: readonly string[]): Promise<CitedName[]> {
  return rowsOf(
    on,
    `select e.session_id as session, line ->> 'id' as participant, line ->> 'nameHash' as hash, line ->> 'seat' as seat
      from (select distinct on (session_id) session_id, data from journal_entries
        where session_id = any ($1::text[]) and type = 'session.prepared' order by session_id, seq desc) e
      cross join lateral json_array_elements(e.data -> 'participants') line`,
    [sessions],
  );
}

// Written out, so that the index of these entries is found.
const CITES_TEXT = `type in ('decision.remarked', 'task.reported')`;
export interface CitingEntry<T extends string = 'decision.remarked' | 'task.reported'> {
  readonly seq: number;
  readonly type: T;
  readonly at: Date;
  readonly data: { readonly hash: string } & Readonly<Record<string, unknown>>;
}
/** Entries that cite the hash of a text, in their order. */
export function entriesCitingTexts(on: Queryable, session: string): Promise<CitingEntry[]> {
  return rowsOf(
    on,
    `select seq, type, at, data from journal_entries where session_id = $1 and ${CITES_TEXT}
      and data ->> 'hash' is not null order by seq`,
    [session],
  );
}

/** Of these hashes those that the journal cites. */
export async function textsCited(
  on: Queryable,
  session: string,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await rowsOf<{ hash: string }>(
    on,
    `select distinct data ->> 'hash' as hash from journal_entries where session_id = $1 and ${CITES_TEXT}
      and data ->> 'hash' = any ($2::text[])`,
    [session, hashes],
  );
  return new Set(rows.map(row => row.hash));
}

/** Sessions in which a decision has both signatures and no number. */
export async function sessionsAwaitingNumbers(on: Queryable): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    on,
    `select session_id as id from journal_entries where type in ('decision.signed', 'decision.numbered')
      group by session_id having count(*) filter (where type = 'decision.signed')
        >= 2 * count(*) filter (where type = 'decision.numbered') + 2`,
  );
  return rows.map(row => row.id);
}

/** The last number given to a decision in any of these sessions; 0 where none was. */
export async function lastDecisionNumber(on: Queryable, sessions: readonly string[]): Promise<number> {
  const [row] = await rowsOf<{ last: number }>(
    on,
    `select coalesce(max((data ->> 'number')::integer), 0) as last from journal_entries
      where session_id = any ($1::text[]) and type = 'decision.numbered'`,
    [sessions],
  );
  return row?.last ?? 0;
}
