/**
 * Names as they were when a session was prepared (REC-21): kept before the act that cites their hash, so that none is lost,
 * and told only while they match it. The journal itself knows no name (SEC-16).
 */
import type { PreparedSession } from '@kengesh/domain';
import type { Names, PersonName } from '@kengesh/records';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { newSalt } from '../identity/secrets.js';
import { nameHash } from './name-hash.js';

export interface NameOfTheDay {
  readonly participant: string;
  readonly hash: string;
  readonly salt: string;
  readonly name: string;
}
interface StoredName {
  readonly participant: string;
  readonly hash: string;
  readonly salt: string | null;
  readonly name: string | null;
  readonly erased: boolean;
}

/** Of each journal the hashes its last preparation cites. */
const CITED = `select e.session_id, one ->> 'id' as participant, one ->> 'nameHash' as hash, one ->> 'seat' as seat
  from (select distinct on (session_id) session_id, data from journal_entries
    where session_id = any ($1::text[]) and type = 'session.prepared' order by session_id, seq desc) e
  cross join lateral json_array_elements(e.data -> 'participants') one`;

@Injectable()
export class NamesService {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Before the session is prepared. A name that was erased stays so. */
  async keep(session: string, names: readonly NameOfTheDay[]): Promise<void> {
    const column = (key: keyof NameOfTheDay) => names.map(one => one[key]);
    await this.pool.query(
      `insert into participant_names (session_id, participant, hash, salt, name)
        select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) on conflict do nothing`,
      [session, column('participant'), column('hash'), column('salt'), column('name')],
    );
  }

  /** After it was prepared, or was not: names that its journal does not cite are nobody's to keep. */
  async settle(session: string): Promise<void> {
    await this.pool.query(
      `delete from participant_names kept where kept.session_id::text = any ($1::text[]) and not exists (
        select from (${CITED}) cited where cited.participant = kept.participant and cited.hash = kept.hash)`,
      [[session]],
    );
  }

  /** By participant; whoever had no name when the session was prepared is not among them. */
  async ofSession(session: string, prepared: PreparedSession): Promise<Names> {
    const cited = prepared.participants.flatMap(({ id, nameHash: hash }) => (hash === null ? [] : [{ id, hash }]));
    if (cited.length === 0) return new Map();
    const { rows } = await this.pool.query<StoredName>(
      `select participant, hash, salt, name, erased_at is not null as erased from participant_names
        where session_id::text = $1
      union all
      select p.id, null, p.name_salt, t.holder, false from participants p join seats t on t.id = p.seat_id
        where p.session_id::text = $1 and t.holder is not null`,
      [session],
    );
    const found = new Map<string, PersonName>();
    const hashes = new Map(cited.map(({ id, hash }) => [id, hash]));
    for (const { participant, hash, salt, name, erased } of rows) {
      const wanted = hashes.get(participant);
      if (erased) {
        if (hash === wanted) found.set(participant, { missing: 'erased' });
      } else if (salt !== null && name !== null && nameHash(salt, name) === wanted) found.set(participant, { name });
    }
    return new Map(cited.map(({ id }) => [id, found.get(id) ?? { missing: 'not_kept' }]));
  }

  /** By session and seat, `<session> <seat>`: whom the rolls of these sessions name, for the council's registers. */
  async bySeat(sessions: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
    if (sessions.length === 0) return new Map();
    const { rows } = await this.pool.query<StoredName & { session: string; seat: string }>(
      `select cited.session_id as session, cited.seat, cited.participant, cited.hash, kept.salt, kept.name,
          kept.erased_at is not null as erased
        from (${CITED}) cited left join participant_names kept on kept.session_id::text = cited.session_id
          and kept.participant = cited.participant and kept.hash = cited.hash
        where cited.hash is not null and cited.seat is not null`,
      [[...new Set(sessions)]],
    );
    return new Map(
      rows.map(({ session, seat, hash, salt, name, erased }): [string, PersonName] => {
        const same = salt !== null && name !== null && nameHash(salt, name) === hash;
        return [`${session} ${seat}`, same ? { name } : { missing: erased ? 'erased' : 'not_kept' }];
      }),
    );
  }

  /**
   * Takes the name away for good (SEC-13): name and salt are gone, so that nobody can try names against the hash; that there
   * was one stays. The seat's name of today is the roll's own, and is changed there.
   * @returns whether there is such a participant
   */
  async erase(session: string, participant: string): Promise<boolean> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const { rowCount } = await client.query(
        'update participants set name_salt = $3 where session_id::text = $1 and id = $2',
        [session, participant, newSalt()],
      );
      const { rows } = await client.query<{ hash: string }>(
        'delete from participant_names where session_id::text = $1 and participant = $2 returning hash',
        [session, participant],
      );
      for (const { hash } of rows)
        await client.query(
          'insert into participant_names (session_id, participant, hash, erased_at) values ($1, $2, $3, now())',
          [session, participant, hash],
        );
      await client.query('commit');
      this.log.info({ session, participant, names: rows.length }, 'a name kept with a session was erased');
      return Boolean(rowCount);
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
}
