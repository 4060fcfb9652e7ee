/** A Kengesh that is gone afterwards: embedded database and API in the temp folder, for a rehearsal or a measurement. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readApiEnv } from '@kengesh/api/config/env';
import { accountLink } from '@kengesh/api/identity/new-account';
import { startApiChild } from './api-child.js';
import { startCluster } from './postgres/cluster.js';
import { connectAsAdmin, databaseName, ensureDatabase, ensureRoles, urlsOf } from './postgres/roles.js';

export interface ThrowAway {
  readonly url: string;
  /** Process of the API now. */
  pid(): number | null;
  /** A link that lets one device of a new desk account in. */
  deskLink(): Promise<string>;
  /** Ends the API without a word and starts it again on the same port; resolves when it listens. */
  restart(): Promise<number | null>;
  stop(): Promise<void>;
}

export async function startThrowAway(settings: Readonly<Record<string, string>> = {}): Promise<ThrowAway> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `kengesh-rehearse-${process.pid}-`));
  // As root, PostgreSQL runs as another account and has to get in; what is secret in it has its own mode.
  await chmod(folder, 0o755);
  const cluster = await startCluster({ folder: path.join(folder, 'postgres'), durable: true });
  const away = async () => {
    await cluster.stop();
    await rm(cluster.data, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const client = await connectAsAdmin(cluster);
    await ensureRoles(client, cluster);
    await ensureDatabase(client, databaseName);
    await client.end();
    const { url: databaseUrl, ownerUrl } = urlsOf(cluster, databaseName);
    const environment = { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl, LOG_LEVEL: 'error', ...settings };
    const start = async (port: number) => {
      const child = startApiChild({ ...environment, PORT: String(port), HOST: '127.0.0.1' });
      const first = await Promise.race([child.ready, child.exited]);
      if (!('ready' in first)) throw new Error('the server has not started; the reason stands above');
      return { child, port: first.port };
    };
    let { child, port } = await start(0);
    return {
      url: `http://127.0.0.1:${port}`,
      pid: () => child.pid,
      deskLink: () => accountLink(readApiEnv({ ...environment, PORT: String(port) }), 'clerk@rehearsal.example'),
      restart: async () => {
        await child.kill();
        ({ child, port } = await start(port));
        return child.pid;
      },
      stop: async () => {
        await child.stop();
        await away();
      },
    };
  } catch (error) {
    await away();
    throw error;
  }
}
