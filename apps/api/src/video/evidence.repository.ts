/** Table `video_evidence`. */
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import { VideoEvidenceEntity } from '../entities/video-evidence.entity.js';

/** @returns false where an event of this id is there already */
export async function insertEvidence(
  manager: EntityManager,
  {
    id,
    sessionId,
    participant,
    sid,
    what,
    source,
    at,
  }: Omit<VideoEvidenceEntity, 'session' | 'at'> & {
    readonly at: string;
  },
): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    `insert into video_evidence (id, session_id, participant, sid, what, source, at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [id, sessionId, participant, sid, what, source, at],
  );
  return rows.length > 0;
}

/** Once for each coming that is known here and whose end was not told. */
export async function insertDeparture(
  manager: EntityManager,
  sessionId: string,
  participant: string,
  sid: string,
  at: string,
): Promise<void> {
  await rowsOf(
    manager,
    `insert into video_evidence (id, session_id, participant, sid, what, source, at)
      select 'gone:' || $3, $1, $2, $3, 'left', null, $4
      where exists (select from video_evidence where sid = $3 and session_id = $1)
        and not exists (select from video_evidence where sid = $3 and session_id = $1 and what = 'left')
      on conflict do nothing`,
    [sessionId, participant, sid, at],
  );
}

/** The newest first. */
export const latestEvidence = (
  manager: EntityManager,
  sessionId: string,
  limit: number,
): Promise<VideoEvidenceEntity[]> =>
  manager.find(VideoEvidenceEntity, { where: { sessionId }, order: { at: 'DESC', id: 'ASC' }, take: limit });

export async function deleteOldEvidence(manager: EntityManager): Promise<void> {
  await rowsOf(manager, `delete from video_evidence where at < now() - interval '30 days'`);
}
