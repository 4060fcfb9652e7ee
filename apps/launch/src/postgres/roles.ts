/** The two roles of Kengesh and its database: the owner makes tables, the application works in them and owns nothing. */
import pg from 'pg';
import { type Cluster, databaseUrl } from './cluster.js';

export const databaseName = 'kengesh';

export interface DatabaseUrls {
  /** As the application's role `kengesh_app`. */
  readonly url: string;
  /** As the owner `kengesh_owner`. */
  readonly ownerUrl: string;
}

export function urlsOf(cluster: Pick<Cluster, 'passwords' | 'port'>, database: string): DatabaseUrls {
  return {
    url: databaseUrl('kengesh_app', cluster.passwords.app, cluster.port, database),
    ownerUrl: databaseUrl('kengesh_owner', cluster.passwords.owner, cluster.port, database),
  };
}

/** Makes what is missing of the roles; a start that was cut short is taken up where it stopped. */
export async function ensureRoles(client: pg.Client, cluster: Cluster): Promise<void> {
  for (const [role, password] of [
    ['kengesh_owner', cluster.passwords.owner],
    ['kengesh_app', cluster.passwords.app],
  ] as const) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (!rowCount) await client.query(`create role ${role} login password ${client.escapeLiteral(password)}`);
  }
}

export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)} owner kengesh_owner`);
  await client.query(`revoke all on database ${client.escapeIdentifier(name)} from public`);
  await client.query(`grant connect on database ${client.escapeIdentifier(name)} to kengesh_app`);
}

export async function connectAsAdmin(cluster: Cluster): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: cluster.adminUrl('postgres'), connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}
