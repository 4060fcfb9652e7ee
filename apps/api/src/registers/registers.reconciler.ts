/**
 * Copies what journals brought about (decisions, tasks, offices) into the council's registers, also what was written while no
 * node was running. Nothing is copied twice: how far each journal was read is the checkpoint `registers`.
 */
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { LOGGER } from '../config/tokens.js';
import { Checkpoint, type Unread } from '../live/checkpoint.js';
import { JournalService } from '../live/journal.service.js';
import { type NextRun, SessionReconciler } from '../live/session-reconciler.js';
import { Metrics } from '../metrics/metrics.js';
import { holdCouncil } from '../repositories/councils.repository.js';
import { councilOfSession } from '../repositories/sessions.repository.js';
import { keepRollsInStep } from '../rolls/rolls.js';
import { CONCERNING, concernsRegisters, project } from './projection.queries.js';

/** Entries projected in one transaction. */
const PAGE = 1000;

@Injectable()
export class RegistersReconciler implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly checkpoint: Checkpoint;
  private readonly reconciler: SessionReconciler;
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(DataSource) db: DataSource,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) log: Logger,
  ) {
    this.checkpoint = new Checkpoint(db, 'registers');
    this.reconciler = new SessionReconciler(
      {
        name: 'registers',
        failure: 'the registers are behind a journal and will be tried again',
        reconcile: sessionId => this.readPage(sessionId),
        firstRetryMs: 500,
        maxRetryMs: 60_000,
      },
      metrics,
      log,
    );
  }

  onModuleInit(): void {
    // A ballot moves no checkpoint: only what the registers hold, and the end, so that a closed journal is not read again.
    this.unsubscribe = this.journal.onCommitted((sessionId, { entries }) => {
      if (
        entries.some(
          entry => concernsRegisters(entry) || entry.type === 'session.closed' || entry.type === 'session.notHeld',
        )
      )
        this.reconciler.wake(sessionId);
    });
  }

  onApplicationBootstrap(): void {
    // Behind the start: the pages need not wait for the registers.
    void this.reconciler.catchUp(async () => (await this.checkpoint.behind()).map(id => [id]), 'in turn');
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  /** Reads the journal from the checkpoint to its end. Resolves when that is done, or has failed and will be tried again. */
  catchUp(sessionId: string): Promise<void> {
    return this.reconciler.settle(sessionId);
  }

  private async readPage(sessionId: string): Promise<NextRun> {
    let isFull = false;
    await this.checkpoint.advance(sessionId, async (manager, unread) => {
      const entries = await this.project(manager, sessionId, unread);
      isFull = entries.length === PAGE;
      return isFull ? entries.at(-1)!.seq : unread.head;
    });
    return isFull ? 0 : null;
  }

  /** Of a long journal the registers take a few entries, and only those are read; where there are none it is not folded either. */
  private async project(manager: EntityManager, sessionId: string, { after, head }: Unread) {
    const entries = await this.journal.concerning(sessionId, CONCERNING, after, head, PAGE);
    if (entries.length === 0) return entries;
    const { state } = await this.journal.state(sessionId);
    for (const entry of entries) await project(manager, sessionId, entry, state);
    if (entries.some(entry => entry.type === 'office.filled')) await updateRolls(manager, sessionId);
    return entries;
  }
}

/** Puts those elected on the rolls of the sessions to come. */
async function updateRolls(manager: EntityManager, sessionId: string): Promise<void> {
  const council = await councilOfSession(manager, sessionId);
  // A journal without a session at the desk is on no council's rolls.
  if (council === undefined) return;
  await holdCouncil(manager, council);
  await keepRollsInStep(manager, council);
}
