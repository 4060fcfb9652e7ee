/**
 * The queue of pg-boss, behind a port of our own. A job names a letter by its id; it is given in the transaction of the change,
 * taken and done in those of whoever delivers, so the queue and the letters never say different things.
 */

import type { Pool } from 'pg';
import type PgBoss from 'pg-boss';
import { type Queryable, rowsOf } from '../database/rows.js';

const QUEUE = 'letters';
/** Made by our migration. */
const SCHEMA = 'jobs';
const HOUR = 3600;

export interface Job {
  readonly id: string;
  readonly letter: string;
}

/** What of pg-boss runs in a transaction of ours. */
const within = (on: Queryable): PgBoss.Db => ({
  executeSql: async (text, values) => ({ rows: await rowsOf(on, text, values) }),
});

export class JobQueue {
  private constructor(private readonly boss: PgBoss) {}

  /** Finished jobs go within a day. @param told of what goes wrong between jobs */
  static async start(pool: Pool, told: (error: Error) => void): Promise<JobQueue> {
    const { default: Boss } = await import('pg-boss');
    const boss = new Boss({
      db: within(pool),
      schema: SCHEMA,
      migrate: false,
      // It would make a queue of its own, which the application's role may not.
      schedule: false,
      maintenanceIntervalSeconds: 60,
      archiveCompletedAfterSeconds: 12 * HOUR,
      deleteAfterHours: 11,
      // A letter may wait for its server longer than for anybody else.
      retentionDays: 365,
    });
    boss.on('error', told);
    await boss.start();
    return new JobQueue(boss);
  }

  /** In the transaction of `on`. */
  async give(on: Queryable, letters: readonly { readonly id: string; readonly dueAt: Date }[]): Promise<void> {
    if (letters.length === 0) return;
    const jobs = letters.map(({ id, dueAt }) => ({
      name: QUEUE,
      data: { letter: id },
      startAfter: dueAt.toISOString(),
    }));
    await this.boss.insert(jobs, { db: within(on) });
  }

  async take(on: Queryable): Promise<Job | undefined> {
    const [job] = await this.boss.fetch<{ letter: string }>(QUEUE, { batchSize: 1, db: within(on) });
    return job && { id: job.id, letter: job.data.letter };
  }

  async done(on: Queryable, { id }: Job): Promise<void> {
    await this.boss.complete(QUEUE, id, {}, { db: within(on) });
  }

  maintain(): Promise<void> {
    return this.boss.maintain();
  }

  async stop(): Promise<void> {
    await this.boss.stop({ graceful: false, close: false });
  }
}
