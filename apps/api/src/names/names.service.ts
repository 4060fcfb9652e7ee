/**
 * Names as they were when a session was prepared (REC-21): kept before the act that cites their hash, so that none is lost,
 * and told only while they match it. The journal itself knows no name (SEC-16).
 */
import type { PreparedSession } from '@kengesh/domain';
import type { Names, PersonName } from '@kengesh/records';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '../config/tokens.js';
import { transaction } from '../database/transaction.js';
import { namesCited } from '../event-store/journal.queries.js';
import { newSalt } from '../identity/secrets.js';
import { setNameSalt } from '../repositories/participants.repository.js';
import { namesOnRoll } from '../repositories/rolls.queries.js';
import { nameHash } from './name-hash.js';
import { deleteNamesExcept, eraseNames, insertNames, namesOf } from './names.repository.js';

export interface NameOfTheDay {
  readonly participant: string;
  readonly hash: string;
  readonly salt: string;
  readonly name: string;
}
@Injectable()
export class NamesService {
  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Before the session is prepared. A name that was erased stays so. */
  async keep(session: string, names: readonly NameOfTheDay[]): Promise<void> {
    await insertNames(this.db.manager, session, names);
  }

  /** After it was prepared, or was not: names that its journal does not cite are nobody's to keep. */
  async settle(session: string): Promise<void> {
    await deleteNamesExcept(this.db.manager, session, await namesCited(this.db.manager, [session]));
  }

  /** By participant; whoever had no name when the session was prepared is not among them. */
  async ofSession(session: string, prepared: PreparedSession): Promise<Names> {
    const cited = prepared.participants.flatMap(({ id, nameHash: hash }) => (hash === null ? [] : [{ id, hash }]));
    if (cited.length === 0) return new Map();
    const found = new Map<string, PersonName>();
    const hashes = new Map(cited.map(({ id, hash }) => [id, hash]));
    const take = (participant: string, salt: string, name: string) => {
      if (nameHash(salt, name) === hashes.get(participant)) found.set(participant, { name });
    };
    for (const { participant, hash, salt, name, erasedAt } of await namesOf(this.db.manager, [session])) {
      if (erasedAt !== null) {
        if (hash === hashes.get(participant)) found.set(participant, { missing: 'erased' });
      } else if (salt !== null && name !== null) take(participant, salt, name);
    }
    for (const { participant, salt, name } of await namesOnRoll(this.db.manager, session))
      take(participant, salt, name);
    return new Map(cited.map(({ id }) => [id, found.get(id) ?? { missing: 'not_kept' }]));
  }

  /** By session and seat, `<session> <seat>`: whom the rolls of these sessions name, for the council's registers. */
  async bySeat(sessions: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
    if (sessions.length === 0) return new Map();
    const cited = await namesCited(this.db.manager, [...new Set(sessions)]);
    const keyOf = (session: string, participant: string, hash: string) => `${session} ${participant} ${hash}`;
    const kept = new Map(
      (await namesOf(this.db.manager, [...new Set(sessions)])).map(line => [
        keyOf(line.sessionId, line.participant, line.hash),
        line,
      ]),
    );
    return new Map(
      cited.flatMap(({ session, seat, participant, hash }): [string, PersonName][] => {
        if (hash === null || seat === null) return [];
        const line = kept.get(keyOf(session, participant, hash));
        const same =
          line !== undefined && line.salt !== null && line.name !== null && nameHash(line.salt, line.name) === hash;
        return [
          [`${session} ${seat}`, same ? { name: line.name! } : { missing: line?.erasedAt ? 'erased' : 'not_kept' }],
        ];
      }),
    );
  }

  /**
   * Takes the name away for good (SEC-13): name and salt are gone, so that nobody can try names against the hash; that there
   * was one stays. The seat's name of today is the roll's own, and is changed there.
   * @returns whether there is such a participant
   */
  async erase(session: string, participant: string): Promise<boolean> {
    const { isKnown, names } = await transaction(this.db, async manager => ({
      isKnown: await setNameSalt(manager, session, participant, newSalt()),
      names: await eraseNames(manager, session, participant),
    }));
    this.log.info({ session, participant, names }, 'a name kept with a session was erased');
    return isKnown;
  }
}
