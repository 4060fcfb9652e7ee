/**
 * Links are bearer credentials. Each is shown once, is valid for the time it was made for, and can be revoked; a new link
 * for the same participant invalidates the old ones, unless it is added to them.
 */
import { randomUUID } from 'node:crypto';
import type { LinkAnswer } from '@kengesh/contracts';
import type { LinkIssuer, LinkReason, Role } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction.js';
import { LinkEntity } from '../entities/link.entity.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { participantById } from '../repositories/participants.repository.js';
import { sessionById } from '../repositories/sessions.repository.js';
import { SecurityLog } from '../security-log/security-log.js';
import { AccountsService } from './accounts.service.js';
import { hasOrHadToday, newestDevice, type RevokedDevice } from './devices.repository.js';
import { FailureLimiter } from './failure-limiter.js';
import type { Identity } from './identity.js';
import { IdentityService, type IssuedToken } from './identity.service.js';
import type { IssuedKey, KeyRecord } from './key-record.js';
import { closeLinks, deleteLinks, linkBySecret, lockLinks, peekLink } from './links.repository.js';
import { newSecret, secretHash } from './secrets.js';

export interface LinkTarget {
  readonly kind: Identity['kind'];
  /** Account, participant or screen. */
  readonly subject: string;
  readonly sessionId: string | null;
}
export interface Issued {
  readonly secret: string;
  readonly expiresAt: Date;
  /** Where it was issued while the session was under way. */
  readonly key?: IssuedKey;
}
/** Who issues a link or takes it back, and why. */
export interface Handling {
  readonly by: LinkIssuer;
  readonly reason: LinkReason;
  /** Where the session is held: whether somebody had a device today is asked of the day there. */
  readonly zone: string;
}
export interface ArrivingBrowser {
  readonly ip: string;
  readonly userAgent: string | undefined;
  readonly cookie: string | undefined;
  readonly browser: string | undefined;
}
type IssuedHow = Partial<Pick<LinkEntity, 'generation' | 'issuedBy' | 'reason'>>;

/** Which page a participant works on: those who lead the session share one. */
export const faceOf = (role: Role): 'chair' | 'delegate' =>
  role === 'chair' || role === 'deputy' || role === 'secretary' ? 'chair' : 'delegate';

export function landingPage(face: LinkAnswer['face'], as: string): LinkAnswer {
  const folder = { desk: 'desk', chair: 'chair', delegate: 'd', hall: 'hall' }[face];
  return { face, as, path: `/${folder}/${as}` };
}

type LinkFault = 'link.unknown' | 'link.revoked' | 'link.expired' | 'link.used';

/** Why this link lets nobody in; null: it does. */
function faultOf(link: LinkEntity | null): LinkFault | null {
  if (!link) return 'link.unknown';
  if (link.revokedAt) return 'link.revoked';
  if (link.expiresAt.getTime() <= Date.now()) return 'link.expired';
  return link.once && link.usedAt ? 'link.used' : null;
}

@Injectable()
export class LinksService {
  private readonly failures: FailureLimiter;
  /** Lines of the security log about one link that is not good any more. */
  private readonly toldRefused: FailureLimiter;

