/**
 * Metrics of this node: connections, acts, commit times, queues. Numbers without anybody's
 * name in them; read by Prometheus, and counted whether or not somebody reads.
 */
import { Injectable } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** `done`: written now, or true already. `repeated`: answered as before. `refused`: a rule says no. `failed`: our fault, or outcome unknown. */
export type ActOutcome = 'done' | 'repeated' | 'refused' | 'failed';
/** Of one run of a reconciler. `unsettled`: what it asked for has not come about yet. */
export type ReconcilerOutcome = 'done' | 'unsettled' | 'failed';
export type LimitHit = 'rate' | 'signin' | 'lines' | 'node' | 'owed' | 'busy' | 'entries';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly of = { registers: [this.registry] };
  private defaults = false;

  private readonly acts = new Counter({
    ...this.of,
    name: 'kengesh_acts_total',
    help: 'Acts that were asked, by kind and outcome',
    labelNames: ['act', 'outcome'] as const,
  });
  private readonly batchActs = new Histogram({
    ...this.of,
    name: 'kengesh_batch_acts',
    help: 'Acts decided and written together',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  });
  private readonly batchEntries = new Histogram({
    ...this.of,
    name: 'kengesh_batch_entries',
    help: 'Entries written together',
    buckets: [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000],
  });
  private readonly commits = new Histogram({
    ...this.of,
    name: 'kengesh_commit_seconds',
    help: 'From asking for the lock of a journal to the end of its transaction',
    labelNames: ['outcome'] as const,
    buckets: SECONDS,
  });
  private readonly broadcastDuration = new Histogram({
    ...this.of,
    name: 'kengesh_follower_lag_seconds',
    help: 'From the telling of a frame to the last line it was handed to',
    buckets: SECONDS,
  });
  private readonly deliveries = new Counter({
    ...this.of,
    name: 'kengesh_deliveries_total',
    help: 'Messages handed to lines by broadcasts',
  });
  private readonly handshakes = new Counter({
    ...this.of,
    name: 'kengesh_handshakes_total',
    help: 'Lines that asked to be let in',
    labelNames: ['outcome'] as const,
  });
  private readonly limits = new Counter({
    ...this.of,
    name: 'kengesh_limited_total',
    help: 'What was refused, put off or cut off because it was too much',
    labelNames: ['limit'] as const,
  });
  private readonly reconcilerRuns = new Counter({
    ...this.of,
    name: 'kengesh_reconciler_runs_total',
    help: 'Runs of what follows a commit, by reconciler and outcome',
    labelNames: ['reconciler', 'outcome'] as const,
  });
  private readonly reconcilerSeconds = new Histogram({
    ...this.of,
    name: 'kengesh_reconciler_run_seconds',
    help: 'How long a run of a reconciler takes',
    labelNames: ['reconciler'] as const,
    buckets: SECONDS,
  });
  private readonly reconcilers = new Map<string, () => number>();

  constructor() {
    const { reconcilers } = this;
    new Gauge({
      ...this.of,
      name: 'kengesh_reconciler_behind',
      help: 'Sessions, or participants of them, that wait for a reconciler to try again',
      labelNames: ['reconciler'] as const,
      collect() {
        for (const [reconciler, behind] of reconcilers) this.set({ reconciler }, behind());
      },
    });
  }

  act(act: string, outcome: ActOutcome): void {
    this.acts.inc({ act, outcome });
  }
  batch(acts: number, entries: number): void {
    this.batchActs.observe(acts);
    this.batchEntries.observe(entries);
  }
  commit(milliseconds: number, outcome: 'committed' | 'undone'): void {
    this.commits.observe({ outcome }, milliseconds / 1000);
  }
  broadcastDone(milliseconds: number): void {
    this.broadcastDuration.observe(milliseconds / 1000);
  }
  delivered(lines: number): void {
    this.deliveries.inc(lines);
  }
  handshake(outcome: string): void {
    this.handshakes.inc({ outcome });
  }
  limited(limit: LimitHit): void {
    this.limits.inc({ limit });
  }

  reconcilerRun(reconciler: string, outcome: ReconcilerOutcome, milliseconds: number): void {
    this.reconcilerRuns.inc({ reconciler, outcome });
    this.reconcilerSeconds.observe({ reconciler }, milliseconds / 1000);
  }
  /** @param behind how many sessions wait for this reconciler to try again; asked when the gauges are read */
  addReconciler(reconciler: string, behind: () => number): void {
    this.reconcilers.set(reconciler, behind);
  }

  /** A number that somebody else keeps; asked when the gauges are read. */
  addGauge(name: string, help: string, value: () => number): void {
    new Gauge({
      ...this.of,
      name,
      help,
      collect() {
        this.set(value());
      },
    });
  }

  /** In the text format of Prometheus. The first reader starts what costs something by itself: event loop, memory, collector. */
  async read(): Promise<{ readonly type: string; readonly text: string }> {
    if (!this.defaults) {
      this.defaults = true;
      collectDefaultMetrics({ register: this.registry });
    }
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }
}
