import { describe, expect, test } from '@jest/globals';
import { frameOf } from './committed.js';
import { createEngine } from './engine.js';
import { ask, BOOK, boss, hall, now, setUp, sign, turnClock, wish } from './engine-kit.suite.js';
import { ActFailed, OutcomeUnknown } from './errors.js';
import { fold, frame } from './fold.js';
import { guestbook } from './guestbook.suite.js';
import { GENESIS, verifyChain } from './hash.js';
import { createMemoryStore } from './memory-store.js';
import { createRandom } from './random.suite.js';
import type { Command, Entry, EventStore, JsonObject } from './types.js';

describe('deciding', () => {
  test('J-20 an act becomes an entry, and the asker learns its seq', async () => {
    const { engine, all } = setUp();
    expect(await engine.submit(BOOK, sign('Ана', 'p1', 'c'))).toEqual({
      ok: true,
      seqs: [1],
      head: 1,
      at: '2023-04-28T04:00:00.000Z',
      repeated: false,
    });
    const [entry] = await all();
    expect(entry).toMatchObject({ seq: 1, type: 'page.signed', actor: 'p1', command: 'c', part: 0, prev: GENESIS });
    expect(await engine.state(BOOK)).toMatchObject({ seq: 1, hash: entry!.hash, state: { pages: [{ name: 'Ана' }] } });
  });

  test.each<[string, Command, string, JsonObject]>([
    ['of no known type', ask('no.such'), 'act.unknown', { type: 'no.such' }],
    ['named like a built-in', ask('constructor'), 'act.unknown', { type: 'constructor' }],
    ['without its field', ask('page.sign'), 'act.malformed', { path: 'name', message: 'expected string' }],
    [
      'with half a character',
      ask('page.sign', { name: '\ud83d' }),
      'act.malformed',
      { path: 'act', message: 'not plain JSON at name: lone surrogate' },
    ],
    [
      'without a command id',
      ask('page.sign', { name: 'x' }, 'p1', ''),
      'act.malformed',
      { path: 'command', message: 'no usable id' },
    ],
    [
      'with a NUL in its command id',
      ask('page.sign', { name: 'x' }, 'p1', 'a\u0000'),
      'act.malformed',
      { path: 'command', message: 'no usable id' },
    ],
    [
      'with a command id without end',
      ask('page.sign', { name: 'x' }, 'p1', 'a'.repeat(201)),
      'act.malformed',
      { path: 'command', message: 'no usable id' },
    ],
    ['of one who may not', ask('box.open'), 'boss.only', {}],
    ['that the rules refuse', sign('nobody'), 'name.nobody', { name: 'nobody' }],
  ])('J-20 an act %s is refused and leaves nothing', async (_, command, refused, params) => {
    const { engine, all, told } = setUp();
    expect(await engine.submit(BOOK, command)).toEqual({ ok: false, refusal: { refused, params } });
    await engine.drain();
    expect(await all()).toEqual([]);
    expect(told).toEqual([]);
  });

  test('J-20 what is no command at all is refused too', async () => {
    const { engine } = setUp();
    for (const junk of [{}, { id: 'c', actor: { id: 'p1' } }, { id: 'c', actor: { id: 'p1' }, act: {} }])
      expect(await engine.submit(BOOK, junk as Command)).toMatchObject({ refusal: { refused: 'act.malformed' } });
    await expect(engine.submit(BOOK, null as unknown as Command)).rejects.toBeInstanceOf(ActFailed);
  });

  test('J-20 may is asked before the box is looked into', async () => {
    const { engine } = setUp();
    await engine.submit(BOOK, ask('box.open', {}, 'boss'));
    const stolen = ask('wish.drop', { wish: 'gold', who: 'p2' }, 'p1');
    expect(await engine.submit(BOOK, stolen)).toMatchObject({ refusal: { refused: 'wish.notYours' } });
  });

  test('J-21 J-22 consequences stand directly after their fact, with parts counted through', async () => {
    const { engine, all } = setUp();
    const answer = await engine.submit(BOOK, ask('guests.arrive', { count: 10 }, 'p1', 'c'));
    const entries = await all();
    const types = entries.map(entry => entry.type);
    const [page, mile, gift] = ['page.signed', 'milestone.reached', 'gift.given'];
    expect(types).toEqual([page, page, page, mile, page, page, page, mile, page, page, page, mile, gift, page]);
    expect(entries.map(entry => entry.part)).toEqual(types.map((_, part) => part));
    expect(entries.every(entry => entry.command === 'c' && entry.actor === 'p1')).toBe(true);
    expect(answer).toMatchObject({ ok: true, seqs: types.map((_, index) => index + 1), head: 14 });
    expect(verifyChain(entries)).toMatchObject({ intact: true, count: 14 });
  });

  test('J-21 an act that is already true writes nothing', async () => {
    const { engine, all } = setUp();
    await engine.submit(BOOK, ask('book.close', {}, 'boss'));
    expect(await engine.submit(BOOK, ask('book.close', {}, 'boss'))).toMatchObject({ ok: true, seqs: [], head: 1 });
    expect(await all()).toHaveLength(1);
  });

  test('J-23 an entry is never earlier than the one before', async () => {
    const { engine, all } = setUp();
    await engine.submit(BOOK, sign('first'));
    turnClock(-60_000);
    await engine.submit(BOOK, sign('second'));
    turnClock(120_000);
    await engine.submit(BOOK, sign('third'));
    expect((await all()).map(entry => entry.at)).toEqual([
      '2023-04-28T04:00:00.000Z',
      '2023-04-28T04:00:00.000Z',
      '2023-04-28T04:01:00.002Z',
      '2023-04-28T04:01:00.002Z',
    ]);
  });

  test('J-27 each act of a batch is decided over what the one before left', async () => {
    const { engine } = setUp();
    const answers = await Promise.all([
      engine.submit(BOOK, sign('in time')),
      engine.submit(BOOK, ask('book.close', {}, 'boss')),
      engine.submit(BOOK, sign('too late')),
    ]);
    expect(answers).toMatchObject([{ ok: true }, { ok: true }, { refusal: { refused: 'book.closed' } }]);
  });

  test('J-28 a mistake fails only its asker', async () => {
    const { engine, all } = setUp();
    await engine.submit(BOOK, sign('before'));
    const asked = ['bug.throw', 'bug.event', 'bug.endless', 'bug.box'].map(type => engine.submit(BOOK, ask(type)));
    const good = [engine.submit(BOOK, sign('one')), engine.submit(BOOK, sign('two'))];
    const results = await Promise.allSettled(asked);
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { name: 'ActFailed' } });
    expect(await Promise.all(good)).toMatchObject([{ seqs: [2] }, { seqs: [3, 4] }]);
    expect(verifyChain(await all())).toMatchObject({ intact: true, count: 4 });
  });

  test('J-36 what is due happens once, whoever submits it', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const [a, b] = [setUp({}, inner), setUp({}, inner)];
    await a.engine.submit(BOOK, ask('hour.set', { at: '2023-04-28T10:00:00.000Z' }, 'boss'));
    const due = async (engine: typeof a.engine) => {
      const [deadline] = guestbook.deadlines((await engine.state(BOOK)).state);
      const { at: _, command, ...act } = deadline!;
      return engine.submit(BOOK, { ...act, id: command, actor: { id: 'system', kind: 'system' } });
    };
    const answers = await Promise.all([due(a.engine), due(b.engine), due(b.engine), due(a.engine)]);
    expect(answers.filter(answer => answer.ok && !answer.repeated)).toHaveLength(1);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, seqs: [2] });
    expect(await a.all()).toHaveLength(2);
    expect(guestbook.deadlines((await a.engine.state(BOOK)).state)).toEqual([]);
  });
});

