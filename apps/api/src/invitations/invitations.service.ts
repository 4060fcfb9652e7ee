/**
 * Writes and sends invitations. Each is first put on record under the session's lock, then mailed; a number or a DTSTAMP once
 * used is never used for something older. Whoever was taken off the roll is told so at the next sending.
 */

import type { InvitationsOutcome } from '@kengesh/contracts';
import { localizedText } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { type Invitation, invitation } from '../calendar/invitation.js';
import { name, sameAddress } from '../calendar/text.js';
import { LOGGER } from '../config/tokens.js';
import { transaction } from '../database/transaction.js';
import { notFound } from '../identity/desk-access.js';
import { faceOf, landingPage } from '../identity/links.service.js';
import { Clock } from '../live/clock.js';
import { refused } from '../problems/refused-error.js';
import {
  calendarOf,
  holdCalendar,
  insertInvitations,
  latestInvitations,
  noteMailing,
  setStamp,
} from './invitations.repository.js';
import { contentOf } from './invited.js';
import {
  type Calendar,
  factsOf,
  hasAddress,
  type Outgoing,
  type Person,
  personOf,
  rollOf,
  type SessionFacts,
  unnamed,
} from './issued-invitations.js';
import { letter } from './letter.js';
import { Mailer } from './mailer.js';
import { outgoingOf } from './outgoing.js';

