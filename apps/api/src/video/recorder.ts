/**
 * The tape. Whoever presides says that it runs; here it is made to run, by LiveKit's egress where there is one, and what
 * came of it is said in the record. Where there is none, the house says so before anybody believes to be recorded.
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
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { JournalService } from '../live/journal.service.js';

const SYSTEM = { id: 'system', kind: 'system' } as const;
/** Milliseconds between looks, while something is to be recorded and while it runs. */
const SOON = 1000;
const CALM = 10_000;

export const fileOf = (folder: string, sessionId: string, take: string) =>
  `${folder.replace(/\/$/, '')}/${sessionId}-${take}.mp4`;

@Injectable()
export class Recorder implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly client: EgressClient | undefined;
  private readonly folder: string;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly looking = new Map<string, boolean>();
  private stop: (() => void) | undefined;
  private stopped = false;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(ENV) { livekit }: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.folder = livekit?.recordings ?? '';
    if (livekit?.recordings !== undefined)
      this.client = new EgressClient(livekit.url, livekit.apiKey, livekit.apiSecret, {
        failover: false,
        requestTimeout: 10,
      });
  }

  onModuleInit(): void {
    this.journal.addPrecondition('recording.start', () =>
      this.client ? null : { refused: 'recording.not_configured', params: {} },
    );
    if (!this.client) return;
    this.stop = this.journal.onCommitted((sessionId, { before, after }) => {
      if (before.recording !== after.recording) void this.look(sessionId);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.client) for (const sessionId of await this.journal.liveSessions()) void this.look(sessionId);
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.stop?.();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  /** The video server says that something has changed with a recording. */
  told(sessionId: string): void {
    if (this.client && sessionId) void this.look(sessionId);
  }

  private async look(sessionId: string): Promise<void> {
    if (this.looking.has(sessionId)) {
      this.looking.set(sessionId, true);
      return;
    }
    clearTimeout(this.timers.get(sessionId));
    let wait: number | null = SOON;
    do {
      this.looking.set(sessionId, false);
      try {
        wait = await this.agree(sessionId);
      } catch (err) {
        this.log.warn({ err, sessionId }, 'the recording could not be looked after; it is tried again');
        wait = SOON;
      }
    } while (this.looking.get(sessionId) && !this.stopped);
    this.looking.delete(sessionId);
    if (wait === null || this.stopped) return;
    const timer = setTimeout(() => void this.look(sessionId), wait);
    timer.unref();
    this.timers.set(sessionId, timer);
  }

  /** One node at a time looks after a session's tape. Answers when to look again. */
  private async agree(sessionId: string): Promise<number | null> {
    const connection = await this.pool.connect();
    try {
      await connection.query('begin');
      const { rows } = await connection.query<{ ours: boolean }>(
        `select pg_try_advisory_xact_lock(hashtextextended('recording ' || $1, 0)) as ours`,
        [sessionId],
      );
      return rows[0]?.ours ? await this.make(sessionId) : SOON;
    } finally {
      await connection.query('rollback');
      connection.release();
    }
  }

  private async make(sessionId: string): Promise<number | null> {
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
      if (ours.status !== EgressStatus.EGRESS_ACTIVE) return SOON;
      const at = new Date(Number(ours.startedAt / 1_000_000n)).toISOString();
      if (!take.runsSince) await this.say(sessionId, { type: 'recording.confirm', id: take.id, at });
      return CALM;
    }
    if (take.runsSince) {
      await this.say(sessionId, { type: 'recording.fail', id: take.id, reason: 'broke_off' });
      return null;
    }
    const layout = { layout: 'speaker' };
    const output = new EncodedFileOutput({ filepath: file });
    const begun = await this.client!.startRoomCompositeEgress(sessionId, output, layout).catch(notBegun);
    return begun ? SOON : null;
  }

  private async say(
    sessionId: string,
    act: JsonObject & { readonly type: string; readonly id: string },
  ): Promise<void> {
    await this.journal.submit(sessionId, { id: `${act.type}:${act.id}`, actor: SYSTEM, act });
  }
}

const writes = ({ request, fileResults }: EgressInfo, file: string): boolean =>
  fileResults.some(one => one.filename === file) ||
  (request.case === 'roomComposite' && request.value.fileOutputs.some(one => one.filepath === file)) ||
  (request.case === 'roomComposite' &&
    request.value.output.case === 'file' &&
    request.value.output.value.filepath === file);