describe('commands sent again', () => {
  test('J-24 a repeated command is answered with what it made', async () => {
    const { engine, all } = setUp();
    const command = ask('guests.arrive', { count: 3 });
    const first = await engine.submit(BOOK, command);
    await engine.submit(BOOK, sign('another'));
    expect(await engine.submit(BOOK, command)).toEqual({ ...first, head: 5, repeated: true });
    expect(await all()).toHaveLength(5);
  });

  test('J-24 it is answered so even where it would be refused by now, and after a restart', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const command = sign('me');
    const { engine } = setUp({}, inner);
    await engine.submit(BOOK, command);
    await engine.submit(BOOK, ask('book.close', {}, 'boss'));
    expect(await setUp({}, inner).engine.submit(BOOK, command)).toMatchObject({ seqs: [1], repeated: true });
  });

  test('J-24 one sent again among many that would write once more: the store objects, and nothing is folded anew', async () => {
    const { engine, all, seen, told } = setUp();
    const command = ask('guests.arrive', { count: 2 });
    const first = await engine.submit(BOOK, command);
    const before = { ...seen };
    const answers = await Promise.all(
      [sign('a'), command, sign('b'), command, sign('nobody')].map(each => engine.submit(BOOK, each)),
    );
    expect(answers).toMatchObject([
      { seqs: [3, 4], repeated: false },
      { ...first, head: 4, repeated: true },
      { seqs: [5], repeated: false },
      { ...first, head: 5, repeated: true },
      { ok: false, refusal: { refused: 'name.nobody' } },
    ]);
    expect(seen).toMatchObject({
      transactions: before.transactions + 2,
      lookups: before.lookups + 1,
      reads: before.reads,
    });
    await engine.drain();
    expect(told.flatMap(({ committed }) => committed.entries)).toEqual(await all());
  });

  test('J-24 whoever wrote nothing is looked for, all at once', async () => {
    const { engine, seen } = setUp();
    const signed = Array.from({ length: 20 }, (_, i) => sign(`guest ${i}`, `p${i}`));
    const first = await Promise.all(signed.map(each => engine.submit(BOOK, each)));
    await engine.submit(BOOK, ask('book.close', {}, 'boss'));
    const before = { ...seen };
    const late = await Promise.all([...signed, sign('late')].map(each => engine.submit(BOOK, each)));
    expect(late).toMatchObject([
      ...first.map(answer => ({ ok: true, seqs: answer.ok && answer.seqs, repeated: true })),
      { ok: false, refusal: { refused: 'book.closed' } },
    ]);
    expect(seen).toMatchObject({ transactions: before.transactions + 1, lookups: before.lookups + 1 });
  });

  test('J-24 J-35 refused and then written in one batch: the refusal stands', async () => {
    const { engine } = setUp();
    await engine.submit(BOOK, sign('first'));
    const answers = await Promise.all(
      [sign('nobody', 'p1', 'same'), sign('me', 'p1', 'same')].map(each => engine.submit(BOOK, each)),
    );
    expect(answers).toMatchObject([
      { ok: false, refusal: { refused: 'name.nobody' } },
      { ok: true, seqs: [2], repeated: false },
    ]);
  });

  test('J-24 a command that wrote an entry once puts nothing into a box later', async () => {
    const { engine } = setUp();
    await engine.submit(BOOK, sign('me', 'p1', 'same'));
    await engine.submit(BOOK, ask('box.open', {}, 'boss'));
    expect(await engine.submit(BOOK, wish('rain', 'p1', 'same'))).toMatchObject({ seqs: [1], repeated: true });
    await engine.submit(BOOK, ask('box.close', {}, 'boss'));
    expect((await engine.state(BOOK)).state.wishes).toEqual([]);
  });

  test('J-24 the same command id of another actor is another command', async () => {
    const { engine, all } = setUp();
    await engine.submit(BOOK, sign('me', 'p1', 'same'));
    expect(await engine.submit(BOOK, sign('you', 'p2', 'same'))).toMatchObject({ seqs: [2], repeated: false });
    expect(await all()).toHaveLength(2);
  });

  test('J-25 two equal commands in one batch are one', async () => {
    const { engine, all, seen } = setUp();
    const command = ask('guests.arrive', { count: 3 });
    const answers = await Promise.all([engine.submit(BOOK, command), engine.submit(BOOK, command)]);
    expect(answers).toMatchObject([
      { seqs: [1, 2, 3, 4], repeated: false },
      { seqs: [1, 2, 3, 4], repeated: true },
    ]);
    expect(await all()).toHaveLength(4);
    expect(seen.transactions).toBe(1);
  });

  test('J-35 a refusal is not remembered', async () => {
    const { engine } = setUp();
    const command = wish('rain', 'p1');
    expect(await engine.submit(BOOK, command)).toMatchObject({ refusal: { refused: 'box.notOpen' } });
    await engine.submit(BOOK, ask('box.open', {}, 'boss'));
    expect(await engine.submit(BOOK, command)).toMatchObject({ ok: true, repeated: false });
  });
});

