/**
 * Lets a further device of a participant vote once the one that voted has had no line for the grace, where the rules say so
 * (SEC-22), and ends devices whose place another has taken.
 */
import { devicesOf, FURTHER_GRACE_SECONDS, type ParticipantDevices, type State } from '@kengesh/domain';
import type { Commit } from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { IdentityService } from '../identity/identity.service.js';
import { Metrics } from '../metrics/metrics.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';
import { type NextRun, SessionReconciler } from './session-reconciler.js';
import { submitAsSystem } from './system-act.js';

@Injectable()
export class FurtherDevices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly reconciler: SessionReconciler;
  /** Since when the device that votes has no line, by `performance.now()`: by session, participant and device. */
  private readonly goneSince = new Map<string, number>();
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
    @Inject(IdentityService) private readonly identities: IdentityService,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.reconciler = new SessionReconciler(
      {
        name: 'further devices',
        failure: 'a further device is looked at again',
        reconcile: (sessionId, participant) => this.reconcile(sessionId, participant),
        firstRetryMs: 1000,
        maxRetryMs: 30_000,
      },
      metrics,
      log,
    );
  }

  onApplicationBootstrap(): void {
    this.lines.onChange((sessionId, participant) => {
      if (participant !== null) this.reconciler.wake(sessionId, participant);
    });
    this.unsubscribe = this.journal.onCommitted((sessionId, commit) => this.onCommitted(sessionId, commit));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  private onCommitted(sessionId: string, { entries, isLocal }: Commit<State>): void {
    if (!isLocal) return;
    for (const { type, data } of entries) {
      if (type === 'device.admitted' || type === 'device.tookOver')
        this.reconciler.wake(sessionId, String(data.participant));
      // Recorded first, then ended: whoever is ended without it would not know why.
      if (type === 'device.tookOver' && data.how === 'lost') void this.end(sessionId, data);
    }
  }

  private async end(sessionId: string, { from }: Commit<State>['entries'][number]['data']): Promise<void> {
    try {
      await this.identities.revokeAndAnnounce({ id: String(from) });
    } catch (err) {
      // It only watches from now on; its link has not changed.
      this.log.error({ err, sessionId }, 'a device whose place was taken could not be ended');
    }
  }

  private async reconcile(sessionId: string, participant: string): Promise<NextRun> {
    const { state } = await this.journal.state(sessionId);
    const rules = state.prepared?.rules;
    const own = devicesOf(state, participant);
    const rule = rules?.furtherDevice;
    if (rules === undefined || rule === undefined || rule === 'secretary' || own?.votes === undefined) return null;
    const key = `${sessionId} ${participant} ${own.votes}`;
    const watching = this.watching(sessionId, participant, own);
    const isGone = !this.hasLine(sessionId, participant, own.votes);
    if (!isGone || watching === undefined || (await this.elsewhere.has(sessionId, participant))) {
      this.goneSince.delete(key);
      return null;
    }
    const since = this.goneSince.get(key) ?? performance.now();
    this.goneSince.set(key, since);
    const left = since + Math.min(FURTHER_GRACE_SECONDS, rules.presenceGrace) * 1000 - performance.now();
    if (left > 0) return left;
    this.goneSince.delete(key);
    const act = { type: 'device.takeOver', participant, device: watching, from: own.votes };
    await submitAsSystem(this.journal, sessionId, `takeOver:${participant}:${own.votes}:${watching}`, act);
    return null;
  }

  /** The newest device of this participant that has a line here and does not vote. */
  private watching(sessionId: string, participant: string, own: ParticipantDevices): string | undefined {
    const standing = [...(own.earlier ?? []), ...own.devices.flatMap(({ id, ended }) => (ended ? [] : [id]))];
    return standing.filter(id => id !== own.votes && this.hasLine(sessionId, participant, id)).at(-1);
  }

  private hasLine(sessionId: string, participant: string, device: string): boolean {
    return this.lines.hasDevice(sessionId, participant, device);
  }
}
