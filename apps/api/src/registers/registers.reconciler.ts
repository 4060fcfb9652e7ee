/**
 * Keeps the council's registers up with the journals. Remembers for each journal how far it has read, so that what was
 * missed while nobody was there is copied at the next start, and nothing is copied twice.
 */
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { JournalService } from '../live/journal.service.js';
import { keepRollsInStep } from '../sessions/roster.js';
import { CONCERNING, concernsRegisters, project } from './projection.js';

const NAME = 'registers';
const PAGE = 1000;
const FIRST_RETRY = 500;
const LAST_RETRY = 60_000;

@Injectable()
export class RegistersReconciler implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly running = new Map<string, Promise<void>>();
  /** Journals that were told of while they were being read: read once more. */
  private readonly again = new Set<string>();
  private readonly retries = new Map<string, { wait: number; timer: NodeJS.Timeout }>();
  private stop: (() => void) | undefined;
  private stopped = false;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    // A ballot moves no checkpoint: only what the registers hold, and the end, so that a closed journal is not read again.
    this.stop = this.journal.onCommitted((sessionId, { entries }) => {
      if (
        entries.some(
          entry => concernsRegisters(entry) || entry.type === 'session.closed' || entry.type === 'session.notHeld',
        )
      )
        void this.catchUp(sessionId);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select heads.session_id as id from journal_heads heads
        left join listener_checkpoints done on done.name = $1 and done.session_id = heads.session_id
        where heads.seq > coalesce(done.seq, 0)`,
      [NAME],
    );
    // Behind the start: the pages need not wait for the registers.
    void (async () => {
      for (const { id } of rows) if (!this.stopped) await this.catchUp(id);
    })();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.stop?.();
    for (const { timer } of this.retries.values()) clearTimeout(timer);
    await Promise.all(this.running.values());
  }

  /** Reads the journal from the checkpoint to its end. Resolves when that is done, or has failed and will be tried again. */
  catchUp(sessionId: string): Promise<void> {
    const running = this.running.get(sessionId);
    if (running) {
      this.again.add(sessionId);
      return running;
    }
    const run = this.run(sessionId).finally(() => this.running.delete(sessionId));
    this.running.set(sessionId, run);
    return run;
  }

  private async run(sessionId: string): Promise<void> {
    try {
      do {
        this.again.delete(sessionId);
        while (!this.stopped && (await this.page(sessionId)) === PAGE);
      } while (this.again.has(sessionId) && !this.stopped);
      clearTimeout(this.retries.get(sessionId)?.timer);
      this.retries.delete(sessionId);
    } catch (err) {
      if (this.stopped) return;
      const wait = Math.min((this.retries.get(sessionId)?.wait ?? FIRST_RETRY / 2) * 2, LAST_RETRY);
      this.log.warn({ err, sessionId, wait }, 'the registers are behind a journal and will be tried again');
      const timer = setTimeout(() => void this.catchUp(sessionId), wait);
      timer.unref();
      this.retries.set(sessionId, { wait, timer });
    }
  }

  /**
   * One page in one transaction, under the lock of its checkpoint: several nodes do no harm. Of a long journal the registers
   * take a few entries, and only those are read; where there are none it is not folded either. Answers how many there were.
   */
  private async page(sessionId: string): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const key = [NAME, sessionId];
      await client.query(
        'insert into listener_checkpoints (name, session_id, seq) values ($1, $2, 0) on conflict do nothing',
        key,
      );
      const { rows } = await client.query<{ seq: number }>(
        'select seq from listener_checkpoints where name = $1 and session_id = $2 for update',
        key,
      );
      const done = rows[0]?.seq ?? 0;
      // Before the entries are read: what is written meanwhile is told once more.
      const { rows: heads } = await client.query<{ seq: number }>(
        'select seq from journal_heads where session_id = $1',
        [sessionId],
      );
      const head = heads[0]?.seq ?? 0;
      const entries = await this.journal.concerning(sessionId, CONCERNING, done, head, PAGE);
      if (entries.length > 0) {
        const { state } = await this.journal.state(sessionId);
        for (const entry of entries) await project(client, sessionId, entry, state);
        if (entries.some(entry => entry.type === 'office.filled')) await rollsFollow(client, sessionId);
      }
      const read = entries.length === PAGE ? entries.at(-1)!.seq : head;
      if (read > done)
        await client.query('update listener_checkpoints set seq = $3 where name = $1 and session_id = $2', [
          ...key,
          read,
        ]);
      await client.query('commit');
      client.release();
      return entries.length;
    } catch (error) {
      // A connection that failed in the middle is not used again.
      client.release(true);
      throw error;
    }
  }
}

/** Whoever was elected is on the rolls of the sessions that come. */
async function rollsFollow(client: PoolClient, sessionId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select c.id from councils c join sessions s on s.council_id = c.id where s.id::text = $1 for no key update of c`,
    [sessionId],
  );
  const council = rows[0];
  // A journal without a session at the desk is on no council's rolls.
  if (council) await keepRollsInStep(async (text, values) => (await client.query(text, [...values])).rows, council.id);
}
