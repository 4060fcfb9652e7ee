import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MySession, RosterRow } from '@kengesh/contracts';
import { PROCEDURE } from '@kengesh/domain';
import { canonical } from '@kengesh/journal';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { DataSource, type EntityManager } from 'typeorm';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';
import { localOf } from '../calendar/local-time.js';
import { readApiEnv } from '../config/env.js';
import type { StartLinks } from '../config/ready.js';
import { cookieOf, councilInput, DeskPage } from '../identity/desk-kit.suite.js';
import { JournalService } from '../live/journal.service.js';
import { type RunningApi, startApi } from '../main.js';
import { SampleService } from './sample.service.js';
import { COUNCIL_ID, FOUNDING_ID, SECOND_ID } from './sample-council.js';
import { secondSessionTimes } from './second-session.js';

const start = (database: TestDatabase, more: Record<string, string> = {}): Promise<RunningApi> =>
  startApi(
    readApiEnv({
      PORT: '0',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KENGESH_SAMPLE: 'migration-council',
      ...more,
    }),
    pino({ level: process.env.TEST_LOG ?? 'silent' }),
  );
const exchange = (api: RunningApi, link: string) =>
  request(api.url)
    .post('/api/links/exchange')
    .send({ secret: new URL(link).hash.slice(1) });
const enter = async (api: RunningApi, link: string) => {
  const answer = await exchange(api, link).expect(200);
  return { page: new DeskPage(api.url, answer.body.as, cookieOf(answer)), path: answer.body.path as string };
};

let database: TestDatabase;
let pool: pg.Pool;
let api: RunningApi;
let links: StartLinks;
const count = async (query: string, values: unknown[] = []) =>
  Number((await pool.query(`select count(*)::int as n from ${query}`, values)).rows[0].n);

beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  api = await start(database);
  links = api.links!;
});
afterAll(async () => {
  await api?.close();
  await pool?.end();
  await database?.drop();
});

