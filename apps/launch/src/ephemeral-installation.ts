/** A Kengesh that is gone afterwards: embedded database and API in the temp folder, for a rehearsal or a measurement. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readApiEnv } from '@kengesh/api/config/env';
import { accountLink } from '@kengesh/api/identity/new-account';
import { type ApiChild, startApiChild } from './api-child.js';
import { openBalancer } from './balancer.js';
import { startCluster } from './postgres/cluster.js';
import { connectAsAdmin, databaseName, ensureDatabase, ensureRoles, urlsOf } from './postgres/roles.js';
import { findRedis, openRedis } from './redis.js';

export interface ThrowAway {
  readonly url: string;
  /** Processes of the API now. */
  pids(): readonly number[];
  /** A link that lets one device of a new desk account in. */
  deskLink(): Promise<string>;
  /** Ends the API (the first node, where there are several) without a word and starts it again on the same port. */
  restart(): Promise<readonly number[]>;
  stop(): Promise<void>;
}

/** @param nodes more than one: behind a balancer, with a Redis between them */
export async function startThrowAway(nodes = 1): Promise<ThrowAway> {
  // The last to be started is the first to be stopped.
  const started: (() => Promise<void>)[] = [];
  const endAll = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  let stopping: Promise<void> | undefined;
  // Whoever asks meanwhile waits for the same end.
  const stop = () => {
    stopping ??= endAll();
    return stopping;
  };
  try {
    const urls = await database(started);
    const redis = nodes > 1 ? await openRedis(redisProgram()) : undefined;
    if (redis) started.push(redis.kill);
    const environment = {
      DATABASE_URL: urls.url,
      DATABASE_OWNER_URL: urls.ownerUrl,
      LOG_LEVEL: 'error',
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    const children: { child: ApiChild; port: number }[] = [];
    started.push(async () => {
      await Promise.all(children.map(({ child }) => child.stop()));
    });
    for (let node = 0; node < nodes; node++) children.push(await startNode(environment, 0));
    const balancer = nodes > 1 ? await openBalancer(children.map(({ port }) => port)) : undefined;
    if (balancer) started.push(balancer.close);
    const url = balancer?.url ?? `http://127.0.0.1:${children[0]!.port}`;
    const pids = () => children.flatMap(({ child: { pid } }) => (pid === null ? [] : [pid]));
    return {
      url,
      pids,
      deskLink: () => accountLink(readApiEnv({ ...environment, PUBLIC_URL: url }), 'clerk@rehearsal.example'),
      restart: async () => {
        const { child, port } = children[0]!;
        await child.kill();
        children[0] = await startNode(environment, port);
        return pids();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function database(started: (() => Promise<void>)[]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), `kengesh-rehearse-${process.pid}-`));
  started.push(() => rm(folder, { recursive: true, force: true }));
  // As root, PostgreSQL runs as another account and has to get in; what is secret in it has its own mode.
  await chmod(folder, 0o755);
  const cluster = await startCluster({ folder: path.join(folder, 'postgres'), durable: true });
  started.push(async () => {
    await cluster.stop();
    await rm(cluster.data, { recursive: true, force: true });
  });
  const client = await connectAsAdmin(cluster);
  await ensureRoles(client, cluster);
  await ensureDatabase(client, databaseName);
  await client.end();
  return urlsOf(cluster, databaseName);
}

async function startNode(environment: Readonly<Record<string, string>>, port: number) {
  const child = startApiChild(2);
  child.tell({ ...environment, PORT: String(port), HOST: '127.0.0.1' });
  const first = await Promise.race([child.ready, child.exited]);
  if (!('ready' in first)) throw new Error('the server has not started; the reason stands above');
  return { child, port: first.port };
}

function redisProgram(): string {
  const found = findRedis(process.env.PATH ?? '');
  if (found) return found;
  throw new Error('several nodes need redis-server on PATH (Debian: apt install redis-server)');
}
