import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import request from 'supertest';
import { holdSession } from '../../../../libs/records/src/held-session.suite.js';
import { PG_POOL } from '../database/tokens.js';
import { convene, type Desk, type Page, sessionInput, startDesk } from '../identity/desk-kit.suite.js';
import { IdentityService } from '../identity/identity.service.js';
import { JournalService } from '../journal/journal.service.js';
import { until } from '../journal/live-kit.suite.js';
import { createPostgresStore } from '../journal/postgres-store.js';
import { RegistersListener } from './registers.listener.js';

let desk: Desk;
let page: Page;
let council: string;
let session: string;
beforeAll(async () => {
  desk = await startDesk();
  page = await desk.account();
  const convened = await convene(page);
  council = convened.council.id;
  session = convened.session.id;
});
afterAll(() => desk?.close());

const part = <T>(token: new (...given: never[]) => T): T => desk.api.app.get<T>(token, { strict: false });
const hold = (id: string) =>
  holdSession(createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false })), id, council);
const read = async (register: string, query = '') =>
  (await page.get(`/api/councils/${council}/${register}${query}`).expect(200)).body;
const checkpoint = async (id: string): Promise<number> => {
  const { rows } = await desk.pool.query(
    `select seq from listener_checkpoints where name = 'registers' and session_id = $1`,
    [id],
  );
  return rows[0]?.seq ?? 0;
};

describe('The registers', () => {
  test('follow what is committed, and each line cites its entry', async () => {
    // Looked at before, so that this node is told of what comes.
    await part(JournalService).state(session);
    const { entries } = await hold(session);
    await part(JournalService).state(session);
    await until(async () => (await checkpoint(session)) >= entries.length);
    const seqOf = (type: string) => entries.find(entry => entry.type === type)!.seq;
    expect(await read('decisions')).toEqual([
      {
        sessionId: session,
        seq: seqOf('decision.made'),
        sessionNumber: 1,
        sessionTitle: { ru: 'Заседание', en: 'Session' },
        at: entries[seqOf('decision.made') - 1]!.at,
        decision: expect.any(String),
        item: 'i1',
        motion: expect.any(String),
        voting: expect.any(String),
        text: { ru: '=Утвердить; повестку\nдня', en: 'Adopt the agenda' },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(await read('tasks')).toMatchObject([
      { seq: seqOf('task.set'), responsible: 's2', responsibleLabel: { ru: '+996 555 12-34-56' }, due: '2026-04-01' },
    ]);
    expect(await read('offices')).toMatchObject([
      { seq: seqOf('office.filled'), office: 'chair', seat: 's1', candidateLabel: { en: 'Kyrgyzstan' } },
    ]);
  });

  test('told twice they write once, and their words are not changed by the application', async () => {
    await desk.pool.query(`update listener_checkpoints set seq = 3 where session_id = $1`, [session]);
    await Promise.all([1, 2, 3].map(() => part(RegistersListener).catchUp(session)));
    expect(await read('decisions')).toHaveLength(1);
    expect(await read('tasks')).toHaveLength(1);
    const app = desk.api.app.get<pg.Pool>(PG_POOL, { strict: false });
    await expect(app.query(`update decisions set text = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(app.query('delete from decisions')).rejects.toThrow(/permission denied/);
  });

  test('at a start they copy what was missed meanwhile', async () => {
    const { body } = await page.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201);
    const { entries } = await hold(body.id);
    expect(await checkpoint(body.id)).toBe(0);
    await part(RegistersListener).onApplicationBootstrap();
    await until(async () => (await checkpoint(body.id)) === entries.length);
    expect(await read('decisions')).toHaveLength(2);
    expect(await read('decisions', `?session=${body.id}`)).toHaveLength(1);
    expect(await read('decisions', '?limit=1&offset=1')).toHaveLength(1);
    await page.get(`/api/councils/${council}/decisions?limit=0`).expect(400);
  });

  test('a journal that cannot be copied now is tried again by itself', async () => {
    const { body } = await page.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201);
    await desk.pool.query('alter table tasks rename to tasks_away');
    let entries: readonly unknown[] = [];
    try {
      ({ entries } = await hold(body.id));
      await part(RegistersListener).catchUp(body.id);
      expect(await checkpoint(body.id)).toBe(0);
      expect(await read('decisions', `?session=${body.id}`)).toEqual([]);
    } finally {
      await desk.pool.query('alter table tasks_away rename to tasks');
    }
    await until(async () => (await checkpoint(body.id)) === entries.length);
    expect(await read('tasks', `?session=${body.id}`)).toHaveLength(1);
  });

  test('are for the council’s own people only', async () => {
    const stranger = await desk.account();
    await stranger.get(`/api/councils/${council}/decisions`).expect(404);
    await request(desk.url).get(`/api/councils/${council}/tasks`).expect(401);
    const chair = await desk.account(council, 'chair');
    await chair.get(`/api/councils/${council}/offices`).expect(200);
    const { manager } = desk.api.app.get((await import('typeorm')).DataSource, { strict: false });
    const member = await part(IdentityService).open(manager, {
      as: 'p3',
      kind: 'participant',
      councilId: council,
      sessionId: session,
      accountId: null,
      parentId: null,
      linkId: null,
      userAgent: undefined,
    });
    const ask = (path: string) => request(desk.url).get(path).set('Authorization', `Bearer ${member.token}`);
    await ask(`/api/councils/${council}/decisions`).expect(200);
    const { council: other } = await convene(stranger);
    await ask(`/api/councils/${other.id}/decisions`).expect(404);
  });
});
