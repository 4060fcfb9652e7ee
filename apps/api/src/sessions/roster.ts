import { newHandle, newSalt } from '../identity/secrets.js';
import { officesOf, otherRoles, type Sql } from './offices.js';

const untouched = `s.cancelled_at is null and not exists (select from journal_entries e
  where e.session_id = s.id::text and e.type in ('session.opened', 'session.notHeld'))`;

/**
 * The rolls of a council's sessions that are not opened yet follow its seats: each has its line, named as the seat is
 * now, with the role it has on the day of that session (PROC-36). How somebody is expected (hall, remote) is the session's
 * own and stays. To be called with the council's row held.
 */
export async function keepRollsInStep(sql: Sql, councilId: string): Promise<void> {
  await addMissing(sql, councilId);
  const offices = await officesOf(sql, councilId);
  const sessions = (await sql(
    `select s.id, left(s.starts_local, 10) as day from sessions s where s.council_id = $1 and ${untouched}`,
    [councilId],
  )) as { id: string; day: string }[];
  const other = sessions.flatMap(({ id, day }) => otherRoles(offices, day).map(line => ({ session: id, ...line })));
  await sql(
    `update participants p set position = t.position, role = coalesce(o.role, t.role), votes = t.votes, label = t.label
      from seats t join sessions s on s.council_id = t.council_id
        left join unnest($2::uuid[], $3::uuid[], $4::text[]) as o (session_id, seat_id, role)
          on o.session_id = s.id and o.seat_id = t.id
      where t.id = p.seat_id and s.id = p.session_id and s.council_id = $1 and ${untouched}
      and (p.position, p.role, p.votes, p.label)
        is distinct from (t.position, coalesce(o.role, t.role), t.votes, t.label)`,
    [councilId, other.map(line => line.session), other.map(line => line.seat), other.map(line => line.role)],
  );
}

async function addMissing(sql: Sql, councilId: string): Promise<void> {
  const missing = (await sql(
    `select s.id as session, t.id as seat from sessions s join seats t on t.council_id = s.council_id
      left join participants p on p.session_id = s.id and p.seat_id = t.id
      where s.council_id = $1 and p.id is null and ${untouched}`,
    [councilId],
  )) as { session: string; seat: string }[];
  if (missing.length === 0) return;
  await sql(
    `insert into participants (id, session_id, seat_id, position, role, votes, label, mode, name_salt)
      select n.id, n.session, t.id, t.position, t.role, t.votes, t.label, t.mode, n.salt
      from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) as n (id, session, seat, salt)
      join seats t on t.id = n.seat`,
    [
      missing.map(() => newHandle('p')),
      missing.map(line => line.session),
      missing.map(line => line.seat),
      missing.map(newSalt),
    ],
  );
}
