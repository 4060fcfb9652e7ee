/** The desk rehearses a session before the real one: on a copy, which nobody is mailed from and of which nothing is left. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type MySession, type Rehearsal, type RosterRow, rehearsalAnswer } from '@kengesh/contracts';
import pg from 'pg';
import { call, type Device, enter } from './support/member.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

let database: TestDatabase;
let server: Server;
let admin: pg.Pool;
let desk: Device;
let session = '';

const start = (more: { databaseOwnerUrl?: string } = {}) =>
  startServer({
    databaseUrl: database.url,
    databaseOwnerUrl: database.ownerUrl,
    sample: 'migration-council',
    // A server that would mail: were the copy told of it, letters would be tried here and logged.
    settings: { SMTP_URL: 'smtp://127.0.0.1:9', LETTER_SECRET: 'a-secret-of-the-rehearsal-story-only' },
    ...more,
  });
const path = () => `/api/sessions/${session}/rehearsal`;
const ask = (method: string, body?: object, who = desk) => call(server.url, who, method, path(), body);
const last = async (): Promise<Rehearsal> => (await ask('GET')).body.last;
const copies = async () =>
  (await admin.query(`select nspname from pg_namespace where nspname like 'rehearsal%'`)).rows.map(row => row.nspname);

/** Everything the real installation holds, but for rehearsals. */
async function installation(): Promise<string> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'urn') and tablename <> 'rehearsals' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    // When a device of the desk was last seen is the desk's own doing.
    const shown = name === 'public.auth_sessions' ? `(to_jsonb(t) - 'last_seen_at')` : 'to_jsonb(t)';
    const { rows: all } = await admin.query(
      `select md5(coalesce(string_agg(${shown}::text, ',' order by ${shown}::text), '')) as sum from ${name} t`,
    );
    found.push(`${name} ${all[0].sum}`);
  }
  return found.join('\n');
}

async function until(what: (now: Rehearsal) => boolean): Promise<Rehearsal> {
  for (;;) {
    const now = await last();
    if (now && what(now)) return now;
    await sleep(50);
  }
}

beforeAll(async () => {
  database = await testDatabase();
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  server = await start();
  desk = await enter(server.links?.desk ?? '');
  const mine: MySession[] = (await call(server.url, desk, 'GET', '/api/my/sessions')).body;
  session = mine.find(one => one.phase === 'planned' || one.phase === 'prepared')?.id ?? '';
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await admin?.end();
  await database?.drop();
});

test('a rehearsal of the whole roll, its server killed in mid-vote, counts every ballot and leaves the installation as it was', async () => {
  const roll: RosterRow[] = (await call(server.url, desk, 'GET', `/api/sessions/${session}/roster`)).body;
  const seats = roll.filter(row => row.votes).length;
  const before = await installation();
  expect((await ask('GET')).body).toEqual({ last: null });
  const begun = await ask('POST', { delegates: seats + 4, profile: 'calm', restart: true });
  expect([begun.status, begun.body.last.endedAt]).toEqual([202, null]);
  expect(await ask('POST', { delegates: 5, profile: 'calm', restart: false })).toMatchObject({
    status: 409,
    body: { code: 'rehearsal.running' },
  });
  const running = await until(now => now.progress?.stage === 'named');
  expect(running.endedAt).toBeNull();
  expect(await copies()).toHaveLength(1);
  const { report, failure } = await until(now => now.endedAt !== null);
  expect(failure).toBeNull();
  expect(rehearsalAnswer.safeParse({ last: await last() }).error).toBeUndefined();
  expect(report).toMatchObject({ lost: 0, doubled: 0, profile: 'calm' });
  // All seats vote; the secretary and four second devices look on.
  expect(report?.votes.map(one => [one.method, one.entitled, one.acknowledged, one.counted])).toEqual([
    ['named', seats, seats, seats],
    ['secret', seats, seats, seats],
  ]);
  expect(report?.states).toEqual({ compared: seats + 5, equal: seats + 5, differing: [] });
  expect(report?.restart?.readyToState?.n).toBeGreaterThan(seats / 2);
  expect(await copies()).toEqual([]);
  expect(await installation()).toBe(before);
  expect(server.output()).toBe('');
}, 120_000);

test('only a secretary of that council may, only before the opening, and only within bounds', async () => {
  const chair = await enter(server.links?.chair ?? '');
  expect(await ask('POST', { delegates: 5, profile: 'calm', restart: false }, chair)).toMatchObject({
    status: 403,
    body: { code: 'may.secretary_desk' },
  });
  for (const body of [{ delegates: 1 }, { delegates: 1001 }, { delegates: 5, profile: 'wild' }, { delegates: 5.5 }])
    expect(await ask('POST', { profile: 'calm', restart: false, ...body })).toMatchObject({ status: 400 });
  const { body } = await call(server.url, desk, 'GET', '/api/my/sessions');
  const held = (body as MySession[]).find(one => one.phase === 'closed')?.id;
  expect(
    await call(server.url, desk, 'POST', `/api/sessions/${held}/rehearsal`, {
      ...{ delegates: 5, profile: 'calm', restart: false },
    }),
  ).toMatchObject({ status: 409, body: { code: 'rehearsal.too_late' } });
});

test('what the rules do not let happen is said: too few for a quorum', async () => {
  await ask('POST', { delegates: 2, profile: 'storm', restart: false });
  const { failure } = await until(now => now.endedAt !== null);
  expect(failure).toMatchObject({ code: 'session.no_quorum' });
}, 60_000);

test('one that is stopped ends at once and leaves nothing', async () => {
  await ask('POST', { delegates: 15, profile: 'calm', restart: false });
  await until(now => now.progress !== null);
  expect((await ask('DELETE')).status).toBe(204);
  expect((await until(now => now.endedAt !== null)).failure).toEqual({ code: 'rehearsal.cancelled', params: {} });
  expect(await copies()).toEqual([]);
}, 60_000);

test('after a crash in the middle of one the next start drops the copy and says that it was cut short', async () => {
  await ask('POST', { delegates: 15, profile: 'calm', restart: false });
  await until(now => now.progress?.stage === 'join' || now.progress?.stage === 'named');
  await server.kill();
  expect(await copies()).toHaveLength(1);
  server = await start();
  expect(await copies()).toEqual([]);
  desk = await enter(server.links?.desk ?? '');
  expect((await last()).failure).toEqual({ code: 'rehearsal.cut_short', params: {} });
}, 60_000);

test('where the owner of the database cannot be reached as such, it is refused clearly', async () => {
  await server.stop();
  server = await start({ databaseOwnerUrl: '' });
  desk = await enter(server.links?.desk ?? '');
  expect(await ask('POST', { delegates: 15, profile: 'calm', restart: false })).toMatchObject({
    status: 503,
    body: { code: 'rehearsal.no_owner' },
  });
}, 60_000);
