import { ONE_VOTE, type PreparedSession } from '@kengesh/domain';
import type { CouncilEntity } from '../entities/council.entity.js';
import type { ParticipantEntity } from '../entities/participant.entity.js';
import type { SeatEntity } from '../entities/seat.entity.js';
import type { SessionEntity } from '../entities/session.entity.js';
import { composedName, nameHash } from '../names/name-hash.js';
import type { NameOfTheDay } from '../names/names.service.js';

/**
 * Everything the session takes from the desk: entry 1 of its journal. Seats and rolls come in protocol order. A vacant
 * seat is counted in the roll and has nobody to take part.
 */
export function preparedOf(
  council: CouncilEntity,
  session: SessionEntity,
  seats: readonly SeatEntity[],
  roll: readonly ParticipantEntity[],
): PreparedSession {
  const bySeat = new Map(roll.map(line => [line.seatId, line]));
  const { id, number, title, form, place, startsLocal, endsLocal, zone, sample } = session;
  return {
    council: { id: council.id, name: council.name },
    session: {
      ...{ id, number, title, form, place, startsLocal, endsLocal, zone, sample },
      // From here the wait for a quorum is counted, should people come early (PROC-04).
      startsAt: session.startsAt.toISOString(),
    },
    rules: council.rules,
    statutorySeats: council.statutorySeats,
    seats: seats
      .filter(seat => seat.votes)
      .map(seat => ({
        id: seat.id,
        label: seat.label,
        delegation: seat.delegation,
        category: seat.category,
        filled: seat.filled,
        // One vote, and no head, are not written down: a roll without them reads as it always did.
        ...(seat.weight === null || seat.weight === ONE_VOTE ? {} : { weight: seat.weight }),
        ...(seat.head ? { head: true } : {}),
      })),
    participants: seats.flatMap(seat => {
      const line = bySeat.get(seat.id);
      if (!line || !seat.filled) return [];
      const { id, role, label, mode, nameSalt } = line;
      const hash = nameHash(nameSalt, composedName(seat.holder));
      return [{ id, role, seat: seat.votes ? seat.id : null, label, mode, nameHash: hash }];
    }),
    agenda: session.agenda.map(item => ({ id: item.id, title: item.title, rapporteur: item.rapporteurSeatId })),
  };
}

/** Names behind the hashes of the same roll, to be kept beside the journal (REC-21). */
export function namesOfTheDay(
  seats: readonly SeatEntity[],
  roll: readonly ParticipantEntity[],
): readonly NameOfTheDay[] {
  const bySeat = new Map(roll.map(line => [line.seatId, line]));
  return seats.flatMap(seat => {
    const line = bySeat.get(seat.id);
    const name = composedName(seat.holder);
    if (!line || !seat.filled || name === null) return [];
    const { id: participant, nameSalt: salt } = line;
    return [{ participant, hash: nameHash(salt, name)!, salt, name }];
  });
}
