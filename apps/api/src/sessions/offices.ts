/** Roles on a council's rolls as its elections and the desk's own hand make them (PROC-36), by the day of each session. */
import type { SeatOffice } from '@kengesh/contracts';
import { type OfficeTerm, type Role, type RoleOnRoll, rolesOn, type SeatRole, type Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';

export type Sql = (text: string, values: readonly unknown[]) => Promise<unknown>;
export const sqlOf =
  (manager: EntityManager): Sql =>
  (text, values) =>
    manager.query(text, [...values]);

/** An election that acts, with the entry it stems from. */
export interface ActingTerm extends OfficeTerm {
  readonly title: Wording;
  readonly sessionId: string;
  readonly sessionNumber: number;
  readonly seq: number;
}
export interface CouncilOffices {
  readonly terms: readonly ActingTerm[];
  readonly seats: readonly (SeatRole & { readonly setByHand: boolean })[];
  /** The day it is now where the council sits. */
  readonly today: string;
}

const local = (column: string) => `to_char(${column} at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI:SS.MS')`;

export async function officesOf(sql: Sql, councilId: string): Promise<CouncilOffices> {
  const terms = (await sql(
    `select o.office, o.title, o.seat, to_char(o.term_from, 'YYYY-MM-DD') as "from", to_char(o.term_to, 'YYYY-MM-DD') as "to",
        ${local('o.at')} as at, o.session_id as "sessionId", s.number as "sessionNumber", o.seq
      from office_terms o join sessions s on s.id = o.session_id join councils c on c.id = o.council_id
      where o.council_id = $1 and o.presides_from = 'next_session' and o.office in ('chair', 'deputy')
        and o.seat is not null and o.term_from is not null and o.term_to is not null
      order by o.at, s.number, o.seq`,
    [councilId],
  )) as ActingTerm[];
  const seats = (await sql(
    `select t.id as seat, t.role, ${local('coalesce(t.role_set_at, t.created_at)')} as since,
        t.role_set_at is not null as "setByHand"
      from seats t join councils c on c.id = t.council_id where t.council_id = $1`,
    [councilId],
  )) as CouncilOffices['seats'];
  const [day] = (await sql(
    `select to_char(now() at time zone zone, 'YYYY-MM-DD') as today from councils where id = $1`,
    [councilId],
  )) as { today: string }[];
  return { terms, seats, today: day?.today ?? '' };
}

/** @param day local, `YYYY-MM-DD` */
export const rolesOnDay = (
  { seats, terms }: CouncilOffices,
  day: string,
): ReadonlyMap<string, RoleOnRoll<ActingTerm>> => rolesOn(day, seats, terms);

export const asOffice = (term: ActingTerm, standing: RoleOnRoll['terms'][number]['standing']): SeatOffice => {
  const { office, title, from, to, sessionId, sessionNumber, seq } = term;
  return { office, title, from, to, sessionId, sessionNumber, seq, standing };
};

/** Seats whose role that day is another than what was set by hand. */
export function otherRoles(offices: CouncilOffices, day: string): readonly { seat: string; role: Role }[] {
  if (offices.terms.length === 0) return [];
  const roles = rolesOnDay(offices, day);
  return offices.seats.flatMap(({ seat, role }) => {
    const now = roles.get(seat)?.role ?? role;
    return now === role ? [] : [{ seat, role: now }];
  });
}
