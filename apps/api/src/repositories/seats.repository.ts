/** Table `seats`: a council's roll in protocol order. */
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import { SeatEntity } from '../entities/seat.entity.js';

/** In protocol order. */
export const seatsOf = (manager: EntityManager, councilId: string): Promise<SeatEntity[]> =>
  manager.find(SeatEntity, { where: { councilId }, order: { position: 'ASC', id: 'ASC' } });

export async function councilOfSeat(manager: EntityManager, id: string): Promise<string | undefined> {
  return (await manager.findOne(SeatEntity, { where: { id }, select: { id: true, councilId: true } }))?.councilId;
}

/** Gives the seats their positions in this order, from 1. */
export async function renumberSeats(manager: EntityManager, order: readonly string[]): Promise<void> {
  await rowsOf(
    manager,
    `update seats set position = place, revision = revision + 1 from unnest($1::uuid[]) with ordinality as ordered (seat, place)
      where id = seat and position <> place`,
    [order],
  );
}
