/**
 * An embedded PostgreSQL: made on the first start, started on each, adopted where a killed parent left it running.
 * It listens on loopback only, wants a password (SCRAM) from everyone, and is stopped by the parent.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, canReach, serverAccount } from './account.js';
import { initialise } from './initialise.js';
import { keepFirstNotes, type Notes, type Passwords, readNotes, writeNotes } from './notes.js';
import { isPostgres, readPidFile } from './pid-file.js';
import { findPrograms, type Programs } from './programs.js';
import { identity, run } from './run.js';

export interface Cluster {
  readonly port: number;
  readonly data: string;
  readonly passwords: Passwords;
  /** It was running already when we came: an earlier parent was killed. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Address of a database as its superuser. */
  adminUrl(database: string): string;
  /** Fast shutdown: sessions are cut, what is committed stays. Resolves when the server is gone. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Folder that is ours alone; data, log and passwords go into it. */
  readonly folder: string;
  /** false: nothing is forced to disk. For throw-away test clusters only. */
  readonly durable: boolean;
  /** Where programs and data go when the account that runs PostgreSQL cannot reach them. */
  readonly refuge?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
}

interface Place {
  readonly notesFile: string;
  readonly notes: Notes;
  readonly account: Account | undefined;
  readonly programs: Programs;
  readonly log: string;
  readonly options: ClusterOptions;
}

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const place = await prepare(options);
  const adopted = await adopt(place);
  if (adopted) return adopted;
  if (!(await exists(path.join(place.notes.data, 'PG_VERSION'))))
    await initialise(place.notes, place.programs, place.account, options.durable);
  await checkVersion(place);
  for (let attempt = 1; ; attempt++) {
    // Another start may have been quicker: then its server serves.
    const other = await adopt(place);
    if (other) return other;
    place.notes.port = await freePort(attempt === 1 ? place.notes.port : 0);
    await writeNotes(place.notesFile, place.notes);
    const started = await launch(place);
    if (started) return started;
    // Another program may have taken the port between our look and the start.
    if (attempt === 3)
      throw new Error(`PostgreSQL does not start. The end of its log (${place.log}):\n${await logEnd(place)}`);
  }
}

async function prepare(options: ClusterOptions): Promise<Place> {
  const account = await serverAccount();
  const folder = path.resolve(options.folder);
  // The account must walk through the folder; what is secret in it has its own mode.
  await mkdir(folder, { recursive: true, mode: account ? 0o755 : 0o700 });
  // Root's own temp folder may be as closed to the account as the rest of root's.
  const temp = account ? '/tmp' : os.tmpdir();
  const refuge = options.refuge ?? path.join(temp, `kengesh-${process.getuid?.() ?? 'user'}`);
  const notesFile = path.join(folder, 'kengesh.json');
  let notes = await readNotes(notesFile);
  if (!notes) {
    let data = path.join(folder, 'data');
    if (await exists(path.join(data, 'PG_VERSION')))
      throw new Error(`${data} holds a database, but its passwords (${notesFile}) are gone. Bring that file back.`);
    if (!(await canReach(folder, account))) {
      data = path.join(refuge, `data-${randomBytes(6).toString('hex')}`);
      options.say?.(`Account "${account?.name}" cannot reach ${folder}; the database is kept in ${data}.`);
    }
    const password = () => randomBytes(24).toString('base64url');
    notes = { data, port: 0, passwords: { postgres: password(), owner: password(), app: password() } };
    notes = await keepFirstNotes(notesFile, notes);
  }
  const programs = await findPrograms(account, refuge);
  const log = path.join(folder, 'postgres.log');
  return { notesFile, notes, account, programs, log, options };
}

