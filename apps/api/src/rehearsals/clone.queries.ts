/**
 * A copy of one session in a schema of its own, made by the database's owner: the same tables, empty but for the council,
 * its seats, the session and its roll. It is dropped whole; nothing outside of it is written.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { newSecret, secretHash } from '../identity/secrets.js';
import { refused } from '../problems/refused-error.js';

/** Held while a rehearsal lasts: one at a time in the whole installation. Any number no other program locks. */
const rehearsalLock = 7_365_274_014;
const PREFIX = 'rehearsal_';
/** Kept by the installation itself, and not part of a session. */
const NOT_COPIED = ['migrations', 'rehearsals'];

export interface Clone {
  readonly schema: string;
  /** Lets one device of the secretary's account in, once. */
  readonly secret: string;
}

export class Cloning {
  private constructor(private readonly owner: pg.Client) {}

  /**
   * Holds the lock until `end`.
   * @throws rehearsal.no_owner where no such role can be had, rehearsal.running where one is held already
   */
  static async begin(ownerUrl: string): Promise<Cloning> {
    const owner = new pg.Client({
      connectionString: ownerUrl,
      connectionTimeoutMillis: 10_000,
      options: '-c timezone=UTC -c search_path=public',
      application_name: 'kengesh-rehearsal',
    });
    owner.on('error', () => undefined);
    try {
      await owner.connect();
      const { rows } = await owner.query<{ may: boolean; locked: boolean }>(
        `select has_database_privilege(current_database(), 'create') as may, pg_try_advisory_lock($1) as locked`,
        [rehearsalLock],
      );
      if (!rows[0]?.may) throw refused('rehearsal.no_owner');
      if (!rows[0].locked) throw refused('rehearsal.running');
      return new Cloning(owner);
    } catch (error) {
      await owner.end().catch(() => undefined);
      if (error instanceof Error && 'refusal' in error) throw error;
      throw refused('rehearsal.no_owner');
    }
  }

  /** Lets the lock go, too. */
  async end(): Promise<void> {
    await this.owner.end().catch(() => undefined);
  }

  /** What a rehearsal that was cut short has left behind. */
  async sweep(): Promise<readonly string[]> {
    const { rows } = await this.owner.query<{ name: string }>(
      `select nspname as name from pg_namespace where starts_with(nspname, $1) and pg_get_userbyid(nspowner) = current_user`,
      [PREFIX],
    );
    for (const { name } of rows) await this.drop(name);
    return rows.map(row => row.name);
  }

  async drop(schema: string): Promise<void> {
    // A server that was killed may still be dying in the database; it must not hold its tables for ever.
    await this.owner.query("set lock_timeout = '10s'");
    await this.owner.query(`drop schema if exists ${this.owner.escapeIdentifier(schema)} cascade`);
  }

  /** @param role whom the rehearsal's server connects as */
  async make(sessionId: string, account: string, role: string): Promise<Clone> {
    const schema = PREFIX + randomBytes(8).toString('hex');
    const secret = newSecret();
    await this.owner.query('begin isolation level repeatable read');
    try {
      await this.tables(schema, role);
      await this.fill(schema, sessionId, account, secret);
      await this.owner.query('commit');
    } catch (error) {
      await this.owner.query('rollback');
      throw error;
    }
    return { schema, secret };
  }

  private async tables(schema: string, role: string): Promise<void> {
    const quoted = this.owner.escapeIdentifier(schema);
    const { rows: tables } = await this.owner.query<{ schema: string; name: string; id: number }>(
      `select n.nspname as schema, c.relname as name, c.oid::int8::int4 as id
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and (n.nspname = 'public' and not c.relname = any ($1) or n.nspname = 'urn' and c.relname = 'boxes')`,
      [NOT_COPIED],
    );
    const ids = tables.map(table => table.id);
    // Written with names that the search path finds: within the copy they mean the copy.
    const { rows: links } = await this.owner.query<{ table: string; name: string; definition: string }>(
      `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
         from pg_constraint where contype = 'f' and conrelid = any ($1)`,
      [ids],
    );
    const { rows: triggers } = await this.owner.query<{ definition: string }>(
      'select pg_get_triggerdef(oid, true) as definition from pg_trigger where not tgisinternal and tgrelid = any ($1)',
      [ids],
    );
    await this.owner.query(`create schema ${quoted}`);
    for (const { schema: from, name } of tables) {
      const table = this.owner.escapeIdentifier(name);
      await this.owner.query(`create table ${quoted}.${table} (like ${from}.${table} including all)`);
    }
    await this.owner.query(`set local search_path = ${quoted}, public`);
    for (const { table, name, definition } of links)
      await this.owner.query(`alter table ${table} add constraint ${this.owner.escapeIdentifier(name)} ${definition}`);
    for (const { definition } of triggers) await this.owner.query(definition);
    const { rows: functions } = await this.owner.query<{ definition: string }>(
      `select pg_get_functiondef('public.empty_ballot_box(text, text)'::regprocedure) as definition`,
    );
    // Made of hexadecimal digits, the name needs no quotes; in the copy the function means the copy.
    for (const { definition } of functions) await this.owner.query(definition.replace(/\bpublic\b/g, schema));
    const who = this.owner.escapeIdentifier(role);
    await this.owner.query(`grant usage, create on schema ${quoted} to ${who}`);
    await this.owner.query(`grant select, insert, update, delete on all tables in schema ${quoted} to ${who}`);
  }

  private async fill(schema: string, sessionId: string, account: string, secret: string): Promise<void> {
    const into = this.owner.escapeIdentifier(schema);
    const council = '(select council_id from public.sessions where id = $1)';
    const copies: readonly (readonly [string, string, readonly string[]])[] = [
      ['councils', `id = ${council}`, [sessionId]],
      ['seats', `council_id = ${council}`, [sessionId]],
      ['sessions', 'id = $1', [sessionId]],
      ['participants', 'session_id = $1', [sessionId]],
      ['accounts', 'id = $1', [account]],
      ['memberships', `council_id = ${council} and account_id = $2`, [sessionId, account]],
    ];
    for (const [table, where, values] of copies)
      await this.owner.query(`insert into ${into}.${table} select * from public.${table} where ${where}`, [...values]);
    // The registers of elections stay behind: the roll of this session is what they made of it.
    await this.owner.query(
      `update ${into}.seats t set role = p.role from ${into}.participants p where p.seat_id = t.id`,
      [],
    );
    await this.owner.query(
      `insert into ${into}.links (id, kind, subject, session_id, secret_hash, once, issued_at, expires_at)
        values ($1, 'account', $2, null, $3, true, now(), now() + interval '1 hour')`,
      [randomUUID(), account, secretHash(secret)],
    );
  }
}
