/** Table `participants`: the roll of each session. */
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import { ParticipantEntity } from '../entities/participant.entity.js';

export const participantById = (manager: EntityManager, id: string): Promise<ParticipantEntity> =>
  manager.findOneByOrFail(ParticipantEntity, { id });

export const rollOf = (manager: EntityManager, sessionId: string): Promise<ParticipantEntity[]> =>
  manager.findBy(ParticipantEntity, { sessionId });

/** Sessions on whose roll this seat is. */
export async function sessionsWithSeat(manager: EntityManager, seatId: string): Promise<string[]> {
  const lines = await manager.find(ParticipantEntity, { where: { seatId }, select: { id: true, sessionId: true } });
  return lines.map(line => line.sessionId);
}

/** Takes the seat off all rolls. @returns ids of its participants */
export async function deleteParticipantsOf(manager: EntityManager, seatId: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(manager, 'delete from participants where seat_id = $1 returning id', [
    seatId,
  ]);
  return rows.map(row => row.id);
}

/** @returns whether there is such a participant */
export async function setNameSalt(
  manager: EntityManager,
  session: string,
  participant: string,
  salt: string,
): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    'update participants set name_salt = $3 where session_id::text = $1 and id = $2 returning id',
    [session, participant, salt],
  );
  return rows.length > 0;
}
