/**
 * Runs what follows a commit until a session's actual state is the wanted one: woken per session, one run at a time for each.
 * Guarantees: a wake is followed by a run that begins after it, a failed run is repeated with growing waits, and `stop` ends it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.js';

/** What one run is about: a session, or one participant of it. */
export type Subject = readonly [sessionId: string, participant?: string];

/** Milliseconds until the next run; null: none until woken; `retry`: not settled yet, to be repeated as after a failure. */
export type NextRun = number | null | 'retry';

export interface ReconcilerOptions {
  /** Label of its metrics and logs. */
  readonly name: string;
  /** What a failure means to whoever reads the log. */
  readonly failure: string;
  /** Compares actual with wanted and sets right what differs. Idempotent: it may run when nothing has changed. */
  readonly reconcile: (sessionId: string, participant: string) => Promise<NextRun>;
  /** Waits between failures in milliseconds: each twice the one before. */
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** Milliseconds between the beginnings of two runs that were caused by wakes; default 0: a wake runs at once. */
  readonly minWakeIntervalMs?: number;
  /** How long `stop` waits for runs under way; default: until they end. For those that ask another server. */
  readonly maxDrainMs?: number;
}

/** Kept as long as it runs or has a run ahead. */
interface SubjectState {
  readonly key: string;
  readonly sessionId: string;
  readonly participant: string;
  running: Promise<void> | undefined;
  /** Woken since the run under way began. */
  isWoken: boolean;
  timer: NodeJS.Timeout | undefined;
  /** By `performance.now()`: when the timer is due, and when the last run began. */
  dueAt: number;
  startedAt: number;
  failures: number;
  /** Who waits for a run that does not fail. */
  waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[];
}

