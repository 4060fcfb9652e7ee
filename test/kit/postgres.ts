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
    drop: () => asAdmin(admin, client => client.query(`drop database if exists ${name} with (force)`)),
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
    drop: () => asAdmin(admin, client => client.query(`drop database if exists ${name} with (force)`)),
  };
}

function testCluster(): TestCluster {
  const told = process.env.KENGESH_TEST_CLUSTER;
  if (!told)
    throw new Error('There is no test cluster: this test belongs to a Jest project with test/kit/postgres-setup.');
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
