import { createHash } from 'node:crypto';
import { ONE_VOTE, type PreparedSession } from '@kengesh/domain';
import type { CouncilEntity } from '../councils/council.entity.js';
import type { SeatEntity } from '../councils/seat.entity.js';
import type { ParticipantEntity } from './participant.entity.js';
import type { SessionEntity } from './session.entity.js';

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
      return [{ id, role, seat: seat.votes ? seat.id : null, label, mode, nameHash: nameHash(nameSalt, seat.holder) }];
    }),
    agenda: session.agenda.map(item => ({ id: item.id, title: item.title, rapporteur: item.rapporteurSeatId })),
  };
}

/** SHA-256 of salt, line feed and name (which holds none): a renamed roll is caught, a name cannot be guessed. */
export const nameHash = (salt: string, holder: string | null): string | null =>
  holder === null ? null : createHash('sha256').update(`${salt}\n${holder}`, 'utf8').digest('hex');
