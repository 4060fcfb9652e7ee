/**
 * The director of rehearsals: one at a time, of a session that is not open yet, on a copy of it, with a server and simulated
 * delegates in processes of their own. Whatever happens, the copy is dropped; the session itself is only read.
 */
import type { Rehearsal, RehearsalInput, RehearsalProgress } from '@kengesh/contracts';
import { ApiError, enterAt } from '@kengesh/rehearse/desk';
import { type Running, rehearse } from '@kengesh/rehearse/rehearse';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Clone, Cloning } from './clone.js';
import { OwnServer } from './own-server.js';

/** Seconds after which a rehearsal is given up. */
const LIMIT = 900;
const TOLD_EVERY = 500;

type Failure = NonNullable<Rehearsal['failure']>;
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
    @Inject(PG_POOL) private readonly pool: Pool,
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
    const { rows } = await this.pool.query<RehearsalRow>(
      `select delegates, profile, started_at, ended_at, progress, report, failure from rehearsals where session_id = $1`,
      [sessionId],
    );
    const [row] = rows;
    if (!row) return null;
    const { delegates, profile, progress, report, failure } = row;
    return {
      ...{ delegates, profile, progress, report, failure },
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    };
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
    await this.pool.query(
      `insert into rehearsals (session_id, delegates, profile, started_at) values ($1, $2, $3, now())
        on conflict (session_id) do update set delegates = excluded.delegates, profile = excluded.profile,
          started_at = excluded.started_at, ended_at = null, progress = null, report = null, failure = null`,
      [sessionId, input.delegates, input.profile],
    );
    this.over = this.hold(cloning, mine, account, input).finally(() => {
      this.running = undefined;
    });
  }

  /** Ends the one of this session, on whichever node it runs: another one finds it asked when it next writes how far it is. */
  async cancel(sessionId: string): Promise<void> {
    if (this.running?.sessionId === sessionId) this.stop(this.running);
    else
      await this.pool.query('update rehearsals set failure = $2 where session_id = $1 and ended_at is null', [
        sessionId,
        JSON.stringify(CANCELLED),
      ]);
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
      clone = await cloning.make(sessionId, account, await this.role());
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
      this.pool
        .query<{ asked: boolean }>(
          `update rehearsals set progress = $2 where session_id = $1 and ended_at is null
            returning failure is not null as asked`,
          [mine.sessionId, JSON.stringify(progress)],
        )
        .then(
          ({ rows }) => {
            if (rows[0]?.asked) this.stop(mine);
          },
          (err: unknown) => this.log.warn({ err }, 'how far a rehearsal is could not be written down'),
        );
    };
  }

  private async end(sessionId: string, { report, failure }: Pick<Rehearsal, 'report' | 'failure'>): Promise<void> {
    const json = (value: object | null) => value && JSON.stringify(value);
    await this.pool
      .query('update rehearsals set ended_at = now(), report = $2, failure = $3 where session_id = $1', [
        sessionId,
        json(report),
        json(failure),
      ])
      .catch((err: unknown) =>
        this.log.error({ err, sessionId }, 'what came of a rehearsal could not be written down'),
      );
  }

  private async cutShort(): Promise<void> {
    await this.pool.query('update rehearsals set ended_at = now(), failure = $1 where ended_at is null', [
      JSON.stringify({ code: 'rehearsal.cut_short', params: {} } satisfies Failure),
    ]);
  }

  private async role(): Promise<string> {
    const { rows } = await this.pool.query<{ role: string }>('select current_user as role');
    return rows[0]!.role;
  }
}

interface RehearsalRow extends Pick<Rehearsal, 'delegates' | 'profile' | 'progress' | 'report' | 'failure'> {
  readonly started_at: Date;
  readonly ended_at: Date | null;
}
