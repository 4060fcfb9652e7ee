/**
 * Writes invitations. Each is put on record under the session's lock together with its letter; a number or a DTSTAMP once used is
 * never used for something older. Whoever was taken off the roll is told so at the next sending.
 */

import type { InvitationsOutcome } from '@kengesh/contracts';
import { localizedText } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Invitation, invitation } from '../calendar/invitation.js';
import { sameAddress } from '../calendar/text.js';
import { transaction } from '../database/transaction.js';
import { notFound } from '../identity/desk-access.js';
import { faceOf, landingPage } from '../identity/links.service.js';
import { kept, type LetterDraft } from '../letters/letter-draft.js';
import { addressedIn, replaceWaiting, toldLetters } from '../letters/letters.repository.js';
import { Outbox } from '../letters/outbox.js';
import { Clock } from '../live/clock.js';
import { refused } from '../problems/refused-error.js';
import { calendarOf, holdCalendar, insertInvitations, latestInvitations, setStamp } from './invitations.repository.js';
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
import { outgoingOf, tellingOf } from './outgoing.js';

@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
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
    return transaction(this.db, async manager => {
      const facts = await factsOf(manager, sessionId);
      if (facts.closed) throw refused('session.closed');
      const { calendar, stamp } = await this.nextStamp(manager, sessionId);
      const roll = await rollOf(manager, sessionId);
      const people = roll.filter(hasAddress).map(personOf);
      const issued = await latestInvitations(manager, sessionId);
      const { mine, own } = outgoingOf(facts, people, issued, only);
      await insertInvitations(manager, sessionId, stamp, contentOf(facts), mine);
      const write = (one: Outgoing) => invitationOf(facts, calendar, one, stamp, origin, language ?? one.language);
      const pending = this.outbox.configured ? await this.write(manager, facts, mine, write) : 0;
      const request = mine.filter(one => one.method === 'REQUEST').length;
      return {
        sequence: facts.sequence,
        at: stamp.toISOString(),
        issued: { request, cancel: mine.length - request },
        mailing: this.outbox.configured,
        mailed: 0,
        pending,
        failed: own.map(({ participant, email }) => ({ participant, email, reason: 'own_mailbox' })),
        withoutAddress: roll.filter(one => !hasAddress(one)).map(({ participant, label }) => ({ participant, label })),
      };
    });
  }

  /** @returns how many letters there are now to go */
  private async write(
    manager: EntityManager,
    facts: SessionFacts,
    outgoing: readonly Outgoing[],
    invitation: (of: Outgoing) => Invitation,
  ): Promise<number> {
    const { id: sessionId, sample, mailbox, title, place, form, startsAt, endsAt, zone } = facts;
    // What waits joins this first: from then on nobody takes it up.
    await replaceWaiting(manager, sessionId, outgoing);
    const told = await toldLetters(manager, sessionId);
    const telling = tellingOf(outgoing, told, await addressedIn(manager, sessionId), contentOf(facts));
    const says = kept({ title, place, form, startsAt, endsAt, zone });
    const letters = telling.map(({ to, occasion, before }) => {
      const { participant, email, name } = to;
      const of = invitation(to);
      const agenda = facts.agenda.map(item => localizedText(item.title, of.language));
      const draft: LetterDraft = { of: kept(of), occasion, sample, agenda, content: contentOf(facts), says, before };
      return { sessionId, participant, email, name, language: of.language, mailbox, stamp: of.stamp, draft };
    });
    await this.outbox.hold(manager, letters, endsAt);
    return letters.length;
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