describe('group commit', () => {
  test('J-27 what waits is written with one transaction and no look-up, in a few strokes', async () => {
    const { engine, seen } = setUp();
    await engine.submit(BOOK, sign('first'));
    await Promise.all(Array.from({ length: 500 }, (_, i) => engine.submit(BOOK, ask('visit.count', {}, `p${i}`))));
    expect(seen.transactions).toBe(2);
    expect(seen.appends).toEqual([1, 125, 125, 125, 125]);
    expect(seen.lookups).toBe(0);
  });

  test('J-27 a batch is bounded, and order is that of asking', async () => {
    const batches: number[] = [];
    const { engine, seen, all } = setUp({ onBatch: (_, { acts }) => batches.push(acts) });
    const asked = Array.from({ length: 2500 }, (_, i) => engine.submit(BOOK, ask('visit.count', {}, `p${i % 7}`)));
    const answers = await Promise.all(asked);
    expect(batches).toEqual([1000, 1000, 500]);
    expect(seen.transactions).toBe(3);
    expect(answers.map(answer => answer.ok && answer.seqs[0])).toEqual(asked.map((_, i) => i + 1));
    expect(verifyChain(await all())).toMatchObject({ intact: true, count: 2500 });
  });

  test('J-26 J-27 the next batch is on its way before the last one is answered, and those are answered in order', async () => {
    const events: string[] = [];
    const inner = createMemoryStore({ random: createRandom(1) });
    const store: EventStore = {
      ...inner,
      transact: (journal, work) => {
        events.push('begun');
        return inner.transact(journal, work);
      },
    };
    const waiting: (() => void)[] = [];
    const { engine } = setUp(
      { batch: 2, schedule: run => waiting.push(run), onCommitted: () => events.push('told') },
      store,
    );
    const turn = async () => {
      for (const run of waiting.splice(0)) {
        run();
        await new Promise(resolve => setTimeout(resolve));
      }
    };
    for (const name of ['a', 'b', 'c']) void engine.submit(BOOK, sign(name)).then(() => events.push(name));
    await turn();
    // Both are written, and nobody knows yet.
    expect(events).toEqual(['begun', 'begun']);
    expect(engine.pendingCommands()).toBe(3);
    for (let turns = 0; turns < 5; turns++) await turn();
    expect(events.slice(2)).toEqual(['a', 'b', 'told', 'c', 'told']);
    expect(engine.pendingCommands()).toBe(0);
    await engine.drain();
  });

  test('J-27 journals do not wait for one another', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const inner = createMemoryStore({ random: createRandom(1) });
    const blocked = inner.transact('blocked', () => held);
    const { engine } = setUp({}, inner);
    const slow = engine.submit('blocked', sign('waits'));
    expect(await engine.submit(BOOK, sign('does not'))).toMatchObject({ ok: true });
    await new Promise(resolve => setImmediate(resolve));
    // One that is being written waits as well.
    expect(engine.pendingCommands()).toBe(1);
    release();
    await blocked;
    expect(await slow).toMatchObject({ ok: true });
    await engine.drain();
    expect(engine.pendingCommands()).toBe(0);
  });

  test('J-31 more than may wait are refused as busy, and nothing of them is written', async () => {
    const { engine, all } = setUp({ maxQueued: 3 });
    const answers = await Promise.all(Array.from({ length: 5 }, (_, i) => engine.submit(BOOK, sign(`${i}`))));
    expect(answers.map(answer => answer.ok)).toEqual([true, true, true, false, false]);
    expect(answers[4]).toEqual({ ok: false, refusal: { refused: 'engine.busy', params: { waiting: 3 } } });
    expect(await engine.submit(BOOK, sign('later'))).toMatchObject({ ok: true });
    expect((await all()).filter(entry => entry.type === 'page.signed')).toHaveLength(4);
  });

  test('J-26 first the commit, then the answers, then everyone else', async () => {
    const order: string[] = [];
    const inner = createMemoryStore({ random: createRandom(1) });
    const store: EventStore = {
      read: (...args) => inner.read(...args),
      async transact(journal, work) {
        const result = await inner.transact(journal, work);
        order.push('commit');
        return result;
      },
    };
    const engine = createEngine({
      def: guestbook,
      store,
      now,
      onCommitted: (_, { from, to }) => order.push(`told ${from}-${to}`),
    });
    const asked = ['a', 'b'].map(async name => {
      await engine.submit(BOOK, sign(name));
      order.push(`answer ${name}`);
    });
    await Promise.all(asked);
    await engine.drain();
    expect(order).toEqual(['commit', 'answer a', 'answer b', 'told 0-2']);
  });

  test('J-26 what is told carries the states around it and makes the frames of all viewers', async () => {
    const { engine, told, all } = setUp();
    await engine.submit(BOOK, sign('first'));
    await Promise.all([engine.submit(BOOK, ask('visit.count')), engine.submit(BOOK, sign('second', 'p2'))]);
    await engine.drain();
    expect(told.map(({ committed }) => [committed.from, committed.to, committed.isLocal])).toEqual([
      [0, 1, true],
      [1, 3, true],
    ]);
    const entries = await all();
    const { committed } = told[1]!;
    expect(committed.before).toEqual(fold(guestbook, entries.slice(0, 1)));
    expect(committed.after).toEqual(fold(guestbook, entries));
    for (const viewer of [hall, boss])
      expect(frameOf(committed, viewer)).toEqual(
        frame(guestbook, { seq: 1, state: committed.before }, entries.slice(1), viewer),
      );
  });

  test('J-26 a listener that throws harms nobody, and the host hears of it', async () => {
    const trouble: unknown[] = [];
    const { engine } = setUp({
      onCommitted: () => {
        throw new Error('deaf');
      },
      onError: error => trouble.push(error),
    });
    expect(await engine.submit(BOOK, sign('one'))).toMatchObject({ ok: true });
    expect(await engine.submit(BOOK, sign('two'))).toMatchObject({ ok: true });
    await engine.drain();
    expect(trouble).toHaveLength(2);
  });
});

