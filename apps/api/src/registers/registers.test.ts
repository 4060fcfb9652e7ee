import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import request from 'supertest';
import { holdSession, openSession } from '../../../../libs/records/src/held-session.suite.js';
import { PG_POOL } from '../database/tokens.js';
import { createPostgresStore } from '../event-store/postgres-store.js';
import { convene, type Desk, type DeskPage, sessionInput, startDesk } from '../identity/desk-kit.suite.js';
import { IdentityService } from '../identity/identity.service.js';
import { JournalService } from '../live/journal.service.js';
import { until } from '../live/live-kit.suite.js';
import { NumberingService } from './numbering.service.js';
import { concernsRegisters } from './projection.queries.js';
import { RegistersReconciler } from './registers.reconciler.js';

let desk: Desk;
let page: DeskPage;
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
let commands = 0;
const ask = async (id: string, actor: string, act: { type: string; [key: string]: string | null }) => {
  const command = { id: `register-test-${++commands}`, actor: { id: actor, kind: 'participant' as const }, act };
  const answer = await part(JournalService).submit(id, command);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
};
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
        signed: [],
        number: null,
        label: null,
        reconsidered: false,
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
    await Promise.all([1, 2, 3].map(() => part(RegistersReconciler).catchUp(session)));
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
    part(RegistersReconciler).onApplicationBootstrap();
    await until(async () => (await checkpoint(body.id)) === entries.length);
    expect(await read('decisions')).toHaveLength(2);
    expect(await read('decisions', `?session=${body.id}`)).toHaveLength(1);
    expect(await read('decisions', '?limit=1&offset=1')).toHaveLength(1);
    await page.get(`/api/councils/${council}/decisions?limit=0`).expect(400);
  });

  test('read of a journal what concerns them, and are up with its end also where that does not', async () => {
    const { body } = await page.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201);
    const { entries } = await hold(body.id);
    const task = entries.findLast(({ type }) => type === 'task.set')!.seq;
    const last = entries.findLast(concernsRegisters)!.seq;
    expect(last).toBeLessThan(entries.length);
    const from = (seq: number) =>
      desk.pool.query(
        `insert into listener_checkpoints (name, session_id, seq) values ('registers', $1, $2)
          on conflict (name, session_id) do update set seq = $2`,
        [body.id, seq],
      );
    for (const [seq, tasks] of [
      [last, 0],
      [task, 0],
      [task - 1, 1],
    ] as const) {
      await from(seq);
      await part(RegistersReconciler).catchUp(body.id);
      expect(await checkpoint(body.id)).toBe(entries.length);
      expect(await read('tasks', `?session=${body.id}`)).toHaveLength(tasks);
    }
  });

  test('a journal that cannot be copied now is tried again by itself', async () => {
    const { body } = await page.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201);
    await desk.pool.query('alter table tasks rename to tasks_away');
    let entries: readonly unknown[] = [];
    try {
      ({ entries } = await hold(body.id));
      await part(RegistersReconciler).catchUp(body.id);
      expect(await checkpoint(body.id)).toBe(0);
      expect(await read('decisions', `?session=${body.id}`)).toEqual([]);
    } finally {
      await desk.pool.query('alter table tasks_away rename to tasks');
    }
    await until(async () => (await checkpoint(body.id)) === entries.length);
    expect(await read('tasks', `?session=${body.id}`)).toHaveLength(1);
  });

  test('show the life of a task as its journal tells it, also when told twice', async () => {
    const { body } = await page.post(`/api/councils/${council}/sessions`, sessionInput()).expect(201);
    await hold(body.id);
    const { state } = await part(JournalService).state(body.id);
    const task = state.tasks[0]!.id;
    const line = async () => (await read('tasks', `?session=${body.id}`))[0];
    await part(RegistersReconciler).catchUp(body.id);
    expect(await line()).toMatchObject({ status: 'open', next: false, co: [], report: null, changedAt: null });
    await ask(body.id, 'p2', { type: 'task.start', task });
    await ask(body.id, 'p2', { type: 'task.report', task, hash: null });
    await until(async () => (await line()).status === 'reported');
    expect(await line()).toMatchObject({ reportedAt: expect.stringMatching(/Z$/) });
    await ask(body.id, 'sec', { type: 'task.return', task, reason: 'incomplete' });
    await until(async () => (await line()).status === 'in_progress');
    await desk.pool.query('update listener_checkpoints set seq = 0 where session_id = $1', [body.id]);
    await part(RegistersReconciler).catchUp(body.id);
    expect(await line()).toMatchObject({ status: 'in_progress' });
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

describe('PROC-37: rules that a decision adopted', () => {
  test('are linked with it both ways; the last word holds, and nobody else’s decision is taken', async () => {
    const owner = await desk.account();
    const { council: own, session: held } = await convene(owner);
    await part(JournalService).state(held.id);
    const { entries } = await holdSession(
      createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false })),
      held.id,
      own.id,
    );
    await part(JournalService).state(held.id);
    await until(async () => (await checkpoint(held.id)) >= entries.length);
    const path = `/api/councils/${own.id}`;
    const [line] = (await owner.get(`${path}/decisions`).expect(200)).body;
    expect(line).not.toHaveProperty('rulesVersions');
    await owner.patch(path, { rules: { ...own.rules, tie: 'chairExtra' } }).expect(200);
    const by = { sessionId: held.id, decision: line.decision };
    const { body: versions } = await owner.post(`${path}/rules/2/decision`, by).expect(200);
    expect(versions).toMatchObject([
      { version: 2, adoptedBy: { ...by, sessionNumber: held.number, text: line.text } },
      { version: 1 },
    ]);
    expect(versions[1]).not.toHaveProperty('adoptedBy');
    expect((await owner.get(`${path}/decisions`).expect(200)).body[0]).toMatchObject({ rulesVersions: [2] });

    await owner.post(`${path}/rules/9/decision`, by).expect(404);
    expect((await owner.post(`${path}/rules/2/decision`, { ...by, decision: 'd9999' }).expect(409)).body).toMatchObject(
      {
        code: 'rules.unknown_decision',
      },
    );
    // A decision of another council is none of this one's, and a reader says nothing.
    await page.post(`/api/councils/${council}/rules/1/decision`, by).expect(409);
    const chair = await desk.account(own.id, 'chair');
    await chair.post(`${path}/rules/1/decision`, by).expect(403);
    await owner.post(`${path}/rules/2/decision`, { ...by, extra: 1 }).expect(400);
  });
});

