/** The server of a rehearsal: what it uses, how long it is away when it is ended and started again, how soon lines are back. */
import type { RehearsalReport } from '@kengesh/contracts';
import type { Return } from './delegate.js';
import { latencyOf, type Usage, usageOf } from './measure.js';

export class ServerWatch {
  /** CPU seconds of servers that are no more. */
  private spent = 0;
  private restarted: { readonly killedAt: number; readonly readyAt: number } | null = null;

  constructor(private pids: readonly number[]) {}

  usage(): Usage | null {
    return usageOf(this.pids);
  }

  /** @param start ends the server and starts it again; resolves with its processes */
  async restart(start: () => Promise<readonly number[]>): Promise<void> {
    const used = this.usage();
    const killedAt = performance.now();
    const before = this.pids;
    this.pids = await start();
    this.restarted = { killedAt, readyAt: performance.now() };
    // Those that stay are counted at the end, whole.
    const stays = usageOf(before.filter(pid => this.pids.includes(pid)));
    this.spent += Math.max(0, (used?.cpuSeconds ?? 0) - (stays?.cpuSeconds ?? 0));
  }

  /** Until now, from before anybody came in; of memory what the lines take that had joined. */
  usedSince(before: Usage | null, joined: Usage | null, lines: number): RehearsalReport['server'] {
    const end = this.usage();
    return before && joined && end
      ? {
          cpuSeconds: Math.round((this.spent + end.cpuSeconds - before.cpuSeconds) * 100) / 100,
          memoryPerLine: Math.max(0, Math.round((joined.memory - before.memory) / Math.max(1, lines))),
          memory: end.memory,
        }
      : null;
  }

  returns(all: readonly Return[]): Pick<RehearsalReport, 'reconnectToState' | 'restart'> {
    const { restarted } = this;
    const byRestart = (one: Return) =>
      // Those whom another node took in did not wait for it.
      restarted !== null && one.triedAt < restarted.readyAt && one.completeAt > restarted.readyAt;
    const others = all.filter(one => !byRestart(one)).map(one => one.completeAt - one.triedAt);
    return {
      reconnectToState: latencyOf(others),
      restart: restarted && {
        awayFor: Math.round(restarted.readyAt - restarted.killedAt),
        readyToState: latencyOf(all.filter(byRestart).map(one => one.completeAt - restarted.readyAt)),
      },
    };
  }
}
