/**
 * Takes letters that are due and hands them to the mail server. An attempt is on record before it begins: letter, bytes and job
 * change in one transaction, and in another when it ends. A process that dies between them leaves a letter whose lock is free;
 * whoever lives takes it back, and knows whether the server may have it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { Logger } from 'pino';
import { invitation } from '../calendar/invitation.js';
import { name } from '../calendar/text.js';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { lock } from '../database/locks.js';
import { within } from './client-transaction.queries.js';
import type { Job } from './job-queue.queries.js';
import { letter } from './letter.js';
import { LetterBytes } from './letter-bytes.js';
import { changedIn, invitationIn } from './letter-draft.js';
import { LetterSeal } from './letter-seal.js';
import {
  beginAttempt,
  beginHandingOver,
  endLapsed,
  endRefused,
  endSent,
  holdLetter,
  isDue,
  lettersLeft,
  lockDelivery,
  putOff,
  type StoredLetter,
  takeBackAbandoned,
  unlockDelivery,
  withoutJob,
} from './letters.repository.js';
import { type HandOver, MailServer } from './mail-server.js';
import { AT_ONCE, Outbox } from './outbox.js';

const POLL = 500;
const SWEEP = 30_000;
/** How long letters on their way may take when this server is stopped. */
const PATIENCE = 3000;
/** Seconds until a letter is tried again: one that its own mailbox puts off, and one whose server cannot be reached. */
const BUSY = [5, 60, 300, 900, 1800, 3600] as const;
const AWAY = [2, 5, 15, 30, 60, 120, 300] as const;
/** A mailbox that is busy for two days takes nothing. */
const MOST_BUSY = 50;

interface Claim {
  readonly client: PoolClient;
  readonly job: Job;
  readonly stored: StoredLetter;
  readonly bytes: Buffer;
}

