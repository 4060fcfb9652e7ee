import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Committed, frameOf } from './committed.js';
import { createEngine, type EngineOptions } from './engine.js';
import { ActFailed, LostRace, OutcomeUnknown } from './errors.js';
import { fold, frame } from './fold.js';
import { type Guestbook, guestbook } from './guestbook.suite.js';
import { GENESIS, verifyChain } from './hash.js';
import { createMemoryStore } from './memory-store.js';
import { createRandom } from './random.suite.js';
import type { Answer, Command, Entry, JsonObject, Store, StoreTx, Viewer } from './types.js';

const hall: Viewer = { participant: null, bureau: false };
const boss: Viewer = { participant: 'boss', bureau: true };
const BOOK = 'book';

/** Counts what is asked of a store, and breaks down where told to. The store itself is a real one. */
function watched(inner: Store) {
  const seen = { transactions: 0, appends: [] as number[], lookups: 0, reads: 0 };
  const faults: { before?: () => Error | null; after?: () => Error | null } = {};
  const store: Store = {
    read(journal, after, limit) {
      seen.reads++;
      return inner.read(journal, after, limit);
    },
    async transact(journal, work) {
      seen.transactions++;
      const result = await inner.transact(journal, async tx => {
        const counted: StoreTx = {
          get head() {
            return tx.head;
          },
          read: after => tx.read(after),
          made: commands => {
            seen.lookups++;
            return tx.made(commands);
          },
          append: entries => {
            seen.appends.push(entries.length);
            return tx.append(entries);
          },
          boxOpen: box => tx.boxOpen(box),
          boxQuery: query => tx.boxQuery(query),
          boxPut: (put, command) => tx.boxPut(put, command),
          boxSeal: box => tx.boxSeal(box),
        };
        const done = await work(counted);
        const error = faults.before?.();
        if (error) throw error;
        return done;
      });
      // Committed, but the answer never arrives.
      const error = faults.after?.();
      if (error) throw error;
      return result;
    },
  };
  return { store, seen, faults };
}

let clock: number;
const now = () => new Date(clock++).toISOString();
let serial = 0;
const ask = (type: string, fields: JsonObject = {}, actor = 'p1', command = `c${++serial}`): Command => ({
  command,
  actor: { id: actor, kind: actor === 'system' ? 'system' : 'participant' },
  act: { type, ...fields },
});
const sign = (name: string, actor = 'p1', command?: string) => ask('page.sign', { name }, actor, command);
const wish = (what: string, who: string, command?: string) => ask('wish.drop', { wish: what, who }, who, command);

function setUp(options: Partial<EngineOptions<Guestbook>> = {}, inner?: Store) {
  const watch = watched(inner ?? createMemoryStore({ random: createRandom(1) }));
  const told: { journal: string; committed: Committed<Guestbook> }[] = [];
  const engine = createEngine({
    def: guestbook,
    store: watch.store,
    now,
    onCommitted: (journal, committed) => told.push({ journal, committed }),
    ...options,
  });
  const all = () => watch.store.read(BOOK, 0);
  return { engine, told, all, ...watch };
}

