/**
 * One embedded PostgreSQL per run of Jest, in the temp folder, forcing nothing to disk, gone when the run ends. A run that
 * was killed cannot clean up after itself: the next one does.
 */
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Cluster, startCluster } from '../../apps/launch/src/postgres/cluster.js';
import { isAlive, isPostgres, readPidFile } from '../../apps/launch/src/postgres/pid-file.js';
import { connectAsAdmin, ensureRoles } from '../../apps/launch/src/postgres/roles.js';

/** What the test files are told, by an environment variable: Jest's workers share nothing else with the setup. */
export const clusterVariable = 'KENGESH_TEST_CLUSTER';

interface SharedCluster {
  readonly cluster: Cluster;
  readonly folder: string;
  users: number;
}
// The projects `api` and `stories` set up in one process, each with its own copy of this module.
const holder = globalThis as { kengeshTestCluster?: Promise<SharedCluster> };

/** `durable`: as an installation has it, for whoever measures. Not a parameter of `holdCluster`: Jest would fill it in. */
export const holdDurableCluster = () => hold(true);
export const holdCluster = () => hold(false);

async function hold(durable: boolean): Promise<void> {
  holder.kengeshTestCluster ??= make(durable);
  const held = await holder.kengeshTestCluster;
  held.users++;
  const { port, passwords } = held.cluster;
  process.env[clusterVariable] = JSON.stringify({ port, passwords, admin: held.cluster.adminUrl('postgres') });
}

export async function releaseCluster(): Promise<void> {
  const held = await holder.kengeshTestCluster;
  if (!held || --held.users > 0) return;
  delete holder.kengeshTestCluster;
  await held.cluster.stop();
  await rm(held.cluster.data, { recursive: true, force: true });
  await rm(held.folder, { recursive: true, force: true });
}

async function make(durable: boolean): Promise<SharedCluster> {
  await sweep();
  const folder = await mkdtemp(path.join(os.tmpdir(), `kengesh-test-${process.pid}-`));
  // As root, PostgreSQL runs as another account and has to get in; what is secret in it has its own mode.
  await chmod(folder, 0o755);
  const cluster = await startCluster({
    folder: path.join(folder, 'postgres'),
    durable,
    // What is measured runs on the settings of an installation.
    settings: { max_connections: '200', ...(durable ? {} : { shared_buffers: '64MB', max_wal_size: '1GB' }) },
  });
  const client = await connectAsAdmin(cluster);
  await ensureRoles(client, cluster);
  await client.end();
  return { cluster, folder, users: 0 };
}

async function sweep(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const run = Number(/^kengesh-test-(\d+)-/.exec(name)?.[1]);
    if (!run || isAlive(run)) continue;
    const folder = path.join(os.tmpdir(), name);
    const server = await readPidFile(path.join(folder, 'postgres', 'data'));
    if (server && (await isPostgres(server.pid))) process.kill(server.pid, 'SIGQUIT');
    // Another account's leftovers are not ours to remove.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
  }
}
