import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LettersView } from '@kengesh/contracts';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { type Letterbox, letterbox } from '../../../../test/support/letterbox.js';
import { readApiEnv } from '../config/env.js';
import { convene, cookieOf, type Desk, DeskPage, startDesk } from '../identity/desk-kit.suite.js';
import { type RunningApi, startApi } from '../main.js';
import { Cloning } from './clone.queries.js';

const LETTER_SECRET = 'a-secret-of-this-test-for-its-letters';
let post: Letterbox;
let desk: Desk;
let cloning: Cloning;
let rehearsal: RunningApi | undefined;
let admin: pg.Pool;
beforeAll(async () => {
  post = await letterbox();
  desk = await startDesk({ SMTP_URL: post.url, LETTER_SECRET, LETTER_HOLD_SECONDS: '0' });
  admin = new pg.Pool({ connectionString: desk.database.adminUrl, max: 1 });
  cloning = await Cloning.begin(desk.database.ownerUrl);
});
afterAll(async () => {
  await rehearsal?.close();
  await cloning?.end();
  await admin?.end();
  await desk?.close();
  await post?.close();
});

test('a rehearsal beside a live node has no queue: whatever is done there, no letter comes, and the live one’s still do', async () => {
  const page = await desk.account();
  const { session } = await convene(page);
  const { rows: roles } = await admin.query<{ role: string }>(
    `select distinct usename as role from pg_stat_activity where application_name = 'kengesh-letters'`,
  );
  const { schema, secret } = await cloning.make(session.id, page.as, roles[0]!.role);
  // Even where it is told of the mail server.
  const env = readApiEnv({
    ...{ PORT: '0', DATABASE_URL: desk.database.url, DATABASE_SCHEMA: schema, SMTP_URL: post.url, LETTER_SECRET },
    LETTER_HOLD_SECONDS: '0',
  });
  rehearsal = await startApi(env, pino({ level: 'silent' }));
  const url = `http://127.0.0.1:${rehearsal.port}`;
  const entered = await request(url).post('/api/links/exchange').send({ secret }).expect(200);
  const inside = new DeskPage(url, entered.body.as, cookieOf(entered));
  const { body: outcome } = await inside.post(`/api/sessions/${session.id}/invitations`, {}).expect(200);
  expect(outcome).toMatchObject({ mailing: false, mailed: 0, pending: 0 });
  expect(outcome.issued.request).toBeGreaterThan(0);
  const view: LettersView = (await inside.get(`/api/sessions/${session.id}/letters`).expect(200)).body;
  expect(view).toMatchObject({ mailing: false, letters: [], trouble: null });
  const { body: roll } = await inside.get(`/api/sessions/${session.id}/roster`).expect(200);
  const link = `/api/sessions/${session.id}/participants/${roll[0].participant}/link`;
  await inside.post(link, { reason: 'lost' }).expect(201);
  expect((await request(url).post('/api/password-reset').send({ email: 'someone1@desk.example' })).body.code).toBe(
    'mail.not_configured',
  );
  await new Promise(resolve => setTimeout(resolve, 2000));
  expect(post.mails).toEqual([]);
  const { rows } = await admin.query(
    `select (select count(*) from jobs.job)::int as jobs, (select count(*) from public.letters)::int as letters,
        (select count(*) from ${schema}.letters)::int as there`,
  );
  expect(rows).toEqual([{ jobs: 0, letters: 0, there: 0 }]);
  // The live node goes on, and its letters are its own.
  await page.post(`/api/sessions/${session.id}/invitations`, {}).expect(200);
  await post.holds(outcome.issued.request);
});
