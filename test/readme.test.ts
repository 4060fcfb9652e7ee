/** README.md, run: its blocks are read out of it and do what the sentences around them promise. Loopback only. */
import { execFile, spawn } from 'node:child_process';
import { accessSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isReadyMessage } from '@kengesh/api/config/ready';
import type { LinkAnswer } from '@kengesh/contracts';
import { type Device, enterAt, found, prepare, secretFor } from '@kengesh/rehearse/desk';
import { rehearse } from '@kengesh/rehearse/rehearse';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { freeTcp } from '../apps/launch/src/livekit/server.js';
import { type Cluster, startCluster } from '../apps/launch/src/postgres/cluster.js';
import { checkCaddyfile, findProxy, type RunningProxy, startCaddy, startNginx } from './support/proxies.js';
import { hasRedis, openRedis, type Redis } from './support/redis.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const blocksOf = (language: string) =>
  [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(found => found[1] === language).map(found => found[2]!);

/** A line a person types: settings before the command, a remark after it. */
function asTyped(line: string) {
  const words = line.replace(/\s+#.*$/, '').split(/\s+/);
  const settings = words.filter(word => /^[A-Z_]+=/.test(word)).map(word => word.split(/=(.*)/s).slice(0, 2));
  return { settings: Object.fromEntries(settings) as Record<string, string>, command: words.slice(settings.length) };
}
const typed = (like: RegExp) =>
  asTyped(
    blocksOf('sh')
      .flatMap(block => block.split('\n'))
      .find(line => like.test(line))!,
  );
const npmStart = typed(/PUBLIC_URL=.* npm start/);
const nodeLine = typed(/PUBLIC_URL=.* node /);
const NAME = 'council.example';
const ORIGIN = `https://${NAME}`;

let folder: string;
let cluster: Cluster;
const ended: (() => Promise<unknown>)[] = [];

interface Started {
  readonly port: number;
  readonly url: string;
  readonly output: () => string;
  stop(): Promise<void>;
}

/** Starts what a line says, in the folder where `.env` lies, on a port of the test. */
async function start(program: string, settings: Record<string, string>, port: number): Promise<Started> {
  const child = spawn(process.execPath, [path.join(root, program)], {
    env: { PATH: process.env.PATH, ...settings, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: folder,
  });
  let output = '';
  const exited = new Promise<void>(resolve => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', chunk => {
        output += chunk;
        if (/Kengesh is ready/.test(output)) resolve();
      });
    child.on('message', message => {
      if (isReadyMessage(message)) resolve();
    });
    child.once('close', code => reject(new Error(`${program} ended with code ${code}:\n${output}`)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  ended.push(stop);
  return { port, url: `http://127.0.0.1:${port}`, output: () => output, stop };
}

/** What `npm run account` runs, where `.env` lies. */
const firstLink = () =>
  new Promise<string>((resolve, reject) => {
    const program = path.join(root, 'apps/api/dist/identity/new-account.js');
    const env = { PATH: process.env.PATH };
    execFile(process.execPath, [program, `clerk@${NAME}`], { env, cwd: folder }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(stdout.trim()),
    );
  });

const secretOf = (link: string) => new URL(link).hash.slice(1);

/** A request as a browser sends it whose user typed the council's name. */
function asBrowser(proxy: RunningProxy, method: string, place: string, body?: unknown) {
  return new Promise<{ status: number; cookie: string; body: string }>((resolve, reject) => {
    const headers = { Host: NAME, Origin: ORIGIN, 'Content-Type': 'application/json' };
    const options = { host: '127.0.0.1', port: proxy.securePort, method, path: place, headers };
    const request = httpsRequest({ ...options, servername: NAME, rejectUnauthorized: false }, answer => {
      let text = '';
      answer.on('data', chunk => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, cookie: cookieOf(answer), body: text }));
    });
    request.once('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
const cookieOf = ({ headers }: IncomingMessage) =>
  headers['set-cookie']?.find(cookie => /^(__Host-)?kg_[aps]_/.test(cookie)) ?? '';

/** The line of a page: by its cookie where it came by TLS, and whatever the page holds at its first word. */
async function firstWord(socket: Socket): Promise<string> {
  try {
    return await new Promise<string>((resolve, reject) => {
      for (const word of ['snapshot', 'packed']) socket.once(word, () => resolve(word));
      socket.once('connect_error', reject);
    });
  } finally {
    socket.disconnect();
  }
}

/** A delegate's page as a browser opens it: the link is exchanged, the cookie is kept, a WebSocket is opened. */
async function opensPage(proxy: RunningProxy, desk: Device): Promise<void> {
  const session = await found(desk, 3);
  const { rows } = await prepare(desk, session);
  const delegate = rows.find(row => row.votes)!.participant;
  const secret = await secretFor(desk, session, delegate);
  const entered = await asBrowser(proxy, 'POST', '/api/links/exchange', { secret });
  expect([entered.status, entered.cookie]).toEqual([200, expect.stringMatching(/; Secure/)]);
  const { as } = JSON.parse(entered.body) as LinkAnswer;
  const headers = { Host: NAME, Origin: ORIGIN, Cookie: entered.cookie.split(';')[0]! };
  const socket = io(`https://127.0.0.1:${proxy.securePort}`, {
    ...{ auth: { as }, extraHeaders: headers, transports: ['websocket'], reconnection: false, forceNew: true },
    rejectUnauthorized: false,
  });
  expect(await firstWord(socket)).toMatch(/snapshot|packed/);
  // Only this machine may read these, and everybody behind the proxy seems to be it.
  expect((await asBrowser(proxy, 'GET', '/metrics')).status).toBe(404);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kengesh-readme-'));
  // As root, PostgreSQL runs as another account and has to get in.
  await chmod(folder, 0o755);
  cluster = await startCluster({ folder: path.join(folder, 'postgres'), durable: false });
  const admin = new pg.Client({ connectionString: cluster.adminUrl('postgres') });
  await admin.connect();
  const [sql, ...more] = blocksOf('sql');
  expect(more).toEqual([]);
  // One after the other, as a person sends them: a database is not made within a transaction.
  for (const statement of sql!.split(/;\n/)) if (statement.trim()) await admin.query(statement);
  await admin.end();
  const [settings] = blocksOf('dotenv');
  await writeFile(path.join(folder, '.env'), settings!.replaceAll('127.0.0.1:5432', `127.0.0.1:${cluster.port}`));
}, 60_000);
afterAll(async () => {
  for (const end of ended.reverse()) await end();
  await cluster?.stop();
  await rm(cluster.data, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe('one machine', () => {
  const caddy = findProxy('caddy');
  let server: Started;

  test('`npm start` on the two roles of the README, from `.env`; the first link lets the secretary in', async () => {
    expect(npmStart.command).toEqual(['npm', 'start']);
    server = await start('apps/launch/dist/main.js', npmStart.settings, await freeTcp());
    expect(server.output()).toContain(`Kengesh is ready: ${ORIGIN}`);
    const owner = new pg.Client({ connectionString: cluster.adminUrl('kengesh') });
    await owner.connect();
    const { rows } = await owner.query(
      `select distinct pg_get_userbyid(relowner) as owner from pg_class c join pg_namespace n on n.oid = relnamespace
        where nspname = 'public' and relkind = 'r'`,
    );
    await owner.end();
    expect(rows).toEqual([{ owner: 'kengesh_owner' }]);
    const link = await firstLink();
    expect(link).toMatch(new RegExp(`^${ORIGIN}/j#`));
    expect((await enterAt(server.url, secretOf(link))).token).not.toBe('');
  }, 60_000);

  (caddy ? test : test.skip)(
    'the Caddyfile parses, and a page with its WebSocket comes through it',
    async () => {
      const block = blocksOf('caddyfile').find(text => !text.includes('3001'))!;
      const file = path.join(folder, 'Caddyfile');
      await writeFile(file, block);
      expect(await checkCaddyfile(caddy!, file)).toMatchObject({ code: 0 });
      const proxy = await startCaddy(caddy!, block, new Map([[3000, server.port]]), path.join(folder, 'one'));
      ended.push(proxy.stop);
      await opensPage(proxy, await enterAt(server.url, secretOf(await firstLink())));
      await proxy.stop();
    },
    60_000,
  );

  (caddy ? test : test.skip)('the Caddyfile of docker compose parses', async () => {
    await mkdir(path.join(folder, 'compose'));
    const file = path.join(folder, 'compose', 'Caddyfile');
    await writeFile(file, readFileSync(path.join(root, 'docker/Caddyfile')));
    const settings = { COUNCIL_HOST: NAME, VIDEO_HOST: `video.${NAME}` };
    expect(await checkCaddyfile(caddy!, file, settings)).toMatchObject({ code: 0 });
  });

  afterAll(() => server?.stop());
});

describe('several nodes behind a proxy', () => {
  const [caddy, nginx] = [findProxy('caddy'), findProxy('nginx')];
  const SEATS = 8;
  let redis: Redis | undefined;
  let nodes: Started[] = [];
  const startNode = (port: number) =>
    start(nodeLine.command[1]!, { ...nodeLine.settings, REDIS_URL: redis?.url ?? '' }, port);

  beforeAll(async () => {
    if (hasRedis) redis = await openRedis();
    if (redis) ended.push(redis.kill);
    for (let n = 0; n < 2; n++) nodes.push(await startNode(await freeTcp()));
  }, 60_000);
  afterAll(() => Promise.all(nodes.map(node => node.stop())));

  const ports = () => new Map([3001, 3002].map((written, n) => [written, nodes[n]!.port]));
  const caddyfile = blocksOf('caddyfile').find(text => text.includes('3001'))!;
  const [nginxBlock = ''] = blocksOf('nginx');

  /** A desk, and a delegate of a session of its own, who come by the proxy. */
  async function comeIn(proxy: RunningProxy): Promise<{ desk: Device; token: string }> {
    const desk = await enterAt(proxy.url, secretOf(await firstLink()));
    const session = await found(desk, 3);
    const { rows } = await prepare(desk, session);
    const secret = await secretFor(desk, session, rows.find(row => row.votes)!.participant);
    return { desk, token: (await enterAt(proxy.url, secret)).token };
  }

  /** While the one is away whoever asks is served by the other; also a page that only polls. */
  async function servesOnOneNode(proxy: RunningProxy, token: string): Promise<void> {
    const statuses = Array.from({ length: 8 }, async () => (await fetch(`${proxy.url}/health/ready`)).status);
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]));
    const shape = { auth: { token }, reconnection: false, forceNew: true, withCredentials: true };
    for (const transport of ['polling', 'websocket'])
      expect(await firstWord(io(proxy.url, { ...shape, transports: [transport] }))).toMatch(/snapshot|packed/);
  }

  async function servesThrough(proxy: RunningProxy): Promise<void> {
    const { desk, token } = await comeIn(proxy);
    await opensPage(proxy, desk);
    const session = await found(desk, SEATS);
    const { report } = rehearse(
      {
        ...{ url: proxy.url, token: desk.token, session, delegates: SEATS, profile: 'storm', seed: 5 },
        ...{ pids: [], restart: true, limit: 100 },
      },
      {
        restart: async () => {
          for (const n of [0, 1]) {
            const { port, stop } = nodes[n]!;
            await stop();
            await servesOnOneNode(proxy, token);
            nodes = nodes.with(n, await startNode(port));
          }
          return [];
        },
      },
    );
    const held = await report;
    expect(held).toMatchObject({ joined: SEATS + 1, lost: 0, doubled: 0, refused: [] });
    expect(held.votes.map(vote => [vote.acknowledged, vote.counted])).toEqual([
      [SEATS, SEATS],
      [SEATS, SEATS],
    ]);
    expect(held.states).toMatchObject({ compared: SEATS + 1, equal: SEATS + 1 });
  }

  (nginx ? test : test.skip)(
    'nginx: a rolling restart in mid-vote loses no ballot and locks no page out',
    async () => {
      const proxy = await startNginx(nginx!, nginxBlock, ports(), path.join(folder, 'nginx'));
      ended.push(proxy.stop);
      await servesThrough(proxy);
      await proxy.stop();
    },
    120_000,
  );

  (caddy ? test : test.skip)(
    'Caddy: a rolling restart in mid-vote loses no ballot and locks no page out',
    async () => {
      const file = path.join(folder, 'Caddyfile');
      await writeFile(file, caddyfile);
      expect(await checkCaddyfile(caddy!, file)).toMatchObject({ code: 0 });
      const proxy = await startCaddy(caddy!, caddyfile, ports(), path.join(folder, 'caddy'));
      ended.push(proxy.stop);
      await servesThrough(proxy);
      await proxy.stop();
    },
    120_000,
  );
});

describe('under a supervisor', () => {
  const unit = readFileSync(path.join(root, 'docker/kengesh@.service'), 'utf8');
  const valuesOf = (key: string) => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(found => found[1]!);

  test('the unit starts what the README starts, each instance on its port, and again whenever it ends', () => {
    expect(valuesOf('ExecStart')).toEqual([`/usr/bin/env ${nodeLine.command.join(' ')}`]);
    expect(valuesOf('Environment').join(' ')).toContain('PORT=%i');
    expect(valuesOf('Restart')).toEqual(['always']);
    expect(valuesOf('WorkingDirectory')).toEqual(['/opt/kengesh']);
  });

  const analyze = '/usr/bin/systemd-analyze';
  const present = (() => {
    try {
      accessSync(analyze);
      return true;
    } catch {
      console.warn(
        `\n${'!'.repeat(80)}\nThere is no ${analyze} here: docker/kengesh@.service IS READ, NOT VERIFIED.\n${'!'.repeat(80)}\n`,
      );
      return false;
    }
  })();
  (present ? test : test.skip)('systemd takes the unit as it is', async () => {
    const file = path.join(folder, 'kengesh@3000.service');
    await writeFile(file, unit);
    const told = await new Promise<string>(resolve =>
      execFile(analyze, ['verify', '--man=no', file], (_error, stdout, stderr) => resolve(stdout + stderr)),
    );
    // It also reads the other units of this machine, which are not ours to mend.
    expect(told.split('\n').filter(line => line.includes('kengesh@'))).toEqual([]);
  });
});

describe('what it names is there', () => {
  test('every command of npm', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(found => found[1]!);
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter(name => !(name in scripts))).toEqual([]);
  });

  test('every file and heading it links to', () => {
    const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(found =>
      found[1]!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(found => found[1]!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      if (link.startsWith('#')) expect(headings).toContain(link.slice(1));
      else expect(() => accessSync(path.join(root, link))).not.toThrow();
    }
  });

  test('every file in its table of where to put things', () => {
    const named = [...readme.matchAll(/`((?:apps|docker|libs|migrations|test)\/[^`<*\s]*)`/g)].map(found => found[1]!);
    expect(named.length).toBeGreaterThan(20);
    for (const file of new Set(named))
      if (!file.includes('/dist/')) expect(() => accessSync(path.join(root, file))).not.toThrow();
  });
});
