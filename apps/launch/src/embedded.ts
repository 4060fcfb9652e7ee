/** The database of an installation without DATABASE_URL: started or adopted, with its roles, held by one launcher at a time. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Cluster, startCluster } from './postgres/cluster.js';
import {
  connectAsAdmin,
  type DatabaseUrls,
  databaseName,
  ensureDatabase,
  ensureRoles,
  urlsOf,
} from './postgres/roles.js';

export interface Embedded extends DatabaseUrls {
  readonly adopted: boolean;
  /** Resolves when the database goes away by itself. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
}

/** Any number no other program locks; held for as long as a launcher lives, and let go by PostgreSQL when it is killed. */
const launcherLock = 7_365_274_011;

export async function startEmbedded(home: string, say: (line: string) => void): Promise<Embedded> {
  const cluster = await startCluster({
    folder: path.join(home, 'postgres'),
    durable: true,
    // Root's own folders are often closed to the account PostgreSQL runs as; data must outlive a cleaned temp folder.
    ...(process.getuid?.() === 0 ? { refuge: '/var/lib/kengesh' } : {}),
    say,
  });
  let client: pg.Client;
  try {
    client = await connectAsAdmin(cluster);
  } catch (error) {
    if (!cluster.adopted) await cluster.stop();
    throw error;
  }
  if (!(await holdLock(client))) {
    await client.end();
    throw new Error(`Kengesh already runs with the database in ${cluster.data}. Stop it first, or set KENGESH_HOME.`);
  }
  try {
    await ensureRoles(client, cluster);
    await ensureDatabase(client, databaseName);
  } catch (error) {
    await client.end().catch(() => undefined);
    await cluster.stop();
    throw error;
  }
  return { adopted: cluster.adopted, ...urlsOf(cluster, databaseName), ...watch(client, cluster) };
}

function watch(client: pg.Client, cluster: Cluster): Pick<Embedded, 'lost' | 'stop'> {
  let ending = false;
  const lost = new Promise<void>(resolve => {
    client.on('error', () => undefined);
    client.on('end', () => {
      if (!ending) resolve();
    });
  });
  return {
    lost,
    stop: async () => {
      ending = true;
      await client.end().catch(() => undefined);
      await cluster.stop();
    },
  };
}

/** Tried for two seconds: the session of a launcher that was killed this very moment takes a little while to end. */
async function holdLock(client: pg.Client): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [launcherLock]);
    if (rows[0]?.held) return true;
    await sleep(100);
  }
  return false;
}
