/**
 * What the video server told of its rooms, beside the record: a table, for the nodes share it, the same event is kept once
 * whichever of them it reaches, and the secretary can look back. After a month it is gone.
 */
import type { EvidenceLine } from '@kengesh/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { councilOfSession } from '../repositories/sessions.repository.js';
import { deleteOldEvidence, insertDeparture, insertEvidence, latestEvidence } from './evidence.repository.js';

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

  constructor(private readonly db: DataSource) {}

  /** False where it was told before, or of no session of ours. */
  async keep(sessionId: string, evidence: Evidence): Promise<boolean> {
    await this.sweep();
    if ((await councilOfSession(this.db.manager, sessionId)) === undefined) return false;
    return insertEvidence(this.db.manager, { ...evidence, sessionId });
  }

  /** Somebody is not there any more, and the video server, killed perhaps, did not say so. */
  async gone(sessionId: string, participant: string, sid: string, at: string): Promise<void> {
    await insertDeparture(this.db.manager, sessionId, participant, sid, at);
  }

  async of(sessionId: string): Promise<EvidenceLine[]> {
    const lines = await latestEvidence(this.db.manager, sessionId, SHOWN);
    return lines.map(
      ({ participant, what, source, at }) => ({ participant, what, source, at: at.toISOString() }) as EvidenceLine,
    );
  }

  private async sweep(): Promise<void> {
    if (Date.now() - this.swept < HOUR) return;
    this.swept = Date.now();
    await deleteOldEvidence(this.db.manager);
  }
}
