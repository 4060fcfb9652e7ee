import type { PreparedSession } from '../council.js';

/** What does not fit together in a session about to be prepared: `what` is worded by libs/phrases, `id` names the culprit. */
export interface RollFault {
  readonly [param: string]: string;
  readonly what:
    | 'seat_twice'
    | 'participant_twice'
    | 'item_twice'
    | 'majority_twice'
    | 'seat_unknown'
    | 'seat_taken'
    | 'observer_votes'
    | 'chair_twice'
    | 'rapporteur_unknown'
    | 'more_seats_than_statutory'
    | 'ends_before_start';
  readonly id: string;
}

function twiceIn(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find(one => seen.size === seen.add(one).size);
}

/**
 * The first fault of a roll, or null. Counting rests on it: one seat has one participant, who may vote (PROC-10, one seat,
 * one ballot); the base of the quorum is not smaller than the seats there are (3.1).
 */
export function faultOf({
  session,
  seats,
  participants,
  agenda,
  rules,
  statutorySeats,
}: PreparedSession): RollFault | null {
  const seatIds = seats.map(one => one.id);
  const known = new Set(seatIds);
  const taken = participants.flatMap(one => (one.seat === null ? [] : [one.seat]));
  const chairs = participants.filter(one => one.role === 'chair');
  const faults: readonly (readonly [RollFault['what'], string | undefined])[] = [
    ['seat_twice', twiceIn(seatIds)],
    ['participant_twice', twiceIn(participants.map(one => one.id))],
    ['item_twice', twiceIn(agenda.map(one => one.id))],
    ['majority_twice', twiceIn(rules.majorities.map(one => one.key))],
    ['seat_unknown', taken.find(seat => !known.has(seat))],
    ['seat_taken', twiceIn(taken)],
    [
      'observer_votes',
      participants.find(one => one.seat !== null && (one.role === 'observer' || one.role === 'interpreter'))?.id,
    ],
    ['chair_twice', chairs[1]?.id],
    ['rapporteur_unknown', agenda.find(one => one.rapporteur !== null && !known.has(one.rapporteur))?.id],
    ['more_seats_than_statutory', seats.length > statutorySeats ? String(seats.length) : undefined],
    ['ends_before_start', session.endsLocal <= session.startsLocal ? session.endsLocal : undefined],
  ];
  for (const [what, culprit] of faults) if (culprit !== undefined) return { what, id: culprit };
  return null;
}
