/**
 * Gives each decision that both have signed the next number of its council. Guarantees: no gap, no number twice, none left out:
 * the last number is read from the journals under the council's lock, and what failed or was missed is tried again.
 */
import type { State } from '@kengesh/domain';
import type { JsonObject } from '@kengesh/journal';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { statusOf } from '../live/command-envelope.js';
import { JournalService } from '../live/journal.service.js';
import { SessionReconciler } from '../live/session-reconciler.js';
import { submitAsSystem } from '../live/system-act.js';
import { Metrics } from '../metrics/metrics.js';
import { RefusedError } from '../problems/refused-error.js';

/** As the schema of `decision.number` has it. */
const MAX_PER_ACT = 200;

export interface Numbered {
  readonly decision: string;
  readonly number: number;
  readonly label: string;
}

/** Decisions of this session whose number is due, in the order they were made. */
export const dueForNumber = (state: State): readonly string[] =>
  state.decisions
    .filter(one => !one.registered && !one.reconsidered && new Set(one.signed?.map(each => each.as)).size === 2)
    .map(one => one.id);

@Injectable()
export class NumberingService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly reconciler: SessionReconciler;
  /**
   * One at a time: each keeps a connection while the journal needs another, and with as many at once as the pool has none of
   * them would come to its end.
   */
  private turn: Promise<unknown> = Promise.resolve();
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) log: Logger,
  ) {
    this.reconciler = new SessionReconciler(
      {
        name: 'numbering',
        failure: 'decisions wait for their numbers and will be tried again',
        // No commit wakes it for those the act had no room for.
        reconcile: async sessionId => ((await this.number(sessionId)).length < MAX_PER_ACT ? null : 0),
        firstRetryMs: 500,
        maxRetryMs: 60_000,
      },
      metrics,
      log,
    );
  }

  onModuleInit(): void {
    this.unsubscribe = this.journal.onCommitted((sessionId, { entries }) => {
      if (entries.some(entry => entry.type === 'decision.signed')) this.reconciler.wake(sessionId);
    });
  }

  onApplicationBootstrap(): void {
    void this.reconciler.catchUp(() => this.unnumbered(), 'in turn');
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  /** Numbers what is due, or tries again later by itself. */
  attempt(sessionId: string): Promise<void> {
    return this.reconciler.settle(sessionId);
  }

  /** Sessions in which more has been signed than numbered. */
  private async unnumbered(): Promise<[sessionId: string][]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select session_id as id from journal_entries where type in ('decision.signed', 'decision.numbered')
        group by session_id having count(*) filter (where type = 'decision.signed')
          >= 2 * count(*) filter (where type = 'decision.numbered') + 2`,
    );
    return rows.map(row => [row.id]);
  }

  /**
   * Gives the next numbers to what both have signed. Asked again it gives nothing twice.
   * @throws RefusedError where the journal refuses it, OutcomeUnknown where it must be asked again
   */
  async number(sessionId: string): Promise<readonly Numbered[]> {
    const due = dueForNumber((await this.journal.state(sessionId)).state);
    if (due.length === 0) return [];
    const turn = this.turn.then(() => this.numberNow(sessionId));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async numberNow(sessionId: string): Promise<readonly Numbered[]> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const council = await client.query<{ id: string }>('select council_id as id from sessions where id::text = $1', [
        sessionId,
      ]);
      const councilId = council.rows[0]?.id;
      // A journal without a session at the desk is in no register.
      if (councilId === undefined) {
        await client.query('rollback');
        client.release();
        return [];
      }
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`decision-numbers:${councilId}`]);
      const numbers = await this.underLock(sessionId, async () => {
        const { rows } = await client.query<{ last: number }>(
          `select coalesce(max((e.data ->> 'number')::integer), 0) as last
            from sessions s join journal_entries e on e.session_id = s.id::text and e.type = 'decision.numbered'
            where s.council_id = $1`,
          [councilId],
        );
        return rows[0]?.last ?? 0;
      });
      await client.query('commit');
      client.release();
      return numbers;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private async underLock(sessionId: string, last: () => Promise<number>): Promise<readonly Numbered[]> {
    // Looked at again: whoever held the lock before may have numbered them.
    const due = dueForNumber((await this.journal.state(sessionId)).state).slice(0, MAX_PER_ACT);
    if (due.length === 0) return [];
    const from = await last();
    const numbers = due.map((decision, place) => ({
      decision,
      number: from + place + 1,
      label: String(from + place + 1),
    }));
    const id = `number-${numbers[0]!.number}-${numbers.length}`;
    const act = { type: 'decision.number', numbers: numbers as unknown as JsonObject[] };
    const answer = await submitAsSystem(this.journal, sessionId, id, act);
    if (!answer.ok) throw new RefusedError(answer.refusal, statusOf(answer.refusal.refused));
    return numbers;
  }
}
