/** Tables `nodes` and `node_lines`: which nodes live, and who has a line to which. */
import type { Pool } from 'pg';
import { rowsOf } from '../database/rows.js';

export interface ParticipantRef {
  readonly sessionId: string;
  readonly participant: string;
}
const sessionsOf = (refs: readonly ParticipantRef[]) => refs.map(ref => ref.sessionId);
const participantsOf = (refs: readonly ParticipantRef[]) => refs.map(ref => ref.participant);

/** @returns false where the node is not on the list */
export async function renewLease(pool: Pool, node: string): Promise<boolean> {
  return (await rowsOf(pool, 'update nodes set seen_at = now() where id = $1 returning id', [node])).length > 0;
}

export async function enterNode(pool: Pool, node: string): Promise<void> {
  await rowsOf(pool, 'insert into nodes (id) values ($1) on conflict do nothing', [node]);
}

/** @param leaseMs how long a node that says nothing still counts */
export async function participantsElsewhere(
  pool: Pool,
  node: string,
  leaseMs: number,
  sessionId: string,
): Promise<string[]> {
  const rows = await rowsOf<{ participant: string }>(
    pool,
    `select distinct participant from node_lines join nodes on id = node
      where session_id = $1 and node <> $2 and seen_at > now() - $3 * interval '1 millisecond'`,
    [sessionId, node, leaseMs],
  );
  return rows.map(row => row.participant);
}

/** Of those asked for the ones with a line to another node that lives. */
export const haveLineElsewhere = (
  pool: Pool,
  node: string,
  leaseMs: number,
  asked: readonly ParticipantRef[],
): Promise<ParticipantRef[]> =>
  rowsOf(
    pool,
    `select distinct session_id as "sessionId", participant from node_lines join nodes on id = node
      join unnest($3::text[], $4::text[]) as asked (session, who) on session_id = session and participant = who
      where node <> $1 and seen_at > now() - $2 * interval '1 millisecond'`,
    [node, leaseMs, sessionsOf(asked), participantsOf(asked)],
  );

/** Other nodes whose lease has run out, with who had a line there. */
export async function expiredNodes(
  pool: Pool,
  node: string,
  leaseMs: number,
): Promise<{ readonly node: string; readonly lines: readonly ParticipantRef[] }[]> {
  const rows = await rowsOf<{ node: string; lines: ParticipantRef[] | null }>(
    pool,
    `select id as node, (select json_agg(json_build_object('sessionId', session_id, 'participant', participant))
        from node_lines where node = id) as lines
      from nodes where id <> $1 and seen_at <= now() - $2 * interval '1 millisecond'`,
    [node, leaseMs],
  );
  return rows.map(({ node: id, lines }) => ({ node: id, lines: lines ?? [] }));
}

/** Not where it has renewed its lease meanwhile. */
export async function deleteExpiredNode(pool: Pool, node: string, leaseMs: number): Promise<void> {
  await rowsOf(pool, `delete from nodes where id = $1 and seen_at <= now() - $2 * interval '1 millisecond'`, [
    node,
    leaseMs,
  ]);
}

/** Nothing where the node is on the list no more. */
export async function addLines(pool: Pool, node: string, lines: readonly ParticipantRef[]): Promise<void> {
  await rowsOf(
    pool,
    `insert into node_lines select id, come.* from nodes, unnest($2::text[], $3::text[]) as come where id = $1
      on conflict do nothing`,
    [node, sessionsOf(lines), participantsOf(lines)],
  );
}

export async function removeLines(pool: Pool, node: string, lines: readonly ParticipantRef[]): Promise<void> {
  await rowsOf(
    pool,
    `delete from node_lines using unnest($2::text[], $3::text[]) as gone (session, who)
      where node = $1 and session_id = session and participant = who`,
    [node, sessionsOf(lines), participantsOf(lines)],
  );
}
