/** A rehearsal against the built server: bad lines, a server killed in mid-vote, and nothing lost. */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readApiEnv } from '@kengesh/api/config/env';
import { accountLink } from '@kengesh/api/identity/new-account';
import { rehearsalReport } from '@kengesh/contracts';
import { enter, found } from '@kengesh/rehearse/desk';
import { rehearse } from '@kengesh/rehearse/rehearse';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

const SEATS = 40;

let database: TestDatabase;
let server: Server;
const start = (port = 0) => startServer({ databaseUrl: database.url, databaseOwnerUrl: database.ownerUrl, port });
beforeAll(async () => {
  database = await testDatabase();
  server = await start();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

test('forty delegates on bad lines and a server killed in mid-vote: each ballot counts once, all states agree', async () => {
  const env = readApiEnv({ DATABASE_URL: database.url, PORT: String(server.port) });
  const desk = await enter(await accountLink(env, 'clerk@rehearsal.example'));
  const session = await found(desk, SEATS);
  const stages: string[] = [];
  const { report } = rehearse(
    {
      ...{ url: server.url, token: desk.token, session, delegates: SEATS, profile: 'flaky', seed: 7 },
      ...{ pids: [server.pid], restart: true, limit: 100 },
    },
    {
      progress: ({ stage }) => stages.at(-1) !== stage && stages.push(stage),
      restart: async () => {
        await server.kill();
        server = await start(server.port);
        return [server.pid];
      },
    },
  );
  const told = await report;
  expect(rehearsalReport.safeParse(told).error).toBeUndefined();
  expect(told).toMatchObject({ delegates: SEATS, joined: SEATS + 1, lost: 0, doubled: 0, refused: [] });
  expect(told.votes.map(one => [one.method, one.acknowledged, one.counted])).toEqual([
    ['named', SEATS, SEATS],
    ['secret', SEATS, SEATS],
  ]);
  expect(told.states).toEqual({ compared: SEATS + 1, equal: SEATS + 1, differing: [] });
  // Everyone on the line when the server died came back, and lines broke besides.
  expect(told.restart?.readyToState?.n).toBeGreaterThan(SEATS / 2);
  expect(told.reconnectToState?.n).toBeGreaterThan(5);
  expect(told.openToScreen?.n).toBeGreaterThan(SEATS / 2);
  expect(stages).toEqual(['prepare', 'join', 'open', 'floor', 'named', 'return', 'secret', 'close', 'compare']);
}, 120_000);

test('broken off, the command leaves nothing behind: no database, no folder', async () => {
  const program = fileURLToPath(new URL('../apps/launch/dist/rehearse.js', import.meta.url));
  const child = spawn(process.execPath, [program, '--seats', '30'], { stdio: 'ignore' });
  const ended = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  const folders = async () =>
    (await readdir(os.tmpdir())).filter(name => name.startsWith(`kengesh-rehearse-${child.pid}-`));
  try {
    while ((await folders()).length === 0) await new Promise(resolve => setTimeout(resolve, 50));
    child.kill('SIGINT');
    // Impatience changes nothing.
    setTimeout(() => child.kill('SIGINT'), 100);
    expect(await ended).toBe(130);
    expect(await folders()).toEqual([]);
  } finally {
    child.kill('SIGKILL');
  }
}, 60_000);
