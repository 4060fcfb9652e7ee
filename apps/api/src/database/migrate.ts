/** Brings a database to the shape this version needs, as its owner, and gives the application's role what it may do in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { migrations } from '@kengesh/migrations';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { grant } from './grants.js';

/** Nodes that start together migrate one after the other. Any number no other program locks. */
const migrationLock = 7_365_274_012;

/** The database cannot be used: in words for whoever set its address. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

export interface Migrated {
  /** Names of the migrations that were run now. */
  readonly ran: readonly string[];
}

/**
 * @param url as the application's role; `ownerUrl` may be the same
 * @param patience how long a database that does not answer yet is waited for, milliseconds
 * @throws DatabaseError when it cannot be reached or refuses us
 */
export async function migrate(url: string, ownerUrl: string, patience = 15_000): Promise<Migrated> {
  const client = await connect(ownerUrl, ownerUrl === url ? 'DATABASE_URL' : 'DATABASE_OWNER_URL', patience);
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations: [...migrations], extra: { max: 2 } });
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await source.initialize();
    const ran = await source.runMigrations({ transaction: 'each' });
    await grant(client, await roleOf(url, patience));
    return { ran: ran.map(migration => migration.name) };
  } finally {
    if (source.isInitialized) await source.destroy();
    await client.end();
  }
}

/** Names of the migrations this version brings, as TypeORM writes them into its table. */
export const migrationNames: readonly string[] = migrations.map(migration => migration.name);

async function roleOf(url: string, patience: number): Promise<string> {
  const client = await connect(url, 'DATABASE_URL', patience);
  try {
    const { rows } = await client.query<{ role: string }>('select current_user as role');
    return rows[0]?.role ?? '';
  } finally {
    await client.end();
  }
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
      const { host } = new URL(url);
      throw new DatabaseError(`${setting}: the database at ${host} cannot be used: ${message || code}.`, {
        cause: error,
      });
    }
  }
}
