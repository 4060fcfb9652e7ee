// Who holds which office on a given day: by an election that acts, or as set by hand (PROC-36). Journals know nothing of it;
// the desk asks it for the roll of each session.
import type { Role } from '../council.js';

/** Offices that the roll knows; elections to any other change nothing on it. */
export const ROLL_OFFICES = ['chair', 'deputy'] as const;
export type RollOffice = (typeof ROLL_OFFICES)[number];

export const rollOffice = (office: string): RollOffice | null => ROLL_OFFICES.find(known => known === office) ?? null;

/** An election to an office for a term, under rules by which elections act. Days are local, both included. */
export interface OfficeTerm {
  readonly office: RollOffice;
  readonly seat: string;
  readonly from: string;
  readonly to: string;
  /** Wall clock of the council's zone, as everything here: `YYYY-MM-DDTHH:mm:ss`. */
  readonly at: string;
}

export interface SeatRole {
  readonly seat: string;
  /** As set by hand. */
  readonly role: Role;
  /** When that was. */
  readonly since: string;
}

/**
 * `holds`: the seat has the office by this election. `later`: its term has not begun. `ended`: it is over. `succeeded`: another
 * was elected since, or set by hand. `by_hand`: this seat's role was set by hand since.
 */
export type TermStanding = 'holds' | 'later' | 'ended' | 'succeeded' | 'by_hand';

export interface RoleOnRoll<T extends OfficeTerm = OfficeTerm> {
  readonly role: Role;
  /** By which election; null: as set by hand, or none. */
  readonly term: T | null;
  /** What was set by hand, where an election since took the office from it. */
  readonly gaveWay: RollOffice | null;
  /** Elections of this seat, the last of each office, with how they stand. */
  readonly terms: readonly { readonly term: T; readonly standing: TermStanding }[];
}

/** When a term takes effect: at its election, or with its first day. */
const beginOf = ({ at, from }: OfficeTerm): string => (at > from ? at : from);

/**
 * The role of each seat on this day. What was set by hand holds until the next election to that office takes effect, and after
 * it whoever it elected holds the office until the term ends or the seat's role is set by hand. There is one chair, by the last
 * election; terms of deputies run side by side.
 * @param terms in the order of the elections
 */
export function rolesOn<T extends OfficeTerm>(
  day: string,
  seats: readonly SeatRole[],
  terms: readonly T[],
): ReadonlyMap<string, RoleOnRoll<T>> {
  const begun = terms.filter(term => term.from <= day);
  const last = { chair: lastOf(begun, 'chair'), deputy: lastOf(begun, 'deputy') };
  const handHolds = ({ role, since }: SeatRole): boolean => {
    const election = role === 'chair' || role === 'deputy' ? last[role] : undefined;
    return !election || since > beginOf(election);
  };
  const chairByHand = seats.some(seat => seat.role === 'chair' && handHolds(seat));
  const standingOf = (term: T, { since }: SeatRole): TermStanding => {
    if (since > term.at) return 'by_hand';
    if (term.to < day) return 'ended';
    if (term.from > day) return 'later';
    return term.office === 'chair' && (term !== last.chair || chairByHand) ? 'succeeded' : 'holds';
  };
  return new Map(
    seats.map(seat => {
      const own = ['chair' as const, 'deputy' as const].flatMap(office => {
        const term = lastOf(terms, office, seat.seat);
        // An election for later years leaves the term that runs as it is.
        const running = lastOf(begun, office, seat.seat);
        return [running, term === running ? undefined : term].filter(found => found !== undefined);
      });
      const standings = own.map(term => ({ term, standing: standingOf(term, seat) }));
      const term = standings.find(({ standing }) => standing === 'holds')?.term ?? null;
      const byHand = handHolds(seat);
      const role = term && !(byHand && seat.role === 'chair') ? term.office : byHand ? seat.role : 'delegate';
      const gaveWay = byHand ? null : rollOffice(seat.role);
      return [seat.seat, { role, term: role === term?.office ? term : null, gaveWay, terms: standings }];
    }),
  );
}

const lastOf = <T extends OfficeTerm>(terms: readonly T[], office: RollOffice, seat?: string): T | undefined =>
  terms.filter(term => term.office === office && (seat === undefined || term.seat === seat)).at(-1);
