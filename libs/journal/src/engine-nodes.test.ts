import { describe, expect, test } from '@jest/globals';
import { ask, BOOK, boss, hall, setUp, sign } from './engine-kit.suite.js';
import { fold, frame } from './fold.js';
import { guestbook } from './guestbook.suite.js';
import { GENESIS, verifyChain } from './hash.js';
import { createMemoryStore } from './memory-store.js';
import { createRandom } from './random.suite.js';
import type { EventStore } from './types.js';

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
    await Promise.all([a.engine.drain(), b.engine.drain()]);
    const ranges = (told: typeof a.told) => told.map(({ committed: { from, to, isLocal } }) => [from, to, isLocal]);
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
    const { engine, seen } = setUp({ maxCachedJournals: 2 });
    for (const journal of ['a', 'b', 'c', 'd']) await engine.submit(journal, sign(`in ${journal}`));
    await engine.drain();
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
    const { engine, told } = setUp({ loadSnapshot: async () => ({ seq, hash, at, state }) }, inner);
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
    await engine.drain();
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
    const { engine } = setUp({ loadSnapshot: async () => held as never }, inner);
    expect((await engine.state(BOOK)).state.pages).toHaveLength(5);
  });

  test('J-37 J-26 a kept state is not gone on from where it would skip what was not told, nor once it is forgotten', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const writer = setUp({}, inner);
    await writer.engine.submit(BOOK, sign('page 1'));
    let keep: Awaited<ReturnType<typeof writer.engine.state>> | null = null;
    const { engine, told } = setUp({ loadSnapshot: async () => keep }, inner);
    await engine.state(BOOK);
    for (let n = 2; n <= 6; n++) await writer.engine.submit(BOOK, sign(`page ${n}`));
    keep = { ...(await writer.engine.state(BOOK)), state: guestbook.initial };
    await engine.discardSnapshot(BOOK);
    expect((await engine.state(BOOK)).state.pages).toHaveLength(6);
    await engine.drain();
    expect(told.map(({ committed: { from, to } }) => [from, to])).toEqual([[1, keep.seq]]);
    await engine.discardSnapshot(BOOK);
    expect((await engine.state(BOOK)).state.pages).toEqual([]);
    keep = null;
    await engine.discardSnapshot(BOOK);
    expect((await engine.state(BOOK)).state.pages).toHaveLength(6);
  });

  test('J-32 a store put back to an earlier day is believed', async () => {
    let inner = createMemoryStore({ random: createRandom(1) });
    const store: EventStore = {
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

  /** A store as it is on each day, and the day to which it is put back. */
  function calendar() {
    let inner = createMemoryStore({ random: createRandom(1) });
    const store: EventStore = {
      read: (...args) => inner.read(...args),
      transact: (...args) => inner.transact(...args),
    };
    const putBack = async (to: number, others: readonly string[] = []) => {
      const earlier = (await inner.read(BOOK, 0)).slice(0, to);
      inner = createMemoryStore({ random: createRandom(1) });
      await inner.transact(BOOK, tx => tx.append(earlier));
      // Another node goes on from there before this one looks.
      const { engine } = setUp({}, inner);
      for (const name of others) await engine.submit(BOOK, sign(name));
    };
    return { store, putBack };
  }

  test.each([
    ['shorter than', []],
    ['as long as', ['x', 'y']],
    ['longer than', ['x', 'y', 'z', 'z2']],
  ])(
    'J-38 a store put back is noticed where it is %s before, by looking and by acting, and told before what follows',
    async (_, others) => {
      for (const looks of [true, false])
        for (const forgotten of [true, false]) {
          const { store, putBack } = calendar();
          const news: string[] = [];
          const { engine } = setUp(
            {
              onPutBack: () => news.push('put back'),
              onCommitted: (_journal, { from, to }) => news.push(`${from}-${to}`),
            },
            store,
          );
          for (const name of ['a', 'b', 'c']) await engine.submit(BOOK, sign(name));
          const lost = engine.hashAt(BOOK, 3);
          await engine.drain();
          news.length = 0;
          await putBack(1, others);
          const before = (await store.read(BOOK, 0)).length;
          if (forgotten) await engine.discardSnapshot(BOOK);
          if (looks) await engine.state(BOOK);
          await engine.submit(BOOK, sign('new'));
          await engine.drain();
          const { state, seq } = await engine.state(BOOK);
          expect(news).toEqual(['put back', `${before}-${seq}`]);
          expect(seq).toBeGreaterThan(before);
          expect(state.pages.map(page => page.name)).toEqual(['a', ...others, 'new']);
          expect(engine.hashAt(BOOK, 3)).not.toBe(lost);
        }
    },
  );

  test('J-38 hashes are told as far as they are remembered', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const { engine, all } = setUp({ maxRecentEntries: 4 }, inner);
    for (let i = 0; i < 12; i++) await engine.submit(BOOK, sign(`${i}`));
    const entries = await all();
    expect(engine.hashAt(BOOK, 0)).toBe(GENESIS);
    const head = entries.length;
    for (const seq of [head, head - 1, head - 2, head - 3])
      expect(engine.hashAt(BOOK, seq)).toBe(entries[seq - 1]!.hash);
    expect(engine.hashAt(BOOK, head + 1)).toBeNull();
    expect([null, entries[0]!.hash]).toContain(engine.hashAt(BOOK, 1));
  });

  test('J-34 who comes back is given what he lacks, or a snapshot', async () => {
    const inner = createMemoryStore({ random: createRandom(1) });
    const { engine, all } = setUp({ maxRecentEntries: 4 }, inner);
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
    const { engine, told, all, seen } = setUp({ onIntermediateState: (_, held) => passed.push(held.seq) }, inner);
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
