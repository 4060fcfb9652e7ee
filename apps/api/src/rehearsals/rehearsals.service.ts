/**
 * The director of rehearsals: one at a time, of a session that is not open yet, on a copy of it, with a server and simulated
 * delegates in processes of their own. Whatever happens, the copy is dropped; the session itself is only read.
 */
import type { Rehearsal, RehearsalInput, RehearsalProgress } from '@kengesh/contracts';
import { ApiError, enterAt } from '@kengesh/rehearse/desk';
import { type Running, rehearse } from '@kengesh/rehearse/rehearse';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { currentRole } from '../database/installation.queries.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Clone, Cloning } from './clone.queries.js';
import { OwnServer } from './own-server.js';
import {
  askToFail,
  beginRehearsal,
  endRehearsal,
  type Failure,
  failRunning,
  lastRehearsal,
  noteProgress,
} from './rehearsals.repository.js';

/** Seconds after which a rehearsal is given up. */
const LIMIT = 900;
const TOLD_EVERY = 500;

const CANCELLED: Failure = { code: 'rehearsal.cancelled', params: {} };
interface Held {
  readonly sessionId: string;
  bots: Running | undefined;
  cancelled: boolean;
  /** Its end is about to be told. */
  over: boolean;
}

@Injectable()
export class RehearsalsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** What runs on this node. */
  private running: Held | undefined;
  private over: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(SessionsService) private readonly sessions: SessionsService,
  ) {}

  /** What a rehearsal that was cut short has left behind goes now; where one is being held by another node, nothing does. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.env.schema !== undefined) return;
    const cloning = await Cloning.begin(this.env.databaseOwnerUrl).catch((error: unknown) => {
      if (error instanceof RefusedError) return undefined;
      throw error;
    });
    if (!cloning) return;
    try {
      const schemas = await cloning.sweep();
      if (schemas.length > 0) this.log.warn({ schemas }, 'the copies of rehearsals that were cut short were dropped');
      await this.cutShort();
    } catch (err) {
      this.log.error({ err }, 'what rehearsals left behind could not be removed');
    } finally {
      await cloning.end();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.running) this.stop(this.running);
    await this.over;
  }

  async last(sessionId: string): Promise<Rehearsal | null> {
    const row = await lastRehearsal(this.db.manager, sessionId);
    return row ? { ...row, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null } : null;
  }

  /**
   * Resolves when it has begun.
   * @throws rehearsal.too_late, rehearsal.running, rehearsal.no_owner, rehearsal.within
   */
  async start(sessionId: string, account: string, input: RehearsalInput): Promise<void> {
    if (this.env.schema !== undefined) throw refused('rehearsal.within');
    const { phase } = await this.sessions.get(sessionId);
    if (phase !== 'planned' && phase !== 'prepared') throw refused('rehearsal.too_late');
    if (this.running?.over) await this.over;
    if (this.running || this.stopped) throw refused('rehearsal.running');
    const mine: Held = { sessionId, bots: undefined, cancelled: false, over: false };
    this.running = mine;
    let cloning: Cloning;
    try {
      cloning = await Cloning.begin(this.env.databaseOwnerUrl);
    } catch (error) {
      this.running = undefined;
      throw error;
    }
    // A row that says it runs while nobody holds the lock tells of one that was cut short.
    await this.cutShort();
    await beginRehearsal(this.db.manager, sessionId, input);
    this.over = this.hold(cloning, mine, account, input).finally(() => {
      this.running = undefined;
    });
  }

  /** Ends the one of this session, on whichever node it runs: another one finds it asked when it next writes how far it is. */
  async cancel(sessionId: string): Promise<void> {
    if (this.running?.sessionId === sessionId) this.stop(this.running);
    else await askToFail(this.db.manager, sessionId, CANCELLED);
  }

  private stop(running: Held): void {
    running.cancelled = true;
    running.bots?.stop();
  }

  private async hold(cloning: Cloning, mine: Held, account: string, input: RehearsalInput): Promise<void> {
    const { sessionId } = mine;
    let clone: Clone | undefined;
    let server: OwnServer | undefined;
    let outcome: Pick<Rehearsal, 'report' | 'failure'>;
    try {
      await cloning.sweep();
      clone = await cloning.make(sessionId, account, await currentRole(this.db.manager));
      server = new OwnServer(this.env.databaseUrl, clone.schema);
      await server.start();
      const own = server;
      const { url, token } = await enterAt(own.url, clone.secret);
      if (mine.cancelled) throw new Error('cancelled before it began');
      const { delegates, profile, restart } = input;
      mine.bots = rehearse(
        { url, token, session: sessionId, delegates, profile, restart, seed: 1, pids: own.pids, limit: LIMIT },
        { progress: this.progressOf(mine), restart: () => own.restart() },
      );
      outcome = { report: await mine.bots.report, failure: null };
    } catch (error) {
      outcome = { report: null, failure: mine.cancelled ? CANCELLED : this.failureOf(error, sessionId) };
    }
    await server?.stop();
    if (clone)
      await cloning
        .drop(clone.schema)
        .catch((err: unknown) => this.log.error({ err }, "a rehearsal's copy could not be dropped yet"));
    mine.over = true;
    await this.end(sessionId, outcome);
    await cloning.end();
  }

  private failureOf(error: unknown, sessionId: string): Failure {
    if (error instanceof ApiError) return { code: error.code, params: { ...error.params } };
    this.log.error({ err: error, sessionId }, 'a rehearsal failed');
    return { code: 'rehearsal.failed', params: {} };
  }

  private progressOf(mine: Held): (progress: RehearsalProgress) => void {
    let told = 0;
    let stage = '';
    return progress => {
      const now = Date.now();
      if (progress.stage === stage && now - told < TOLD_EVERY) return;
      told = now;
      stage = progress.stage;
      noteProgress(this.db.manager, mine.sessionId, progress).then(
        isAsked => {
          if (isAsked) this.stop(mine);
        },
        (err: unknown) => this.log.warn({ err }, 'how far a rehearsal is could not be written down'),
      );
    };
  }

  private async end(sessionId: string, outcome: Pick<Rehearsal, 'report' | 'failure'>): Promise<void> {
    await endRehearsal(this.db.manager, sessionId, outcome).catch((err: unknown) =>
      this.log.error({ err, sessionId }, 'what came of a rehearsal could not be written down'),
    );
  }

  private cutShort(): Promise<void> {
    return failRunning(this.db.manager, { code: 'rehearsal.cut_short', params: {} });
  }
}