beforeEach(() => {
  clock = Date.parse('2023-04-28T04:00:00.000Z');
});

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
    await engine.idle();
    expect(await all()).toEqual([]);
    expect(told).toEqual([]);
  });

  test('J-20 what is no command at all is refused too', async () => {
    const { engine } = setUp();
    for (const junk of [{}, { command: 'c', actor: { id: 'p1' } }, { command: 'c', actor: { id: 'p1' }, act: {} }])
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
    clock -= 60_000;
    await engine.submit(BOOK, sign('second'));
    clock += 120_000;
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
      return engine.submit(BOOK, { ...deadline!, actor: { id: 'system', kind: 'system' } });
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
  test('J-27 what waits is written with one transaction, one look-up and one append', async () => {
    const { engine, seen } = setUp();
    await engine.submit(BOOK, sign('first'));
    await Promise.all(Array.from({ length: 500 }, (_, i) => engine.submit(BOOK, ask('visit.count', {}, `p${i}`))));
    expect(seen.transactions).toBe(2);
    expect(seen.appends).toEqual([1, 500]);
    expect(seen.lookups).toBe(1);
  });

  test('J-27 a batch is bounded, and order is that of asking', async () => {
    const { engine, seen, all } = setUp();
    const asked = Array.from({ length: 2500 }, (_, i) => engine.submit(BOOK, ask('visit.count', {}, `p${i % 7}`)));
    const answers = await Promise.all(asked);
    expect(seen.appends).toEqual([1000, 1000, 500]);
    expect(answers.map(answer => answer.ok && answer.seqs[0])).toEqual(asked.map((_, i) => i + 1));
    expect(verifyChain(await all())).toMatchObject({ intact: true, count: 2500 });
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
    expect(engine.waiting()).toBe(1);
    release();
    await blocked;
    expect(await slow).toMatchObject({ ok: true });
    await engine.idle();
    expect(engine.waiting()).toBe(0);
  });

  test('J-31 more than may wait are refused as busy, and nothing of them is written', async () => {
    const { engine, all } = setUp({ queue: 3 });
    const answers = await Promise.all(Array.from({ length: 5 }, (_, i) => engine.submit(BOOK, sign(`${i}`))));
    expect(answers.map(answer => answer.ok)).toEqual([true, true, true, false, false]);
    expect(answers[4]).toEqual({ ok: false, refusal: { refused: 'engine.busy', params: { waiting: 3 } } });
    expect(await engine.submit(BOOK, sign('later'))).toMatchObject({ ok: true });
    expect((await all()).filter(entry => entry.type === 'page.signed')).toHaveLength(4);
  });

  test('J-26 first the commit, then the answers, then everyone else', async () => {
    const order: string[] = [];
    const inner = createMemoryStore({ random: createRandom(1) });
    const store: Store = {
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
    await engine.idle();
    expect(order).toEqual(['commit', 'answer a', 'answer b', 'told 0-2']);
  });

  test('J-26 what is told carries the states around it and makes the frames of all viewers', async () => {
    const { engine, told, all } = setUp();
    await engine.submit(BOOK, sign('first'));
    await Promise.all([engine.submit(BOOK, ask('visit.count')), engine.submit(BOOK, sign('second', 'p2'))]);
    await engine.idle();
    expect(told.map(({ committed }) => [committed.from, committed.to, committed.here])).toEqual([
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
      onTrouble: error => trouble.push(error),
    });
    expect(await engine.submit(BOOK, sign('one'))).toMatchObject({ ok: true });
    expect(await engine.submit(BOOK, sign('two'))).toMatchObject({ ok: true });
    await engine.idle();
    expect(trouble).toHaveLength(2);
  });
});

describe('when the store fails', () => {
  test('J-29 before the commit: the outcome is unknown to all askers, and the same commands are then written', async () => {
    const { engine, faults, all, told } = setUp();
    await engine.submit(BOOK, sign('first'));
    const commands = [sign('a'), sign('b')];
    faults.before = () => new Error('disk full');
    const failed = await Promise.allSettled(commands.map(command => engine.submit(BOOK, command)));
    for (const [i, result] of failed.entries()) {
      expect(result).toMatchObject({ status: 'rejected', reason: { command: commands[i]!.command } });
      expect((result as PromiseRejectedResult).reason).toBeInstanceOf(OutcomeUnknown);
    }
    expect(await all()).toHaveLength(1);
    expect((await engine.state(BOOK)).seq).toBe(1);
    delete faults.before;
    const again = await Promise.all(commands.map(command => engine.submit(BOOK, command)));
    expect(again).toMatchObject([
      { seqs: [2], repeated: false },
      { seqs: [3, 4], repeated: false },
    ]);
    await engine.idle();
    expect(told.flatMap(({ committed }) => committed.entries)).toEqual(await all());
  });

  test('J-29 what is held is what was folded last, without asking the store; after a failure nothing is', async () => {
    const { engine, seen, faults } = setUp();
    expect(engine.held(BOOK)).toBeNull();
    await engine.submit(BOOK, sign('first'));
    const { reads } = seen;
    expect(engine.held(BOOK)).toMatchObject({ seq: 1, state: { pages: [{ name: 'first' }] } });
    expect(seen.reads).toBe(reads);
    faults.before = () => new Error('disk full');
    await expect(engine.submit(BOOK, sign('second'))).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(engine.held(BOOK)).toBeNull();
  });

  test('J-29 after the commit: the same command brings what it made, and everyone is told once', async () => {
    const { engine, faults, all, told } = setUp();
    await engine.submit(BOOK, sign('first'));
    const command = sign('second');
    faults.after = () => new Error('line broken');
    await expect(engine.submit(BOOK, command)).rejects.toBeInstanceOf(OutcomeUnknown);
    delete faults.after;
    expect(await engine.submit(BOOK, command)).toMatchObject({ ok: true, seqs: [2], repeated: true });
    await engine.idle();
    expect(told.map(({ committed }) => [committed.from, committed.to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(told.flatMap(({ committed }) => committed.entries)).toEqual(await all());
    expect(told[1]!.committed.before.pages).toHaveLength(1);
  });

  test('J-30 a lost race is run again', async () => {
    const { engine, faults, seen, all } = setUp();
    await engine.submit(BOOK, sign('first'));
    let races = 3;
    faults.before = () => (races-- > 0 ? new LostRace('another was faster') : null);
    const answers = await Promise.all([engine.submit(BOOK, sign('a')), engine.submit(BOOK, sign('b'))]);
    expect(answers).toMatchObject([{ seqs: [2] }, { seqs: [3, 4] }]);
    expect(seen.transactions).toBe(5);
    expect(await all()).toHaveLength(4);
  });

  test('J-30 a race lost four times is an unknown outcome', async () => {
    const { engine, faults } = setUp();
    faults.before = () => new LostRace('another was faster');
    await expect(engine.submit(BOOK, sign('a'))).rejects.toMatchObject({ cause: { name: 'LostRace' } });
    delete faults.before;
    expect(await engine.submit(BOOK, sign('b'))).toMatchObject({ ok: true, seqs: [1] });
  });

  test('J-29 a store that fails in the middle of a box fails the batch and loses no wish silently', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    let sick = false;
    const store: Store = {
      read: (...args) => inner.read(...args),
      transact: (journal, work) =>
        inner.transact(journal, tx =>
          work({
            ...tx,
            head: tx.head,
            boxPut: async (put, command) => {
              if (sick) throw new Error('disk full');
              return tx.boxPut(put, command);
            },
          }),
        ),
    };
    const { engine } = setUp({}, store);
    await engine.submit(BOOK, ask('box.open', {}, 'boss'));
    sick = true;
    const commands = [wish('rain', 'p1'), ask('box.close', {}, 'boss'), sign('bystander')];
    const failed = await Promise.allSettled(commands.map(command => engine.submit(BOOK, command)));
    for (const each of failed) expect(each).toMatchObject({ reason: { name: 'OutcomeUnknown' } });
    sick = false;
    for (const command of commands) expect(await engine.submit(BOOK, command)).toMatchObject({ ok: true });
    expect((await engine.state(BOOK)).state.wishes).toEqual(['rain']);
  });
});

describe('several nodes and memory', () => {
  test('J-32 what another node wrote is taken over and told, in order and once', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const [a, b] = [setUp({}, inner), setUp({}, inner)];
    await a.engine.submit(BOOK, sign('one'));
    // b looks for the first time: what was before is no news.
    expect((await b.engine.state(BOOK)).seq).toBe(1);
    await a.engine.submit(BOOK, sign('two'));
    await a.engine.submit(BOOK, ask('book.close', {}, 'boss'));
    expect(await b.engine.submit(BOOK, sign('three'))).toMatchObject({ refusal: { refused: 'book.closed' } });
    await b.engine.submit(BOOK, ask('visit.count'));
    expect((await a.engine.state(BOOK)).seq).toBe(4);
    await Promise.all([a.engine.idle(), b.engine.idle()]);
    const ranges = (told: typeof a.told) => told.map(({ committed: { from, to, here } }) => [from, to, here]);
    expect(ranges(b.told)).toEqual([
      [1, 3, false],
      [3, 4, true],
    ]);
    expect(ranges(a.told)).toEqual([
      [0, 1, true],
      [1, 2, true],
      [2, 3, true],
      [3, 4, false],
    ]);
    expect(await a.engine.state(BOOK)).toEqual(await b.engine.state(BOOK));
  });

  test('J-33 a journal that was put away is folded anew', async () => {
    const { engine, seen } = setUp({ keep: 2 });
    for (const journal of ['a', 'b', 'c', 'd']) await engine.submit(journal, sign(`in ${journal}`));
    await engine.idle();
    seen.reads = 0;
    expect(await engine.submit('a', sign('again'))).toMatchObject({ seqs: [2] });
    expect(seen.reads).toBe(1);
    expect((await engine.state('a')).state.pages.map(page => page.name)).toEqual(['in a', 'again']);
    await engine.submit('a', sign('kept'));
    expect(seen.reads).toBe(2);
  });

  test('J-10 J-33 a journal longer than a page is folded whole', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const writer = setUp({}, inner);
    const visits = Array.from({ length: 12_000 }, (_, i) =>
      writer.engine.submit(BOOK, ask('visit.count', {}, `p${i % 7}`)),
    );
    await Promise.all(visits);
    const { engine } = setUp({}, inner);
    const held = await engine.state(BOOK);
    expect(held.seq).toBe(12_000);
    expect(Object.values(held.state.visits).reduce((sum, count) => sum + count)).toBe(12_000);
  });

  test('J-37 a kept state stands in for what came before it, and entries are told as ever', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const writer = setUp({}, inner);
    for (let n = 1; n <= 10; n++) await writer.engine.submit(BOOK, sign(`page ${n}`));
    const entries = await inner.read(BOOK, 0);
    const at7 = entries.findIndex(entry => entry.data.name === 'page 8');
    const { seq, hash, at } = entries[at7 - 1]!;
    const head = entries.length;
    // Marked, so that it shows whether it was gone on from.
    const state = { ...fold(guestbook, entries.slice(0, at7)), pages: [{ name: 'kept' }] } as never;
    const { engine, told } = setUp({ kept: async () => ({ seq, hash, at, state }) }, inner);
    expect((await engine.state(BOOK)).state.pages.map(page => page.name)).toEqual([
      'kept',
      'page 8',
      'page 9',
      'page 10',
    ]);
    expect(engine.framesAfter(BOOK, seq, hall)).toMatchObject({ from: seq, to: head });
    expect(engine.framesAfter(BOOK, seq - 1, hall)).toBeNull();
    await engine.submit(BOOK, ask('visit.count'));
    await writer.engine.submit(BOOK, ask('visit.count'));
    await engine.state(BOOK);
    await engine.idle();
    expect(told.map(({ committed: { from, to } }) => [from, to])).toEqual([
      [head, head + 1],
      [head + 1, head + 2],
    ]);
    expect(verifyChain(await inner.read(BOOK, 0))).toMatchObject({ intact: true, count: head + 2 });
  });

  test.each<[string, (kept: { seq: number; hash: string; at: string }) => object]>([
    ['hash', kept => ({ ...kept, hash: GENESIS })],
    ['instant', kept => ({ ...kept, at: '2020-01-01T00:00:00.000Z' })],
    ['seq', kept => ({ ...kept, seq: kept.seq + 1 })],
    ['seq beyond the head', kept => ({ ...kept, seq: 1000 })],
    ['seq before the first', kept => ({ ...kept, seq: 0 })],
  ])('J-37 a kept state of another %s is not gone on from', async (_, change) => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const writer = setUp({}, inner);
    for (let n = 1; n <= 5; n++) await writer.engine.submit(BOOK, sign(`page ${n}`));
    const { seq, hash, at } = (await inner.read(BOOK, 0))[2]!;
    const held = { ...change({ seq, hash, at }), state: guestbook.initial };
    const { engine } = setUp({ kept: async () => held as never }, inner);
    expect((await engine.state(BOOK)).state.pages).toHaveLength(5);
  });

  test('J-37 J-26 a kept state is not gone on from where it would skip what was not told, nor once it is forgotten', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const writer = setUp({}, inner);
    await writer.engine.submit(BOOK, sign('page 1'));
    let keep: Awaited<ReturnType<typeof writer.engine.state>> | null = null;
    const { engine, told } = setUp({ kept: async () => keep }, inner);
    await engine.state(BOOK);
    for (let n = 2; n <= 6; n++) await writer.engine.submit(BOOK, sign(`page ${n}`));
    keep = { ...(await writer.engine.state(BOOK)), state: guestbook.initial };
    await engine.forget(BOOK);
    expect((await engine.state(BOOK)).state.pages).toHaveLength(6);
    await engine.idle();
    expect(told.map(({ committed: { from, to } }) => [from, to])).toEqual([[1, keep.seq]]);
    await engine.forget(BOOK);
    expect((await engine.state(BOOK)).state.pages).toEqual([]);
    keep = null;
    await engine.forget(BOOK);
    expect((await engine.state(BOOK)).state.pages).toHaveLength(6);
  });

  test('J-32 a store put back to an earlier day is believed', async () => {
    let inner = createMemoryStore({ random: createRandom(1) });
    const store: Store = {
      read: (...args) => inner.read(...args),
      transact: (...args) => inner.transact(...args),
    };
    const { engine } = setUp({}, store);
    await engine.submit(BOOK, sign('lost'));
    await engine.submit(BOOK, sign('lost too'));
    inner = createMemoryStore({ random: createRandom(1) });
    expect(await engine.submit(BOOK, sign('new'))).toMatchObject({ ok: true, seqs: [1] });
    expect((await engine.state(BOOK)).state.pages.map(page => page.name)).toEqual(['new']);
  });

  test('J-34 who comes back is given what he lacks, or a snapshot', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const { engine, all } = setUp({ recent: 4 }, inner);
    for (let i = 0; i < 5; i++) await engine.submit(BOOK, sign(`${i}`));
    for (let i = 0; i < 5; i++) await engine.submit(BOOK, ask('visit.count'));
    const entries = await all();
    expect(entries).toHaveLength(11);
    const before = { seq: 8, state: fold(guestbook, entries.slice(0, 8)) };
    for (const viewer of [hall, boss])
      expect(engine.framesAfter(BOOK, 8, viewer)).toEqual(frame(guestbook, before, entries.slice(8), viewer));
    expect(engine.framesAfter(BOOK, 11, boss)).toEqual({ from: 11, to: 11, entries: [] });
    for (const wrong of [0, 12, -1, 1.5, Number.NaN]) expect(engine.framesAfter(BOOK, wrong, boss)).toBeNull();
    const whole = fold(guestbook, entries);
    for (const viewer of [hall, boss])
      expect(await engine.snapshot(BOOK, viewer)).toEqual({ seq: 11, state: guestbook.view(whole, viewer) });
    // Another node, that has just read it all, can tell as much.
    const other = setUp({}, inner).engine;
    await other.state(BOOK);
    expect(other.framesAfter(BOOK, 0, hall)).toEqual(
      frame(guestbook, { seq: 0, state: guestbook.initial }, entries, hall),
    );
  });

  test('J-33 J-34 a long journal is read page by page, told to nobody, and its last page still says what was missed', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const first = setUp({}, inner).engine;
    await Promise.all(Array.from({ length: 3300 }, () => first.submit(BOOK, ask('visit.count'))));
    const passed: number[] = [];
    const { engine, told, all, seen } = setUp({ onPassed: (_, held) => passed.push(held.seq) }, inner);
    const held = await engine.state(BOOK);
    const entries = await all();
    expect({ seq: held.seq, state: held.state }).toEqual({ seq: entries.length, state: fold(guestbook, entries) });
    expect(seen.reads).toBeGreaterThanOrEqual(4);
    expect(passed).toEqual([500, 1000, 1500, 2000, 2500, 3000]);
    expect(told).toEqual([]);
    const back = held.seq - 1000;
    const before = { seq: back, state: fold(guestbook, entries.slice(0, back)) };
    expect(engine.framesAfter(BOOK, back, hall)).toEqual(frame(guestbook, before, entries.slice(back), hall));
    expect(engine.framesAfter(BOOK, 1000, hall)).toBeNull();
  });

  test('J-32 J-34 the state asked for by many at once is read once', async () => {
    const { engine, seen } = setUp();
    await engine.submit(BOOK, sign('one'));
    seen.reads = 0;
    await Promise.all(Array.from({ length: 100 }, () => engine.snapshot(BOOK, hall)));
    expect(seen.reads).toBe(1);
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
    const gather = () => new Promise<void>(resolve => gathering.push(resolve));
    const inner = createMemoryStore({ random: createRandom(1) });
    const { engine, seen } = setUp({ gather }, inner);
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
    await Promise.all([second, third]);
    expect(seen.transactions).toBe(3);
  });
});

