/**
 * Keeps the record of a session under way in step with the register of devices: which of several votes where the rules want one
 * (SEC-22), and which have run out (SEC-17). Compares them, so whatever a node missed is found with its next look.
 */
import { devicesOf, hasOneVotingDevice, participantOf, type State } from '@kengesh/domain';
import type { Commit } from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '../config/tokens.js';
import { devicesOfSession, type SessionDeviceRow } from '../identity/devices.repository.js';
import { endOf, isExpired } from '../identity/identity.service.js';
import { Metrics } from '../metrics/metrics.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';
import { isUnderWay, KeyRecorder } from './key-recorder.js';
import { type NextRun, SessionReconciler } from './session-reconciler.js';
import { submitAsSystem } from './system-act.js';

/** Milliseconds between looks at the register, at most and at least. */
const MAX_LOOK_MS = 60_000;
const MIN_LOOK_MS = 1000;
/** After these it may be another device that votes, or another participant who does. */
const SLICES = ['prepared', 'represent'] as const;
const EVENTS = ['session.opened', 'session.resumed', 'device.ended', 'link.revoked'];

@Injectable()
export class SessionDevices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly reconciler: SessionReconciler;
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(KeyRecorder) private readonly record: KeyRecorder,
    private readonly db: DataSource,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) log: Logger,
  ) {
    this.reconciler = new SessionReconciler(
      {
        name: 'session devices',
        failure: 'the devices of a session are compared with its record again',
        reconcile: sessionId => this.reconcile(sessionId),
        firstRetryMs: 1000,
        maxRetryMs: 30_000,
      },
      metrics,
      log,
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.unsubscribe = this.journal.onCommitted((sessionId, commit) => this.onCommitted(sessionId, commit));
    await this.reconciler.catchUp(
      async () => (await this.journal.liveSessions()).map(sessionId => [sessionId] as const),
      'together',
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  private onCommitted(sessionId: string, { entries, before, after }: Commit<State>): void {
    if (!isUnderWay(after)) return;
    const isNew = SLICES.some(slice => before[slice] !== after[slice]);
    if (isNew || entries.some(({ type }) => EVENTS.includes(type))) this.reconciler.wake(sessionId);
  }

  private async reconcile(sessionId: string): Promise<NextRun> {
    const { state } = await this.journal.state(sessionId);
    if (!isUnderWay(state)) return null;
    const now = Date.now();
    const ofMembers = (await devicesOfSession(this.db.manager, sessionId)).filter(
      ({ kind, as, revoked }) => kind === 'participant' && !revoked && participantOf(state, as) !== undefined,
    );
    const valid = ofMembers.filter(device => !isExpired(device, now));
    const since = Date.parse(state.session.openedAt!);
    for (const device of ofMembers)
      if (isExpired(device, now) && endOf(device) > since)
        await this.record.end(sessionId, device.as, device.id, { by: 'server', why: 'expired' });
    for (const participant of new Set(valid.map(({ as }) => as)))
      await this.sayWhichVotes(
        sessionId,
        participant,
        valid.filter(({ as }) => as === participant),
      );
    const next = Math.min(...valid.map(endOf)) - Date.now();
    return Math.max(MIN_LOOK_MS, Math.min(MAX_LOOK_MS, next));
  }

  /** @param devices of this participant, the first that came first */
  private async sayWhichVotes(sessionId: string, participant: string, devices: readonly SessionDeviceRow[]) {
    const { state } = await this.journal.state(sessionId);
    if (devices.length < 2 || !hasOneVotingDevice(state, participant)) return;
    if (devicesOf(state, participant)?.votes !== undefined) return;
    const first = devices.find(({ id }) => this.lines.hasDevice(sessionId, participant, id)) ?? devices[0]!;
    for (const { id, accountId } of devices) {
      if (id === first.id) continue;
      const via = accountId === null ? 'link' : 'account';
      const act = { type: 'device.admit', participant, device: id, via, generation: null, first: first.id };
      await submitAsSystem(this.journal, sessionId, `beside:${first.id}:${id}`, act);
    }
  }
}
