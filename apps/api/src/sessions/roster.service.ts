/**
 * The roll of one session at the desk: who is expected and how, who has been given a link and came in by it. A link is
 * shown to the secretary once and can be taken back.
 */
import { randomUUID } from 'node:crypto';
import type { DeskRole, LinkAnswer, RosterRow } from '@kengesh/contracts';
import { devicesOf, type LinkIssuer, type LinkReason, linkAsked, type Mode, type Role } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthSessionEntity } from '../entities/auth-session.entity.js';
import { ParticipantEntity } from '../entities/participant.entity.js';
import type { SessionEntity } from '../entities/session.entity.js';
import { openSince } from '../event-store/phase.queries.js';
import { membershipIn } from '../identity/accounts.repository.js';
import { notFound } from '../identity/desk-access.js';
import { newestDevice } from '../identity/devices.repository.js';
import type { Identity } from '../identity/identity.js';
import { IdentityService, type IssuedToken } from '../identity/identity.service.js';
import {
  type ArrivingBrowser,
  faceOf,
  type Issued,
  LinksService,
  type LinkTarget,
  landingPage,
} from '../identity/links.service.js';
import { invitedOf } from '../invitations/invited.js';
import { KeyLetters } from '../invitations/key-letters.js';
import { JournalService } from '../live/journal.service.js';
import { isUnderWay, KeyRecorder } from '../live/key-recorder.js';
import { refused } from '../problems/refused-error.js';
import { officesOf } from '../repositories/offices.queries.js';
import { rosterLines } from '../repositories/rolls.queries.js';
import { sessionById } from '../repositories/sessions.repository.js';
import { asOffice, rolesOnDay } from '../rolls/offices.js';
import { SecurityLog } from '../security-log/security-log.js';
import { SessionsService } from './sessions.service.js';

const hour = 3_600_000;
type RosterLink = NonNullable<RosterRow['link']>;

@Injectable()
export class RosterService {
  constructor(
    private readonly db: DataSource,
    private readonly links: LinksService,
    private readonly identities: IdentityService,
    private readonly sessions: SessionsService,
    private readonly security: SecurityLog,
    private readonly journal: JournalService,
    private readonly record: KeyRecorder,
    private readonly letters: KeyLetters,
  ) {}

  /** In protocol order. */
  async list(sessionId: string, participant: string | null = null): Promise<RosterRow[]> {
    const { manager } = this.db;
    const lines = await rosterLines(manager, sessionId, participant);
    const elected = await this.elected(sessionId);
    const invited = await invitedOf(manager, sessionId);
    const keyOf = await this.keysOf(sessionId);
    return lines.map(({ issuedAt, expiresAt, devices, lastUsedAt, ...line }) => ({
      ...line,
      ...elected(line.seatId, line.role),
      link:
        issuedAt && expiresAt
          ? {
              issuedAt: issuedAt.toISOString(),
              expiresAt: expiresAt.toISOString(),
              devices,
              lastUsedAt: lastUsedAt?.toISOString() ?? null,
              ...keyOf(line.participant),
            }
          : null,
      invited: invited.get(line.participant) ?? null,
    }));
  }

  /** By which election a seat has its role on the day of the session. */
  private async elected(sessionId: string): Promise<(seat: string, role: Role) => Pick<RosterRow, 'office'>> {
    const roles = await this.rolesOf(await sessionById(this.db.manager, sessionId));
    return (seat, role) => {
      const term = roles.get(seat)?.term;
      // The roll of a session that was opened stays as it was.
      return term?.office === role ? { office: asOffice(term, 'holds') } : {};
    };
  }

  private async rolesOf({ councilId, startsLocal }: SessionEntity): Promise<ReturnType<typeof rolesOnDay>> {
    return rolesOnDay(await officesOf(this.db.manager, councilId), startsLocal.slice(0, 10));
  }

  /**
   * The chair's account was given to whoever was chair then. Where another was elected since, it does not open that one's place
   * by itself: the member has a link, or the desk sets the former chair's role by hand.
   */
  private async isChairAccountPast(session: SessionEntity, chair: ParticipantEntity): Promise<boolean> {
    const roles = await this.rolesOf(session);
    const hasGivenWay = [...roles].some(([seat, { gaveWay }]) => gaveWay === 'chair' && seat !== chair.seatId);
    return hasGivenWay && roles.get(chair.seatId)?.term?.office === 'chair';
  }

  /**
   * Whether the account has its role only since the session was opened: whoever gives roles could so take another's place.
   * A link given meanwhile opens it, and waits for a second person (SEC-18).
   */
  private async hasComeSince(account: string, { id, councilId }: SessionEntity): Promise<boolean> {
    const opened = await openSince(this.db.manager, id);
    if (opened === null) return false;
    const membership = await membershipIn(this.db.manager, account, councilId);
    return membership === null || membership.createdAt >= opened;
  }

  /** How somebody is expected; taken up by the journal when the session is prepared (again). */
  async setMode(sessionId: string, participant: string, mode: Mode): Promise<RosterRow> {
    await this.sessions.beforeOpening(sessionId, async manager => {
      const { affected } = await manager.update(ParticipantEntity, { id: participant, sessionId }, { mode });
      if (!affected) throw notFound();
    });
    const [row] = await this.list(sessionId, participant);
    if (!row) throw notFound();
    return row;
  }

