/**
 * Submits the system act of each deadline when it is due, also of those that passed while no node was running.
 * Idempotent across nodes: the command id is derived from the deadline (J-36).
 */

import { deadlines, type State } from '@kengesh/domain';
import type { Deadline } from '@kengesh/journal';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { Metrics } from '../metrics/metrics.js';
import { Clock } from './clock.js';
import { JournalService } from './journal.service.js';
import { type NextRun, SessionReconciler } from './session-reconciler.js';
import { submitAsSystem } from './system-act.js';

/** Milliseconds. A timer cannot be set further ahead than 24.8 days; once a day is often enough to look again. */
const MAX_WAIT_MS = 24 * 3600_000;
/**
 * All deadlines are looked through after a commit, and where a hall loses its network a thousand commits follow each other: so
 * often at the most, in milliseconds. What is due sooner is not put off.
 */
const MIN_LOOK_INTERVAL_MS = 100;

interface WatchedSession {
  state: State;
  /** Commands that were refused: asking them again would bring the same. */
  readonly refused: Set<string>;
}

@Injectable()
export class Deadlines implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly reconciler: SessionReconciler;
  private readonly watched = new Map<string, WatchedSession>();
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.reconciler = new SessionReconciler(
      {
        name: 'deadlines',
        failure: 'what is due by itself is asked again',
        reconcile: sessionId => this.reconcile(sessionId),
        firstRetryMs: 500,
        maxRetryMs: 30_000,
        minWakeIntervalMs: MIN_LOOK_INTERVAL_MS,
      },
      metrics,
      log,
    );
  }

  onModuleInit(): void {
    const unsubscribes = [
      this.journal.onCommitted((sessionId, { after }) => this.onCommitted(sessionId, after)),
      this.journal.onPutBack(sessionId => this.onPutBack(sessionId)),
    ];
    this.unsubscribe = () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }

  /** What was due while nobody was there is done now. */
  async onApplicationBootstrap(): Promise<void> {
    for (const sessionId of await this.journal.liveSessions()) {
      await this.watch(sessionId);
      this.reconciler.wake(sessionId);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  private onCommitted(sessionId: string, state: State): void {
    const watched = this.watched.get(sessionId);
    if (watched) watched.state = state;
    else this.watched.set(sessionId, { state, refused: new Set() });
    this.reconciler.wake(sessionId);
  }

  /** Of a history that is no more neither what is due counts nor what was refused. */
  private onPutBack(sessionId: string): void {
    this.watched.delete(sessionId);
    this.reconciler.wake(sessionId);
  }

  private async reconcile(sessionId: string): Promise<NextRun> {
    const watched = await this.watch(sessionId);
    if (watched.state.session.phase === 'closed') {
      this.watched.delete(sessionId);
      return null;
    }
    const now = this.clock.now();
    const open = deadlines(watched.state).filter(deadline => !watched.refused.has(deadline.command));
    const due = open.filter(deadline => deadline.at <= now);
    if (due.length > 0) {
      await this.submitAll(sessionId, due, watched.refused);
      // What they bring about is a commit, which wakes this; where none comes they are asked again.
      return 'retry';
    }
    let first = Number.POSITIVE_INFINITY;
    for (const { at } of open) first = Math.min(first, Date.parse(at));
    return Math.min(first - Date.parse(now), MAX_WAIT_MS);
  }

  private async watch(sessionId: string): Promise<WatchedSession> {
    const known = this.watched.get(sessionId);
    if (known) return known;
    const { state } = await this.journal.state(sessionId);
    // What a commit has brought meanwhile is newer.
    const watched = this.watched.get(sessionId) ?? { state, refused: new Set() };
    this.watched.set(sessionId, watched);
    return watched;
  }

  /** One that fails holds up none of the others. @throws the first failure, when all were asked */
  private async submitAll(sessionId: string, due: readonly Deadline[], refused: Set<string>): Promise<void> {
    const failures: unknown[] = [];
    for (const { command: id, act } of due) {
      if (this.reconciler.isStopped) break;
      try {
        const answer = await submitAsSystem(this.journal, sessionId, id, act);
        if (answer.ok) continue;
        refused.add(id);
        this.log.error({ sessionId, command: id, refusal: answer.refusal }, 'what was due by itself was refused');
      } catch (err) {
        failures.push(err);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
