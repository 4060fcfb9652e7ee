/**
 * Holds a PostgreSQL on a disk of its own that can be filled: started by `unshare --mount`, so that the small disk is seen by
 * this process and its children alone, and is gone with them.
 */
import { execFile } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { isPostgres } from '../../apps/launch/src/postgres/pid-file.js';
import { serve } from '../bench/program.js';
import { type OwnCluster, ownCluster } from './own-cluster.js';

const run = promisify(execFile);
const [, , folder = ''] = process.argv;
const ballast = path.join(folder, 'ballast');
let cluster: OwnCluster | undefined;
let keeping: NodeJS.Timeout | undefined;

async function switchLog(url: string): Promise<void> {
  const db = new pg.Client({ connectionString: url });
  db.on('error', () => undefined);
  await db.connect();
  try {
    // Each is one more segment, of which some lie ready.
    for (let times = 0; times < 4; times++) {
      await db.query(`select pg_logical_emit_message(false, 'full', 'disk')`);
      await db.query('select pg_switch_wal()');
    }
  } finally {
    await db.end().catch(() => undefined);
  }
}

serve({
  async start({ megabytes }: { megabytes: number }) {
    await mkdir(folder, { recursive: true });
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
    cluster = await ownCluster(folder);
    // Where the database falls for want of room it is started again, as a service manager does: until it stands.
    let trying = false;
    keeping = setInterval(async () => {
      if (trying || !cluster || (await isPostgres(cluster.pid()))) return;
      trying = true;
      await cluster.start().catch(() => undefined);
      trying = false;
    }, 500);
    const { url, ownerUrl, adminUrl } = cluster;
    return { url, ownerUrl, adminUrl };
  },
  /** To the last byte. */
  async fill() {
    const file = await open(ballast, 'a');
    for (const size of [1 << 20, 1 << 12]) {
      const block = Buffer.alloc(size);
      try {
        for (;;) await file.write(block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    const { size } = await file.stat();
    await file.close();
    // Its log goes on in a segment that is there already; the next one finds no room.
    await switchLog(cluster!.adminUrl).catch(() => undefined);
    return { bytes: size };
  },
  /** How often PostgreSQL has said that there is no room. */
  async complaints() {
    const log = await readFile(path.join(folder, 'postgres', 'postgres.log'), 'utf8');
    return log.split('No space left on device').length - 1;
  },
  free: () => rm(ballast, { force: true }),
  async end() {
    clearInterval(keeping);
    await rm(ballast, { force: true });
    await cluster?.stop();
  },
});
