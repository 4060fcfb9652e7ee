import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { newHandle } from '../identity/secrets.js';
import { ParticipantEntity } from './participant.entity.js';

const untouched = `s.cancelled_at is null and not exists (select from journal_entries e
  where e.session_id = s.id::text and e.type in ('session.opened', 'session.notHeld'))`;

/**
 * The rolls of a council's sessions that are not opened yet follow its seats: each has its line, named as the seat is
 * now. How somebody is expected (hall, remote) is the session's own and stays.
 */
export async function keepRollsInStep(manager: EntityManager, councilId: string): Promise<void> {
  const missing = (await manager.query(
    `select s.id as "sessionId", t.id as "seatId", t.position, t.role, t.votes, t.label, t.mode
      from sessions s join seats t on t.council_id = s.council_id
      left join participants p on p.session_id = s.id and p.seat_id = t.id
      where s.council_id = $1 and p.id is null and ${untouched}`,
    [councilId],
  )) as Pick<ParticipantEntity, 'sessionId' | 'seatId' | 'position' | 'role' | 'votes' | 'label' | 'mode'>[];
  const rows = missing.map(line => ({ ...line, id: newHandle('p'), nameSalt: newSalt() }));
  for (let from = 0; from < rows.length; from += 1000)
    await manager.insert(ParticipantEntity, rows.slice(from, from + 1000));
  await manager.query(
    `update participants p set position = t.position, role = t.role, votes = t.votes, label = t.label
      from seats t, sessions s where t.id = p.seat_id and s.id = p.session_id and s.council_id = $1 and ${untouched}
      and (p.position, p.role, p.votes, p.label) is distinct from (t.position, t.role, t.votes, t.label)`,
    [councilId],
  );
}

export const newSalt = (): string => randomBytes(16).toString('base64url');