  /** How the newest link of each stands that was issued while the session is under way. */
  private async keysOf(sessionId: string): Promise<(participant: string) => Pick<RosterLink, 'key'>> {
    const { state } = await this.journal.state(sessionId);
    return participant => {
      const link = devicesOf(state, participant)?.links.at(-1);
      if (!link || !isUnderWay(state)) return {};
      const { generation, standing, until } = link;
      return { key: { generation, standing, ...(until === undefined ? {} : { until }) } };
    };
  }

  /**
   * A new link for this participant; the one before ends, and the devices that came in by it: see `LinksService.reissue`. Who has,
   * or had today, a device is told by mail.
   */
  async issue(who: Identity, sessionId: string, participant: string, reason: LinkReason = 'unsaid'): Promise<Issued> {
    await this.find(sessionId, participant);
    const session = await this.open(sessionId);
    const by = await this.issuer(who, sessionId);
    const how = { by, reason, zone: session.zone };
    return this.links.reissue(linkTargetOf(sessionId, participant), linkEnd(session), how, manager =>
      this.letters.tell(manager, sessionId, participant, reason),
    );
  }

  async revoke(who: Identity, sessionId: string, participant: string, reason: LinkReason = 'unsaid'): Promise<void> {
    await this.find(sessionId, participant);
    const by = await this.issuer(who, sessionId);
    await this.links.revoke(linkTargetOf(sessionId, participant), { by, reason });
  }

  /** @throws link.not_asked, link.waits, session.not_open */
  async admitAlone(who: Identity, sessionId: string, participant: string): Promise<void> {
    await this.find(sessionId, participant);
    const { state } = await this.journal.state(sessionId);
    if (!isUnderWay(state)) throw refused('session.not_open');
    const link = linkAsked(state, participant);
    if (!link) throw refused('link.not_asked');
    const by = await this.issuer(who, sessionId);
    await this.record.admitAlone(sessionId, participant, link.generation, by);
    const details = { generation: link.generation };
    this.security.record({ event: 'link.admitted', subject: participant, sessionId, details });
  }

  async issueScreen(who: Identity, sessionId: string): Promise<Issued> {
    const session = await this.open(sessionId);
    const { screenId: subject, zone } = session;
    const how = { by: { account: who.handle }, reason: 'unsaid', zone } as const;
    return this.links.reissue({ kind: 'screen', subject, sessionId }, linkEnd(session), how);
  }

  /** The account of the desk, and whose place in the session it takes: that of the secretary. */
  private async issuer({ handle: account }: Identity, sessionId: string): Promise<LinkIssuer> {
    const [place] = await this.db.manager.find(ParticipantEntity, {
      where: { sessionId, role: 'secretary' },
      order: { position: 'ASC', id: 'ASC' },
      take: 1,
    });
    return { account, ...(place ? { participant: place.id } : {}) };
  }

  /** The account takes its place in the session: the chair's account that of the chair, the secretary's that of the secretary. */
  async enter(
    who: Identity,
    role: DeskRole,
    sessionId: string,
    { cookie, userAgent, browser }: ArrivingBrowser,
  ): Promise<{ answer: LinkAnswer; opened: IssuedToken | null }> {
    // An auditor has no place there (DESK_RIGHTS).
    if (role === 'auditor') throw refused('may.secretary_desk');
    const session = await this.open(sessionId);
    const [place] = await this.db.manager.find(ParticipantEntity, {
      where: { sessionId, role },
      order: { position: 'ASC', id: 'ASC' },
      take: 1,
    });
    if (!place) throw refused('roll.unknown_participant');
    if (role === 'chair' && (await this.isChairAccountPast(session, place)))
      throw refused('session.chair_elected_since');
    if (await this.hasComeSince(who.handle, session)) throw refused('link.account_since_opening');
    const answer = landingPage(faceOf(place.role), place.id);
    // The same browser again is the same device.
    const inside = await this.identities.authenticate({ handle: place.id, cookie, authorization: undefined });
    const isSame =
      !('refused' in inside) &&
      (await this.db.manager.existsBy(AuthSessionEntity, { id: inside.authSession, parentId: who.authSession }));
    if (isSame) return { answer, opened: null };
    const id = randomUUID();
    const first = (await newestDevice(this.db.manager, place.id)) ?? null;
    await this.record.admit(sessionId, place.id, { id, via: 'account', generation: null, first });
    const opened = await this.identities.open(this.db.manager, {
      id,
      browser,
      as: place.id,
      kind: 'participant',
      councilId: session.councilId,
      sessionId,
      accountId: who.handle,
      parentId: who.authSession,
      linkId: null,
      userAgent,
    });
    this.security.record({ event: 'device.admitted', subject: place.id, councilId: session.councilId, sessionId });
    return { answer, opened };
  }

  private async find(sessionId: string, id: string): Promise<ParticipantEntity> {
    const found = await this.db.manager.findOneBy(ParticipantEntity, { id, sessionId });
    if (!found) throw notFound();
    return found;
  }

  private async open(id: string): Promise<SessionEntity> {
    const session = await sessionById(this.db.manager, id);
    if (session.cancelledAt) throw refused('session.not_planned');
    return session;
  }
}

export const linkTargetOf = (sessionId: string, participant: string): LinkTarget => ({
  kind: 'participant',
  subject: participant,
  sessionId,
});

/** Links open until twelve hours after the planned end, and a day at least. */
export const linkEnd = (session: SessionEntity): Date =>
  new Date(Math.max(session.endsAt.getTime() + 12 * hour, Date.now() + 24 * hour));