describe('the sample, loaded', () => {
  test('the founding session in Postgres is the golden journal, its boxes sealed', async () => {
    const entries = await api.app.get(JournalService, { strict: false }).entries(FOUNDING_ID);
    const golden = await readFile(path.join(process.cwd(), `test/golden/founding-session.${PROCEDURE}.json`), 'utf8');
    expect(canonical(entries)).toBe(canonical(JSON.parse(golden)));
    expect(await count('ballot_boxes_ended')).toBe(3);
    expect(
      await count('ballot_boxes where (session_id, box) not in (select session_id, box from ballot_boxes_ended)'),
    ).toBe(0);
    expect(await count('ballot_lists')).toBe(39);
    expect(await count('ballots')).toBe(0);
    expect(await count('ballot_marks')).toBe(0);
  });

  test('the registers hold what the founding session brought about', async () => {
    const registers = async () => [await count('decisions'), await count('tasks')];
    for (let waited = 0; waited < 5000 && (await registers()).join() !== '4,4'; waited += 50)
      await new Promise(resolve => setTimeout(resolve, 50));
    expect(await registers()).toEqual([4, 4]);
  });

  test('the second session is prepared with four motions, for today in Bishkek', async () => {
    const { state } = await api.app.get(JournalService, { strict: false }).state(SECOND_ID);
    expect(state.session.phase).toBe('prepared');
    expect(Object.values(state.motions).map(motion => [motion.item, motion.status])).toEqual(
      ['tasks', 'helpline', 'skills', 'next'].map(item => [item, 'admitted']),
    );
    expect(state.prepared?.participants.map(one => one.nameHash)).toEqual(Array(19).fill(null));
    expect(state.prepared?.session.startsLocal.slice(0, 10)).toBe(localOf(new Date(), 'Asia/Bishkek').slice(0, 10));
  });

  test.each([
    ['2026-11-22T03:10:00Z', '2026-11-22T12:00', '2026-11-22T16:00'],
    ['2026-11-22T14:59:00Z', '2026-11-22T23:00', '2026-11-23T03:00'],
    ['2026-11-22T15:00:00Z', '2026-11-22T22:00', '2026-11-23T02:00'],
    ['2026-11-22T17:59:00Z', '2026-11-22T23:00', '2026-11-23T03:00'],
  ])('first started at %s it is convened for %s', (now, startsLocal, endsLocal) => {
    expect(secondSessionTimes(new Date(now))).toEqual({ startsLocal, endsLocal });
  });

  test('every link opens its face, all in one browser', async () => {
    const paths: Record<string, string> = {};
    const cookies: string[] = [];
    const handles: string[] = [];
    const fresh = (await api.app.get(SampleService, { strict: false }).links(api.url))!;
    for (const [name, link] of Object.entries(fresh)) {
      const { page, path: at } = await enter(api, link);
      paths[name] = at.replace(page.as, '');
      cookies.push(page.cookie);
      handles.push(page.as);
    }
    expect(paths).toEqual({
      desk: '/desk/',
      chair: '/chair/',
      remoteDelegate1: '/d/',
      remoteDelegate2: '/d/',
      hallDelegate: '/d/',
      hallScreen: '/hall/',
    });
    for (const as of handles) await new DeskPage(api.url, as, cookies.join('; ')).get('/api/me').expect(200);
    await exchange(api, fresh.desk).expect(200);
    await exchange(api, fresh.remoteDelegate1).expect(200);
    const desk = new DeskPage(api.url, handles[0]!, cookies[0]!);
    const { body: sessions } = await desk.get('/api/my/sessions').expect(200);
    expect((sessions as MySession[]).map(({ number, phase, sample }) => [number, phase, sample])).toEqual([
      [2, 'prepared', true],
      [1, 'closed', true],
    ]);
    const { body: roster } = await desk.get(`/api/sessions/${SECOND_ID}/roster`).expect(200);
    expect((roster as RosterRow[]).filter(line => line.link).map(line => line.link?.devices)).toEqual([1, 1, 2, 1]);
  });

  test('no person is in it, and no address that could reach one', async () => {
    const { rows } = await pool.query('select holder, email from seats');
    expect(new Set(rows.map(row => row.holder))).toEqual(new Set([null]));
    for (const { email } of rows) expect(email).toMatch(/@kengesh\.example$/);
  });

  test('a later start leaves it as it is; its links are added to the earlier ones, devices signed in stay', async () => {
    const again = (await api.app.get(SampleService, { strict: false }).links(api.url))!;
    const { page } = await enter(api, again.chair);
    const entries = await count('journal_entries');
    const rows = async () => JSON.stringify((await pool.query('select * from sessions order by id')).rows);
    const before = await rows();
    await api.close();
    api = await start(database);
    expect([await count('journal_entries'), await rows()]).toEqual([entries, before]);
    expect(await count('councils')).toBe(1);
    for (const earlier of [links, again]) for (const link of Object.values(earlier)) await enter(api, link);
    const clerk = (await enter(api, api.links!.desk)).page;
    const { body: roster } = await clerk.get(`/api/sessions/${SECOND_ID}/roster`).expect(200);
    const ids = (roster as RosterRow[]).map(line => line.participant);
    expect(new Set(ids).size).toBe(ids.length);
    await new DeskPage(api.url, page.as, page.cookie).get('/api/me').expect(200);
    // What the desk takes back or issues anew ends all of them.
    await clerk.post(`/api/sessions/${SECOND_ID}/participants/${page.as}/link`, {}).expect(201);
    for (const { chair } of [links, again, api.links!])
      expect((await exchange(api, chair).expect(410)).body.code).toBe('link.revoked');
  });
});

describe('the sample elsewhere', () => {
  test('a loading that was interrupted goes on at the next start', async () => {
    const mine = await testDatabase();
    const bare = await start(mine, { KENGESH_SAMPLE: '' });
    const sample = bare.app.get(SampleService, { strict: false }) as unknown as {
      write(manager: EntityManager): Promise<void>;
    };
    await bare.app.get(DataSource).transaction(manager => sample.write(manager));
    expect(bare.links).toBeUndefined();
    await bare.close();
    const whole = await start(mine);
    try {
      const journal = whole.app.get(JournalService, { strict: false });
      expect((await journal.state(FOUNDING_ID)).state.session.phase).toBe('closed');
      expect(Object.keys((await journal.state(SECOND_ID)).state.motions)).toHaveLength(4);
      await enter(whole, whole.links!.desk);
    } finally {
      await whole.close();
      await mine.drop();
    }
  });

  test('is not loaded beside another council, nor where it was not asked for', async () => {
    const mine = await testDatabase();
    const owner = new pg.Pool({ connectionString: mine.ownerUrl, max: 1 });
    await (await start(mine, { KENGESH_SAMPLE: '' })).close();
    expect((await owner.query('select from councils')).rowCount).toBe(0);
    const { name, mailbox, zone, statutorySeats, rules } = councilInput();
    await owner.query(
      'insert into councils (id, name, mailbox, zone, statutory_seats, rules) values (gen_random_uuid(), $1, $2, $3, $4, $5)',
      [name, mailbox, zone, statutorySeats, rules],
    );
    const other = await start(mine);
    try {
      expect(other.links).toBeUndefined();
      expect((await owner.query('select from councils where id = $1', [COUNCIL_ID])).rowCount).toBe(0);
    } finally {
      await owner.end();
      await other.close();
      await mine.drop();
    }
  });
});
