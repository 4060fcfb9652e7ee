/** Table `sessions`: as the desk plans them. What happens in a session is its journal's. */
import { type EntityManager, In, LessThan } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import { SessionEntity } from '../entities/session.entity.js';

export const sessionById = (manager: EntityManager, id: string): Promise<SessionEntity> =>
  manager.findOneByOrFail(SessionEntity, { id });

/** Held until the transaction ends. */
export const holdSession = (manager: EntityManager, id: string): Promise<SessionEntity> =>
  manager
    .createQueryBuilder(SessionEntity, 'held')
    .setLock('for_no_key_update')
    .where('held.id = :id', { id })
    .getOneOrFail();

/** The newest first. */
export const sessionsOfCouncils = (manager: EntityManager, councils: readonly string[]): Promise<SessionEntity[]> =>
  manager.find(SessionEntity, {
    where: { councilId: In([...councils]) },
    order: { startsAt: 'DESC', id: 'ASC' },
  });

export async function sessionsById(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SessionEntity>> {
  const sessions = await manager.findBy(SessionEntity, { id: In([...new Set(ids)]) });
  return new Map(sessions.map(session => [session.id, session]));
}

/** Of the same council, with a lower number; the lowest first. */
export const earlierSessions = (
  manager: EntityManager,
  { councilId, number }: SessionEntity,
): Promise<SessionEntity[]> =>
  manager.find(SessionEntity, { where: { councilId, number: LessThan(number) }, order: { number: 'ASC' } });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined also where `id` is a journal's that has no session at the desk. */
export async function councilOfSession(manager: EntityManager, id: string): Promise<string | undefined> {
  if (!UUID.test(id)) return undefined;
  return (await manager.findOne(SessionEntity, { where: { id }, select: { id: true, councilId: true } }))?.councilId;
}

export async function sessionIdsOf(manager: EntityManager, councilId: string): Promise<string[]> {
  const sessions = await manager.find(SessionEntity, { where: { councilId }, select: { id: true } });
  return sessions.map(session => session.id);
}

/** Whether the agenda of a session of this council names the seat as rapporteur. */
export async function isRapporteur(manager: EntityManager, councilId: string, seatId: string): Promise<boolean> {
  const [row] = await rowsOf<{ named: boolean }>(
    manager,
    `select exists (select from sessions where council_id = $1
      and agenda @> jsonb_build_array(jsonb_build_object('rapporteurSeatId', $2::text))) as named`,
    [councilId, seatId],
  );
  return row?.named ?? false;
}