describe('REC-05: the numbers of decisions', () => {
  /** A session of this council with one decision, signed by both unless told otherwise. */
  async function decided(of: string, owner: DeskPage, signs: readonly string[] = ['p1', 'sec']) {
    const { body } = await owner.post(`/api/councils/${of}/sessions`, sessionInput()).expect(201);
    await holdSession(createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false })), body.id, of);
    const { state } = await part(JournalService).state(body.id);
    const { id: decision, hash } = state.decisions[0]!;
    for (const actor of signs) await ask(body.id, actor, { type: 'decision.sign', decision, hash });
    return { id: body.id as string, decision, hash };
  }
  const numberOf = async (id: string) => (await part(JournalService).state(id)).state.decisions[0]!.registered?.number;
  const fresh = async () => {
    const owner = await desk.account();
    const { council: one } = await convene(owner);
    return { owner, id: one.id };
  };

  test('come by themselves at the second signature, one after another over all sessions of a council', async () => {
    const { owner, id } = await fresh();
    const first = await decided(id, owner, ['p1']);
    const second = await decided(id, owner);
    await until(async () => (await numberOf(second.id)) === 1);
    expect(await numberOf(first.id)).toBeUndefined();
    await ask(first.id, 'sec', { type: 'decision.sign', decision: first.decision, hash: first.hash });
    await until(async () => (await numberOf(first.id)) === 2);
    const register = async () => (await owner.get(`/api/councils/${id}/decisions`).expect(200)).body;
    await until(async () => (await register()).every((line: { number: number | null }) => line.number !== null));
    expect((await register()).map((one: object) => one)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          sessionId: first.id,
          number: 2,
          label: '2',
          signed: [
            { as: 'presiding', at: expect.any(String) },
            { as: 'secretary', at: expect.any(String) },
          ],
        }),
      ]),
    );
  });

  test('leave no gap and give none twice when many ask at once', async () => {
    const { owner, id } = await fresh();
    const all = await Promise.all([1, 2, 3, 4].map(() => decided(id, owner)));
    await Promise.all(all.flatMap(one => [1, 2].map(() => part(NumberingService).number(one.id))));
    await until(async () => (await Promise.all(all.map(one => numberOf(one.id)))).every(Boolean));
    const given = await Promise.all(all.map(one => numberOf(one.id)));
    expect(given.sort()).toEqual([1, 2, 3, 4]);
    await owner.post(`/api/sessions/${all[0]!.id}/decisions/number`).expect(200, { numbers: [] });
    expect(
      (await part(JournalService).entries(all[0]!.id)).filter(one => one.type === 'decision.numbered'),
    ).toHaveLength(1);
  });

  test('a number that could not be written is nobody’s: the next to come gets it', async () => {
    const { owner, id } = await fresh();
    const one = await decided(id, owner, []);
    // Signed behind the back of this node's listeners, as by another node that then went away.
    const other = createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false }));
    const { createEngine } = await import('@kengesh/journal');
    const { councilSession } = await import('@kengesh/domain');
    const engine = createEngine({ def: councilSession, store: other, now: () => new Date().toISOString() });
    for (const actor of ['p1', 'sec']) {
      const act = { type: 'decision.sign', decision: one.decision, hash: one.hash };
      await engine.submit(one.id, { id: `signed-${actor}`, actor: { id: actor, kind: 'participant' }, act });
    }
    await desk.pool.query('alter table journal_entries rename to journal_entries_away');
    try {
      await part(NumberingService).attempt(one.id);
    } finally {
      await desk.pool.query('alter table journal_entries_away rename to journal_entries');
    }
    await until(async () => (await numberOf(one.id)) === 1);
    const two = await decided(id, owner);
    await until(async () => (await numberOf(two.id)) === 2);
  });

  test('are given by several acts where there are more than one act may give', async () => {
    const { owner, id } = await fresh();
    const { id: sessionId } = await decided(id, owner, []);
    const made = (await part(JournalService).entries(sessionId)).find(entry => entry.type === 'decision.made')!.data;
    const ids = Array.from({ length: 201 }, (_, n) => `many${n}`);
    const { councilSession } = await import('@kengesh/domain');
    const { createEngine } = await import('@kengesh/journal');
    // By an engine that this node is not told of, with an act of its own that makes them all at once.
    const act: (typeof councilSession)['acts'][string] = {
      schema: councilSession.acts['floor.ask']!.schema,
      authorize: () => null,
      decide: () => ({
        events: ids.flatMap(decision => [
          { type: 'decision.made', data: { ...made, id: decision } },
          { type: 'decision.signed', data: { decision, hash: made.hash!, as: 'presiding' } },
          { type: 'decision.signed', data: { decision, hash: made.hash!, as: 'secretary' } },
        ]),
      }),
    };
    const engine = createEngine({
      def: { ...councilSession, acts: { 'floor.ask': act } },
      store: createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false })),
      now: () => new Date().toISOString(),
    });
    const actor = { id: 'p1', kind: 'participant' } as const;
    expect(await engine.submit(sessionId, { id: 'many', actor, act: { type: 'floor.ask' } })).toMatchObject({
      ok: true,
    });
    await part(NumberingService).attempt(sessionId);
    const { state } = await part(JournalService).state(sessionId);
    expect(state.decisions.filter(one => one.registered).map(one => [one.id, one.registered!.number])).toEqual(
      ids.map((decision, n) => [decision, n + 1]),
    );
  });

  test('what was signed while nobody was there is numbered at the next start; only the secretariat asks for it', async () => {
    const { owner, id } = await fresh();
    const one = await decided(id, owner, ['p1']);
    part(NumberingService).onApplicationBootstrap();
    await part(NumberingService).attempt(one.id);
    expect(await numberOf(one.id)).toBeUndefined();
    const chair = await desk.account(id, 'chair');
    await chair.post(`/api/sessions/${one.id}/decisions/number`).expect(403);
    await owner.post(`/api/sessions/${one.id}/decisions/number`).expect(200, { numbers: [] });
  });
});

