/** `npm run dev` as somebody at work on the code meets it. Plays the built launcher; changes no file, only the time of one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, utimes } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const fromRoot = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

let home: string;
let port: number;
let child: ChildProcess;
let output = '';
let exit: Promise<number | null>;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function said(sentence: string): Promise<void> {
  for (let waited = 0; !output.includes(sentence); waited += 50) {
    if (waited > 45_000 || child.exitCode !== null) throw new Error(`not said: ${sentence}\n${output}`);
    await sleep(50);
  }
}

const asked = (address: string) => fetch(`http://127.0.0.1:${port}${address}`);

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kengesh-dev-'));
  // As root, PostgreSQL runs as another account that has to get in.
  await chmod(home, 0o755);
  port = await freePort();
  child = spawn(process.execPath, [fromRoot('apps/launch/dist/dev.js')], {
    env: { PATH: process.env.PATH, KENGESH_HOME: home, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: home,
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk));
  exit = new Promise(resolve => child.once('close', resolve));
  await said('Ctrl-C stops it.');
});
afterAll(async () => {
  child.kill('SIGTERM');
  await exit;
  await rm(home, { recursive: true, force: true, maxRetries: 10 });
});

test('serves pages from their sources, and the API with its sockets at the same address', async () => {
  expect(await (await asked('/desk')).text()).toContain('src="/src/main.tsx"');
  expect(await (await asked('/d/somebody')).text()).toContain('src="/src/delegate.ts"');
  expect(await (await asked('/src/main.tsx')).text()).toContain('import.meta.hot');
  expect((await asked('/health/ready')).status).toBe(200);
  expect(await (await asked('/socket.io/?EIO=4&transport=polling')).text()).toContain('"upgrades":["websocket"]');
});

test('its links open what they name, through the proxy', async () => {
  const links = JSON.parse(await readFile(path.join(home, 'links.json'), 'utf8')) as { readonly desk: string };
  const { origin, hash } = new URL(links.desk);
  expect(origin).toBe(`http://127.0.0.1:${port}`);
  const headers = { 'content-type': 'application/json', origin };
  const body = JSON.stringify({ secret: hash.slice(1) });
  expect((await fetch(`${origin}/api/links/exchange`, { method: 'POST', headers, body })).status).toBe(200);
});

test('a source of the server that changes builds and restarts it, at the same address', async () => {
  await utimes(fromRoot('apps/api/src/health/health.module.ts'), new Date(), new Date());
  await said('The server is running again after');
  expect(output).toContain('apps/api/src/health/health.module.ts has changed …');
  expect((await asked('/health/ready')).status).toBe(200);
});

test('Ctrl-C ends all of it in good order', async () => {
  child.kill('SIGINT');
  expect(await exit).toBe(0);
  await expect(asked('/health/live')).rejects.toThrow();
});
