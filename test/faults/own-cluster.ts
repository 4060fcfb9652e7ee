/** A PostgreSQL for one fault alone, which may be killed: its files stay, and it is started again on the same port. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, startCluster } from '../../apps/launch/src/postgres/cluster.js';
import { isPostgres } from '../../apps/launch/src/postgres/pid-file.js';
import {
  connectAsAdmin,
  databaseName,
  ensureDatabase,
  ensureRoles,
  urlsOf,
} from '../../apps/launch/src/postgres/roles.js';

export interface OwnCluster {
  readonly url: string;
  readonly ownerUrl: string;
  readonly adminUrl: string;
  readonly port: number;
  pid(): number;
  /** SIGKILL to the postmaster; its children find out by themselves. */
  kill(): Promise<void>;
  /** Resolves when it answers again. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it, and nothing is left of it. */
  end(): Promise<void>;
}

export async function ownCluster(given?: string): Promise<OwnCluster> {
  const folder = given ?? (await mkdtemp(path.join(os.tmpdir(), `kengesh-test-${process.pid}-`)));
  await chmod(folder, 0o755);
  const options = { folder: path.join(folder, 'postgres'), durable: true };
  let cluster: Cluster = await startCluster(options);
  const client = await connectAsAdmin(cluster);
  await ensureRoles(client, cluster);
  await ensureDatabase(client, databaseName);
  await client.end();
  const { port } = cluster;
  return {
    ...urlsOf(cluster, databaseName),
    adminUrl: cluster.adminUrl(databaseName),
    port,
    pid: () => cluster.pid,
    stop: () => cluster.stop(),
    kill: async () => {
      process.kill(cluster.pid, 'SIGKILL');
      while (await isPostgres(cluster.pid)) await sleep(5);
    },
    start: async () => {
      // Where a start fails the next one would take another port, of which those who wait here know nothing.
      cluster = await startCluster({ ...options, settings: { port: String(port) } });
    },
    end: async () => {
      await cluster.stop();
      await rm(cluster.data, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
