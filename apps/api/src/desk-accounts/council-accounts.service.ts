/** Which accounts belong to a council: its secretary invites others, also as secretaries, and takes a role back at once. */
import type { AccountInvite, AccountInvited, CouncilAccount, DeskRole } from '@kengesh/contracts';
import { localizedText } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { name } from '../calendar/text.js';
import { lock } from '../database/locks.js';
import { rowsOf } from '../database/rows.js';
import { transaction } from '../database/transaction.js';
import { AccountEntity, MembershipEntity } from '../entities/account.entity.js';
import { lockAccess, membershipIn } from '../identity/accounts.repository.js';
import { AccountsService } from '../identity/accounts.service.js';
import { notFound } from '../identity/desk-access.js';
import { IdentityService } from '../identity/identity.service.js';
import { closeLinks } from '../identity/links.repository.js';
import { LinksService } from '../identity/links.service.js';
import { MyDevicesService } from '../identity/my-devices.service.js';
import { Outbox } from '../letters/outbox.js';
import { refused } from '../problems/refused-error.js';
import { councilById } from '../repositories/councils.repository.js';
import { SecurityLog } from '../security-log/security-log.js';
import { accountLetter } from './account-letter.js';
import { type AccountStanding, accountsOf, standingOf } from './council-accounts.queries.js';

/** How long an invitation's link is good. */
const HOURS = 24;
/** How long whoever invites waits to hear that the letter went. */
const PATIENCE = 8000;

/** Why this account may not be shut out, or let in again, by that one. */
function accessFault(asker: AccountStanding, subject: AccountStanding, disabled: boolean) {
  if (!asker.mayFound && (subject.elsewhere > 0 || subject.mayFound)) return 'desk.account_elsewhere';
  if (!disabled) return null;
  if (subject.mayFound && !subject.disabled && subject.otherAdministrators === 0) return 'desk.last_administrator';
  return subject.leadsAlone > 0 ? 'desk.last_secretary' : null;
}

