/**
 * The register of those who sign in with a password. A wrong address and a wrong password are answered alike and as late;
 * who guesses is made to wait, without shutting the owner out from elsewhere.
 */

import { setTimeout } from 'node:timers/promises';
import type { DeskRole, PasswordInput } from '@kengesh/contracts';
import type { Language, Wording } from '@kengesh/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction.js';
import { AccountEntity, MembershipEntity } from '../entities/account.entity.js';
import { AuthSessionEntity } from '../entities/auth-session.entity.js';
import { refused } from '../problems/refused-error.js';
import { SecurityLog } from '../security-log/security-log.js';
import { accountByEmail, accountById, membershipIn, membershipsOf } from './accounts.repository.js';
import type { RevokedDevice } from './devices.repository.js';
import { FailureLimiter } from './failure-limiter.js';
import type { Identity } from './identity.js';
import { IdentityService, type IssuedToken } from './identity.service.js';
import { KnownDevices } from './known-devices.repository.js';
import { closeOnceLinks } from './links.repository.js';
import { passwordFault } from './password-rules.js';
import { newHandle, newSecret } from './secrets.js';

/** argon2id (this library's default) at OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Seconds. */
const quarter = 15 * 60;

/** Kept of the composed form, whatever keyboard it came from; one set before that was so, as it was typed (L10N-32). */
async function isPassword(kept: string, password: string): Promise<boolean> {
  const composed = password.normalize('NFC');
  return (await verify(kept, composed)) || (composed !== password && (await verify(kept, password)));
}

export interface NewAccount {
  readonly id?: string;
  readonly email: string;
  /** null: signs in by a link only. */
  readonly password: string | null;
  readonly label: Wording;
  readonly language: Language;
  /** Whether it may found councils; unless said, not. */
  readonly mayFound?: boolean;
}