  private record: KeyRecord | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
    private readonly accounts: AccountsService,
    private readonly security: SecurityLog,
  ) {
    this.failures = new FailureLimiter(db, 'link.unknown', 200, 15 * 60);
    this.toldRefused = new FailureLimiter(db, 'link.told', 5, 60);
  }

  /** Given by the folder that knows journals, which stands above this one. */
  useKeyRecord(record: KeyRecord): void {
    this.record = record;
  }

  /** A new link for this participant or screen; earlier ones are invalid from now on. Device sessions are not touched: see `revoke`. */
  async issue(
    manager: EntityManager,
    target: LinkTarget,
    expiresAt: Date,
    once = false,
    how: IssuedHow = {},
  ): Promise<Issued> {
    // Two who issue at once come one after the other, and the later link is the good one.
    await lockLinks(manager, target.subject);
    await closeLinks(manager, { subject: target.subject });
    return this.add(manager, target, expiresAt, once, how);
  }

  /** A further link for this participant or screen; earlier ones stay valid as long as they were made for. */
  async add(
    manager: EntityManager,
    target: LinkTarget,
    expiresAt: Date,
    once = false,
    how: IssuedHow = {},
  ): Promise<Issued> {
    const secret = newSecret();
    await manager.insert(LinkEntity, {
      ...target,
      ...how,
      id: randomUUID(),
      secretHash: secretHash(secret),
      once,
      issuedAt: new Date(),
      expiresAt,
    });
    return { secret, expiresAt };
  }

  /**
   * As `issue`, and the devices that came in by an earlier link end: at once, or where a second person has to confirm the new one,
   * when somebody comes in by it (SEC-18).
   * @param tell is called in the same transaction where the member has, or had today, a device
   */
  async reissue(
    target: LinkTarget,
    expiresAt: Date,
    how: Handling,
    tell: (manager: EntityManager) => Promise<void> = async () => undefined,
  ): Promise<Issued> {
    const { by, reason, zone } = how;
    const { subject, sessionId } = target;
    const known = target.kind === 'participant' && (await hasOrHadToday(this.db.manager, subject, zone));
    const isRecorded = target.kind === 'participant' && sessionId !== null;
    const link = { participant: subject, by, reason, known };
    const key = isRecorded ? await this.record?.issue(sessionId, link) : null;
    const { issued, ended } = await transaction(this.db, async manager => {
      const generation = key?.generation ?? null;
      const issued = await this.issue(manager, target, expiresAt, false, { generation, issuedBy: by.account, reason });
      if (known) await tell(manager);
      return {
        issued,
        ended: key && key.until !== null ? [] : await this.identities.revoke(manager, { as: subject }),
      };
    });
    this.security.record({ event: 'link.replaced', subject, sessionId, details: { reason } });
    this.identities.announce(ended);
    return { ...issued, ...(key ? { key } : {}) };
  }

  /** The link and its devices end. */
  async revoke({ subject, sessionId }: LinkTarget, { by, reason }: Omit<Handling, 'zone'>): Promise<void> {
    if (sessionId !== null) await this.record?.revoke(sessionId, { participant: subject, by, reason });
    const ended = await transaction(this.db, async manager => {
      await closeLinks(manager, { subject });
      return this.identities.revoke(manager, { as: subject });
    });
    this.security.record({ event: 'link.revoked', subject, sessionId, details: { reason } });
    this.identities.announce(ended);
  }

  /** All links of a session and whoever came in by them; announce them after the commit. */
  async revokeSession(manager: EntityManager, sessionId: string): Promise<RevokedDevice> {
    await closeLinks(manager, { sessionId });
    return this.identities.revoke(manager, { sessionId });
  }

  /** The participant or screen is no more: links are deleted, device sessions end; announce them after the commit. */
  async remove(manager: EntityManager, subject: string): Promise<RevokedDevice> {
    await deleteLinks(manager, subject);
    return this.identities.revoke(manager, { as: subject });
  }

  /**
   * A link's secret for a device session (SEC-01). A good link opens however many bad ones came from the same address: a
   * whole hall sits behind it.
   * @throws link.unknown 404, link.revoked, link.expired, link.used, link.refused 410, link.waits 409, signin.too_many 429
   */
  async exchange(secret: string, device: ArrivingBrowser): Promise<{ answer: LinkAnswer; opened: IssuedToken | null }> {
    const admitted = await this.admit(secret, device);
    const outcome = await transaction(this.db, async manager => {
      const link = await linkBySecret(manager, secretHash(secret));
      const fault = faultOf(link);
      if (fault !== null || link === null) return { link, fault: fault ?? 'link.unknown' };
      await manager.update(LinkEntity, { id: link.id }, { usedAt: new Date() });
      const given = await this.letIn(manager, link, device, admitted?.id);
      const isReplacing = given.opened !== null && admitted?.replaces === true;
      const ended = isReplacing ? await this.identities.revoke(manager, { as: link.subject, except: admitted.id }) : [];
      return { link, given, ended };
    });
    // Counted outside of it: while a transaction holds a connection, nothing may wait for another.
    if ('fault' in outcome) throw await this.refusedLink(outcome.fault, outcome.link, device.ip);
    const { link, given, ended } = outcome;
    this.identities.announce(ended);
    const { subject, sessionId } = link;
    this.security.record({
      event: 'link.exchanged',
      actor: subject,
      subject,
      sessionId,
      details: { newDevice: given.opened !== null },
    });
    return given;
  }

  /**
   * Puts a device that comes to a session under way on its record first, outside of any transaction: what is not recorded does not
   * come in. Null where there is nothing to record.
   */
  private async admit(
    secret: string,
    { cookie }: ArrivingBrowser,
  ): Promise<{ readonly id: string; readonly replaces: boolean } | null> {
    const link = await peekLink(this.db.manager, secretHash(secret));
    const isOpen = link && !link.revokedAt && link.expiresAt.getTime() > Date.now() && !(link.once && link.usedAt);
    if (!isOpen || link.kind !== 'participant' || link.sessionId === null || !this.record) return null;
    const known = await this.identities.authenticate({ handle: link.subject, cookie, authorization: undefined });
    if (!('refused' in known)) return null;
    const id = randomUUID();
    const first = (await newestDevice(this.db.manager, link.subject)) ?? null;
    const { subject, sessionId, generation = null } = link;
    try {
      return { id, ...(await this.record.admit(sessionId, subject, { id, via: 'link', generation, first })) };
    } catch (error) {
      const code = error instanceof RefusedError ? error.refusal.refused : undefined;
      // Of one that waits it is asked every few seconds.
      if (code !== undefined && code !== 'link.waits')
        this.security.record({ event: 'link.refused', actor: null, subject, sessionId, details: { code } });
      throw error;
    }
  }

  private async refusedLink(code: LinkFault, link: LinkEntity | null, ip: string) {
    if (link === null) {
      const seconds = await this.failures.attempt(ip);
      // What is guessed beyond the bound is told once a window by its first refusals, not by each.
      if (seconds > 0) return refused('signin.too_many', { seconds });
    }
    const { subject = null, sessionId = null } = link ?? {};
    // Of one link some; those that are none are bounded before.
    if (link === null || (await this.toldRefused.attempt(link.id)) === 0)
      this.security.record({ event: 'link.refused', actor: null, subject, sessionId, details: { code } });
    return refused(code);
  }

  private async letIn(
    manager: EntityManager,
    link: LinkEntity,
    { userAgent, cookie, browser }: ArrivingBrowser,
    id: string | undefined,
  ) {
    const handle = link.subject;
    const known = await this.identities.authenticate({ handle, cookie, authorization: undefined });
    const inside = !('refused' in known);
    if (link.kind === 'account') {
      const opened = inside ? null : await this.accounts.open(handle, userAgent, manager, link.id);
      const desk = landingPage('desk', handle);
      // Who comes in once has a password to set.
      return { answer: link.once ? { ...desk, path: `${desk.path}/account` } : desk, opened };
    }
    const session = await sessionById(manager, link.sessionId!);
    const face = link.kind === 'screen' ? 'hall' : faceOf((await participantById(manager, handle)).role);
    if (inside) return { answer: landingPage(face, handle), opened: null };
    const opened = await this.identities.open(manager, {
      as: handle,
      kind: link.kind,
      councilId: session.councilId,
      sessionId: session.id,
      accountId: null,
      parentId: null,
      linkId: link.id,
      userAgent,
      ...{ id, browser },
    });
    return { answer: landingPage(face, handle), opened };
  }
}
