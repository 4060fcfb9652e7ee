/**
 * What the video server told of its rooms, beside the record: a table, for the nodes share it, the same event is kept once
 * whichever of them it reaches, and the secretary can look back. After a month it is gone.
 */
import type { EvidenceLine } from '@kengesh/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { PG_POOL } from '../database/tokens.js';

export interface Evidence extends EvidenceLine {
  /** Of the event: told twice, it is kept once. */
  readonly id: string;
  /** Of this one coming. */
  readonly sid: string;
}

const SHOWN = 500;
const HOUR = 3_600_000;

@Injectable()
export class VideoEvidence {
  private swept = 0;

  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  /** False where it was told before, or of no session of ours. */
  async keep(sessionId: string, { id, participant, sid, what, source, at }: Evidence): Promise<boolean> {
    await this.sweep();
    const { rowCount } = await this.pool.query(
      `insert into public.video_evidence (id, session_id, participant, sid, what, source, at)
        select $1, id, $3, $4, $5, $6, $7 from public.sessions where id::text = $2 on conflict do nothing`,
      [id, sessionId, participant, sid, what, source, at],
    );
    return rowCount === 1;
  }

  /** Somebody is not there any more, and the video server, killed perhaps, did not say so. */
  async gone(sessionId: string, participant: string, sid: string, at: string): Promise<void> {
    await this.pool.query(
      `insert into public.video_evidence (id, session_id, participant, sid, what, source, at)
        select 'gone:' || $3, $1, $2, $3, 'left', null, $4
        where exists (select from public.video_evidence where sid = $3 and session_id = $1)
          and not exists (select from public.video_evidence where sid = $3 and session_id = $1 and what = 'left')
        on conflict do nothing`,
      [sessionId, participant, sid, at],
    );
  }

  async of(sessionId: string): Promise<EvidenceLine[]> {
    const { rows } = await this.pool.query<Omit<EvidenceLine, 'at'> & { at: Date }>(
      `select participant, what, source, at from public.video_evidence where session_id = $1
        order by at desc, id limit ${SHOWN}`,
      [sessionId],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }

  private async sweep(): Promise<void> {
    if (Date.now() - this.swept < HOUR) return;
    this.swept = Date.now();
    await this.pool.query(`delete from public.video_evidence where at < now() - interval '30 days'`);
  }
}