/** How long whoever asked waits for the post. */
const PATIENCE = 20_000;
/** As many as the mailer has connections. */
const AT_ONCE = 4;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
  ) {}

  /**
   * To everyone on the roll with an address, or to those named; and a CANCEL to whoever is no longer on it.
   * @throws session.closed
   */
  async issue(
    sessionId: string,
    origin: string,
    language: string | null,
    only: readonly string[] | null = null,
  ): Promise<InvitationsOutcome> {
    const { facts, calendar, stamp, outgoing, withoutAddress, failed } = await transaction(this.db, async manager => {
      const facts = await factsOf(manager, sessionId);
      if (facts.closed) throw refused('session.closed');
      const { calendar, stamp } = await this.nextStamp(manager, sessionId);
      const roll = await rollOf(manager, sessionId);
      const people = roll.filter(hasAddress).map(personOf);
      const issued = await latestInvitations(manager, sessionId);
      const { mine, own } = outgoingOf(facts, people, issued, only);
      await insertInvitations(manager, sessionId, stamp, contentOf(facts), mine);
      return {
        facts,
        calendar,
        stamp,
        outgoing: mine,
        withoutAddress: roll.filter(one => !hasAddress(one)).map(({ participant, label }) => ({ participant, label })),
        failed: own.map(({ participant, email }) => ({ participant, email, reason: 'own_mailbox' })),
      };
    });
    const request = outgoing.filter(one => one.method === 'REQUEST').length;
    const outcome = {
      sequence: facts.sequence,
      at: stamp.toISOString(),
      issued: { request, cancel: outgoing.length - request },
      mailing: this.mailer.configured,
      withoutAddress,
    };
    if (!this.mailer.configured) return { ...outcome, mailed: 0, pending: 0, failed };
    const post = { mailed: 0, failed: [...failed] };
    // A few at a time, each written only when its turn comes: thousands of letters written at once would stall everybody.
    const waiting = outgoing.values();
    const runner = async () => {
      for (const one of waiting)
        await this.post(facts, calendar, { ...one, language: language ?? one.language }, stamp, origin, post);
    };
    const all = Promise.all(Array.from({ length: AT_ONCE }, runner)).catch(err =>
      this.log.error({ err, sessionId }, 'sending invitations failed'),
    );
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      all,
      new Promise(done => {
        timer = setTimeout(done, PATIENCE).unref();
      }),
    ]);
    clearTimeout(timer);
    const told = post.failed.length - failed.length + post.mailed;
    return { ...outcome, mailed: post.mailed, failed: [...post.failed], pending: outgoing.length - told };
  }

  /** The newest invitation of one participant as a file: what was sent where it still holds, else what would be sent now. */
  async fileOf(
    sessionId: string,
    participant: string,
    origin: string,
    language: string | null,
  ): Promise<{ text: string; method: Invitation['method']; number: number }> {
    return transaction(this.db, async manager => {
      const facts = await factsOf(manager, sessionId);
      const line = (await rollOf(manager, sessionId)).find(one => one.participant === participant);
      if (!line) throw notFound();
      const person = hasAddress(line) ? personOf(line) : null;
      const issued = (await latestInvitations(manager, sessionId)).find(
        one => person && one.participant === participant && sameAddress(one.email, person.email),
      );
      const holds = issued?.content === contentOf(facts);
      const kept = holds ? await calendarOf(manager, sessionId) : undefined;
      const { calendar, stamp } = kept
        ? { calendar: { uid: kept.uid, created: kept.created }, stamp: issued!.stamp }
        : await this.nextStamp(manager, sessionId);
      // To the council's own mailbox nobody is invited (CAL-17), and without an address there is nobody to be named.
      const named = person && !sameAddress(person.email, facts.mailbox) ? person : null;
      const method = facts.cancelled ? 'CANCEL' : named ? 'REQUEST' : 'PUBLISH';
      const spoken = language ?? line.language;
      const sequence = Math.max(facts.sequence, issued?.sequence ?? 0);
      const of = invitationOf(
        facts,
        calendar,
        { ...(person ?? unnamed(line)), method, sequence },
        stamp,
        origin,
        spoken,
      );
      return { text: invitation({ ...of, method, recipient: named && of.recipient }), method, number: facts.number };
    });
  }

  private async post(
    facts: SessionFacts,
    calendar: Calendar,
    one: Outgoing,
    stamp: Date,
    origin: string,
    post: { mailed: number; failed: InvitationsOutcome['failed'][number][] },
  ): Promise<void> {
    const of = invitationOf(facts, calendar, one, stamp, origin, one.language);
    const { participant, email, method, occasion } = one;
    const { attempts, failed } = await this.mailer.send({
      ...letter(of, occasion, facts.sample),
      from: { name: name(of.council, one.language), address: facts.mailbox },
      to: email,
      method,
      calendar: invitation({ ...of, cancels: occasion === 'uninvite' ? 'person' : 'session' }),
    });
    await noteMailing(
      this.db.manager,
      { sessionId: facts.id, participant, email, stamp },
      { attempts, failed, at: this.clock.now() },
    );
    if (failed === null) post.mailed += 1;
    else {
      post.failed.push({ participant, email, reason: failed });
      this.log.warn({ sessionId: facts.id, participant, reason: failed }, 'an invitation was not mailed');
    }
  }

  /** The session's calendar under lock, and a DTSTAMP later than every one before it, to the second (CAL-15). */
  private async nextStamp(manager: EntityManager, sessionId: string): Promise<{ calendar: Calendar; stamp: Date }> {
    const now = Math.floor(Date.parse(this.clock.now()) / 1000) * 1000;
    const { uid, created, stamp: last } = await holdCalendar(manager, sessionId, new Date(now));
    const stamp = new Date(Math.max(now, last ? last.getTime() + 1000 : 0));
    await setStamp(manager, sessionId, stamp);
    return { calendar: { uid, created }, stamp };
  }
}

function invitationOf(
  facts: SessionFacts,
  calendar: Calendar,
  one: Person & { readonly method: Invitation['method']; readonly sequence: number },
  stamp: Date,
  origin: string,
  language: string,
): Invitation {
  return {
    ...calendar,
    method: one.method,
    cancels: 'session',
    sequence: one.sequence,
    stamp,
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
    zone: facts.zone,
    title: localizedText(facts.title, language),
    place: localizedText(facts.place, language),
    form: facts.form,
    council: localizedText(facts.council, language),
    mailbox: facts.mailbox,
    recipient: { name: one.name, email: one.email, role: one.role },
    language,
    page: origin + landingPage(faceOf(one.role), one.participant).path,
  };
}