@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly inFlight = new Map<string, Promise<void>>();
  private stopping = false;
  private running: Promise<void> | undefined;
  private wake: AbortController | undefined;
  /** While a server that was not reached is left alone. */
  private awayUntil = 0;
  private awayFor = 0;
  private sweptAt = 0;

  constructor(
    @Inject(ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly outbox: Outbox,
    private readonly seal: LetterSeal,
    private readonly bytes: LetterBytes,
    private readonly server: MailServer,
  ) {}

  onApplicationBootstrap(): void {
    if (this.outbox.configured) this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake?.abort();
    await this.running;
    const ended = Promise.allSettled(this.inFlight.values());
    await Promise.race([ended, sleep(PATIENCE)]);
    this.server.close();
    await ended;
    await this.outbox.pool.end();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.takeBack();
        while (!this.stopping && this.inFlight.size < AT_ONCE && Date.now() >= this.awayUntil) {
          const claim = await this.claim();
          if (claim === 'nothing') break;
          if (claim !== 'settled') this.deliver(claim);
        }
      } catch (error) {
        this.log.warn({ err: (error as Error).message }, 'letters wait: the database was not reached');
      }
      this.wake = new AbortController();
      await sleep(POLL, undefined, { signal: this.wake.signal }).catch(() => undefined);
    }
  }

  private async takeBack(): Promise<void> {
    const sweeps = Date.now() - this.sweptAt > SWEEP;
    await within(this.outbox.pool, async client => {
      const abandoned = await takeBackAbandoned(client, [...this.inFlight.keys()]);
      if (abandoned.length > 0)
        this.log.warn({ letters: abandoned.length }, 'letters are taken back from a server that ended');
      await this.outbox.requeue(client, abandoned);
      if (sweeps) await this.outbox.requeue(client, await withoutJob(client));
    });
    if (sweeps) this.sweptAt = Date.now();
  }

  /** One letter on its way, or settled without; its connection is kept for as long as the attempt lasts. */
  private async claim(): Promise<Claim | 'settled' | 'nothing'> {
    const client = await this.outbox.pool.connect();
    let claim: Claim | 'settled' | 'nothing' = 'nothing';
    try {
      claim = await within(client, () => this.claimWith(client));
      return claim;
    } catch (error) {
      // With a lock of its own on it, perhaps.
      client.release(true);
      throw error;
    } finally {
      if (claim === 'settled' || claim === 'nothing') client.release();
    }
  }

  private async claimWith(client: PoolClient): Promise<Claim | 'settled' | 'nothing'> {
    await lock(client, 'letters are claimed');
    if ((await lettersLeft(client, this.env.limits.letters)) <= 0) return 'nothing';
    const job = await this.outbox.queue.take(client);
    if (!job) return 'nothing';
    const stored = await holdLetter(client, job.letter);
    if (stored?.state !== 'waiting') {
      // Recalled, joined by a later one, or sent by another job.
      await this.outbox.queue.done(client, job);
      return 'settled';
    }
    const due = await isDue(client, stored.id);
    if (due !== 'due') {
      if (due === 'late') await endLapsed(client, stored.id);
      else await this.outbox.requeue(client, [stored]);
      await this.outbox.queue.done(client, job);
      return 'settled';
    }
    const bytes = await this.bytesOf(stored);
    if (!Buffer.isBuffer(bytes)) {
      await endRefused(client, stored.id, null, bytes);
      await this.outbox.queue.done(client, job);
      return 'settled';
    }
    if (!(await lockDelivery(client, stored.id))) throw new Error('a letter that waits is being delivered');
    await beginAttempt(client, stored.id, stored.sealed ?? (await this.seal.seal(bytes)));
    return { client, job, stored, bytes };
  }

  /** The same at every attempt; or why there are none. */
  private async bytesOf(stored: StoredLetter): Promise<Buffer | 'other_secret' | 'not_composed'> {
    if (stored.sealed) return (await this.seal.open(stored.sealed)) ?? 'other_secret';
    const { draft } = stored;
    if (!draft) return 'not_composed';
    try {
      const of = invitationIn(draft);
      return await this.bytes.of({
        ...letter(of, draft.occasion, { sample: draft.sample, agenda: draft.agenda ?? [], changed: changedIn(draft) }),
        from: { name: name(of.council, of.language), address: stored.mailbox },
        to: stored.email,
        messageId: stored.messageId,
        date: stored.createdAt,
        method: of.method === 'CANCEL' ? 'CANCEL' : 'REQUEST',
        calendar: invitation(of),
      });
    } catch (err) {
      // It would stand before all others for ever.
      this.log.error({ err, letter: stored.id }, 'a letter could not be composed');
      return 'not_composed';
    }
  }

  private deliver(claim: Claim): void {
    const { id } = claim.stored;
    const delivery = this.deliverWith(claim)
      .catch(err => this.log.error({ err, letter: id }, 'what became of a letter was not recorded'))
      .finally(() => {
        this.inFlight.delete(id);
        this.wake?.abort();
      });
    this.inFlight.set(id, delivery);
  }

  private async deliverWith({ client, job, stored, bytes }: Claim): Promise<void> {
    const given = () => beginHandingOver(client, stored.id);
    let isLost = false;
    const handed = await this.server.hand(bytes, { from: stored.mailbox, to: stored.email }, given);
    this.leaveAlone(handed);
    try {
      await within(client, () => this.record(client, job, stored, handed));
      await unlockDelivery(client, stored.id);
    } catch (err) {
      isLost = true;
      this.log.warn({ err: (err as Error).message, letter: stored.id }, 'what became of a letter is recorded later');
    } finally {
      client.release(isLost);
    }
    // What the server said is known here and nowhere else: the database is waited for.
    while (isLost)
      try {
        await within(this.outbox.pool, again => this.record(again, job, stored, handed));
        isLost = false;
      } catch (err) {
        if (this.stopping) throw err;
        await sleep(1000);
      }
  }

  private async record(client: PoolClient, job: Job, stored: StoredLetter, handed: HandOver): Promise<void> {
    const { id } = stored;
    await holdLetter(client, id);
    await this.outbox.queue.done(client, job);
    if (handed.outcome === 'accepted') return endSent(client, id);
    const { outcome, said, uncertain } = handed;
    const server = this.server.name;
    const isGivenUp = outcome === 'busy' && stored.attempts + 1 >= MOST_BUSY;
    this.log.warn({ letter: id, outcome, said }, 'a letter was not taken');
    if (outcome === 'refused' || isGivenUp) return endRefused(client, id, server, said);
    const waits = outcome === 'busy' ? BUSY : AWAY;
    const seconds = waits[Math.min(stored.attempts, waits.length - 1)]!;
    const dueAt = await putOff(client, id, { kind: outcome, server, said, uncertain }, seconds);
    await this.outbox.requeue(client, [{ id, dueAt }]);
  }

  /** A server that is away is asked by one letter now and then, not by all of them. */
  private leaveAlone({ outcome }: HandOver): void {
    if (outcome === 'accepted' || outcome === 'busy' || outcome === 'refused') {
      this.awayFor = 0;
      this.awayUntil = 0;
      return;
    }
    if (Date.now() < this.awayUntil) return;
    this.awayUntil = Date.now() + AWAY[Math.min(this.awayFor, AWAY.length - 1)]! * 1000;
    this.awayFor += 1;
  }
}
