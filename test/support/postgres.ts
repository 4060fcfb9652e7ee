/** A freshly migrated database for each who asks. */
import { randomBytes } from 'node:crypto';
import { migrate } from '@kengesh/api/database/migrate';
import pg from 'pg';

export interface TestDatabase {
  /** As the application's role. */
  readonly url: string;
  /** As the owner. */
  readonly ownerUrl: string;
  /** As the superuser, who sees all that is kept anywhere: urns too. */
  readonly adminUrl: string;
  /** Takes a backup; whoever is connected is sent away. */
  backup(): Promise<void>;
  /** Puts the last backup back in place of what is there now, as an operator would: whoever is connected is sent away. */
  restore(): Promise<void>;
  drop(): Promise<void>;
}

interface TestCluster {
  readonly admin: string;
  readonly port: number;
  readonly passwords: { readonly owner: string; readonly app: string };
}

const template = 'kengesh_template';
const templateLock = 7_365_274_013;

/** Copies a template that the first who asks migrates: about 50 ms each. */
export async function testDatabase(): Promise<TestDatabase> {
  const { admin, ...cluster } = testCluster();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(admin, async client => {
    // Held while copying too: PostgreSQL copies no template that somebody is connected to.
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (!rowCount) {
      const making = `${template}_${randomBytes(4).toString('hex')}`;
      await client.query(`create database ${making} owner kengesh_owner`);
      await migrate(address(cluster, 'app', making), address(cluster, 'owner', making));
      await client.query(`alter database ${making} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template} owner kengesh_owner`);
  });
  return {
    url: address(cluster, 'app', name),
    ownerUrl: address(cluster, 'owner', name),
    adminUrl: Object.assign(new URL(admin), { pathname: `/${name}` }).href,
    ...backups(admin, name),
    drop: () =>
      asAdmin(admin, async client => {
        await untilLeft(client, name);
        for (const each of [name, `${name}_backup`]) await client.query(`drop database if exists ${each} with (force)`);
      }),
  };
}

/**
 * Waits a second at most until nobody is connected: a pool that was ended may still be closing, and would take the end of its
 * database for a fault.
 */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (!rowCount) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function backups(admin: string, name: string): Pick<TestDatabase, 'backup' | 'restore'> {
  const backup = `${name}_backup`;
  const alone = async (client: pg.Client, of: string, act: () => Promise<unknown>) => {
    await client.query(`alter database ${of} allow_connections false`);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [of]);
    await act();
    await client.query(`alter database ${name} allow_connections true`);
  };
  return {
    backup: () =>
      asAdmin(admin, client =>
        alone(client, name, () => client.query(`create database ${backup} template ${name} owner kengesh_owner`)),
      ),
    restore: () =>
      asAdmin(admin, client =>
        alone(client, name, async () => {
          await client.query(`drop database ${name} with (force)`);
          await client.query(`alter database ${backup} rename to ${name}`);
        }),
      ),
  };
}

/** An empty database nobody has migrated, for tests of the migrating itself. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const { admin, ...cluster } = testCluster();
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await asAdmin(admin, client => client.query(`create database ${name} owner kengesh_owner`));
  return {
    url: address(cluster, 'app', name),
    ownerUrl: address(cluster, 'owner', name),
    adminUrl: Object.assign(new URL(admin), { pathname: `/${name}` }).href,
    ...backups(admin, name),
    drop: () => asAdmin(admin, client => client.query(`drop database if exists ${name} with (force)`)),
  };
}

function testCluster(): TestCluster {
  const told = process.env.KENGESH_TEST_CLUSTER;
  if (!told)
    throw new Error('There is no test cluster: this test belongs to a Jest project with test/support/postgres-setup.');
  return JSON.parse(told) as TestCluster;
}

function address({ port, passwords }: Omit<TestCluster, 'admin'>, role: 'app' | 'owner', database: string): string {
  return `postgres://kengesh_${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
}

async function asAdmin(url: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