describe('What was left over', () => {
  test('is offered to the next session of the council, and only to later ones', async () => {
    const owner = await desk.account();
    const { council: one, session: first } = await convene(owner);
    await holdSession(createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false })), first.id, one.id);
    await part(RegistersReconciler).catchUp(first.id);
    const { body: next } = await owner.post(`/api/councils/${one.id}/sessions`, sessionInput()).expect(201);
    const offered = async () => (await owner.get(`/api/sessions/${next.id}/left-over`).expect(200)).body;
    const before = await offered();
    expect(before).toMatchObject({
      tasks: [{ sessionNumber: 1, responsible: 's2', due: '2026-04-01', status: 'open', zone: 'Asia/Bishkek' }],
      items: [],
      motions: [],
    });
    // Opened and closed with its agenda untouched: the items come again, those of the last session only.
    const store = createPostgresStore(desk.api.app.get<pg.Pool>(PG_POOL, { strict: false }));
    const second = await openSession(store, next.id, one.id);
    await second.ask('p1', { type: 'session.close' });
    const { body: third } = await owner.post(`/api/councils/${one.id}/sessions`, sessionInput()).expect(201);
    expect((await owner.get(`/api/sessions/${third.id}/left-over`).expect(200)).body).toMatchObject({
      tasks: [{ sessionNumber: 1 }],
      items: [
        { sessionNumber: 2, title: { en: 'Agenda' } },
        { sessionNumber: 2, title: { en: 'Election' } },
      ],
    });
    await owner
      .get(`/api/sessions/${first.id}/left-over`)
      .expect(200, { tasks: [], items: [], motions: [], others: [] });
    await part(JournalService).state(first.id);
    await ask(first.id, 'sec', { type: 'task.withdraw', task: before.tasks[0].task, reason: 'not_needed' });
    await until(async () => (await offered()).tasks.length === 0);
    const stranger = await desk.account();
    await stranger.get(`/api/sessions/${next.id}/left-over`).expect(404);
  });
});
