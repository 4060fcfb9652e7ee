import { describe, expect, test } from '@jest/globals';
import { canonical } from '@kengesh/journal';
import fc from 'fast-check';
import {
  entriesOf,
  entryOf,
  indexedFind,
  keysOf,
  PersistentMap,
  type Table,
  valuesOf,
  withEntry,
} from './persistent-map.js';

type Numbers = Table<number>;

const read = (table: Numbers): unknown => JSON.parse(JSON.stringify(table));

// Short names, so that many of them are put a second time.
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 2 }),
  fc.nat(400).map(n => `s${n}`),
);
const puts = fc.array(fc.tuple(name, fc.nat()), { maxLength: 300 });

describe('withEntry', () => {
  test('is what a copied object would be, after each step, and leaves every list before as it was', () => {
    fc.assert(
      fc.property(puts, steps => {
        let list: Numbers | undefined;
        let copy: { readonly [key: string]: number } = {};
        const all: [Numbers, typeof copy][] = [];
        for (const [key, value] of steps) {
          list = withEntry(list, key, value);
          copy = { ...copy, [key]: value };
          all.push([list, copy]);
        }
        for (const [made, expected] of all) {
          expect(canonical(read(made))).toBe(canonical(expected));
          expect(keysOf(made).sort()).toEqual(Object.keys(expected).sort());
          expect(Object.fromEntries(entriesOf(made))).toEqual(expected);
        }
        for (const [key] of steps) expect(entryOf(list, key)).toBe(copy[key]);
      }),
      { numRuns: 30 },
    );
  });

  const many = (count: number): Numbers => {
    let list: Numbers = {};
    for (let n = 0; n < count; n++) list = withEntry(list, `seat-${n}`, n);
    return list;
  };

  test('a long table is no plain object: it is read by the functions beside it, which read a short one alike', () => {
    for (const count of [3, 1000]) {
      const table = many(count);
      expect(table instanceof PersistentMap).toBe(count > 32);
      expect(keysOf(table)).toEqual(Array.from({ length: count }, (_, n) => `seat-${n}`));
      expect(valuesOf(table)).toEqual(Array.from({ length: count }, (_, n) => n));
      expect(entriesOf(withEntry(table, 'seat-1', -1)).slice(0, 3)).toEqual([
        ['seat-0', 0],
        ['seat-1', -1],
        ['seat-2', 2],
      ]);
      for (const nobody of ['seat-x', 'toString', '__proto__']) expect(entryOf(table, nobody)).toBeUndefined();
    }
    expect(Object.keys(many(1000))).toEqual(['size']);
    expect([entryOf(undefined, 'a'), keysOf(undefined)]).toEqual([undefined, []]);
  });

  test('is written as a plain object, in the order in which rows came', () => {
    const rows = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`seat-${n}`, n]));
    expect(JSON.stringify(many(1000))).toBe(JSON.stringify(rows));
    expect(JSON.stringify({ ballots: withEntry(many(1000), 'late', 1) })).toBe(
      JSON.stringify({ ballots: { ...rows, late: 1 } }),
    );
  });

  test('goes on from a list that was read back from JSON', () => {
    const list = read(many(500)) as Numbers;
    expect(read(withEntry(list, 'late', 1))).toEqual({ ...list, late: 1 });
    expect(entryOf(list, 'late')).toBeUndefined();
  });

  test('names whose hashes are equal are kept apart', () => {
    // Found by search: equal in all 32 bits under the first seed.
    const pair = equalHashes();
    let list = many(100);
    for (const [n, key] of pair.entries()) list = withEntry(list, key, 1000 + n);
    expect(pair.map(key => entryOf(list, key))).toEqual([1000, 1001]);
    expect(keysOf(list)).toHaveLength(102);
  });

  test('costs about the same whether five hundred or twenty thousand are in it', () => {
    const cost = (size: number) => {
      const full = many(size);
      const times: number[] = [];
      for (let round = 0; round < 7; round++) {
        let list = full;
        const begun = performance.now();
        for (let n = 0; n < 2000; n++) list = withEntry(list, `late-${n}`, n);
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b)[3]!;
    };
    cost(500);
    // Copying would be forty times as dear.
    expect(cost(20_000)).toBeLessThan(cost(500) * 8);
  });
});

/** Two names that FNV-1a, as the table uses it, cannot tell apart: a birthday search over short names. */
function equalHashes(): [string, string] {
  const seen = new Map<number, string>();
  for (let n = 0; ; n++) {
    const key = n.toString(36);
    let hash = 0x811c9dc5;
    for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    const other = seen.get(hash);
    if (other !== undefined) return [other, key];
    seen.set(hash, key);
  }
}

test('indexedFind finds the first, in short and in long lists', () => {
  for (const length of [10, 1000]) {
    const list = Array.from({ length }, (_, n) => ({ id: `p${n % 900}`, at: n }));
    expect(indexedFind(list, 'id', 'p5')).toEqual({ id: 'p5', at: 5 });
    expect(indexedFind(list, 'at', length - 1)?.at).toBe(length - 1);
    expect(indexedFind(list, 'id', 'nobody')).toBeUndefined();
  }
});