async function adopt(place: Place): Promise<Cluster | undefined> {
  const { data } = place.notes;
  for (let waited = 0; ; waited += 50) {
    const found = await readPidFile(data);
    if (!found) return undefined;
    if (!(await isPostgres(found.pid))) {
      // Its machine or itself was switched off. PostgreSQL would refuse to start if another program had its number now.
      await rm(path.join(data, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (found.status === 'ready' && found.port !== undefined) {
      place.notes.port = found.port;
      const cluster = asCluster(place, found.pid, true);
      await checkIsOurs(cluster);
      await writeNotes(place.notesFile, place.notes);
      return cluster;
    }
    if (waited > 30_000)
      throw new Error(`PostgreSQL (process ${found.pid}) neither starts nor stops; see ${place.log}.`);
    await sleep(50);
  }
}

async function checkIsOurs(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.adminUrl('postgres'), connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string }>(`select current_setting('data_directory') as data`);
    if (rows[0] && path.resolve(rows[0].data) === path.resolve(cluster.data)) return;
    throw new Error(`it serves ${rows[0]?.data}`);
  } catch (error) {
    throw new Error(
      `A PostgreSQL (process ${cluster.pid}, port ${cluster.port}) runs on ${cluster.data}, but it is not ours to use: ` +
        `${(error as Error).message}. Stop it and start again.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkVersion({ notes, programs }: Place): Promise<void> {
  const made = (await readFile(path.join(notes.data, 'PG_VERSION'), 'utf8')).trim();
  const ours = programs.version.split('.')[0];
  if (made !== ours)
    throw new Error(
      `${notes.data} was made by PostgreSQL ${made}, this is PostgreSQL ${ours}: it has to be carried over.`,
    );
}

async function launch(place: Place): Promise<Cluster | undefined> {
  const { account, log, notes, options, programs } = place;
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(notes.port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
  const written = await stat(log).catch(() => undefined);
  if (written && written.size > 4_000_000) await rm(log);
  const logFile = await open(log, 'a', 0o600);
  // Detached: Ctrl-C in a terminal goes to every process of the group, but the database is to be stopped last.
  const child = spawn(
    programs.postgres,
    ['-D', notes.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...identity(account),
      detached: true,
      windowsHide: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
      cwd: notes.data,
    },
  );
  await logFile.close();
  let gone = false;
  child.on('error', () => {
    gone = true;
  });
  child.on('exit', () => {
    gone = true;
  });
  child.unref();
  for (let waited = 0; !gone; waited += 10) {
    const found = await readPidFile(notes.data);
    if (found && found.pid === child.pid && found.status === 'ready') return asCluster(place, found.pid, false);
    // A crash leaves much to replay; a log that grows is not our concern here, a server that hangs is.
    if (waited > 120_000) break;
    await sleep(10);
  }
  if (!gone) child.kill('SIGQUIT');
  return undefined;
}

function asCluster(place: Place, pid: number, adopted: boolean): Cluster {
  const { data, passwords, port } = place.notes;
  let stopping: Promise<void> | undefined;
  return {
    port,
    data,
    passwords,
    adopted,
    pid,
    adminUrl: database => databaseUrl('postgres', passwords.postgres, port, database),
    stop: () => {
      stopping ??= stopServer(place, pid);
      return stopping;
    },
  };
}

export const databaseUrl = (role: string, password: string, port: number, database: string) =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;

async function stopServer(place: Place, pid: number): Promise<void> {
  if (process.platform === 'win32')
    await run(
      place.programs.pgCtl,
      place.account,
      ['stop', '-m', 'fast', '-w', '-D', place.notes.data],
      place.notes.data,
    );
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
  ] as const) {
    // One that is gone already may have left its number to another program.
    if (!(await isPostgres(pid))) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < patience; waited += 10) {
      // Not only whether the number lives: an adopted server's parent may be slow to bury it.
      if (!(await isPostgres(pid))) return;
      await sleep(10);
    }
  }
}

/** The wanted port if it is free, else any free one. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once('error', error => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function logEnd({ log }: Place): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-12).join('\n');
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
