/** Elections that act on a council's rolls (PROC-36), and the roles of its seats as the desk set them. */
import type { OfficeTerm, SeatRole, Wording } from '@kengesh/domain';
import { type Queryable, rowsOf } from '../database/rows.js';

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

export async function officesOf(on: Queryable, councilId: string): Promise<CouncilOffices> {
  const terms = await rowsOf<ActingTerm>(
    on,
    `select o.office, o.title, o.seat, to_char(o.term_from, 'YYYY-MM-DD') as "from", to_char(o.term_to, 'YYYY-MM-DD') as "to",
        ${local('o.at')} as at, o.session_id as "sessionId", s.number as "sessionNumber", o.seq
      from office_terms o join sessions s on s.id = o.session_id join councils c on c.id = o.council_id
      where o.council_id = $1 and o.presides_from in ('at_once', 'end_of_item', 'next_session') and o.office in ('chair', 'deputy')
        and o.seat is not null and o.term_from is not null and o.term_to is not null
      order by o.at, s.number, o.seq`,
    [councilId],
  );
  const seats = await rowsOf<CouncilOffices['seats'][number]>(
    on,
    `select t.id as seat, t.role, ${local('coalesce(t.role_set_at, t.created_at)')} as since,
        t.role_set_at is not null as "setByHand"
      from seats t join councils c on c.id = t.council_id where t.council_id = $1`,
    [councilId],
  );
  const [day] = await rowsOf<{ today: string }>(
    on,
    `select to_char(now() at time zone zone, 'YYYY-MM-DD') as today from councils where id = $1`,
    [councilId],
  );
  return { terms, seats, today: day?.today ?? '' };
}
