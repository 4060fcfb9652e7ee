/** `npm start` as a newcomer, an operator and an accident meet it. Plays the built launcher. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

const launcher = fileURLToPath(new URL('../apps/launch/dist/main.js', import.meta.url));
const running = new Set<ChildProcess>();

interface Launched {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves with the address when it says that it is ready. */
  readonly url: Promise<string>;
  readonly exit: Promise<number | null>;
}

/** @param folder where it is started, and finds its `.env`; not where a developer's own lies */
function launch(settings: Record<string, string>, folder = os.tmpdir()): Launched {
  const child = spawn(process.execPath, [launcher], {
    env: { PATH: process.env.PATH, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
  });
  running.add(child);
  let output = '';
  let found: (url: string) => void;
  let failed: (error: Error) => void;
  const url = new Promise<string>((resolve, reject) => {
    found = resolve;
    failed = reject;
  });
  url.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      output += chunk;
      const ready = /Kengesh is ready: (\S+)/.exec(output)?.[1];
      if (ready) found(ready);
    });
  const exit = new Promise<number | null>(resolve => {
    child.once('close', code => {
      running.delete(child);
      failed(new Error(`The launcher ended with code ${code}:\n${output}`));
      resolve(code);
    });
  });
  return { child, output: () => output, url, exit };
}

/** Waits until the launcher has said all it says once it is ready. */
async function saidAll({ url, output }: Launched): Promise<string> {
  const found = await url;
  for (let waited = 0; !output().includes('Ctrl-C stops it.') && waited < 5000; waited += 20) await sleep(20);
  return found;
}

/** Waits until it has said a sentence so many times. */
async function said({ output }: Launched, sentence: string, times = 1): Promise<void> {
  for (let waited = 0; output().split(sentence).length <= times; waited += 20) {
    if (waited > 30_000) throw new Error(`not said: ${sentence}\n${output()}`);
    await sleep(20);
  }
}

/** The status with which a link is exchanged for a device. */
async function opens(link: string): Promise<number> {
  const { origin, hash } = new URL(link);
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ secret: hash.slice(1) });
  return (await fetch(`${origin}/api/links/exchange`, { method: 'POST', headers, body })).status;
}

async function stop(launched: Launched): Promise<number | null> {
  launched.child.kill('SIGTERM');
  return await launched.exit;
}

interface Notes {
  readonly data: string;
  readonly port: number;
  readonly passwords: { readonly app: string; readonly owner: string };
}
async function notesOf(folder: string): Promise<Notes> {
  const notes = JSON.parse(await readFile(path.join(folder, 'postgres', 'kengesh.json'), 'utf8')) as Notes;
  return { ...notes, data: path.resolve(folder, 'postgres', notes.data) };
}

async function postmaster(home: string): Promise<number | undefined> {
  const { data } = await notesOf(home);
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || undefined;
}

/** A process that has ended, but whose parent has not asked how, has left nothing behind. */
async function alive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/^\d+ \(.*\) Z/.test(state);
}

async function goneWithin(milliseconds: number, pid: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (!(await alive(pid))) return true;
    await sleep(50);
  }
  return false;
}

/** Within a while: connections of its pool that broke are replaced at the next question. */
async function ready(url: string): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 100) {
    if (await answers(url).catch(() => false)) return true;
    await sleep(100);
  }
  return false;
}

const answers = async (url: string) => (await fetch(`${url}/health/ready`)).status === 200;

async function query<Row extends pg.QueryResultRow>(home: string, role: 'app' | 'owner', sql: string): Promise<Row[]> {
  const { passwords, port } = await notesOf(home);
  const client = new pg.Client({
    connectionString: `postgres://kengesh_${role}:${passwords[role]}@127.0.0.1:${port}/kengesh`,
  });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kengesh-start-'));
  // As root, PostgreSQL runs as another account that has to get in.
  await chmod(home, 0o755);
});
afterEach(async () => {
  for (const child of running) child.kill('SIGTERM');
  for (let waited = 0; running.size > 0 && waited < 10_000; waited += 50) await sleep(50);
});
afterAll(async () => {
  const left = await postmaster(home).catch(() => undefined);
  if (left && (await alive(left))) process.kill(left, 'SIGQUIT');
  const { data } = await notesOf(home).catch(() => ({ data: '' }));
  if (data) await rm(data, { recursive: true, force: true, maxRetries: 10 });
  await rm(home, { recursive: true, force: true, maxRetries: 10 });
});

