/**
 * The server is killed at every step of a letter, and the mailbox of a real mail server is read: nothing is lost, and nothing comes
 * twice but where the mail server had it and nobody was left to write that down.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LettersView } from '@kengesh/contracts';
import pg from 'pg';
import { type Letterbox, letterbox, type Step } from './support/letterbox.js';
import { call, type Device, enter } from './support/member.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { type Server, startServer } from './support/server.js';

let database: TestDatabase;
let admin: pg.Pool;
let post: Letterbox;
let server: Server;
let desk: Device;
let council = '';
let session = '';

const start = () =>
  startServer({
    databaseUrl: database.url,
    databaseOwnerUrl: database.ownerUrl,
    sample: 'migration-council',
    port: server?.port ?? 0,
    settings: { SMTP_URL: post.url, LETTER_SECRET: 'a-secret-that-outlives-every-kill', LETTER_HOLD_SECONDS: '1' },
  });
const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const answer = await call(server.url, desk, method, path, body);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
};
const letters = async () => (await ask<LettersView>('GET', `/api/sessions/${session}/letters`)).letters;
const invite = () => ask('POST', `/api/sessions/${session}/invitations`, {});
const settled = async () => {
  for (const end = Date.now() + 40_000; ; await sleep(100)) {
    const all = await letters();
    if (all.every(({ state }) => state !== 'waiting' && state !== 'sending')) return all;
    if (Date.now() > end) throw new Error(`letters are on their way still: ${JSON.stringify(all)}`);
  }
};
/** The server is killed there, once. */
const killAt = (step: Step, first: () => Promise<void> = async () => undefined) =>
  new Promise<void>((resolve, reject) => {
    post.at = async reached => {
      if (reached !== step) return;
      post.at = () => undefined;
      await first();
      await server.kill();
      resolve();
    };
    setTimeout(() => reject(new Error(`no letter came as far as "${step}"`)), 20_000).unref();
  });
const isGivenAway = async () => {
  for (let tries = 0; tries < 200; tries++, await sleep(25)) {
    const { rowCount } = await admin.query('select from letters where session_id = $1 and handing_at is not null', [
      session,
    ]);
    if (rowCount) return;
  }
  throw new Error('it was not given away');
};
const sameBytes = () => new Set(post.mails.map(({ raw }) => raw.toString('latin1'))).size;

beforeAll(async () => {
  database = await testDatabase();
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  post = await letterbox();
  server = await start();
  desk = await enter(server.links?.desk ?? '');
  const councils = await ask<readonly { id: string; rules: object }[]>('GET', '/api/councils');
  const { rules } = councils[0]!;
  const input = {
    name: { en: 'Council' },
    mailbox: 'council@k.example',
    zone: 'Asia/Bishkek',
    statutorySeats: 1,
    rules,
  };
  council = (await ask<{ id: string }>('POST', '/api/councils', input)).id;
  await ask('POST', `/api/councils/${council}/seats`, {
    ...{ label: { en: 'Seat' }, role: 'delegate', votes: true, filled: true, delegation: 'KG', category: 'state' },
    ...{ email: 'member@k.example', language: 'en', mode: 'remote', holder: 'Office' },
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await post?.close();
  await admin?.end();
  await database?.drop();
});
beforeEach(async () => {
  post.mails.length = 0;
  post.at = () => undefined;
  const input = {
    ...{ title: { en: 'Session' }, form: 'hybrid', place: { en: 'Bishkek' }, zone: 'Asia/Bishkek' },
    ...{ startsLocal: '2027-03-10T14:00', endsLocal: '2027-03-10T18:00' },
  };
  session = (await ask<{ id: string }>('POST', `/api/councils/${council}/sessions`, input)).id;
});

describe('a server that is killed', () => {
  test('before the change is committed: neither the invitation nor its letter is there', async () => {
    const holder = await admin.connect();
    await holder.query('begin');
    await holder.query('lock table jobs.job in access exclusive mode');
    const asked = invite().catch(() => 'cut off');
    await sleep(500);
    await server.kill();
    expect(await asked).toBe('cut off');
    await holder.query('rollback');
    holder.release();
    server = await start();
    const { rows } = await admin.query(
      `select (select count(*) from letters where session_id = $1)::int as letters,
          (select count(*) from invitations where session_id = $1)::int as invitations`,
      [session],
    );
    expect(rows).toEqual([{ letters: 0, invitations: 0 }]);
    await sleep(2000);
    expect(post.mails).toEqual([]);
  });

  test('between the change and the first attempt: the letter goes, once', async () => {
    await invite();
    await server.kill();
    server = await start();
    expect((await settled()).map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual([['sent', false]]);
    expect(post.mails).toHaveLength(1);
  });

  test.each(['connected', 'from', 'to'] as const)(
    'as the mail server answers "%s": the letter goes, once',
    async step => {
      const killed = killAt(step);
      await invite();
      await killed;
      server = await start();
      expect((await settled()).map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual([['sent', false]]);
      expect(post.mails).toHaveLength(1);
    },
  );

  test('while the letter is given away: it goes with the same bytes, and is shown as "perhaps twice"', async () => {
    const killed = killAt('data', isGivenAway);
    await invite();
    await killed;
    server = await start();
    expect((await settled()).map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual([['sent', true]]);
    expect([1, 2]).toContain(post.mails.length);
    expect(sameBytes()).toBe(1);
  });

  test('when the mail server has it and has not said so: twice the same bytes, and "perhaps twice"', async () => {
    const killed = killAt('taken');
    await invite();
    await killed;
    server = await start();
    expect((await settled()).map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual([['sent', true]]);
    expect(post.mails).toHaveLength(2);
    expect(sameBytes()).toBe(1);
    expect(post.mails[0]!.raw.toString('latin1')).toMatch(/^Message-ID: <[0-9a-f-]{36}@k\.example>/m);
  });

  test('when the mail server has said so and it is not recorded: the same', async () => {
    const holder = await admin.connect();
    await holder.query('begin');
    post.at = async reached => {
      if (reached === 'taken') await holder.query('select from letters where session_id = $1 for update', [session]);
    };
    await invite();
    await post.holds(1);
    // It is told, and waits for the row.
    await sleep(1000);
    post.at = () => undefined;
    await server.kill();
    await holder.query('rollback');
    holder.release();
    server = await start();
    expect((await settled()).map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual([['sent', true]]);
    expect(post.mails).toHaveLength(2);
    expect(sameBytes()).toBe(1);
  });

  test('when it is recorded: nothing goes again', async () => {
    await invite();
    await settled();
    await server.kill();
    server = await start();
    await sleep(3000);
    expect((await letters()).map(({ state, perhapsTwice }) => [state, perhapsTwice])).toEqual([['sent', false]]);
    expect(post.mails).toHaveLength(1);
  });
});

test('a database that goes away while a letter is on its way costs nothing, and the server goes on', async () => {
  post.at = async reached => {
    if (reached !== 'taken') return;
    post.at = () => undefined;
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kengesh-letters'`,
    );
  };
  await invite();
  const all = await settled();
  expect(all.map(({ state }) => state)).toEqual(['sent']);
  expect(post.mails).toHaveLength(1);
});