describe('boxes', () => {
  const open = ask('box.open', {}, 'boss', 'open');
  const close = () => ask('box.close', {}, 'boss');

  test('J-50 the same wish sent again is answered as repeated, another is refused', async () => {
    const { engine, all } = setUp();
    await engine.submit(BOOK, open);
    expect(await engine.submit(BOOK, wish('rain', 'p1', 'w'))).toMatchObject({ ok: true, seqs: [], repeated: false });
    expect(await engine.submit(BOOK, wish('rain', 'p1', 'w'))).toMatchObject({ ok: true, seqs: [], repeated: true });
    expect(await engine.submit(BOOK, wish('snow', 'p1', 'w'))).toMatchObject({ ok: true, repeated: true });
    expect(await engine.submit(BOOK, wish('sun', 'p1', 'x'))).toMatchObject({ refusal: { refused: 'wish.twice' } });
    await engine.submit(BOOK, close());
    expect((await engine.state(BOOK)).state).toMatchObject({ wishers: ['p1'], wishes: ['rain'], box: 'sealed' });
    expect(JSON.stringify((await all()).slice(0, -1))).not.toContain('rain');
  });

  test('J-25 J-50 J-52 all of it in one batch', async () => {
    const { engine, seen } = setUp();
    const answers = await Promise.all(
      [
        wish('too early', 'p0'),
        open,
        wish('rain', 'p1', 'w'),
        wish('rain', 'p1', 'w'),
        wish('sun', 'p1', 'x'),
        wish('snow', 'p2'),
        close(),
        wish('too late', 'p3'),
      ].map(command => engine.submit(BOOK, command)),
    );
    const short = (answer: Answer) => (answer.ok ? (answer.repeated ? 'repeated' : 'ok') : answer.refusal.refused);
    expect(answers.map(short)).toEqual([
      'box.notOpen',
      'ok',
      'ok',
      'repeated',
      'wish.twice',
      'ok',
      'ok',
      'box.notOpen',
    ]);
    expect(seen.transactions).toBe(1);
    expect((await engine.state(BOOK)).state).toMatchObject({ wishers: ['p1', 'p2'], wishes: ['rain', 'snow'] });
  });

  test('J-54 a batch that fails leaves neither wish nor page', async () => {
    const { engine, faults, all } = setUp();
    await engine.submit(BOOK, open);
    faults.before = () => new Error('disk full');
    const first = wish('rain', 'p1');
    const failed = await Promise.allSettled([engine.submit(BOOK, first), engine.submit(BOOK, sign('me'))]);
    expect(failed.map(each => each.status)).toEqual(['rejected', 'rejected']);
    delete faults.before;
    expect(await all()).toHaveLength(1);
    expect(await engine.submit(BOOK, wish('sun', 'p1'))).toMatchObject({ ok: true, repeated: false });
    await engine.submit(BOOK, close());
    expect((await engine.state(BOOK)).state.wishes).toEqual(['sun']);
  });

  test('J-53 J-56 after the seal the rules refuse, and nothing breaks', async () => {
    const { engine } = setUp();
    await engine.submit(BOOK, open);
    const early = wish('rain', 'p1');
    await engine.submit(BOOK, early);
    await engine.submit(BOOK, close());
    expect(await engine.submit(BOOK, early)).toMatchObject({ refusal: { refused: 'box.notOpen' } });
    expect(await engine.submit(BOOK, close())).toMatchObject({ refusal: { refused: 'box.notOpen' } });
  });

  test('J-50 a thousand wishes at once, each once', async () => {
    const { engine, seen } = setUp();
    await engine.submit(BOOK, open);
    const guests = Array.from({ length: 500 }, (_, i) => `p${i}`);
    const asked = guests.flatMap(guest => [wish(`of ${guest}`, guest), wish('another', guest)]);
    const answers = await Promise.all(asked.map(command => engine.submit(BOOK, command)));
    expect(answers.map(answer => answer.ok)).toEqual(asked.map((_, i) => i % 2 === 0));
    expect(seen.transactions).toBe(2);
    await engine.submit(BOOK, close());
    const { wishes, wishers } = (await engine.state(BOOK)).state;
    expect(wishers).toEqual([...guests].sort());
    expect(wishes).toEqual(guests.map(guest => `of ${guest}`).sort());
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
  await engine.idle();
  expect(written[0]!.data).toStrictEqual({ name: 'x', n: 0 });
  expect(JSON.parse(JSON.stringify(await all()))).toStrictEqual(written);
});
