/** Joins of seats, sessions and participants: what the rolls of sessions are made of, and what they show. */
import type { RosterRow } from '@kengesh/contracts';
import type { Language, Role, Wording } from '@kengesh/domain';
import { type Queryable, rowsOf } from '../database/rows.js';

export interface PlannedSession {
  readonly id: string;
  /** Local, `YYYY-MM-DD`. */
  readonly day: string;
}
/** Sessions of this council that are not cancelled. */
export const plannedSessions = (on: Queryable, councilId: string): Promise<PlannedSession[]> =>
  rowsOf(on, 'select id, left(starts_local, 10) as day from sessions where council_id = $1 and cancelled_at is null', [
    councilId,
  ]);

/** Seats of the council that have no line on the roll of one of these sessions. */
export const missingLines = (
  on: Queryable,
  sessions: readonly string[],
): Promise<{ readonly session: string; readonly seat: string }[]> =>
  rowsOf(
    on,
    `select s.id as session, t.id as seat from sessions s join seats t on t.council_id = s.council_id
      left join participants p on p.session_id = s.id and p.seat_id = t.id
      where s.id = any ($1::uuid[]) and p.id is null`,
    [sessions],
  );

export interface NewLine {
  readonly id: string;
  readonly session: string;
  readonly seat: string;
  readonly salt: string;
}
/** Lines named as their seats are now. */
export async function addLines(on: Queryable, lines: readonly NewLine[]): Promise<void> {
  const column = (key: keyof NewLine) => lines.map(line => line[key]);
  await rowsOf(
    on,
    `insert into participants (id, session_id, seat_id, position, role, votes, label, mode, name_salt)
      select n.id, n.session, t.id, t.position, t.role, t.votes, t.label, t.mode, n.salt
      from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) as n (id, session, seat, salt)
      join seats t on t.id = n.seat`,
    [column('id'), column('session'), column('seat'), column('salt')],
  );
}

export interface RoleInSession {
  readonly session: string;
  readonly seat: string;
  readonly role: Role;
}
/** Lines of these sessions take position, name, vote and role of their seats; the role from `other` where it is there. */
export async function updateLines(
  on: Queryable,
  sessions: readonly string[],
  other: readonly RoleInSession[],
): Promise<void> {
  await rowsOf(
    on,
    `update participants p set position = t.position, role = coalesce(o.role, t.role), votes = t.votes, label = t.label
      from seats t join sessions s on s.council_id = t.council_id
        left join unnest($2::uuid[], $3::uuid[], $4::text[]) as o (session_id, seat_id, role)
          on o.session_id = s.id and o.seat_id = t.id
      where t.id = p.seat_id and s.id = p.session_id and s.id = any ($1::uuid[])
      and (p.position, p.role, p.votes, p.label)
        is distinct from (t.position, coalesce(o.role, t.role), t.votes, t.label)`,
    [sessions, other.map(line => line.session), other.map(line => line.seat), other.map(line => line.role)],
  );
}

export type RosterLine = Omit<RosterRow, 'link' | 'invited' | 'office'> & {
  readonly issuedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly devices: number;
  readonly lastUsedAt: Date | null;
};
/** In protocol order, with the link that is open and the devices that came in. @param participant null: all */
export const rosterLines = (on: Queryable, sessionId: string, participant: string | null): Promise<RosterLine[]> =>
  rowsOf(
    on,
    `select p.id as participant, p.seat_id as "seatId", p.label, p.role, p.votes, t.delegation, t.category, p.mode,
        t.email, l.issued_at as "issuedAt", l.expires_at as "expiresAt", coalesce(d.devices, 0)::int as devices,
        d.last as "lastUsedAt"
      from participants p join seats t on t.id = p.seat_id
      left join lateral (select o.issued_at, o.expires_at from links o where o.subject = p.id and o.revoked_at is null
        order by o.expires_at desc, o.issued_at desc limit 1) l on true
      left join lateral (select count(*) filter (where a.revoked_at is null and a.expires_at > now()) as devices,
        max(a.last_seen_at) as last from auth_sessions a where a."as" = p.id) d on true
      where p.session_id = $1 and ($2::text is null or p.id = $2) order by p.position, p.id`,
    [sessionId, participant],
  );

export interface PlaceOnRoll {
  readonly label: Wording;
  readonly role: Role;
  /** Null where the seat has no vote. */
  readonly seat: string | null;
  readonly language: Language;
  readonly councilName: Wording;
}
export async function placeOf(on: Queryable, participant: string): Promise<PlaceOnRoll | undefined> {
  const [row] = await rowsOf<PlaceOnRoll>(
    on,
    `select p.label, p.role, case when p.votes then p.seat_id end as seat, t.language, c.name as "councilName"
      from participants p join seats t on t.id = p.seat_id join councils c on c.id = t.council_id where p.id = $1`,
    [participant],
  );
  return row;
}

export interface Addressee {
  readonly participant: string;
  readonly email: string | null;
  readonly holder: string | null;
  readonly label: Wording;
  readonly role: Role;
  readonly language: string;
  readonly filled: boolean;
}
/** Who is on the roll, with address and name of the seat as they are now, in protocol order. */
export const addressees = (on: Queryable, sessionId: string): Promise<Addressee[]> =>
  rowsOf(
    on,
    `select p.id as participant, t.email, t.holder, p.label, p.role, t.language, t.filled
      from participants p join seats t on t.id = p.seat_id where p.session_id = $1 order by p.position, p.id`,
    [sessionId],
  );

/** Names on the roll as the seats have them now, with the salt each is hashed with. */
export const namesOnRoll = (
  on: Queryable,
  session: string,
): Promise<{ readonly participant: string; readonly salt: string; readonly name: string }[]> =>
  rowsOf(
    on,
    `select p.id as participant, p.name_salt as salt, t.holder as name
      from participants p join seats t on t.id = p.seat_id where p.session_id::text = $1 and t.holder is not null`,
    [session],
  );