@Injectable()
export class AccountsService implements OnModuleInit {
  private nobody = '';
  /** Failures of one account from one address; of an address in a short while, for a whole council may sit behind it; of a known device. */
  private readonly ofPair: FailureLimiter;
  private readonly ofAddress: FailureLimiter;
  private readonly ofDevice: FailureLimiter;
  /** Whoever floods us must not flood the security log: one line a minute. */
  private readonly toldSlowed: FailureLimiter;
  /** Guessed at from many places, an account answers everyone late; it never shuts its owner out. */
  private readonly guessed: FailureLimiter;

  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
    private readonly security: SecurityLog,
    private readonly devices: KnownDevices,
  ) {
    this.ofPair = new FailureLimiter(db, 'signin.pair', 10, quarter);
    this.ofAddress = new FailureLimiter(db, 'signin.address', 60, 2 * 60);
    this.ofDevice = new FailureLimiter(db, 'signin.device', 10, quarter);
    this.toldSlowed = new FailureLimiter(db, 'signin.told', 1, 60);
    this.guessed = new FailureLimiter(db, 'signin.guessed', 50, quarter);
  }

  async onModuleInit(): Promise<void> {
    this.nobody = await hash(newSecret(), cost);
  }

  /**
   * A device on which the account has signed in before is held to its own failures only: whoever guesses elsewhere, behind
   * the same address too, does not make it wait.
   * @throws signin.too_many {seconds} 429, signin.wrong 401
   */
  async signIn(
    email: string,
    password: string,
    device: { readonly ip: string; readonly userAgent: string | undefined; readonly cookie: string | undefined },
  ) {
    const address = email.toLowerCase();
    const account = await accountByEmail(this.db.manager, address);
    const knownBy = account && (await this.devices.recognize(account.id, device.cookie));
    const bounds = knownBy
      ? [{ failures: this.ofDevice, key: knownBy }]
      : [
          { failures: this.ofPair, key: `${device.ip} ${address}` },
          { failures: this.ofAddress, key: device.ip },
        ];
    await this.attempt(bounds, account?.id ?? null);
    const isSlowed = !knownBy && (await this.guessed.attempt(address)) > 0;
    if (isSlowed) await setTimeout(3_000);
    const fits = await isPassword(account?.passwordHash ?? this.nobody, password);
    if (!fits || !account?.passwordHash || account.disabledAt) {
      // Not what was typed: many type their password where the address belongs.
      this.security.record({ event: 'signin.failed', subject: account?.id ?? null });
      throw refused('signin.wrong');
    }
    await Promise.all(bounds.map(({ key, failures }) => failures.forgive(key)));
    if (!knownBy && !isSlowed) await this.guessed.forgive(address);
    const opened = await this.open(account.id, device.userAgent);
    const known = knownBy ? null : await this.devices.remember(account.id);
    this.security.record({ event: 'signin.done', actor: account.id, subject: account.id });
    return { as: account.id, opened, known };
  }

  private async attempt(
    bounds: readonly { readonly failures: FailureLimiter; readonly key: string }[],
    subject: string | null,
  ): Promise<void> {
    const waits = await Promise.all(bounds.map(({ key, failures }) => failures.attempt(key)));
    const seconds = Math.max(...waits);
    if (seconds === 0) return;
    await Promise.all(bounds.map(({ key, failures }, at) => (waits[at] === 0 ? failures.forgive(key) : undefined)));
    const { key } = bounds.at(-1)!;
    if ((await this.toldSlowed.attempt(key)) === 0)
      this.security.record({ event: 'signin.slowed', subject, details: { seconds } });
    throw refused('signin.too_many', { seconds });
  }

  /** A device of this account, already known to be the owner's. */
  open(accountId: string, userAgent: string | undefined, manager = this.db.manager, linkId: string | null = null) {
    return this.identities.open(manager, {
      as: accountId,
      kind: 'account',
      councilId: null,
      sessionId: null,
      accountId,
      parentId: null,
      linkId,
      userAgent,
    }) as Promise<IssuedToken>;
  }

  /**
   * A new password; the account's other devices end. Who came in by a link (a new account, a password forgotten) need not
   * know the one before.
   * @returns the devices that ended
   * @throws signin.wrong 401, signin.too_many {seconds} 429, password.short, password.common, password.own_address 422
   */
  async setPassword(who: Identity, { current, password }: PasswordInput): Promise<RevokedDevice> {
    const account = await this.db.manager.findOneByOrFail(AccountEntity, { id: who.handle });
    const device = await this.db.manager.findOneByOrFail(AuthSessionEntity, { id: who.authSession });
    if (account.passwordHash !== null && device.linkId === null) {
      const bound = { failures: this.ofPair, key: `password ${account.id}` };
      await this.attempt([bound], account.id);
      if (!(await isPassword(account.passwordHash, current ?? ''))) throw refused('signin.wrong');
      await bound.failures.forgive(bound.key);
    }
    const fault = await passwordFault(password, account.email);
    if (fault) throw refused(fault);
    const passwordHash = await hash(password.normalize('NFC'), cost);
    const ended = await transaction(this.db, async manager => {
      await manager.update(AccountEntity, { id: account.id }, { passwordHash });
      await this.devices.forget(manager, account.id);
      await closeOnceLinks(manager, account.id);
      return this.identities.revoke(manager, { as: account.id, except: who.authSession });
    });
    this.security.record({ event: 'password.set', subject: account.id });
    this.identities.announce(ended);
    return ended;
  }

  /** @returns its id; the address must not have an account yet */
  async create(manager: EntityManager, account: NewAccount): Promise<string> {
    const id = account.id ?? newHandle('a');
    const { label, language, mayFound = false } = account;
    const passwordHash = account.password === null ? null : await hash(account.password.normalize('NFC'), cost);
    await manager.insert(AccountEntity, {
      id,
      email: account.email.toLowerCase(),
      passwordHash,
      label,
      language,
      mayFound,
    });
    return id;
  }

  /** `createdAt` is since when it has this role: see `RosterService.enter`. */
  async belong(manager: EntityManager, accountId: string, councilId: string, role: DeskRole): Promise<void> {
    if ((await membershipIn(manager, accountId, councilId))?.role === role) return;
    const membership = { accountId, councilId, role, createdAt: new Date() };
    await manager.upsert(MembershipEntity, membership, ['accountId', 'councilId']);
  }

  /** Councils this account belongs to, and as what. */
  memberships(accountId: string): Promise<readonly Pick<MembershipEntity, 'councilId' | 'role'>[]> {
    return membershipsOf(this.db.manager, accountId);
  }

  async hasPassword(manager: EntityManager, accountId: string): Promise<boolean> {
    return (await accountById(manager, accountId))?.passwordHash != null;
  }

  async mayFound(manager: EntityManager, accountId: string): Promise<boolean> {
    return (await accountById(manager, accountId))?.mayFound ?? false;
  }

  /** Null where there is no such account. */
  async label(manager: EntityManager, accountId: string): Promise<Wording | null> {
    return (await accountById(manager, accountId))?.label ?? null;
  }

  /** Null where there is no such account. @param email in lower case */
  async byEmail(manager: EntityManager, email: string): Promise<string | null> {
    return (await accountByEmail(manager, email))?.id ?? null;
  }
}
