import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeKeyPair } from '@kengesh/ballot-key';
import { councilSession, type State } from '@kengesh/domain';
import { type Entry, evolve, fold } from '@kengesh/journal';
import pg from 'pg';
import { HOLDERS } from '../../../../libs/domain/src/key-holder.suite.js';
import { prepared } from '../../../../libs/domain/src/testing.suite.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';
import { readEnv } from '../config/env.js';
import { SystemClock } from '../live/clock.js';
import { JournalService } from '../live/journal.service.js';
import { quiet, until } from '../live/live-kit.suite.js';
import { Metrics } from '../metrics/metrics.js';
import { deserialize, serialize } from './snapshot-format.js';

const golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/founding-session.json', import.meta.url), 'utf8'),
) as readonly Entry[];
const plain = (state: State): State => JSON.parse(JSON.stringify(state)) as State;

test('J-37 folding goes on from a kept state as if it had never been kept, at any point of a whole session', () => {
  const entries = golden;
  expect(entries.length).toBeGreaterThan(100);
  const states: State[] = [];
  let state = councilSession.initial;
  for (const entry of entries) {
    state = evolve(councilSession, state, entry);
    states.push(state);
  }
  for (let at = 0; at < entries.length; at += 7)
    expect(plain(fold(councilSession, entries.slice(at + 1), plain(states[at]!)))).toEqual(plain(state));
});

let database: TestDatabase;
let pool: pg.Pool;
let admin: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4, pipeline: true });
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 1 });
});
afterAll(async () => {
  await pool?.end();
  await admin?.end();
  await database?.drop();
});

/** An office of its own on the same books, as after a start. */
const office = (every = 100) =>
  new JournalService(pool, quiet, new SystemClock(), new Metrics(), readEnv({}), {
    every,
    quiet: 50,
    comparedAfter: 50,
  });
const rows = async (id: string) =>
  (
    await pool.query<{ seq: number; body: Buffer }>(
      'select seq, body from folded_states where session_id = $1 order by seq',
      [id],
    )
  ).rows;

