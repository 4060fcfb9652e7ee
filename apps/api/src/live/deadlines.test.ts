import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addSeconds, presenceOf, type State } from '@kengesh/domain';
import type { Pool } from 'pg';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { Metrics } from '../metrics/metrics.js';
import { Clock } from './clock.js';
import { Deadlines } from './deadlines.js';
import { JournalService } from './journal.service.js';
import { type LiveKit, liveKit, quiet, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

/** The wall clock, put ahead. */
class Ahead extends Clock {
  constructor(private readonly seconds: number) {
    super();
  }
  now(): string {
    return addSeconds(new Date().toISOString(), this.seconds);
  }
}

/** Another node on the same database whose clock is ahead, and that has just been started. */
async function nodeAhead(seconds: number, maxWaiting?: number) {
  const env = kit.part<ApiEnv>(ENV);
  const limits = { ...env.limits, waiting: maxWaiting ?? env.limits.waiting };
  const clock = new Ahead(seconds);
  const metrics = new Metrics();
  const journal = new JournalService(kit.part<Pool>(PG_POOL), quiet, clock, metrics, { ...env, limits });
  const alarm = new Deadlines(journal, clock, metrics, quiet);
  alarm.onModuleInit();
  await alarm.onApplicationBootstrap();
  const state = async (id: string): Promise<State> => (await journal.state(id)).state;
  return { journal, state, now: () => clock.now(), stop: () => alarm.beforeApplicationShutdown() };
}

/** A session in which a vote that closes after ten seconds has just been opened. */
async function closingVote(method: 'named' | 'secret') {
  const id = await kit.session();
  const first = await kit.voting(id);
  await kit.done(
    id,
    ['p_1', { type: 'voting.close', voting: first }],
    ['p_sec', { type: 'motion.submit', item: 'one', text: { ru: 'Ещё' }, mover: null }],
  );
  const { state } = await kit.journal().state(id);
  const motion = Object.values(state.motions).find(one => one.status === 'admitted')!.id;
  const voting = await kit.open(id, { motion, method, closesInSeconds: 10 });
  return { id, voting: (await kit.journal().state(id)).state.votings[voting]! };
}

describe('what is due by itself', () => {
  test.each(['named', 'secret'] as const)(
    'a %s vote with an hour is closed at its hour and not before, by a node that has just started',
    async method => {
      const { id, voting } = await closingVote(method);
      await kit.done(id, ['p_3', { type: 'voting.cast', voting: voting.id, seat: 's3', choice: 'yes' }]);
      const soon = Date.parse(voting.closesAt!) - Date.now();
      const node = await nodeAhead(soon / 1000 - 0.7);
      // With a key it ends at its hour, and is counted when the key is there.
      const ended = async () => {
        const { endedAt, closedAt } = (await node.state(id)).votings[voting.id]!;
        return method === 'secret' ? (endedAt ?? null) : closedAt;
      };
      expect(await ended()).toBeNull();
      const late = Date.parse(await until(ended)) - Date.parse(voting.closesAt!);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(1500);
      await kit.giveKey(id, voting.id);
      const { result } = await until(async () => {
        const now = (await node.state(id)).votings[voting.id]!;
        return now.closedAt === null ? null : now;
      });
      expect(result).toMatchObject({ counts: { yes: 1 }, voted: ['s3'] });
      await node.stop();
    },
  );

  test('what came due while nobody was there is done at the start, once, though three nodes do it', async () => {
    const [{ id, voting }, lost, speech] = [await closingVote('named'), await kit.session(), await kit.session()];
    await kit.done(lost, ['p_5', { type: 'attendance.join', mode: 'remote' }]);
    await kit.journal().submit(lost, {
      id: kit.command(),
      actor: { id: 'system', kind: 'system' },
      act: { type: 'attendance.lineLost', participant: 'p_5' },
    });
    const done = await kit.voting(speech);
    await kit.done(
      speech,
      ['p_1', { type: 'voting.close', voting: done }],
      ['p_1', { type: 'floor.give', participant: 'p_2', seconds: 10 }],
    );
    const nodes = await Promise.all([nodeAhead(3600), nodeAhead(3600), nodeAhead(3600)]);
    await until(async () => (await nodes[0]!.state(id)).votings[voting.id]!.closedAt);
    await until(async () => presenceOf(await nodes[0]!.state(lost), 'p_5')?.here === false);
    await until(async () => (await nodes[0]!.state(speech)).floor.holder === null);
    await new Promise(resolve => setTimeout(resolve, 300));
    for (const node of nodes) await node.stop();
    const bySystem = async (session: string) =>
      (await kit.journal().entries(session)).filter(one => one.actor === 'system').map(one => [one.type, one.command]);
    expect(await bySystem(id)).toEqual([
      ['voting.closed', `close:${voting.id}:${voting.closesAt}`],
      ['motion.decided', `close:${voting.id}:${voting.closesAt}`],
    ]);
    expect((await bySystem(lost)).map(([type]) => type)).toEqual(['attendance.lost', 'attendance.left']);
    expect((await bySystem(speech)).map(([type]) => type)).toEqual(['floor.ended']);
  });

  test('commits that follow each other do not put off what is due', async () => {
    const { id, voting } = await closingVote('named');
    const node = await nodeAhead((Date.parse(voting.closesAt!) - Date.now()) / 1000 - 0.5);
    for (let n = 0; n < 60; n++) {
      await node.journal.submit(id, {
        id: kit.command(),
        actor: { id: 'p_3', kind: 'participant' },
        act: n % 2 ? { type: 'floor.withdraw', participant: 'p_3' } : { type: 'floor.ask' },
      });
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const { closedAt } = (await node.state(id)).votings[voting.id]!;
    expect(Date.parse(closedAt!) - Date.parse(voting.closesAt!)).toBeGreaterThanOrEqual(0);
    expect(Date.parse(closedAt!) - Date.parse(voting.closesAt!)).toBeLessThan(700);
    await node.stop();
  });

  test('a vote that is given more time is not closed at its first hour', async () => {
    const { id, voting } = await closingVote('named');
    const node = await nodeAhead((Date.parse(voting.closesAt!) - Date.now()) / 1000 - 0.5);
    await node.journal.submit(id, {
      id: kit.command(),
      actor: { id: 'p_1', kind: 'participant' },
      act: { type: 'voting.extend', voting: voting.id, seconds: 10 },
    });
    await new Promise(resolve => setTimeout(resolve, 1000));
    expect((await node.state(id)).votings[voting.id]!.closedAt).toBeNull();
    await node.stop();
  });

  test('what the engine has no room for is asked again when it has', async () => {
    const { id, voting } = await closingVote('named');
    const node = await nodeAhead((Date.parse(voting.closesAt!) - Date.now()) / 1000 - 3, 1);
    const ask = (participant: string) =>
      node.journal.submit(id, {
        id: kit.command(),
        actor: { id: participant, kind: 'participant' },
        act: { type: 'floor.ask' },
      });
    // While its head is held, one batch waits for the journal, and the one act there is room for waits behind.
    const holder = await kit.part<Pool>(PG_POOL).connect();
    let asked: Promise<unknown>[];
    try {
      await holder.query('begin');
      await holder.query('select seq from journal_heads where session_id = $1 for update', [id]);
      asked = [ask('p_3')];
      await new Promise(resolve => setTimeout(resolve, 200));
      asked.push(ask('p_4'));
      await until(() => node.now() > addSeconds(voting.closesAt!, 0.3));
      expect(await ask('p_5')).toMatchObject({ ok: false, refusal: { refused: 'engine.busy' } });
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    await Promise.all(asked);
    await until(async () => (await node.state(id)).votings[voting.id]!.closedAt);
    await node.stop();
  });

  test('a closed session is no longer watched', async () => {
    const id = await kit.session();
    const voting = await kit.voting(id);
    expect(await kit.journal().liveSessions()).toContain(id);
    await kit.done(id, ['p_1', { type: 'voting.close', voting }], ['p_1', { type: 'session.close' }]);
    expect(await kit.journal().liveSessions()).not.toContain(id);
  });
});