@Injectable()
export class CouncilAccountsService {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: AccountsService,
    private readonly identities: IdentityService,
    private readonly links: LinksService,
    private readonly devices: MyDevicesService,
    private readonly outbox: Outbox,
    private readonly security: SecurityLog,
  ) {}

  async list(councilId: string): Promise<CouncilAccount[]> {
    return (await accountsOf(this.db.manager, councilId)).map(row => ({ ...row, since: row.since.toISOString() }));
  }

  /**
   * An account that is not there yet is made; one that has no password gets a link, good once.
   * @throws desk.last_secretary where the only secretary would become something else
   */
  async invite(
    councilId: string,
    { email, label, role, language }: AccountInvite,
    origin: string,
  ): Promise<AccountInvited> {
    const address = email.toLowerCase();
    const { account, issued, letter } = await transaction(this.db, async manager => {
      await lock(manager, `accounts of ${councilId}`);
      const account =
        (await this.accounts.byEmail(manager, address)) ??
        (await this.accounts.create(manager, { email: address, label, language, password: null }));
      if (role !== 'secretary') await this.mustStayLed(manager, councilId, account);
      await this.accounts.belong(manager, account, councilId, role);
      const hasPassword = await this.accounts.hasPassword(manager, account);
      const target = { kind: 'account', subject: account, sessionId: null } as const;
      const until = new Date(Date.now() + HOURS * 3_600_000);
      const issued = hasPassword ? null : await this.links.issue(manager, target, until, true);
      const url = issued ? `${origin}/j#${issued.secret}` : `${origin}/sign-in`;
      const letter = await this.tell(manager, councilId, address, url, language, issued ? until : null);
      return { account, issued, letter };
    });
    this.security.record({ event: 'role.given', subject: account, councilId, details: { role } });
    if (issued) this.security.record({ event: 'link.issued', subject: account, councilId });
    const row = (await this.list(councilId)).find(one => one.account === account);
    if (!row) throw notFound();
    const link = issued && { url: `${origin}/j#${issued.secret}`, expiresAt: issued.expiresAt.toISOString() };
    const mailed = letter !== null && (await this.outbox.fateWithin(this.db.manager, letter, PATIENCE)) === 'sent';
    return { row, link, mailed };
  }

  /** At once: whatever it does in this council is refused from now on, and its places in the council's sessions end. */
  async remove(councilId: string, account: string): Promise<void> {
    const { role, ended } = await transaction(this.db, async manager => {
      await lock(manager, `accounts of ${councilId}`);
      const member = await membershipIn(manager, account, councilId);
      if (!member) throw notFound();
      await this.mustStayLed(manager, councilId, account);
      await manager.delete(MembershipEntity, { accountId: account, councilId });
      return { role: member.role, ended: await this.identities.revoke(manager, { accountId: account, councilId }) };
    });
    this.security.record({ event: 'role.taken', subject: account, councilId, details: { role } });
    this.identities.announce(ended);
    await this.devices.recordEnded(ended, { by: 'desk', why: 'access' });
  }

  /**
   * Everywhere at once: signed out of everything, and no password or link lets it in until it is enabled again.
   * @throws desk.own_account, desk.last_administrator, desk.last_secretary, desk.account_elsewhere
   */
  async setDisabled(by: string, councilId: string, account: string, disabled: boolean): Promise<CouncilAccount> {
    const ended = await transaction(this.db, async manager => {
      // One after the other, so that two do not disable each other.
      await lockAccess(manager);
      await lock(manager, `accounts of ${councilId}`);
      const [asker, subject] = [
        await standingOf(manager, by, councilId),
        (await membershipIn(manager, account, councilId)) && (await standingOf(manager, account, councilId)),
      ];
      if (!subject) throw notFound();
      if (!asker || asker.disabled) throw refused('auth.revoked');
      const fault = accessFault(asker, subject, disabled) ?? (account === by ? 'desk.own_account' : null);
      if (fault) throw refused(fault);
      if (subject.disabled === disabled) return null;
      await manager.update(AccountEntity, { id: account }, { disabledAt: disabled ? new Date() : null });
      if (!disabled) return [];
      await closeLinks(manager, { subject: account });
      return this.identities.revoke(manager, { as: account });
    });
    if (ended !== null) {
      const event = disabled ? 'account.disabled' : 'account.enabled';
      this.security.record({ event, subject: account, councilId });
      this.identities.announce(ended);
      await this.devices.recordEnded(ended, { by: 'desk', why: 'access' });
    }
    const row = (await this.list(councilId)).find(one => one.account === account);
    if (!row) throw notFound();
    return row;
  }

  /** @throws desk.last_secretary where nobody else is secretary */
  private async mustStayLed(manager: EntityManager, councilId: string, account: string): Promise<void> {
    const secretary: DeskRole = 'secretary';
    const rows = await rowsOf<{ id: string }>(
      manager,
      `select m.account_id as id from memberships m join accounts a on a.id = m.account_id
        where m.council_id = $1 and m.role = $2 and a.disabled_at is null`,
      [councilId, secretary],
    );
    if (rows.some(row => row.id === account) && rows.length === 1) throw refused('desk.last_secretary');
  }

  /** @returns the letter; null where no mail goes out */
  private async tell(
    manager: EntityManager,
    councilId: string,
    email: string,
    url: string,
    language: AccountInvite['language'],
    expiresAt: Date | null,
  ): Promise<string | null> {
    if (!this.outbox.configured) return null;
    const council = await councilById(manager, councilId);
    const councilName = name(localizedText(council.name, language), language);
    const letter = accountLetter('desk', language, url, { council: councilName, link: expiresAt ? 'yes' : 'no' });
    const to = { sessionId: null, participant: null, email, name: email, language, mailbox: council.mailbox };
    return this.outbox.put(manager, to, 'desk', letter, { sender: councilName, expiresAt });
  }
}
