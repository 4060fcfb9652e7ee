import { describe, expect, test } from '@jest/globals';
import { PersistentMap } from '@kengesh/domain';
import { auditBallots, type SentBallot } from './ballot-audit.js';
import { difference } from './compare.js';
import { latencyOf } from './measure.js';
import { readShared } from './shared.js';
import { randomOf } from './until.js';

const told = (seat: string, choice: string): SentBallot => ({ seat, choice, fate: 'acknowledged' });
const named = (...ballots: [string, string][]) => ({
  ballots: ballots.map(([seat, choice]) => ({ seat, choice, channel: 'device' as const })),
  counts: {},
  invalid: 0,
  voted: ballots.map(([seat]) => seat),
});
const secret = (counts: Record<string, number>, voted: string[]) => ({ ballots: null, counts, invalid: 0, voted });

describe('what voters were told against what was counted', () => {
  test('of a named vote: all there, one missing, one changed, one twice', () => {
    const sent = [told('a', 'yes'), told('b', 'no')];
    expect(auditBallots(named(['a', 'yes'], ['b', 'no']), sent)).toEqual({
      acknowledged: 2,
      counted: 2,
      lost: 0,
      doubled: 0,
    });
    expect(auditBallots(named(['a', 'yes']), sent)).toMatchObject({ counted: 1, lost: 1 });
    expect(auditBallots(named(['a', 'yes'], ['b', 'yes']), sent)).toMatchObject({ counted: 2, lost: 1, doubled: 0 });
    expect(auditBallots(named(['a', 'yes'], ['a', 'yes'], ['b', 'no']), sent)).toMatchObject({ doubled: 1 });
  });

  test("of a named vote: others' ballots are not ours, and one in doubt may count or not", () => {
    const sent: SentBallot[] = [told('a', 'yes'), { seat: 'b', choice: 'no', fate: 'doubt' }];
    expect(auditBallots(named(['a', 'yes'], ['z', 'no']), sent)).toMatchObject({ counted: 1, lost: 0, doubled: 0 });
    expect(auditBallots(named(['a', 'yes'], ['b', 'no']), sent)).toMatchObject({ counted: 2, lost: 0, doubled: 0 });
  });

  test('of a secret vote: seats and sums are held against each other', () => {
    const sent = [told('a', 'yes'), told('b', 'yes'), told('c', 'no')];
    expect(auditBallots(secret({ yes: 2, no: 1 }, ['a', 'b', 'c']), sent)).toEqual({
      acknowledged: 3,
      counted: 3,
      lost: 0,
      doubled: 0,
    });
    expect(auditBallots(secret({ yes: 1, no: 1 }, ['a', 'c']), sent)).toMatchObject({ lost: 1, doubled: 0 });
    expect(auditBallots(secret({ yes: 3, no: 1 }, ['a', 'b', 'c']), sent)).toMatchObject({ lost: 0, doubled: 1 });
    // A ballot swapped for another: the sum of all is right, and yet.
    expect(auditBallots(secret({ yes: 1, no: 2 }, ['a', 'b', 'c']), sent)).toMatchObject({ lost: 1, doubled: 1 });
  });

  test('of a secret vote: a ballot in doubt may stand in the sums, a refused one may not', () => {
    const doubt: SentBallot[] = [told('a', 'yes'), { seat: 'b', choice: 'no', fate: 'doubt' }];
    expect(auditBallots(secret({ yes: 1, no: 1 }, ['a', 'b']), doubt)).toMatchObject({ lost: 0, doubled: 0 });
    expect(auditBallots(secret({ yes: 1, no: 0 }, ['a']), doubt)).toMatchObject({ lost: 0, doubled: 0 });
    const refused: SentBallot[] = [told('a', 'yes'), { seat: 'b', choice: 'no', fate: 'refused' }];
    expect(auditBallots(secret({ yes: 1, no: 1 }, ['a', 'b']), refused)).toMatchObject({ doubled: 1 });
  });
});

test('percentiles are by nearest rank, the last is the slowest, of nothing there is none', () => {
  expect(latencyOf([])).toBeNull();
  expect(latencyOf([7])).toEqual({ n: 1, p50: 7, p95: 7, p99: 7, last: 7 });
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(latencyOf(hundred)).toEqual({ n: 100, p50: 50, p95: 95, p99: 99, last: 100 });
});

test('two states differ where they differ, and members that are undefined do not count', () => {
  const state = { a: { b: [1, { c: 'x' }] }, d: undefined };
  expect(difference(state, { a: { b: [1, { c: 'x' }] } })).toBeNull();
  expect(difference(state, { a: { b: [1, { c: 'y' }] } })).toBe('/a/b/1/c');
  expect(difference(state, { a: { b: [1] } })).toBe('/a/b/1');
  expect(difference({ a: [] }, { a: {} })).toBe('/a');
  // What was found equal is remembered, what was found different is not.
  const one = { x: { y: 1 } };
  const other = { x: { y: 2 } };
  expect([difference(one, other), difference(one, other)]).toEqual(['/x/y', '/x/y']);
});

test('a long table, as it is folded, is compared by its rows with what came as JSON', () => {
  const rows = Array.from({ length: 100 }, (_, index) => [`p_${index}`, { mode: 'hall' }] as const);
  const table = rows.reduce<PersistentMap<{ mode: string }>>((map, row) => map.with(...row), PersistentMap.empty);
  const shown = () => ({ attendance: Object.fromEntries(rows) });
  expect(difference({ attendance: table }, shown())).toBeNull();
  const other = { attendance: { ...shown().attendance, p_70: { mode: 'remote' } } };
  expect(difference({ attendance: table }, other)).toBe('/attendance/p_70/mode');
  expect(difference({ attendance: table.with('p_100', { mode: 'hall' }) }, shown())).toBe('/attendance/p_100');
});

test('the same bytes are read once, others anew', () => {
  const bytes = Buffer.from(JSON.stringify({ text: 'x'.repeat(1000) }));
  const value = readShared(bytes);
  expect(readShared(Buffer.from(bytes))).toBe(value);
  expect(readShared(Buffer.from(JSON.stringify({ text: 'y'.repeat(1000) })))).not.toEqual(value);
  expect(readShared(Buffer.from('{"small":true}'))).toEqual({ small: true });
});

test('chance is the same again for the same seed', () => {
  const draw = (seed: number) => {
    const random = randomOf(seed);
    return [random(), random(), random()];
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(1).every(value => value >= 0 && value < 1)).toBe(true);
});
