/** Roles on a council's rolls as its elections and the desk's own hand make them (PROC-36), by the day of each session. */
import type { SeatOffice } from '@kengesh/contracts';
import { type Role, type RoleOnRoll, rolesOn } from '@kengesh/domain';
import type { ActingTerm, CouncilOffices } from '../repositories/offices.queries.js';

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
