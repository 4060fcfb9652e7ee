/** Tells a member by mail that a new link was issued in the own name (SEC-17). Whoever issued it does not wait for the post. */
import { type LinkReason, localizedText } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { line, name } from '../calendar/text.js';
import { LOGGER } from '../config/tokens.js';
import { sessionFacts } from '../repositories/sessions.queries.js';
import { hasAddress, personOf, rollOf } from './issued-invitations.js';
import { type Letter, plainLetter } from './letter.js';
import { Mailer } from './mailer.js';

@Injectable()
export class KeyLetters {
  constructor(
    private readonly db: DataSource,
    private readonly mailer: Mailer,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Never throws: what could not be sent is in the log. */
  tell(sessionId: string, participant: string, reason: LinkReason): void {
    if (!this.mailer.configured) return;
    this.send(sessionId, participant, reason).catch(err =>
      this.log.error({ err, sessionId, participant }, 'a member could not be told of a new link'),
    );
  }

  private async send(sessionId: string, participant: string, reason: LinkReason): Promise<void> {
    const { manager } = this.db;
    const facts = await sessionFacts(manager, sessionId, { held: false });
    const found = (await rollOf(manager, sessionId)).find(each => each.participant === participant);
    if (!facts || !found || !hasAddress(found)) return;
    const { email, language, name: addressee } = personOf(found);
    const council = line(localizedText(facts.council, language));
    const { failed } = await this.mailer.send({
      ...keyLetter(
        { language, council, title: line(localizedText(facts.title, language)), addressee, reason },
        facts.sample,
      ),
      from: { name: name(council, language), address: facts.mailbox },
      to: email,
    });
    if (failed !== null)
      this.log.warn({ sessionId, participant, reason: failed }, 'a letter of a new link was not mailed');
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
