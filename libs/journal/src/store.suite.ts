/** What every store must do, whatever it keeps its pages in. Memory and Postgres are held to the same words. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BoxClosed } from './errors.js';
import { entryHash, GENESIS, verifyChain } from './hash.js';
import type { BoxQuery, Entry, EventStore, EventStoreTransaction, JsonObject } from './types.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  readonly close?: () => Promise<void>;
}

/** Entries that continue a head, as an engine would make them. */
export function pages(
  head: { readonly seq: number; readonly hash: string },
  ...wanted: readonly Partial<Entry>[]
): Entry[] {
  const made: Entry[] = [];
  let { seq, hash } = head;
  for (const page of wanted) {
    const body = {
      seq: seq + 1,
      type: 'page.written',
      at: '2023-04-28T04:00:00.000Z',
      actor: 'p1',
      command: `c${seq + 1}`,
      part: 0,
      data: {},
      prev: hash,
      ...page,
    };
    const entry: Entry = { ...body, hash: entryHash(hash, body) };
    made.push(entry);
    ({ seq, hash } = entry);
  }
  return made;
}

const AWKWARD: JsonObject = {
  '': 'an empty name',
  '10': 'ten',
  '9': 'nine, after ten',
  quotes: '"double" \'single\' `back` \\ {brace} NULL null',
  lines: 'a\nb\r\nc\td\u2028e\u2029f',
  nul: 'before\u0000after',
  many: 'Кыргыз Республикасы, Հայաստան, Oʻzbekiston, 😀, e\u0301 and é, \ufffe\uffff',
  numbers: [0, -1, 0.1, 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, 9007199254740991],
  nested: { a: [[], {}, [null, true, false, { b: { c: ['d'] } }]] },
  "'; drop table journal_entries; --": 1,
};

