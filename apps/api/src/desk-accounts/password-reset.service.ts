/**
 * A way back in by mail: a link that is good once and ten minutes (ASVS 6.5.5), after which a new password is set and every
 * other device ends. Whether an address has an account is told to nobody: the answer is the same, and comes before the letter.
 */
import { localizedText } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { name } from '../calendar/text.js';
import { LOGGER } from '../config/tokens.js';
import { transaction } from '../database/transaction.js';
import { accountByEmail, membershipsOf } from '../identity/accounts.repository.js';
import { FailureLimiter } from '../identity/failure-limiter.js';
import { LinksService } from '../identity/links.service.js';
import { Outbox } from '../letters/outbox.js';
import { refused } from '../problems/refused-error.js';
import { councilById } from '../repositories/councils.repository.js';
import { SecurityLog } from '../security-log/security-log.js';
import { accountLetter } from './account-letter.js';

const MINUTES = 10;
const HOUR = 3600;

@Injectable()
export class PasswordResetService {
  private readonly ofAddress: FailureLimiter;
  private readonly ofAccount: FailureLimiter;

  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly links: LinksService,
    private readonly outbox: Outbox,
    private readonly security: SecurityLog,
  ) {
    this.ofAddress = new FailureLimiter(db, 'reset.address', 20, HOUR);
    this.ofAccount = new FailureLimiter(db, 'reset.account', 3, HOUR);
  }

  /** Resolves before anything is looked up. @throws mail.not_configured, signin.too_many {seconds} 429 */
  async ask(email: string, ip: string, origin: string): Promise<void> {
    if (!this.outbox.configured) throw refused('mail.not_configured');
    const seconds = await this.ofAddress.attempt(ip);
    if (seconds > 0) throw refused('signin.too_many', { seconds });
    void this.send(email.toLowerCase(), origin).catch(err => this.log.error({ err }, 'a reset could not be sent'));
  }

  private async send(email: string, origin: string): Promise<void> {
    const { manager } = this.db;
    const account = await accountByEmail(manager, email);
    if (!account || account.disabledAt) return;
    // Said to nobody: who floods somebody's mailbox learns nothing.
    if ((await this.ofAccount.attempt(account.id)) > 0) return;
    const [membership] = await membershipsOf(manager, account.id);
    const council = membership ? await councilById(manager, membership.councilId) : null;
    const councilName = council ? name(localizedText(council.name, account.language), account.language) : 'Kengesh';
    const { id, email: address, language } = account;
    const mailbox = council?.mailbox ?? address;
    const expiresAt = new Date(Date.now() + MINUTES * 60_000);
    await transaction(this.db, async of => {
      const { secret } = await this.links.add(of, { kind: 'account', subject: id, sessionId: null }, expiresAt, true);
      const letter = accountLetter('reset', language, `${origin}/j#${secret}`, {
        council: councilName,
        minutes: MINUTES,
      });
      const to = { sessionId: null, participant: null, email: address, name: address, language, mailbox };
      await this.outbox.put(of, to, 'reset', letter, { sender: councilName, expiresAt });
    });
    this.security.record({ event: 'password.reset_asked', actor: null, subject: id });
  }
}
