/** Tells a member by mail that a new link was issued in the own name (SEC-17), in the transaction that issues it. */
import { type LinkReason, localizedText } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { line, name } from '../calendar/text.js';
import { type Letter, plainLetter } from '../letters/letter.js';
import { Outbox } from '../letters/outbox.js';
import { sessionFacts } from '../repositories/sessions.queries.js';
import { hasAddress, personOf, rollOf } from './issued-invitations.js';

@Injectable()
export class KeyLetters {
  constructor(private readonly outbox: Outbox) {}

  async tell(manager: EntityManager, sessionId: string, participant: string, reason: LinkReason): Promise<void> {
    if (!this.outbox.configured) return;
    const facts = await sessionFacts(manager, sessionId, { held: false });
    const found = (await rollOf(manager, sessionId)).find(each => each.participant === participant);
    if (!facts || !found || !hasAddress(found)) return;
    const { email, language, name: addressee } = personOf(found);
    const council = line(localizedText(facts.council, language));
    const title = line(localizedText(facts.title, language));
    const letter = keyLetter({ language, council, title, addressee, reason }, facts.sample);
    const to = { sessionId, participant, email, name: addressee, language, mailbox: facts.mailbox };
    await this.outbox.put(manager, to, 'key', letter, { sender: council });
  }
}

interface KeyFacts {
  readonly language: string;
  readonly council: string;
  readonly title: string;
  readonly addressee: string;
  readonly reason: LinkReason;
}

function keyLetter({ language, council, title, addressee, reason }: KeyFacts, sample: boolean): Letter {
  const tell = (key: Parameters<typeof phrase>[1], params = {}) => phrase(language, key, params);
  return plainLetter(language, tell('mail.subject.key', { title }), [
    tell('mail.greeting', { name: name(addressee, language) }),
    tell('mail.lead.key', { title, council, reason }),
    tell('mail.key.unasked'),
    tell('mail.signature', { council }),
    ...(sample ? [tell('mail.sample')] : []),
  ]);
}