describe('asking together', () => {
  test('J-32 where acts wait, their batch says what is newest, and nothing is read beside it', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const [{ engine, seen, faults, all }, other] = [setUp({}, inner), setUp({}, inner)];
    await engine.submit(BOOK, sign('here'));
    const { reads } = seen;
    await other.engine.submit(BOOK, sign('elsewhere'));
    const asked = [engine.submit(BOOK, sign('one')), engine.submit(BOOK, sign('two'))];
    const held = await engine.state(BOOK);
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(held.seq).toBe((await all()).length);
    expect(held.state).toEqual(fold(guestbook, await inner.read(BOOK, 0)));
    expect(seen.reads).toBe(reads + 1);
    faults.before = () => new Error('no room on the disk');
    const lost = engine.submit(BOOK, sign('three')).catch((error: unknown) => error);
    expect(await engine.state(BOOK)).toEqual(held);
    expect(await lost).toBeInstanceOf(OutcomeUnknown);
    expect(seen.reads).toBeGreaterThan(reads + 1);
  });

  test('J-27 whoever comes while others are served gathers for the next turn; whoever comes alone does not wait', async () => {
    const gathering: (() => void)[] = [];
    const batchWindow = () => new Promise<void>(resolve => gathering.push(resolve));
    const inner = createMemoryStore({ random: createRandom(1) });
    const { engine, seen } = setUp({ batchWindow }, inner);
    await engine.submit(BOOK, sign('alone'));
    await engine.state(BOOK);
    expect(gathering).toHaveLength(0);
    let release = () => {};
    const blocked = inner.transact(BOOK, () => new Promise<void>(resolve => (release = resolve)));
    const first = engine.submit(BOOK, sign('first'));
    const turn = () => new Promise(resolve => setTimeout(resolve));
    await turn();
    const second = engine.submit(BOOK, sign('second'));
    release();
    await blocked;
    await first;
    await turn();
    expect(gathering).toHaveLength(1);
    const third = engine.submit(BOOK, sign('third'));
    gathering[0]!();
    await turn();
    // Somebody came: so others may.
    expect(gathering).toHaveLength(2);
    expect(seen.transactions).toBe(2);
    gathering[1]!();
    await Promise.all([second, third]);
    expect(seen.transactions).toBe(3);
    expect(gathering).toHaveLength(2);
  });

  test('J-27 nobody waits for others for long, and not at all where many wait', async () => {
    let gathered = 0;
    let come: () => void = () => undefined;
    const gather = async () => {
      gathered++;
      come();
    };
    const inner = createMemoryStore({ random: createRandom(1) });
    const { engine } = setUp({ batchWindow: gather }, inner);
    const behind = async () => {
      gathered = 0;
      let release = () => {};
      const blocked = inner.transact(BOOK, () => new Promise<void>(resolve => (release = resolve)));
      const first = engine.submit(BOOK, sign('first'));
      await new Promise(resolve => setTimeout(resolve));
      return async () => {
        release();
        await Promise.all([blocked, first, engine.drain()]);
        return gathered;
      };
    };
    come = () => void engine.submit(BOOK, sign('another'));
    const few = await behind();
    void engine.submit(BOOK, sign('second'));
    expect(await few()).toBe(5);
    come = () => undefined;
    const many = await behind();
    for (let index = 0; index < 100; index++) void engine.submit(BOOK, sign(`m${index}`));
    expect(await many()).toBe(0);
  });
});

test('J-06 what an event leaves undefined is not in its entry, and read back it is equal', async () => {
  const def = {
    ...guestbook,
    acts: {
      'page.sign': {
        ...guestbook.acts['page.sign']!,
        decide: () => ({ events: [{ type: 'page.signed', data: { name: 'x', more: undefined, n: -0 } as never }] }),
      },
    },
  };
  const written: Entry[] = [];
  const { engine, all } = setUp({ def, onCommitted: (_, { entries }) => written.push(...entries) });
  await engine.submit(BOOK, sign('x'));
  await engine.drain();
  expect(written[0]!.data).toStrictEqual({ name: 'x', n: 0 });
  expect(JSON.parse(JSON.stringify(await all()))).toStrictEqual(written);
});