describe('start', () => {
  test('from nothing: makes a database, listens, and on SIGTERM leaves no process behind', async () => {
    const first = launch({ KENGESH_HOME: home });
    const url = await first.url;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await answers(url)).toBe(true);
    const server = await postmaster(home);
    expect(await alive(server ?? 0)).toBe(true);
    const started = Date.now();
    expect(await stop(first)).toBe(0);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(await alive(server ?? 0)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('what holds passwords and links is for our eyes only', async () => {
    if (process.platform === 'win32') return;
    expect((await stat(path.join(home, 'postgres', 'kengesh.json'))).mode & 0o777).toBe(0o600);
    expect((await stat((await notesOf(home)).data)).mode & 0o777).toBe(0o700);
  });

  test('again: same data, durable settings, own roles, within three seconds', async () => {
    const starts: number[] = [];
    const start = async () => {
      const asked = Date.now();
      const again = launch({ KENGESH_HOME: home });
      await again.url;
      starts.push(Date.now() - asked);
      return again;
    };
    let again = await start();
    await query(home, 'owner', 'create table kept as select 42 as answer');
    // The quickest of a few: what else this machine does meanwhile is not ours to answer for.
    while (starts.length < 2 || (starts.length < 6 && Math.min(...starts) >= 3000)) {
      expect(await stop(again)).toBe(0);
      again = await start();
    }
    expect(Math.min(...starts)).toBeLessThan(3000);
    expect(await query(home, 'app', 'select answer from kept')).toEqual([{ answer: 42 }]);
    const [settings] = await query(
      home,
      'app',
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as address,
              current_user as role,
              pg_get_userbyid(datdba) as owner, datlocprovider as locale
         from pg_database where datname = current_database()`,
    );
    expect(settings).toEqual({
      fsync: 'on',
      address: '127.0.0.1',
      role: 'kengesh_app',
      owner: 'kengesh_owner',
      locale: 'i',
    });
    await expect(query(home, 'app', 'create table public.mine (a int)')).rejects.toThrow(/permission denied/);
    await stop(again);
  });

  test('Ctrl-C in a terminal, which every process of the group hears, also ends in good order', async () => {
    const started = launch({ KENGESH_HOME: home });
    await started.url;
    const server = await postmaster(home);
    started.child.kill('SIGINT');
    expect(await started.exit).toBe(0);
    expect(await alive(server ?? 0)).toBe(false);
  });

  test('killed with SIGKILL: the API ends by itself, the next start takes the database over', async () => {
    const killed = launch({ KENGESH_HOME: home });
    const url = await killed.url;
    const server = (await postmaster(home)) ?? 0;
    killed.child.kill('SIGKILL');
    let apiIsGone = false;
    for (let waited = 0; waited < 5000 && !apiIsGone; waited += 100) {
      apiIsGone = await fetch(`${url}/health/live`).then(
        () => false,
        () => true,
      );
      await sleep(100);
    }
    expect(apiIsGone).toBe(true);
    expect(await alive(server)).toBe(true);
    const next = launch({ KENGESH_HOME: home, PORT: new URL(url).port });
    expect(await next.url).toBe(url);
    expect(await postmaster(home)).toBe(server);
    expect(next.output()).toContain('taken over');
    expect(await stop(next)).toBe(0);
    expect(await alive(server)).toBe(false);
  });

  test('killed and started again at the same moment, on the same port', async () => {
    const killed = launch({ KENGESH_HOME: home });
    const url = await killed.url;
    killed.child.kill('SIGKILL');
    const next = launch({ KENGESH_HOME: home, PORT: new URL(url).port });
    expect(await next.url).toBe(url);
    expect(await answers(url)).toBe(true);
    expect(await stop(next)).toBe(0);
  });

  test('a PostgreSQL killed together with us recovers at the next start; a stale postmaster.pid does not matter', async () => {
    const first = launch({ KENGESH_HOME: home });
    await first.url;
    const server = (await postmaster(home)) ?? 0;
    first.child.kill('SIGKILL');
    process.kill(server, 'SIGKILL');
    await first.exit;
    // Its number belongs to another program now: to this one.
    const { data } = await notesOf(home);
    const pidFile = path.join(data, 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await writeFile(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'));
    const next = launch({ KENGESH_HOME: home });
    expect(await answers(await next.url)).toBe(true);
    expect(await stop(next)).toBe(0);
  });

  test('a second start beside the first is told so, and the first goes on', async () => {
    const first = launch({ KENGESH_HOME: home });
    const url = await first.url;
    const second = launch({ KENGESH_HOME: home });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain('Kengesh already runs with the database in');
    expect(await answers(url)).toBe(true);
    expect(await stop(first)).toBe(0);
  });

  test('a folder that was moved as a whole is found with its data', async () => {
    const moved = `${home}-moved`;
    await rename(home, moved);
    home = moved;
    const started = launch({ KENGESH_HOME: moved });
    await started.url;
    expect(await query(moved, 'app', 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(await stop(started)).toBe(0);
  });

  test('on every address: links for this machine, what others type, and what they lack there', async () => {
    const started = launch({ KENGESH_HOME: home, HOST: '0.0.0.0' });
    const url = await saidAll(started);
    const { port } = new URL(url);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const links = JSON.parse(await readFile(path.join(home, 'links.json'), 'utf8')) as Record<string, string>;
    for (const link of Object.values(links)) {
      expect(link).toContain(`${url}/j#`);
      expect(started.output()).toContain(link);
    }
    expect(started.output()).toContain('Browsers give camera and microphone only to pages from HTTPS');
    expect(started.output()).toContain('LIVEKIT_URL must name a server they can reach');
    for (const { address, family, internal } of Object.values(os.networkInterfaces()).flatMap(found => found ?? []))
      if (family === 'IPv4' && !internal) expect(started.output()).toContain(`http://${address}:${port}`);
    expect(await stop(started)).toBe(0);
  });

  test('what `.env` says where it is started counts, and the environment wins over it', async () => {
    await writeFile(path.join(home, '.env'), 'PUBLIC_URL=https://council.example\nHOST=a b\nKENGESH_HOME=.\n');
    const wrong = launch({}, home);
    expect(await wrong.exit).toBe(1);
    expect(wrong.output()).toContain('HOST: found "a b"');
    const started = launch({ HOST: '127.0.0.1' }, home);
    expect(await saidAll(started)).toBe('https://council.example');
    expect(started.output()).toContain('https://council.example/j#');
    expect(await stop(started)).toBe(0);
    await rm(path.join(home, '.env'));
  });

  test('two first starts at once: one serves, the other is told so', async () => {
    const fresh = await mkdtemp(path.join(os.tmpdir(), 'kengesh-start-'));
    await chmod(fresh, 0o755);
    const both = [launch({ KENGESH_HOME: fresh }), launch({ KENGESH_HOME: fresh })];
    const told = await Promise.race(both.map(async one => ({ one, code: await one.exit })));
    expect(told.code).toBe(1);
    expect(told.one.output()).toContain('Kengesh already runs with the database in');
    const other = both.find(one => one !== told.one);
    if (!other) throw new Error('both ended');
    expect(await answers(await other.url)).toBe(true);
    expect(await stop(other)).toBe(0);
    await rm(fresh, { recursive: true, force: true, maxRetries: 10 });
  });

  test('with DATABASE_URL nothing embedded starts', async () => {
    const { admin } = JSON.parse(process.env.KENGESH_TEST_CLUSTER ?? '{}') as { admin: string };
    const client = new pg.Client({ connectionString: admin });
    await client.connect();
    const name = `start_${process.pid}`;
    await client.query(`create database ${name}`);
    const elsewhere = await mkdtemp(path.join(os.tmpdir(), 'kengesh-start-'));
    try {
      const address = new URL(admin);
      address.pathname = `/${name}`;
      const started = launch({ KENGESH_HOME: elsewhere, DATABASE_URL: address.href, LOG_LEVEL: 'warn' });
      expect(await answers(await started.url)).toBe(true);
      await expect(stat(path.join(elsewhere, 'postgres'))).rejects.toThrow('ENOENT');
      await expect(stat(path.join(elsewhere, 'links.json'))).rejects.toThrow('ENOENT');
      expect(await stop(started)).toBe(0);
    } finally {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });
});

// Linux only: who is whose child is asked of /proc.
(process.platform === 'linux' ? describe : describe.skip)('what stops by itself is started again', () => {
  test('an API killed: said, on the same address, and the links printed before stay good', async () => {
    const started = launch({ KENGESH_HOME: home });
    const url = await saidAll(started);
    const links = Object.values(
      JSON.parse(await readFile(path.join(home, 'links.json'), 'utf8')) as object,
    ) as string[];
    const server = await postmaster(home);
    process.kill(await apiOf(started), 'SIGKILL');
    await said(started, 'The server is running again.');
    expect(started.output()).toContain('The server has stopped unexpectedly (by SIGKILL); it is started again.');
    expect(await answers(url)).toBe(true);
    expect(await postmaster(home)).toBe(server);
    for (const link of links) expect(await opens(link)).toBe(200);
    expect(await stop(started)).toBe(0);
    // Neither does the next start end them, wherever it listens.
    const next = launch({ KENGESH_HOME: home, PORT: new URL(url).port });
    expect(await next.url).toBe(url);
    for (const link of links) expect(await opens(link)).toBe(200);
    expect(await stop(next)).toBe(0);
    expect(await goneWithin(2000, server ?? 0)).toBe(true);
  });

  test('a PostgreSQL killed, and one that only lost its connections: said, and what was committed is there', async () => {
    const started = launch({ KENGESH_HOME: home });
    const url = await saidAll(started);
    const api = await apiOf(started);
    const server = (await postmaster(home)) ?? 0;
    await query(home, 'owner', 'create table outlives as select 43 as answer');
    process.kill(server, 'SIGKILL');
    await said(started, 'The embedded database is running again.');
    expect(started.output()).toContain('The embedded database has stopped by itself; it is started again.');
    expect(await postmaster(home)).not.toBe(server);
    expect(await query(home, 'owner', 'select answer from outlives')).toEqual([{ answer: 43 }]);
    expect(await ready(url)).toBe(true);
    // The server has lived through it.
    expect(await apiOf(started)).toBe(api);
    const second = await postmaster(home);
    // One of its own processes gone: PostgreSQL throws everybody out and recovers by itself.
    process.kill(await backendOf(second ?? 0), 'SIGKILL');
    await said(started, 'The embedded database is running again.', 2);
    expect(await postmaster(home)).toBe(second);
    expect(await ready(url)).toBe(true);
    expect(await stop(started)).toBe(0);
    expect(await goneWithin(2000, second ?? 0)).toBe(true);
  });

  test('Ctrl-C while it waits to start something again ends in good order', async () => {
    const started = launch({ KENGESH_HOME: home });
    await saidAll(started);
    const server = (await postmaster(home)) ?? 0;
    process.kill(await apiOf(started), 'SIGKILL');
    await said(started, 'it is started again');
    expect(await stop(started)).toBe(0);
    expect(await goneWithin(2000, server)).toBe(true);
  });

  test('a database that cannot come up again is given up after a few tries, with its reason, exit 1', async () => {
    const started = launch({ KENGESH_HOME: home });
    await saidAll(started);
    const api = await apiOf(started);
    const { data } = await notesOf(home);
    const configuration = path.join(data, 'postgresql.auto.conf');
    const before = await readFile(configuration, 'utf8');
    await writeFile(configuration, `${before}\nnot a setting\n`);
    process.kill((await postmaster(home)) ?? 0, 'SIGKILL');
    expect(await started.exit).toBe(1);
    await writeFile(configuration, before);
    expect(started.output()).toContain('The embedded database could not be started: PostgreSQL does not start.');
    expect(started.output()).toContain('it is started again in 4 s.');
    expect(started.output()).toContain('The embedded database does not stay up: Kengesh gives up.');
    expect(started.output()).not.toMatch(/\n\s+at /);
    expect(await goneWithin(2000, api)).toBe(true);
    const next = launch({ KENGESH_HOME: home });
    expect(await answers(await next.url)).toBe(true);
    expect(await stop(next)).toBe(0);
  });

  test('an API that stops again and again is given up, the database stopped, exit 1', async () => {
    const started = launch({ KENGESH_HOME: home });
    await saidAll(started);
    const server = (await postmaster(home)) ?? 0;
    let gone = false;
    void started.exit.then(() => {
      gone = true;
    });
    // As soon as it is there again it is killed again.
    while (!gone) {
      const api = await apiOf(started).catch(() => 0);
      if (api > 0) process.kill(api, 'SIGKILL');
      await sleep(20);
    }
    expect(await started.exit).toBe(1);
    expect(started.output().match(/; it is started again/g)).toHaveLength(5);
    expect(started.output()).toContain('The server does not stay up: Kengesh gives up.');
    expect(await goneWithin(2000, server)).toBe(true);
  });
});

describe('what cannot start says why, with exit 1', () => {
  test('all faults of the settings in one message, and nothing is started', async () => {
    const elsewhere = path.join(os.tmpdir(), `kengesh-start-never-${process.pid}`);
    const started = launch({ KENGESH_HOME: elsewhere, PORT: 'many', HOST: 'a b', LIVEKIT_URL: 'wss://v.example' });
    expect(await started.exit).toBe(1);
    for (const name of ['PORT', 'HOST', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'])
      expect(started.output()).toContain(`- ${name}: found `);
    expect(started.output()).not.toMatch(/\n\s+at /);
    await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
  });

  test('a database that refuses us', async () => {
    const { admin } = JSON.parse(process.env.KENGESH_TEST_CLUSTER ?? '{}') as { admin: string };
    const address = new URL(admin);
    address.password = 'wrong';
    const started = launch({ KENGESH_HOME: home, DATABASE_URL: address.href });
    expect(await started.exit).toBe(1);
    expect(started.output()).toMatch(/DATABASE_URL: .*password authentication failed/);
    expect(started.output()).not.toMatch(/\n\s+at /);
  });

  test('a port that is taken', async () => {
    const first = launch({ KENGESH_HOME: home });
    const { port } = new URL(await first.url);
    const { admin } = JSON.parse(process.env.KENGESH_TEST_CLUSTER ?? '{}') as { admin: string };
    const second = launch({ KENGESH_HOME: `${home}-other`, PORT: port, DATABASE_URL: admin });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(`PORT: ${port} on 127.0.0.1 is taken by another program`);
    expect(await stop(first)).toBe(0);
    await rm(`${home}-other`, { recursive: true, force: true });
  });
});

/** A process of PostgreSQL that serves a connection. */
async function backendOf(server: number): Promise<number> {
  const children = await readFile(`/proc/${server}/task/${server}/children`, 'utf8');
  for (const pid of children.trim().split(' ').map(Number))
    if (/kengesh_app/.test(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))) return pid;
  throw new Error(`no connection among ${children}`);
}

/** The process the launcher started last: the API. */
async function apiOf({ child }: Launched): Promise<number> {
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  const pids = children.trim().split(' ').map(Number);
  for (const pid of pids)
    if ((await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(`api${path.sep}dist`)) return pid;
  throw new Error(`no API among ${children}`);
}