export function describeStore(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`store: ${name}`, () => {
    let under: StoreUnderTest;
    let store: EventStore;
    let count = 0;
    const fresh = () => `journal-${++count}`;
    const put = (tx: EventStoreTransaction, key: string, content: string, command = `c-${key}`, box = 'v1') =>
      tx.boxPut({ box, key, content }, command);

    beforeAll(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterAll(async () => under.close?.());

    test('J-60 an empty journal has head 0 and the genesis hash', async () => {
      const journal = fresh();
      expect(await store.read(journal, 0)).toEqual([]);
      expect(await store.transact(journal, async tx => ({ ...tx.head }))).toEqual({ seq: 0, hash: GENESIS });
    });

    test('J-60 entries continue the head, within a transaction and over several', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.append(pages(tx.head, {}, {}));
        expect(tx.head.seq).toBe(2);
        await tx.append(pages(tx.head, {}));
      });
      const head = await store.transact(journal, async tx => {
        const before = { ...tx.head };
        expect((await tx.read(1)).map(entry => entry.seq)).toEqual([2, 3]);
        await tx.append(pages(tx.head, {}));
        expect((await tx.read(2)).map(entry => entry.seq)).toEqual([3, 4]);
        return before;
      });
      expect(head.seq).toBe(3);
      const all = await store.read(journal, 0);
      expect(all.map(entry => entry.seq)).toEqual([1, 2, 3, 4]);
      expect((await store.read(journal, 1, 2)).map(entry => entry.seq)).toEqual([2, 3]);
      expect(verifyChain(all)).toMatchObject({ intact: true, count: 4 });
    });

    test('J-60 entries that do not continue the head are refused and leave nothing', async () => {
      const journal = fresh();
      await store.transact(journal, tx => tx.append(pages(tx.head, {})));
      for (const wrong of [
        pages({ seq: 2, hash: GENESIS }, {}),
        pages({ seq: 1, hash: GENESIS }, {}),
        pages({ seq: 0, hash: GENESIS }, {}),
      ])
        await expect(store.transact(journal, tx => tx.append(wrong))).rejects.toThrow('append');
      expect(await store.read(journal, 0)).toHaveLength(1);
    });

    test('J-61 work that throws leaves neither entries nor boxes nor marks', async () => {
      const journal = fresh();
      await store.transact(journal, tx => tx.boxOpen('v1'));
      const broken = store.transact(journal, async tx => {
        await tx.append(pages(tx.head, {}, {}));
        await put(tx, 'seat1', 'yes');
        await tx.boxOpen('v2');
        throw new Error('the roof fell in');
      });
      await expect(broken).rejects.toThrow('the roof fell in');
      expect(await store.read(journal, 0)).toEqual([]);
      await store.transact(journal, async tx => {
        expect(tx.head).toEqual({ seq: 0, hash: GENESIS });
        expect(await tx.boxQuery({ count: 'v1' })).toMatchObject({ count: 0 });
        expect(await put(tx, 'seat1', 'no')).toBe(true);
        await tx.boxOpen('v2');
      });
    });

    test('J-61 sealing that is undone leaves the box open with its contents', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await put(tx, 'seat1', 'yes');
      });
      const undone = store.transact(journal, async tx => {
        await tx.boxSeal('v1');
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await store.transact(journal, tx => tx.boxQuery({ take: 'v1' }))).toMatchObject({
        keys: ['seat1'],
        contents: ['yes'],
      });
    });

    test('J-62 concurrent transactions of one journal come one after another', async () => {
      const journal = fresh();
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          store.transact(journal, async tx => {
            const [page] = pages(tx.head, { command: `w${i}` });
            await tx.read(0);
            await tx.append([page!]);
          }),
        ),
      );
      const all = await store.read(journal, 0);
      expect(verifyChain(all)).toMatchObject({ intact: true, count: 20 });
      expect(new Set(all.map(entry => entry.command)).size).toBe(20);
    });

    test('J-62 journals do not wait for one another', async () => {
      const [one, other] = [fresh(), fresh()];
      let release = () => {};
      const held = new Promise<void>(resolve => {
        release = resolve;
      });
      const slow = store.transact(one, async tx => {
        await held;
        await tx.append(pages(tx.head, {}));
      });
      await store.transact(other, tx => tx.append(pages(tx.head, {})));
      expect(await store.read(one, 0)).toEqual([]);
      release();
      await slow;
      expect(await store.read(one, 0)).toHaveLength(1);
    });

    test('J-63 what commands made is found by actor and command', async () => {
      const journal = fresh();
      await store.transact(journal, tx =>
        tx.append(
          pages(
            tx.head,
            { actor: 'p1', command: 'a' },
            { actor: 'p1', command: 'a', part: 1 },
            { actor: 'p2', command: 'a' },
            { actor: 'p1', command: 'b' },
          ),
        ),
      );
      await store.transact(journal, async tx => {
        const seqs = async (...asked: { actor: string; command: string }[]) =>
          (await tx.made(asked)).map(entry => entry.seq).sort();
        expect(await seqs({ actor: 'p1', command: 'a' })).toEqual([1, 2]);
        expect(await seqs({ actor: 'p2', command: 'a' }, { actor: 'p1', command: 'b' })).toEqual([3, 4]);
        expect(await seqs({ actor: 'p2', command: 'b' }, { actor: 'p3', command: 'a' })).toEqual([]);
        expect(await seqs({ actor: 'p2', command: 'a' }, { actor: 'p2', command: 'a' })).toEqual([3]);
        expect(await seqs()).toEqual([]);
      });
      expect(
        await store.transact(fresh(), tx => tx.made([{ actor: 'p1', command: 'a' }])),
        // another journal's commands are its own
      ).toEqual([]);
    });

    test('J-63 a part of a command is written once', async () => {
      const journal = fresh();
      await store.transact(journal, tx => tx.append(pages(tx.head, { command: 'a' })));
      await expect(store.transact(journal, tx => tx.append(pages(tx.head, { command: 'a' })))).rejects.toMatchObject({
        name: 'WrittenBefore',
      });
      expect(await store.read(journal, 0)).toHaveLength(1);
    });

    test('J-61 J-63 what is handed over in strokes is written as one: where one of them fails, none is', async () => {
      const journal = fresh();
      await store.transact(journal, tx => tx.append(pages(tx.head, { command: 'a' })));
      const strokes = (...commands: string[]) =>
        store.transact(journal, async tx => {
          for (const command of commands) await tx.append(pages(tx.head, { command }));
        });
      await expect(strokes('b', 'a', 'c')).rejects.toMatchObject({ name: 'WrittenBefore' });
      expect(await store.read(journal, 0)).toHaveLength(1);
      // And that is told, whatever came of it in what was asked next.
      const boxes = store.transact(journal, async tx => {
        await tx.append(pages(tx.head, { command: 'a' }));
        await tx.boxOpen('v1');
        throw new Error('went wrong for it');
      });
      await expect(boxes).rejects.toMatchObject({ name: 'WrittenBefore' });
      await strokes('b', 'c', 'd');
      expect((await store.read(journal, 0)).map(entry => [entry.seq, entry.command])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
        [4, 'd'],
      ]);
    });

    test('J-64 an entry is read back exactly as it was written, and its hash still holds', async () => {
      const journal = fresh();
      const written = await store.transact(journal, async tx => {
        const entries = pages(
          tx.head,
          { data: AWKWARD, actor: 'o\'neil "q" {1,2} 😀', command: 'c,{}"\\ NULL', type: 'a.b' },
          { at: '2023-04-28T04:00:00.001Z', data: { at: '2023-04-28T10:00:00+06:00' } },
          { at: '2026-11-22T23:59:59.999Z', command: 'NULL', actor: '' },
        );
        await tx.append(entries);
        return entries;
      });
      const back = await store.read(journal, 0);
      expect(back).toEqual(written);
      expect(verifyChain(back, { head: written[2]!.hash })).toMatchObject({ intact: true, proven: 3 });
      expect(await store.transact(journal, tx => tx.read(0))).toEqual(written);
      expect(
        await store.transact(journal, tx => tx.made([{ actor: written[0]!.actor, command: written[0]!.command }])),
      ).toEqual([written[0]]);
    });

    test('J-50 a box takes one content a key and remembers the command that put it', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        expect(await put(tx, 'seat1', 'yes', 'first')).toBe(true);
        expect(await put(tx, 'seat1', 'no', 'second')).toBe(false);
        const both = await Promise.all([put(tx, 'seat2', 'yes', 'third'), put(tx, 'seat2', 'no', 'fourth')]);
        expect(both).toEqual([true, false]);
      });
      await store.transact(journal, async tx => {
        const marks = await Promise.all(
          ['seat1', 'seat2', 'seat3'].map(key => tx.boxQuery({ has: { box: 'v1', key } })),
        );
        expect(marks.map(facts => facts.mark)).toEqual(['first', 'third', null]);
        expect(await put(tx, 'seat1', 'abstain', 'first')).toBe(false);
        expect((await tx.boxQuery({ count: 'v1' })).count).toBe(2);
        expect((await tx.boxQuery({ take: 'v1' })).contents).toEqual(['yes', 'yes']);
      });
    });

    test('J-51 taking gives sorted keys, and contents in an order that tells nothing of the keys', async () => {
      const journal = fresh();
      const seats = Array.from({ length: 40 }, (_, i) => `seat${i}`);
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await Promise.all(seats.map(seat => put(tx, seat, `of ${seat}`)));
      });
      const { keys, contents, count: marks } = await store.transact(journal, tx => tx.boxQuery({ take: 'v1' }));
      expect(keys).toEqual([...seats].sort());
      expect(marks).toBe(40);
      expect(contents).not.toEqual(keys.map(key => `of ${key}`));
      expect(contents).not.toEqual(seats.map(key => `of ${key}`));
      expect([...contents].sort()).toEqual(seats.map(seat => `of ${seat}`).sort());
    });

    test('J-51 contents come out as they were put in', async () => {
      const journal = fresh();
      const contents = await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await tx.boxPut({ box: 'v1', key: 'k\'"{},\\ 😀', content: AWKWARD }, 'c1');
        return (await tx.boxQuery({ take: 'v1' })).contents;
      });
      expect(contents).toEqual([AWKWARD]);
    });

    test('J-53 a sealed box gives nothing, takes nothing and is never opened again', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await put(tx, 'seat1', 'yes');
      });
      await store.transact(journal, tx => tx.boxSeal('v1'));
      for (const late of [
        (tx: EventStoreTransaction) => put(tx, 'seat2', 'no'),
        (tx: EventStoreTransaction) => tx.boxQuery({ take: 'v1' }),
        (tx: EventStoreTransaction) => tx.boxQuery({ count: 'v1' }),
        (tx: EventStoreTransaction) => tx.boxSeal('v1'),
        (tx: EventStoreTransaction) => tx.boxOpen('v1'),
      ])
        await expect(store.transact<unknown>(journal, late)).rejects.toBeInstanceOf(BoxClosed);
    });

    test('J-53 a destroyed box keeps nothing, gives nothing and is never opened again', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await put(tx, 'seat1', 'yes');
      });
      const undone = store.transact(journal, async tx => {
        await tx.boxDestroy('v1');
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await store.transact(journal, tx => tx.boxQuery({ take: 'v1' }))).toMatchObject({ contents: ['yes'] });
      await store.transact(journal, async tx => {
        await tx.boxDestroy('v1');
        expect((await tx.boxQuery({ has: { box: 'v1', key: 'seat1' } })).mark).toBeNull();
      });
      for (const late of [
        (tx: EventStoreTransaction) => put(tx, 'seat2', 'no'),
        (tx: EventStoreTransaction) => tx.boxQuery({ take: 'v1' }),
        (tx: EventStoreTransaction) => tx.boxQuery({ count: 'v1' }),
        (tx: EventStoreTransaction) => tx.boxSeal('v1'),
        (tx: EventStoreTransaction) => tx.boxDestroy('v1'),
        (tx: EventStoreTransaction) => tx.boxOpen('v1'),
      ])
        await expect(store.transact<unknown>(journal, late)).rejects.toBeInstanceOf(BoxClosed);
    });

    test('J-53 a box that was never opened takes nothing', async () => {
      await expect(store.transact(fresh(), tx => put(tx, 'seat1', 'yes'))).rejects.toBeInstanceOf(BoxClosed);
      await expect(store.transact(fresh(), tx => tx.boxQuery({ take: 'v1' }))).rejects.toBeInstanceOf(BoxClosed);
    });

    test('J-56 a sealed or unknown box holds no mark', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await put(tx, 'seat1', 'yes');
        await tx.boxSeal('v1');
        for (const box of ['v1', 'v2']) expect((await tx.boxQuery({ has: { box, key: 'seat1' } })).mark).toBeNull();
      });
    });

    test('J-58 a sealed box leaves the list that is given, read again beside an open box', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await tx.boxOpen('v1/paper');
        await put(tx, 'seat1', 'sealed text', 'c1');
        await tx.boxPut({ box: 'v1/paper', key: 'teller', content: { round: 1 } }, 'c2');
      });
      await expect(store.transact(journal, tx => tx.boxQuery({ list: 'v1' }))).rejects.toBeInstanceOf(BoxClosed);
      await store.transact(journal, tx => tx.boxSeal('v1', ['no', AWKWARD, 'no']));
      const listed = (query: BoxQuery) => store.transact(journal, tx => tx.boxQuery(query));
      const { contents } = await listed({ list: 'v1' });
      expect(contents).toHaveLength(3);
      expect(contents).toEqual(expect.arrayContaining(['no', AWKWARD]));
      const beside = await listed({ list: 'v1', take: 'v1/paper' });
      expect(beside).toMatchObject({ keys: ['teller'], count: 1 });
      expect(beside.contents).toHaveLength(4);
      expect(beside.contents).toContainEqual({ round: 1 });
      await expect(listed({ take: 'v1' })).rejects.toBeInstanceOf(BoxClosed);
    });

    test('J-58 the list of a sealed box can be destroyed, once', async () => {
      const journal = fresh();
      await store.transact(journal, async tx => {
        await tx.boxOpen('v1');
        await put(tx, 'seat1', 'yes');
        await tx.boxSeal('v1', ['yes']);
        await tx.boxDestroy('v1');
      });
      await expect(store.transact(journal, tx => tx.boxQuery({ list: 'v1' }))).rejects.toBeInstanceOf(BoxClosed);
      await expect(store.transact(journal, tx => tx.boxDestroy('v1'))).rejects.toBeInstanceOf(BoxClosed);
    });

    test('J-55 boxes belong to their journal', async () => {
      const [one, other] = [fresh(), fresh()];
      for (const journal of [one, other])
        await store.transact(journal, async tx => {
          await tx.boxOpen('v1');
          expect(await put(tx, 'seat1', `of ${journal}`)).toBe(true);
        });
      await store.transact(one, tx => tx.boxSeal('v1'));
      expect((await store.transact(other, tx => tx.boxQuery({ take: 'v1' }))).contents).toEqual([`of ${other}`]);
    });
  });
}