export class SessionReconciler {
  private readonly subjects = new Map<string, SubjectState>();
  private readonly delayedWakes = new Set<NodeJS.Timeout>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly options: ReconcilerOptions,
    private readonly metrics: Metrics,
    private readonly log: Logger,
  ) {
    metrics.addReconciler(options.name, () => this.behind());
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Asks for a run. Any number of wakes during a run bring one more; one during a wait between retries ends the wait. */
  wake(sessionId: string, participant = ''): void {
    if (this.isStopped) return;
    const subject = this.subjectOf(sessionId, participant);
    if (subject.running) subject.isWoken = true;
    else this.schedule(subject, subject.startedAt + this.wakeInterval);
  }

  /** Wakes after a while, whatever else wakes it meanwhile. */
  wakeAfter(milliseconds: number, ...subject: Subject): void {
    if (this.isStopped) return;
    const timer = setTimeout(() => {
      this.delayedWakes.delete(timer);
      this.wake(...subject);
    }, milliseconds).unref();
    this.delayedWakes.add(timer);
  }

  /** Wakes, and resolves when the run has ended, well or not; what failed is repeated without the caller. Never rejects. */
  settle(sessionId: string, participant = ''): Promise<void> {
    this.wake(sessionId, participant);
    return this.subjects.get(keyOf(sessionId, participant))?.running ?? Promise.resolve();
  }

  /** As `settle`, but resolves when a run has ended well. @throws Error where the reconciler is stopped before that */
  untilSettled(sessionId: string, participant = ''): Promise<void> {
    return new Promise((resolve, reject) => {
      this.wake(sessionId, participant);
      const subject = this.subjects.get(keyOf(sessionId, participant));
      if (subject) subject.waiting.push({ resolve, reject });
      else reject(this.stoppedError());
    });
  }

  /**
   * Runs for all that `find` finds, as for what was missed while no node was running; `find` is repeated until it succeeds.
   * `in turn` leaves the rest of the start its share of the database, and resolves when all have run. Never rejects.
   */
  async catchUp(find: () => Promise<readonly Subject[]>, order: 'together' | 'in turn'): Promise<void> {
    for (const subject of await this.findUntilFound(find)) {
      if (this.isStopped) return;
      if (order === 'in turn') await this.settle(...subject);
      else this.wake(...subject);
    }
  }

  /** Begins no further run, and waits for those under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.delayedWakes) clearTimeout(timer);
    this.delayedWakes.clear();
    const running: Promise<void>[] = [];
    for (const subject of this.subjects.values()) {
      if (subject.running) running.push(subject.running);
      else this.forget(subject);
    }
    const { maxDrainMs } = this.options;
    const drained = Promise.all(running);
    await (maxDrainMs === undefined ? drained : Promise.race([drained, sleep(maxDrainMs, undefined, { ref: false })]));
  }

  private get wakeInterval(): number {
    return this.options.minWakeIntervalMs ?? 0;
  }

  /** How many wait for a retry. */
  private behind(): number {
    let count = 0;
    for (const { failures } of this.subjects.values()) if (failures > 0) count++;
    return count;
  }

  private subjectOf(sessionId: string, participant: string): SubjectState {
    const key = keyOf(sessionId, participant);
    let subject = this.subjects.get(key);
    if (!subject) {
      subject = {
        key,
        sessionId,
        participant,
        running: undefined,
        isWoken: false,
        timer: undefined,
        dueAt: 0,
        startedAt: Number.NEGATIVE_INFINITY,
        failures: 0,
        waiting: [],
      };
      this.subjects.set(key, subject);
    }
    return subject;
  }

  private forget(subject: SubjectState): void {
    clearTimeout(subject.timer);
    this.subjects.delete(subject.key);
    for (const { reject } of subject.waiting) reject(this.stoppedError());
  }

  private stoppedError(): Error {
    return new Error(`the reconciler ${this.options.name} is stopped`);
  }

  /** A run that is due sooner serves for this one too. */
  private schedule(subject: SubjectState, at: number): void {
    if (subject.timer && subject.dueAt <= at) return;
    clearTimeout(subject.timer);
    subject.timer = undefined;
    const wait = at - performance.now();
    if (wait <= 0) {
      this.begin(subject);
      return;
    }
    subject.dueAt = at;
    subject.timer = setTimeout(() => this.begin(subject), wait).unref();
  }

  private begin(subject: SubjectState): void {
    subject.timer = undefined;
    // Not before the caller has gone on: a run that wakes itself finds itself running.
    subject.running = Promise.resolve().then(() => this.runUntilWaiting(subject));
  }

  private async runUntilWaiting(subject: SubjectState): Promise<void> {
    for (;;) {
      subject.isWoken = false;
      subject.startedAt = performance.now();
      let at = subject.startedAt + (await this.runOnce(subject));
      if (subject.failures === 0 && !subject.isWoken) for (const { resolve } of subject.waiting.splice(0)) resolve();
      if (subject.isWoken) at = Math.min(at, subject.startedAt + this.wakeInterval);
      if (this.isStopped || at === Number.POSITIVE_INFINITY) {
        this.forget(subject);
        return;
      }
      if (at > performance.now()) {
        subject.running = undefined;
        this.schedule(subject, at);
        return;
      }
    }
  }

  /** Answers how many milliseconds after its beginning the next run is due. */
  private async runOnce(subject: SubjectState): Promise<number> {
    const { sessionId, participant, startedAt } = subject;
    const { name, reconcile } = this.options;
    const took = () => performance.now() - startedAt;
    try {
      const next = await reconcile(sessionId, participant);
      this.metrics.reconcilerRun(name, next === 'retry' ? 'unsettled' : 'done', took());
      if (next === 'retry') return took() + this.retryWait(++subject.failures);
      subject.failures = 0;
      return next === null ? Number.POSITIVE_INFINITY : took() + next;
    } catch (err) {
      this.metrics.reconcilerRun(name, 'failed', took());
      const retryMs = this.retryWait(++subject.failures);
      // What fails because the database closes is no news; the next start catches up.
      if (!this.isStopped) this.warn(err, { sessionId, ...(participant && { participant }), retryMs });
      return took() + retryMs;
    }
  }

  private retryWait(failures: number): number {
    const { firstRetryMs, maxRetryMs } = this.options;
    return Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 30), maxRetryMs);
  }

  private async findUntilFound(find: () => Promise<readonly Subject[]>): Promise<readonly Subject[]> {
    for (let failures = 1; !this.isStopped; failures++) {
      try {
        return await find();
      } catch (err) {
        const retryMs = this.retryWait(failures);
        if (!this.isStopped) this.warn(err, { retryMs });
        // Rejects where it is stopped meanwhile; then there is nothing to find.
        await sleep(retryMs, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
      }
    }
    return [];
  }

  private warn(err: unknown, what: { readonly [field: string]: unknown }): void {
    this.log.warn({ err, reconciler: this.options.name, ...what }, this.options.failure);
  }
}

const keyOf = (sessionId: string, participant: string) => `${sessionId}\n${participant}`;
