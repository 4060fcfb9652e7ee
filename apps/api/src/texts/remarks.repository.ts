/** Table `remarks`: texts beside the journal, which cites their hashes. */
import { type EntityManager, In } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import { RemarkEntity } from '../entities/remark.entity.js';

/** Hashes of those this participant handed in more than a day ago. */
export async function oldRemarks(manager: EntityManager, session: string, participant: string): Promise<string[]> {
  const rows = await rowsOf<{ hash: string }>(
    manager,
    `select hash from remarks where session_id = $1 and participant = $2 and at < now() - interval '1 day'`,
    [session, participant],
  );
  return rows.map(row => row.hash);
}

export async function deleteRemarks(
  manager: EntityManager,
  sessionId: string,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length > 0) await manager.delete(RemarkEntity, { sessionId, hash: In([...hashes]) });
}

export const hasRemark = (manager: EntityManager, sessionId: string, hash: string): Promise<boolean> =>
  manager.existsBy(RemarkEntity, { sessionId, hash });

export const countRemarks = (manager: EntityManager, sessionId: string, participant: string): Promise<number> =>
  manager.countBy(RemarkEntity, { sessionId, participant });

/** The same text again changes nothing. */
export async function insertRemark(
  manager: EntityManager,
  remark: Omit<RemarkEntity, 'at' | 'session'>,
): Promise<void> {
  await manager.createQueryBuilder().insert().into(RemarkEntity).values(remark).orIgnore().execute();
}

export async function remarksByHash(
  manager: EntityManager,
  sessionId: string,
): Promise<ReadonlyMap<string, RemarkEntity>> {
  return new Map((await manager.findBy(RemarkEntity, { sessionId })).map(remark => [remark.hash, remark]));
}
