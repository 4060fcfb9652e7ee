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
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '../config/tokens.js';
import { lock } from '../database/locks.js';
import { transaction } from '../database/transaction.js';
import { lastDecisionNumber, sessionsAwaitingNumbers } from '../event-store/journal.queries.js';
import { JournalService } from '../live/journal.service.js';
import { SessionReconciler } from '../live/session-reconciler.js';
import { submitAsSystem } from '../live/system-act.js';
import { Metrics } from '../metrics/metrics.js';
import { RefusedError } from '../problems/refused-error.js';
import { councilOfSession, sessionIdsOf } from '../repositories/sessions.repository.js';

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
    @Inject(DataSource) private readonly db: DataSource,
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
    return (await sessionsAwaitingNumbers(this.db.manager)).map(id => [id]);
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
    return transaction(this.db, async manager => {
      const council = await councilOfSession(manager, sessionId);
      // A journal without a session at the desk is in no register.
      if (council === undefined) return [];
      await lock(manager, `decision-numbers:${council}`);
      return this.underLock(sessionId, async () => lastDecisionNumber(manager, await sessionIdsOf(manager, council)));
    });
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
    if (!answer.ok) throw new RefusedError(answer.refusal);
    return numbers;
  }
}