let sessions = 0;
async function longSession(of: JournalService, acts: number): Promise<string> {
  const id = `long-${++sessions}`;
  const ask = async (who: string, act: object) => {
    const answer = await of.submit(id, {
      id: `c-${Math.random()}`,
      actor: { id: who, kind: who === 'desk' ? 'desk' : 'participant' },
      act: act as never,
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  };
  await ask('desk', { type: 'session.prepare', session: prepared({ hall: 5 }) });
  await ask('sec', { type: 'attendance.checkInAll' });
  await ask('p1', { type: 'session.open' });
  await ask('p1', { type: 'agenda.take', item: 'one' });
  for (let n = 0; n < acts; n++)
    await ask('p3', n % 2 ? { type: 'floor.withdraw', participant: 'p3' } : { type: 'floor.ask' });
  return id;
}

test('a long session is kept when it is quiet, and the next office goes on from there', async () => {
  const first = office(600);
  const id = await longSession(first, 700);
  await until(async () => (await rows(id)).length > 0);
  // A second time, so that there is one far enough behind the head.
  for (let n = 0; n < 800; n++)
    await first.submit(id, {
      id: `more-${n}`,
      actor: { id: 'p4', kind: 'participant' },
      act: n % 2 ? { type: 'floor.withdraw', participant: 'p4' } : { type: 'floor.ask' },
    });
  await until(async () => (await rows(id)).length === 2);
  const whole = await first.state(id);
  const kept = (await rows(id)).filter(each => each.seq <= whole.seq - 500).at(-1)!;
  const second = office();
  const reads: number[] = [];
  const query = pool.query.bind(pool);
  pool.query = ((config: { name?: string; values?: unknown[] }, ...more: []) => {
    if (config.name === 'journal-read') reads.push(Number(config.values![1]));
    return (query as (...given: unknown[]) => unknown)(config, ...more);
  }) as typeof pool.query;
  let held: Awaited<ReturnType<JournalService['state']>>;
  try {
    held = await second.state(id);
    expect(reads[0]).toBe(kept.seq - 1);
    expect(Math.min(...reads)).toBe(kept.seq - 1);
  } finally {
    pool.query = query;
  }
  expect(held.seq).toBe(whole.seq);
  expect(held.hash).toBe(whole.hash);
  expect(plain(held.state)).toEqual(plain(whole.state));
  // Pages that come back find what they missed.
  expect(second.framesAfter(id, whole.seq - 500, { participant: null, bureau: false })).not.toBeNull();
  for (const each of [first, second]) await each.beforeApplicationShutdown();
}, 60_000);

test('a kept state that is not what the journal says is found out, thrown away, and the journal folded anew', async () => {
  const first = office();
  const id = await longSession(first, 800);
  await until(async () => (await rows(id)).length > 0);
  await first.beforeApplicationShutdown();
  const [row] = await rows(id);
  const { rows: found } = await pool.query('select hash, at, fold from folded_states where session_id = $1', [id]);
  const { rows: early } = await pool.query(
    `select seq, hash, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from journal_entries
      where session_id = $1 and seq = 100`,
    [id],
  );
  const kept = await deserialize(row!.body);
  const forged = { ...kept, session: { ...kept.session, presiding: 'p4' } };
  await pool.query('delete from folded_states where session_id = $1', [id]);
  await pool.query(
    'insert into folded_states (session_id, seq, hash, at, fold, body) values ($1, $2, $3, $4, $5, $6)',
    [id, 100, early[0].hash, early[0].at, found[0].fold, await serialize(forged)],
  );
  const second = office();
  expect((await second.state(id)).state.session.presiding).toBe('p4');
  await until(async () => (await second.state(id)).state.session.presiding === 'p1');
  expect((await rows(id)).every(each => each.seq !== 100)).toBe(true);
  await second.beforeApplicationShutdown();
}, 60_000);

test('one of another build, one that cannot be read, and no table at all: the journal is folded from its first entry', async () => {
  const first = office();
  const id = await longSession(first, 800);
  await until(async () => (await rows(id)).length > 0);
  const { seq, state } = await first.state(id);
  await first.beforeApplicationShutdown();
  const same = async () => {
    const of = office();
    const held = await of.state(id);
    expect(held.seq).toBe(seq);
    expect(plain(held.state)).toEqual(plain(state));
    await of.beforeApplicationShutdown();
  };
  await pool.query(
    `delete from folded_states where session_id = $1 and seq < (select max(seq) from folded_states where session_id = $1)`,
    [id],
  );
  await pool.query(`update folded_states set seq = 100, body = 'junk' where session_id = $1`, [id]);
  await same();
  await pool.query(`update folded_states set fold = 'another' where session_id = $1`, [id]);
  await same();
  await admin.query('alter table folded_states rename to away');
  try {
    await same();
  } finally {
    await admin.query('alter table away rename to folded_states');
  }
}, 60_000);

test('nothing of a secret vote is in a kept state while it is open', async () => {
  const first = office();
  const id = await longSession(first, 600);
  const ask = async (who: string, act: object) => {
    const answer = await first.submit(id, {
      id: `s-${Math.random()}`,
      actor: { id: who, kind: 'participant' },
      act: act as never,
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  };
  await ask('sec', { type: 'motion.submit', item: 'one', text: { ru: 'Принять' }, mover: null });
  const motion = Object.keys((await first.state(id)).state.motions)[0]!;
  const { publicKey } = await makeKeyPair();
  const opening = { type: 'voting.open', motion, method: 'secret', majority: 'simple', closesInSeconds: null };
  await ask('p1', { ...opening, key: publicKey, holders: HOLDERS });
  const voting = Object.keys((await first.state(id)).state.votings)[0]!;
  await ask('p1', { type: 'voting.cast', voting, seat: 's1', choice: 'abstain' });
  for (let n = 0; n < 200; n++)
    await ask('p3', n % 2 ? { type: 'floor.withdraw', participant: 'p3' } : { type: 'floor.ask' });
  const kept = await until(async () => (await rows(id)).find(each => each.seq > 700));
  const state = await deserialize(kept.body);
  expect(state.votings[voting]).toBeDefined();
  expect(state.ballots).toEqual({});
  await first.beforeApplicationShutdown();
}, 60_000);

test('what was about to be kept is kept at an orderly end', async () => {
  const first = new JournalService(pool, quiet, new SystemClock(), new Metrics(), readEnv({}), {
    every: 100,
    quiet: 60_000,
  });
  const id = await longSession(first, 150);
  await first.beforeApplicationShutdown();
  const { seq } = await first.state(id);
  expect((await rows(id)).map(each => each.seq)).toEqual([seq]);
});

test('one that was only read is kept at an orderly end too, behind its head', async () => {
  const none = new JournalService(pool, quiet, new SystemClock(), new Metrics(), readEnv({}), { every: 100_000 });
  const id = await longSession(none, 1700);
  await none.beforeApplicationShutdown();
  const first = new JournalService(pool, quiet, new SystemClock(), new Metrics(), readEnv({}), { quiet: 60_000 });
  await first.state(id);
  await first.beforeApplicationShutdown();
  expect((await rows(id)).map(each => each.seq)).toEqual([1000]);
}, 60_000);

test('a long journal that had no kept state gets one behind its head, and the next office reads from there', async () => {
  const none = new JournalService(pool, quiet, new SystemClock(), new Metrics(), readEnv({}), { every: 100_000 });
  const id = await longSession(none, 1700);
  await none.beforeApplicationShutdown();
  expect(await rows(id)).toEqual([]);
  const first = office();
  const { seq, state } = await first.state(id);
  const [kept] = await until(async () => ((await rows(id)).length > 0 ? rows(id) : null), 20_000);
  expect(kept!.seq).toBe(1000);
  await first.beforeApplicationShutdown();
  const second = office();
  expect(plain((await second.state(id)).state)).toEqual(plain(state));
  expect(second.framesAfter(id, seq - 400, { participant: null, bureau: false })).not.toBeNull();
  expect(second.framesAfter(id, 999, { participant: null, bureau: false })).toBeNull();
  await second.beforeApplicationShutdown();
}, 60_000);
