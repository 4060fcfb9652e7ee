import { describe, expect, test } from '@jest/globals';
import { canonical } from '@kengesh/journal';
import fc from 'fast-check';
import { indexedFind, withEntry } from './persistent-map.js';

type Numbers = { readonly [key: string]: number };

// Short names, so that many of them are put a second time.
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 2 }),
  fc.nat(400).map(n => `s${n}`),
);
const puts = fc.array(fc.tuple(name, fc.nat()), { maxLength: 300 });

describe('put', () => {
  test('is what a copied object would be, after each step, and leaves every list before as it was', () => {
    fc.assert(
      fc.property(puts, steps => {
        let list: Numbers | undefined;
        let copy: Numbers = {};
        const all: [Numbers, Numbers][] = [];
        for (const [key, value] of steps) {
          list = withEntry(list, key, value);
          copy = { ...copy, [key]: value };
          all.push([list, copy]);
        }
        for (const [made, expected] of all) {
          expect(canonical(made)).toBe(canonical(expected));
          expect(made).toEqual(expected);
        }
        for (const [key] of steps) expect(list![key]).toBe(copy[key]);
      }),
      { numRuns: 30 },
    );
  });

  const many = (count: number): Numbers => {
    let list: Numbers = {};
    for (let n = 0; n < count; n++) list = withEntry(list, `seat-${n}`, n);
    return list;
  };

  test('reads like an object: members, their order, spread, JSON, what is not there', () => {
    const list = many(1000);
    expect(Object.keys(list)).toEqual(Array.from({ length: 1000 }, (_, n) => `seat-${n}`));
    expect(Object.entries(withEntry(list, 'seat-3', -1)).slice(2, 5)).toEqual([
      ['seat-2', 2],
      ['seat-3', -1],
      ['seat-4', 4],
    ]);
    expect({ ...list }).toEqual(JSON.parse(JSON.stringify(list)));
    expect('seat-7' in list && Object.hasOwn(list, 'seat-7')).toBe(true);
    expect('seat-x' in list || Object.hasOwn(list, 'seat-x') || Object.hasOwn(list, 'toString')).toBe(false);
    expect(list['seat-x']).toBeUndefined();
    expect(String(list)).toBe('[object Object]');
    expect(Object.getPrototypeOf(list)).toBe(Object.prototype);
  });

  test('a list cannot be changed in place', () => {
    const list = many(100) as { [key: string]: number };
    expect(() => {
      list['seat-1'] = 9;
    }).toThrow(TypeError);
    expect(() => delete list['seat-1']).toThrow(TypeError);
    expect(list['seat-1']).toBe(1);
  });

  test('goes on from a list that was read back from JSON', () => {
    const list = JSON.parse(JSON.stringify(many(500))) as Numbers;
    expect(withEntry(list, 'late', 1)).toEqual({ ...list, late: 1 });
    expect('late' in list).toBe(false);
  });

  test('names whose hashes are equal are kept apart', () => {
    // Found by search: equal in all 32 bits under the first seed.
    const pair = equalHashes();
    let list = many(100);
    for (const [n, key] of pair.entries()) list = withEntry(list, key, 1000 + n);
    expect(pair.map(key => list[key])).toEqual([1000, 1001]);
    expect(Object.keys(list)).toHaveLength(102);
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

test('byName finds the first, in short and in long lists', () => {
  for (const length of [10, 1000]) {
    const list = Array.from({ length }, (_, n) => ({ id: `p${n % 900}`, at: n }));
    expect(indexedFind(list, 'id', 'p5')).toEqual({ id: 'p5', at: 5 });
    expect(indexedFind(list, 'at', length - 1)?.at).toBe(length - 1);
    expect(indexedFind(list, 'id', 'nobody')).toBeUndefined();
  }
});
