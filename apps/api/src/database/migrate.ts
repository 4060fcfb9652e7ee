/** Brings a database to the shape this version needs, as its owner, and gives the application's role what it may do in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { migrations } from '@kengesh/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DatabaseError, databaseFault, placeOf, unusable } from './database-error.js';
import { grant } from './grants.js';

/** Nodes that start together migrate one after the other. Any number no other program locks. */
const migrationLock = 7_365_274_012;

export interface Migrated {
  /** Names of the migrations that were run now. */
  readonly ran: readonly string[];
}

/**
 * @param url as the application's role; `ownerUrl` may be the same
 * @param patience how long a database that does not answer yet is waited for, milliseconds
 * @throws DatabaseError when it cannot be reached, refuses us or is not fit for us
 */
export async function migrate(url: string, ownerUrl: string, patience = 15_000): Promise<Migrated> {
  const setting = ownerUrl === url ? 'DATABASE_URL' : 'DATABASE_OWNER_URL';
  const client = await connect(ownerUrl, setting, patience);
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations: [...migrations], extra: { max: 2 } });
  try {
    await checkFitness(client, setting, ownerUrl);
    if (ownerUrl !== url) await checkOwner(client, ownerUrl);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    // Before anything is made: in the wrong database it would have to be removed by hand.
    const role = await roleOf(url, ownerUrl, patience);
    await source.initialize();
    const ran = await source.runMigrations({ transaction: 'each' });
    await grant(client, role);
    return { ran: ran.map(migration => migration.name) };
  } catch (error) {
    throw databaseFault(error, setting, ownerUrl) ?? error;
  } finally {
    if (source.isInitialized) await source.destroy();
    await client.end();
  }
}

/** Names of the migrations this version brings, as TypeORM writes them into its table. */
export const migrationNames: readonly string[] = migrations.map(migration => migration.name);

/** The application's role, which must look at the very database whose lock the owner holds. */
async function roleOf(url: string, ownerUrl: string, patience: number): Promise<string> {
  const client = await connect(url, 'DATABASE_URL', patience);
  try {
    // Locks of this kind are known within one database only.
    const { rows } = await client.query<{ role: string; elsewhere: boolean }>(
      'select current_user as role, pg_try_advisory_lock($1) as elsewhere',
      [migrationLock],
    );
    if (rows[0]?.elsewhere)
      throw new DatabaseError(
        `DATABASE_URL leads to ${placeOf(url)} and DATABASE_OWNER_URL to ${placeOf(ownerUrl)}, which are two databases. ` +
          'Both must name the same one, with its two roles. Nothing was changed.',
      );
    return rows[0]?.role ?? '';
  } finally {
    await client.end();
  }
}

const OLDEST = 150_000;

/** What would otherwise be noticed in the middle of a migration, or by the first name that is not English. */
async function checkFitness(client: pg.Client, setting: string, url: string): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
            current_setting('server_encoding') as encoding`,
  );
  const { number = 0, version, encoding } = rows[0] ?? {};
  if (number < OLDEST)
    throw new DatabaseError(`${setting}: ${placeOf(url)} is PostgreSQL ${version}; Kengesh needs 15 or newer.`);
  if (encoding !== 'UTF8')
    throw new DatabaseError(
      `${setting}: ${placeOf(url)} is encoded in ${encoding}, which cannot hold every name; make it with encoding 'UTF8'.`,
    );
}

/** With the two addresses in each other's place everything would work, and nothing but triggers protect the journal. */
async function checkOwner(client: pg.Client, ownerUrl: string): Promise<void> {
  const { rows } = await client.query<{ role: string; creates: boolean }>(
    `select current_user as role, has_schema_privilege('public', 'create') as creates`,
  );
  if (!rows[0]?.creates)
    throw new DatabaseError(
      `DATABASE_OWNER_URL: the role "${rows[0]?.role}" may not make tables in ${placeOf(ownerUrl)}. It must be the role ` +
        'that owns the database, and DATABASE_URL the other one; are the two in each other’s place?',
    );
}

const notYet = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03']);

async function connect(url: string, setting: string, patience: number): Promise<pg.Client> {
  for (let waited = 0; ; waited += 250) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      options: '-c timezone=UTC',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code, message } = error as Error & { code?: string };
      if (code !== undefined && notYet.has(code) && waited < patience) {
        await sleep(250);
        continue;
      }
      throw databaseFault(error, setting, url) ?? unusable(setting, url, message || String(code), error);
    }
  }
}
