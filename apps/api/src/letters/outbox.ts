/**
 * Letters are put here in the transaction of the change they tell of, each with its bytes or what they are made of, and a job
 * that names it. Where there is no mail server, and in a rehearsal, there is no outbox: whoever would write asks `configured`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';
import { name as printed } from '../calendar/text.js';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import type { Queryable } from '../database/rows.js';
import { JobQueue } from './job-queue.queries.js';
import type { Letter } from './letter.js';
import { LetterBytes } from './letter-bytes.js';
import type { LetterDraft } from './letter-draft.js';
import { LetterSeal } from './letter-seal.js';
import { fateOf, insertLetters, type LetterOccasion, type LetterState, type NewLetter } from './letters.repository.js';

/** As many letters as are on their way at once. */
export const AT_ONCE = 4;

export interface Addressed {
  readonly sessionId: string | null;
  readonly participant: string | null;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  /** Of the council: the sender. */
  readonly mailbox: string;
}

@Injectable()
export class Outbox implements OnModuleInit, BeforeApplicationShutdown {
  /** Of the queue and of whoever delivers: what they hold while a mail server thinks is taken from nobody else. */
  readonly pool: pg.Pool;
  private started: JobQueue | undefined;

  constructor(
    @Inject(ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly seal: LetterSeal,
    private readonly bytes: LetterBytes,
  ) {
    this.pool = new pg.Pool({
      connectionString: env.databaseUrl,
      max: AT_ONCE + 2,
      connectionTimeoutMillis: 10_000,
      options: `-c timezone=UTC -c search_path=${env.schema ?? 'public'}`,
      application_name: 'kengesh-letters',
    });
    this.pool.on('error', err => log.warn({ err: err.message }, 'a connection of the letters was lost'));
    this.pool.on('connect', client => client.on('error', () => undefined));
  }

  get configured(): boolean {
    return this.env.smtpUrl !== undefined && this.env.schema === undefined;
  }

  get queue(): JobQueue {
    if (!this.started) throw new Error('there is no queue of letters here');
    return this.started;
  }

  /** @throws SettingsError where letters cannot be sealed or signed as the settings want it */
  async onModuleInit(): Promise<void> {
    if (!this.configured) return;
    await this.seal.prepare();
    await this.bytes.prepare();
    this.started = await JobQueue.start(this.pool, err => this.log.warn({ err: err.message }, 'the queue of letters'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.started?.stop();
  }

  /** Sent at once. The bytes are made here: they may bring a secret that is kept nowhere else. @returns its id */
  async put(
    manager: EntityManager,
    to: Addressed,
    occasion: Extract<LetterOccasion, 'key' | 'reset' | 'desk'>,
    letter: Letter,
    { sender, expiresAt = null }: { readonly sender: string; readonly expiresAt?: Date | null },
  ): Promise<string> {
    const id = randomUUID();
    const now = new Date();
    const messageId = messageIdOf(id, to.mailbox);
    const bytes = await this.bytes.of({
      ...letter,
      from: { name: printed(sender, to.language), address: to.mailbox },
      to: to.email,
      messageId,
      date: now,
    });
    const sealed = await this.seal.seal(bytes);
    await this.write(manager, [
      { ...to, id, batch: id, occasion, messageId, sealed, expiresAt, stamp: null, draft: null, dueAt: now },
    ]);
    return id;
  }

  /** Sent when they have waited as long as LETTER_HOLD_SECONDS says. */
  async hold(
    manager: EntityManager,
    letters: readonly (Addressed & { readonly draft: LetterDraft; readonly stamp: Date })[],
    expiresAt: Date,
  ): Promise<void> {
    const batch = randomUUID();
    const dueAt = new Date(Date.now() + this.env.letterHold * 1000);
    await this.write(
      manager,
      letters.map(letter => {
        const id = randomUUID();
        const messageId = messageIdOf(id, letter.mailbox);
        return { ...letter, id, batch, occasion: letter.draft.occasion, messageId, sealed: null, dueAt, expiresAt };
      }),
    );
  }

  /** Jobs for letters that are in the table already. */
  async requeue(on: Queryable, letters: readonly { readonly id: string; readonly dueAt: Date }[]): Promise<void> {
    await this.queue.give(on, letters);
  }

  /** What became of a letter, as soon as it is settled; `waiting` where it is not within this time. */
  async fateWithin(on: Queryable, id: string, milliseconds: number): Promise<LetterState> {
    for (const end = Date.now() + milliseconds; ; ) {
      const state = (await fateOf(on, id)) ?? 'lapsed';
      if ((state !== 'waiting' && state !== 'sending') || Date.now() >= end) return state;
      await sleep(100);
    }
  }

  private async write(manager: EntityManager, letters: readonly NewLetter[]): Promise<void> {
    if (letters.length === 0) return;
    await insertLetters(manager, letters);
    await this.queue.give(manager, letters);
  }
}

/** Of the sender's own domain, as mail servers look for it. */
const messageIdOf = (id: string, mailbox: string) => `<${id}@${mailbox.slice(mailbox.lastIndexOf('@') + 1)}>`;
