/**
 * Reconciles LiveKit's egress with the recording the presiding officer asked for: begins, confirms and stops it, and says in the
 * record what came of it. Without egress `recording.start` is refused, so nobody believes to be recorded who is not.
 */
import { currentRecording } from '@kengesh/domain';
import type { JsonObject } from '@kengesh/journal';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { EgressClient, type EgressInfo, EgressStatus, EncodedFileOutput } from 'livekit-server-sdk';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { tryLock } from '../database/locks.js';
import { transaction } from '../database/transaction.js';
import { JournalService } from '../live/journal.service.js';
import { type NextRun, SessionReconciler } from '../live/session-reconciler.js';
import { submitAsSystem } from '../live/system-act.js';
import { Metrics } from '../metrics/metrics.js';

/** Milliseconds between passes: while a recording is to begin, and while it runs. */
const STARTING_INTERVAL_MS = 1000;
const RUNNING_INTERVAL_MS = 10_000;

export const fileOf = (folder: string, sessionId: string, take: string) =>
  `${folder.replace(/\/$/, '')}/${sessionId}-${take}.mp4`;

@Injectable()
export class Recorder implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly client: EgressClient | undefined;
  private readonly folder: string;
  private readonly reconciler: SessionReconciler;
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(ENV) { livekit }: ApiEnv,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.folder = livekit?.recordings ?? '';
    if (livekit?.recordings !== undefined)
      this.client = new EgressClient(livekit.url, livekit.apiKey, livekit.apiSecret, {
        failover: false,
        requestTimeout: 10,
      });
    this.reconciler = new SessionReconciler(
      {
        name: 'recorder',
        failure: 'the recording could not be looked after; it is tried again',
        reconcile: sessionId => this.reconcile(sessionId),
        firstRetryMs: STARTING_INTERVAL_MS,
        maxRetryMs: STARTING_INTERVAL_MS,
        maxDrainMs: 2000,
      },
      metrics,
      log,
    );
  }

  onModuleInit(): void {
    this.journal.addPrecondition('recording.start', () =>
      this.client ? null : { refused: 'recording.not_configured', params: {} },
    );
    if (!this.client) return;
    this.unsubscribe = this.journal.onCommitted((sessionId, { before, after }) => {
      if (before.recording !== after.recording) this.reconciler.wake(sessionId);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.client) for (const sessionId of await this.journal.liveSessions()) this.reconciler.wake(sessionId);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  /** The video server says that something has changed with a recording. */
  told(sessionId: string): void {
    if (this.client && sessionId) this.reconciler.wake(sessionId);
  }

  /** One node at a time looks after a session's recording. */
  private async reconcile(sessionId: string): Promise<NextRun> {
    return transaction(this.db, async manager =>
      // The lock ends with the transaction, also where its connection is lost.
      (await tryLock(manager, `recording ${sessionId}`)) ? this.pass(sessionId) : STARTING_INTERVAL_MS,
    );
  }

  private async pass(sessionId: string): Promise<NextRun> {
    const { state } = await this.journal.state(sessionId);
    const take = currentRecording(state);
    const file = take ? fileOf(this.folder, sessionId, take.id) : null;
    // Not tried again behind the chair's back: who believes to be recorded must know at once.
    const notBegun = async (err: unknown) => {
      if (!take || take.runsSince) throw err;
      this.log.warn({ err, sessionId }, 'the recording was not begun');
      await this.say(sessionId, { type: 'recording.fail', id: take.id, reason: 'not_started' });
      return null;
    };
    const active = await this.client!.listEgress({ roomName: sessionId, active: true }).catch(notBegun);
    if (!active) return null;
    const ours = active.find(one => file !== null && writes(one, file));
    for (const one of active) if (one !== ours) await this.client!.stopEgress(one.egressId);
    if (!take || file === null) return null;
    if (ours) {
      if (ours.status !== EgressStatus.EGRESS_ACTIVE) return STARTING_INTERVAL_MS;
      const at = new Date(Number(ours.startedAt / 1_000_000n)).toISOString();
      if (!take.runsSince) await this.say(sessionId, { type: 'recording.confirm', id: take.id, at });
      return RUNNING_INTERVAL_MS;
    }
    if (take.runsSince) {
      await this.say(sessionId, { type: 'recording.fail', id: take.id, reason: 'broke_off' });
      return null;
    }
    const layout = { layout: 'speaker' };
    const output = new EncodedFileOutput({ filepath: file });
    const begun = await this.client!.startRoomCompositeEgress(sessionId, output, layout).catch(notBegun);
    return begun ? STARTING_INTERVAL_MS : null;
  }

  private async say(
    sessionId: string,
    act: JsonObject & { readonly type: string; readonly id: string },
  ): Promise<void> {
    await submitAsSystem(this.journal, sessionId, `${act.type}:${act.id}`, act);
  }
}

const writes = ({ request, fileResults }: EgressInfo, file: string): boolean =>
  fileResults.some(one => one.filename === file) ||
  (request.case === 'roomComposite' && request.value.fileOutputs.some(one => one.filepath === file)) ||
  (request.case === 'roomComposite' &&
    request.value.output.case === 'file' &&
    request.value.output.value.filepath === file);
