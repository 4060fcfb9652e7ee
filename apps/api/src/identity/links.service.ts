/**
 * Links are bearer credentials. Each is shown once, is valid for the time it was made for, and can be revoked; a new link
 * for the same participant invalidates the old ones, unless it is added to them.
 */
import { randomUUID } from 'node:crypto';
import type { LinkAnswer } from '@kengesh/contracts';
import type { Role } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction.js';
import { LinkEntity } from '../entities/link.entity.js';
import { refused } from '../problems/refused-error.js';
import { participantById } from '../repositories/participants.repository.js';
import { sessionById } from '../repositories/sessions.repository.js';
import { SecurityLog } from '../security-log/security-log.js';
import { AccountsService } from './accounts.service.js';
import type { RevokedDevice } from './devices.repository.js';
import { FailureLimiter } from './failure-limiter.js';
import type { Identity } from './identity.js';
import { IdentityService, type IssuedToken } from './identity.service.js';
import { closeLinks, deleteLinks, linkBySecret, lockLinks } from './links.repository.js';
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
}

/** Which page a participant works on: those who lead the session share one. */
export const faceOf = (role: Role): 'chair' | 'delegate' =>
  role === 'chair' || role === 'deputy' || role === 'secretary' ? 'chair' : 'delegate';

export function landingPage(face: LinkAnswer['face'], as: string): LinkAnswer {
  const folder = { desk: 'desk', chair: 'chair', delegate: 'd', hall: 'hall' }[face];
  return { face, as, path: `/${folder}/${as}` };
}

@Injectable()
export class LinksService {
  private readonly failures = new FailureLimiter(200, 15 * 60);

  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
    private readonly accounts: AccountsService,
    private readonly security: SecurityLog,
  ) {}

  /** A new link for this participant or screen; earlier ones are invalid from now on. Device sessions are not touched: see `revoke`. */
  async issue(manager: EntityManager, door: LinkTarget, expiresAt: Date, once = false): Promise<Issued> {
    // Two who issue at once come one after the other, and the later link is the good one.
    await lockLinks(manager, door.subject);
    await closeLinks(manager, { subject: door.subject });
    return this.add(manager, door, expiresAt, once);
  }

  /** A further link for this participant or screen; earlier ones stay valid as long as they were made for. */
  async add(manager: EntityManager, door: LinkTarget, expiresAt: Date, once = false): Promise<Issued> {
    const secret = newSecret();
    await manager.insert(LinkEntity, {
      ...door,
      id: randomUUID(),
      secretHash: secretHash(secret),
      once,
      issuedAt: new Date(),
      expiresAt,
    });
    return { secret, expiresAt };
  }

  /** As `issue`, and the devices that came in by an earlier link end. */
  async reissue(door: LinkTarget, expiresAt: Date): Promise<Issued> {
    const { issued, ended } = await transaction(this.db, async manager => ({
      issued: await this.issue(manager, door, expiresAt),
      ended: await this.identities.revoke(manager, { as: door.subject }),
    }));
    this.security.record({ event: 'link.replaced', subject: door.subject, sessionId: door.sessionId });
    this.identities.announce(ended);
    return issued;
  }

  /** The link and its devices end. */
  async revoke(subject: string, sessionId: string | null): Promise<void> {
    const ended = await transaction(this.db, async manager => {
      await closeLinks(manager, { subject });
      return this.identities.revoke(manager, { as: subject });
    });
    this.security.record({ event: 'link.revoked', subject, sessionId });
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
   * @throws link.unknown 404, link.revoked, link.expired, link.used 410, signin.too_many 429
   */
  async exchange(
    secret: string,
    device: { ip: string; userAgent: string | undefined; cookie: string | undefined },
  ): Promise<{ answer: LinkAnswer; opened: IssuedToken | null }> {
    const { link, given } = await transaction(this.db, async manager => {
      const link = await this.validLink(manager, secret, device.ip);
      await manager.update(LinkEntity, { id: link.id }, { usedAt: new Date() });
      return { link, given: await this.letIn(manager, link, device) };
    });
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

  private async validLink(manager: EntityManager, secret: string, ip: string): Promise<LinkEntity> {
    const link = await linkBySecret(manager, secretHash(secret));
    if (!link) {
      const seconds = await this.failures.attempt(ip);
      // What is guessed beyond the bound is told once a window by its first refusals, not by each.
      if (seconds > 0) throw refused('signin.too_many', { seconds });
      throw this.refusedLink('link.unknown', null);
    }
    if (link.revokedAt) throw this.refusedLink('link.revoked', link);
    if (link.expiresAt.getTime() <= Date.now()) throw this.refusedLink('link.expired', link);
    if (link.once && link.usedAt) throw this.refusedLink('link.used', link);
    return link;
  }

  private refusedLink(code: 'link.unknown' | 'link.revoked' | 'link.expired' | 'link.used', link: LinkEntity | null) {
    const { subject = null, sessionId = null } = link ?? {};
    this.security.record({ event: 'link.refused', actor: null, subject, sessionId, details: { code } });
    return refused(code);
  }

  private async letIn(
    manager: EntityManager,
    link: LinkEntity,
    { userAgent, cookie }: { userAgent: string | undefined; cookie: string | undefined },
  ) {
    const handle = link.subject;
    const known = await this.identities.authenticate({ handle, cookie, authorization: undefined });
    const inside = !('refused' in known);
    if (link.kind === 'account') {
      const opened = inside ? null : await this.accounts.open(handle, userAgent, manager, link.id);
      return { answer: landingPage('desk', handle), opened };
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
    });
    return { answer: landingPage(face, handle), opened };
  }
}
