import type { SessionRow } from '@kengesh/contracts';
import type { EntityManager } from 'typeorm';

type Phase = SessionRow['phase'];

const phaseAfter: Record<string, Phase> = {
  'session.prepared': 'prepared',
  'session.opened': 'open',
  'session.recessed': 'recess',
  'session.resumed': 'open',
  'session.closed': 'closed',
  'session.notHeld': 'closed',
};

/** How far each session has come by its journal, without folding it. One without a journal is not in the map. */
export async function phasesOf(manager: EntityManager, sessions: readonly string[]): Promise<Map<string, Phase>> {
  if (sessions.length === 0) return new Map();
  const rows = (await manager.query(
    `select distinct on (session_id) session_id as id, type from journal_entries where session_id = any($1) and type in
      ('session.prepared', 'session.opened', 'session.recessed', 'session.resumed', 'session.closed', 'session.notHeld')
      order by session_id, seq desc`,
    [sessions],
  )) as { id: string; type: string }[];
  return new Map(rows.map(({ id, type }) => [id, phaseAfter[type]!]));
}
