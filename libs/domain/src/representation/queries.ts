import type { Mode, Seat } from '../council.js';
import { participantOf, participantOfSeat, presenceOf, type State } from '../state.js';
import { type RepresentationRules, DEFAULT_REPRESENTATION as WHOLE } from './rules.js';
import type { Recusal, VotingProxy } from './state.js';

/** The rules of representation with everything said. */
export function representationOf(state: State): {
  [K in keyof RepresentationRules]-?: NonNullable<RepresentationRules[K]>;
} {
  const said = state.prepared?.rules.representation;
  return {
    proxies: said?.proxies ?? WHOLE.proxies,
    substitutes: said?.substitutes ?? WHOLE.substitutes,
    recusal: said?.recusal ?? WHOLE.recusal,
    recusedMaySpeak: said?.recusedMaySpeak ?? WHOLE.recusedMaySpeak,
  };
}

/** Who sits on each seat now: the substitute where there is one, else whom the roll names. */
export function occupants(state: State): ReadonlyMap<string, string> {
  const sits = new Map<string, string>();
  for (const { id, seat } of state.prepared?.participants ?? []) if (seat !== null) sits.set(seat, id);
  for (const { seat, participant, to } of state.represent?.substitutes ?? [])
    if (to === null) sits.set(seat, participant);
  return sits;
}
export function seatOccupant(state: State, seat: string): string | null {
  const substitute = state.represent?.substitutes.find(one => one.seat === seat && one.to === null)?.participant;
  return substitute ?? participantOfSeat(state, seat)?.id ?? null;
}
/** The seat a participant sits on now; null where it was taken by a substitute. */
export function seatOccupiedBy(state: State, participant: string): string | null {
  const taken = state.represent?.substitutes.find(one => one.participant === participant && one.to === null)?.seat;
  const own = taken ?? participantOf(state, participant)?.seat ?? null;
  return own !== null && seatOccupant(state, own) === participant ? own : null;
}

const here = (state: State, participant: string | null | undefined) =>
  participant !== null && participant !== undefined && presenceOf(state, participant)?.here === true;

export const isSuspended = (state: State, seat: string): boolean =>
  state.represent?.suspensions.some(one => one.seat === seat && one.to === null) ?? false;

/** The recusal of this seat that stands for this item, if any (PROC-09). */
export function recusalOf(state: State, seat: string, item: string | null = state.agenda.current): Recusal | undefined {
  return state.represent?.recusals.find(one => one.seat === seat && one.item === item && one.withdrawnAt === null);
}

/** Whether a recusal keeps this participant from speaking on the item under way. */
export function isSilencedByRecusal(state: State, participant: string): boolean {
  const seat = seatOccupiedBy(state, participant);
  return seat !== null && recusalOf(state, seat) !== undefined && !representationOf(state).recusedMaySpeak;
}

/** Whether a proxy reaches this item: registered before it was opened, of the session or of that item (PROC-08). */
export function reachesItem(proxy: VotingProxy, item: string | null): boolean {
  if (proxy.revokedAt !== null) return false;
  return proxy.item === null ? item === null || proxy.after !== item : proxy.item === item;
}
/** The proxy that this seat has given for the item, awake or asleep. */
export function proxyOf(state: State, principal: string, item: string | null): VotingProxy | undefined {
  return state.represent?.proxies.find(one => one.principal === principal && reachesItem(one, item));
}

/**
 * Seats that count as present now: filled, and whoever sits there is here (a lost line still within its grace counts,
 * PROC-12); not suspended, not recused from the item under way with exclusion (PROC-09); and, where the rules say so, those
 * that an awake proxy represents (PROC-08).
 *
 * @param item what recusals and proxies are asked of: the item under way where it is not said
 */
export function presentSeats(state: State, item: string | null = state.agenda.current): readonly Seat[] {
  const sits = occupants(state);
  const came = (state.prepared?.seats ?? []).filter(seat => seat.filled && here(state, sits.get(seat.id)));
  if (!state.represent) return came;
  const there = new Set(came.map(seat => seat.id));
  const counts = (seat: Seat) => !isSuspended(state, seat.id) && recusalOf(state, seat.id, item)?.mode !== 'excluded';
  const represented = (seat: Seat) => {
    const proxy = proxyOf(state, seat.id, item);
    return proxy !== undefined && there.has(proxy.holder) && !isSuspended(state, proxy.holder);
  };
  const { countForQuorum } = representationOf(state).proxies;
  return (state.prepared?.seats ?? []).filter(
    seat => seat.filled && counts(seat) && (there.has(seat.id) || (countForQuorum && represented(seat))),
  );
}

/** How those seats are here: whoever sits there is in the hall or on a line, or a proxy stands for it. Sums to them all. */
export function presenceByMode(state: State): { readonly [how in Mode | 'proxy']: number } {
  const sits = occupants(state);
  const count = { hall: 0, remote: 0, proxy: 0 };
  for (const { id } of presentSeats(state)) {
    const one = presenceOf(state, sits.get(id) ?? '');
    count[one?.here ? one.mode : 'proxy'] += 1;
  }
  return count;
}
