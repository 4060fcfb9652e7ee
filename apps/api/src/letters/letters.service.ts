/** The letters of a session as its secretary sees them: what became of each, taken back while it waits, tried again. */
import type { LetterRow, LettersView } from '@kengesh/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { transaction } from '../database/transaction.js';
import { notFound } from '../identity/desk-access.js';
import { refused } from '../problems/refused-error.js';
import { type LetterLine, lettersOf, recall, serverTrouble, tryAgain } from './letters.repository.js';
import { MailServer } from './mail-server.js';
import { Outbox } from './outbox.js';

@Injectable()
export class LettersService {
  constructor(
    private readonly db: DataSource,
    @Inject(ENV) private readonly env: ApiEnv,
    private readonly outbox: Outbox,
    private readonly server: MailServer,
  ) {}

  async list(sessionId: string): Promise<LettersView> {
    const { manager } = this.db;
    const trouble = this.outbox.configured ? await serverTrouble(manager) : undefined;
    return {
      mailing: this.outbox.configured,
      hold: this.env.letterHold,
      trouble: trouble
        ? { kind: trouble.kind, since: trouble.since.toISOString(), server: this.server.name, said: trouble.said }
        : null,
      letters: (await lettersOf(manager, sessionId)).map(rowOf),
    };
  }

  /** @throws letter.settled where none of them waits any more */
  async recall(sessionId: string, letters: readonly string[]): Promise<string[]> {
    const recalled = await transaction(this.db, manager => recall(manager, sessionId, letters));
    if (recalled.length === 0) throw refused('letter.settled');
    return recalled;
  }

  /** @throws letter.settled where there is nothing to try; mail.not_configured */
  async again(sessionId: string, id: string): Promise<LetterRow> {
    if (!this.outbox.configured) throw refused('mail.not_configured');
    const isThere = async () => (await lettersOf(this.db.manager, sessionId)).find(line => line.id === id);
    if (!(await isThere())) throw notFound();
    await transaction(this.db, async manager => {
      const letter = await tryAgain(manager, sessionId, id);
      if (!letter) throw refused('letter.settled');
      await this.outbox.requeue(manager, [letter]);
    });
    const line = await isThere();
    if (!line) throw notFound();
    return rowOf(line);
  }
}

function rowOf({ createdAt, dueAt, sentAt, failed, failingSince: _, uncertain, ...line }: LetterLine): LetterRow {
  return {
    ...line,
    at: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    said: failed,
    perhapsTwice: uncertain,
  };
}
