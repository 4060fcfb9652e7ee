import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { against, ballotsOf, blank, names, ranks } from './ballots.suite.js';
import { countStv, drawLot, type ElectionResult, rational, type StvOptions } from './index.js';
import type { ElectionBallot } from './types.js';

const stv = (seats: number, candidates: string, ballots: ElectionBallot[], more: Partial<StvOptions> = {}) =>
  countStv(ballots, { seats, candidates: candidates.split(' '), ...more });
const who = (result: ElectionResult) => result.elected.map(one => one.candidate);

describe('STV', () => {
  test('V56: two seats, 20 ballots, quota 7: A’s surplus of 1 passes to B at 1/8, C is out, D reaches 8: A, D', () => {
    const ballots = [...ranks('A>B>C', 8), ...ranks('B>C', 4), ...ranks('C>D', 3), ...ranks('D>C', 5)];
    const result = stv(2, 'A B C D', ballots);
    expect(result).toMatchObject({
      outcome: 'elected',
      need: { votes: '7', base: '20' },
      elected: [
        { candidate: 'A', by: 'quota', votes: '8', round: 1 },
        { candidate: 'D', by: 'quota', votes: '8', round: 3 },
      ],
      decidedBy: 'votes',
    });
    expect(result.rounds).toEqual([
      {
        number: 1,
        action: { kind: 'first' },
        transfers: [],
        counts: { A: '8', B: '4', C: '3', D: '5' },
        exhausted: '0',
        elected: ['A'],
        tie: null,
      },
      {
        number: 2,
        action: { kind: 'surplus', from: 'A', votes: '8', surplus: '1', factor: '1/8' },
        transfers: [{ to: 'B', votes: '1' }],
        counts: { A: '7', B: '5', C: '3', D: '5' },
        exhausted: '0',
        elected: [],
        tie: null,
      },
      {
        number: 3,
        action: { kind: 'exclusion', from: ['C'], votes: '3' },
        transfers: [{ to: 'D', votes: '3' }],
        counts: { A: '7', B: '5', C: '0', D: '8' },
        exhausted: '0',
        elected: ['D'],
        tie: null,
      },
    ]);
  });

  test('a surplus of a surplus passes at the product of both parts; equal lowest are parted by the round before', () => {
    const ballots = [...ranks('A>B>C', 12), ...ranks('B>D', 3), ...ranks('C', 2), ...ranks('D', 3)];
    const result = stv(3, 'A B C D', ballots);
    expect(result.rounds.map(round => [round.action, round.counts, round.exhausted])).toEqual([
      [{ kind: 'first' }, { A: '12', B: '3', C: '2', D: '3' }, '0'],
      [
        { kind: 'surplus', from: 'A', votes: '12', surplus: '6', factor: '1/2' },
        { A: '6', B: '9', C: '2', D: '3' },
        '0',
      ],
      // B: 12 ballots at 1/2 and 3 at 1; a third of each passes: 12 × 1/6 to C, 3 × 1/3 to D.
      [
        { kind: 'surplus', from: 'B', votes: '9', surplus: '3', factor: '1/3' },
        { A: '6', B: '6', C: '4', D: '4' },
        '0',
      ],
      [{ kind: 'exclusion', from: ['C'], votes: '4' }, { A: '6', B: '6', C: '0', D: '4' }, '4'],
    ]);
    expect(result.rounds[3]!.tie).toEqual({
      purpose: 'exclusion',
      candidates: ['C', 'D'],
      votes: '4',
      places: 1,
      settledBy: 'previous_round',
      taken: ['C'],
      previousRound: 2,
      lot: null,
    });
    expect(result.elected.at(-1)).toEqual({ candidate: 'D', by: 'last_places', votes: '4', round: 4 });
    expect(result.decidedBy).toBe('previous_round');
  });

  test('two elected at once: the larger surplus passes first, and nothing passes to the other', () => {
    const ballots = [...ranks('A>B>C', 8), ...ranks('B>A>D', 7), ...ranks('C', 3), ...ranks('D', 2)];
    const result = stv(3, 'A B C D', ballots);
    expect(result.rounds[0]!.elected).toEqual(['A', 'B']);
    expect(result.rounds.map(round => round.action)).toEqual([
      { kind: 'first' },
      { kind: 'surplus', from: 'A', votes: '8', surplus: '2', factor: '1/4' },
      { kind: 'surplus', from: 'B', votes: '7', surplus: '1', factor: '1/7' },
      { kind: 'exclusion', from: ['D'], votes: '3' },
    ]);
    expect(result.rounds[2]!.counts).toEqual({ A: '6', B: '6', C: '5', D: '3' });
    expect(who(result)).toEqual(['A', 'B', 'C']);
  });

  test('equal surpluses no earlier round parts: the lot says whose passes first', () => {
    const ballots = [...ranks('A>C', 8), ...ranks('B>D', 8), ...ranks('C', 2), ...ranks('D', 2)];
    expect(stv(3, 'A B C D', ballots)).toMatchObject({
      outcome: 'lot',
      pendingLot: { purpose: 'surplus', names: ['A', 'B'] },
      rounds: [{ number: 1 }],
      decidedBy: 'none',
    });
    const result = stv(3, 'A B C D', ballots, { seed: 's' });
    const first = drawLot('s', ['A', 'B']).drawn[0]!.name;
    expect(result.rounds[1]).toMatchObject({
      action: { kind: 'surplus', from: first },
      tie: { purpose: 'surplus', settledBy: 'lot', taken: [first], previousRound: null },
    });
    expect(result.decidedBy).toBe('lot');
  });

  test('an exclusion tie no round parts: the lot; the last drawn goes', () => {
    const ballots = [...ranks('A', 3), ...ranks('B>A', 2), ...ranks('C>A', 2)];
    expect(stv(1, 'A B C', ballots)).toMatchObject({
      outcome: 'lot',
      pendingLot: { purpose: 'exclusion', names: ['B', 'C'] },
    });
    for (const seed of ['one', 'two', 'three', 'four']) {
      const out = drawLot(seed, ['B', 'C']).drawn[1]!.name;
      const result = stv(1, 'A B C', ballots, { seed });
      expect(result.rounds[1]).toMatchObject({ action: { from: [out] }, tie: { settledBy: 'lot', taken: [out] } });
      expect(result.elected).toEqual([{ candidate: 'A', by: 'quota', votes: '5', round: 2 }]);
    }
  });

  test('candidates without a ballot go together, without a lot; never so many that a seat would stay empty', () => {
    const ballots = [...ranks('A>D', 3), ...ranks('B', 2), ...ranks('C', 1)];
    const result = stv(1, 'A B C D E', ballots);
    expect(result.rounds[1]!.action).toEqual({ kind: 'exclusion', from: ['D', 'E'], votes: '0' });
    const few = stv(2, 'A B C', ranks('A', 3));
    expect(few).toMatchObject({ outcome: 'lot', pendingLot: { purpose: 'exclusion', names: ['B', 'C'] } });
    expect(stv(2, 'A B C', ranks('A', 3), { seed: 's' })).toMatchObject({
      outcome: 'elected',
      elected: [
        { candidate: 'A', by: 'quota' },
        { by: 'last_places', votes: '0' },
      ],
    });
  });

  test('a surplus with nowhere to go is exhausted by its part', () => {
    const result = stv(2, 'A B C', [...ranks('A', 6), ...ranks('B', 2), ...ranks('C', 1)]);
    expect(result.rounds[1]).toMatchObject({
      action: { factor: '1/3' },
      transfers: [{ to: null, votes: '2' }],
      exhausted: '2',
    });
    expect(who(result)).toEqual(['A', 'B']);
  });

  test('fewer candidates than seats: all are elected, and the rest of the seats stay empty', () => {
    const result = stv(3, 'A B', [...ranks('A>B', 4), ...ranks('A', 1)]);
    expect(result).toMatchObject({
      outcome: 'not_filled',
      unfilled: 'too_few_candidates',
      elected: [
        { candidate: 'A', by: 'quota' },
        { candidate: 'B', by: 'last_places', votes: '0' },
      ],
    });
    expect(stv(2, 'A', []).outcome).toBe('no_votes');
  });

  test('“against all” counts in the quota and passes to nobody; with half of the votes nobody is elected', () => {
    const offered = { againstAll: true };
    const result = stv(1, 'A B', [...ranks('A', 4), ...ranks('B', 2), ...against(3), ...blank(4)], offered);
    expect(result).toMatchObject({ need: { votes: '5', base: '9' }, rounds: [{ exhausted: '3' }, {}] });
    expect(result.elected).toEqual([{ candidate: 'A', by: 'last_places', votes: '4', round: 2 }]);
    expect(stv(1, 'A B', [...ranks('A', 4), ...ranks('B', 2), ...against(6)], offered)).toMatchObject({
      outcome: 'not_filled',
      unfilled: 'against_all',
      elected: [],
    });
    expect(stv(1, 'A', [...ranks('A'), ...against(6)]).turnout).toMatchObject({ invalid: 6, againstAll: 0 });
  });

  test('a repeat, an unknown name or a gap spoils the ballot; under `cut` it counts up to there', () => {
    const faulty = [...ranks('A>B>A'), ...ranks('B>X'), ...ranks('A>>B'), ...ranks('X>A'), ...ranks('>A')];
    const fine = [...ranks('A>B>>'), ...ranks('>>'), ...ranks('B')];
    expect(stv(1, 'A B C', [...faulty, ...fine], { seed: 's' }).turnout).toMatchObject({
      valid: 2,
      blank: 1,
      invalid: 5,
    });
    const cut = stv(1, 'A B C', [...faulty, ...fine], { faults: 'cut', seed: 's' });
    expect(cut.turnout).toMatchObject({ valid: 5, blank: 1, invalid: 2 });
    expect(cut.counts).toEqual({ A: '3', B: '2', C: '0' });
  });

  test('the quota is of whole votes, whatever the scale of the weights', () => {
    const weighted = ranks('A').map(ballot => ({ ...ballot, weight: 8_500_000 }));
    expect(stv(2, 'A B', weighted, { scale: 1_000_000 }).need).toEqual({ votes: '3', base: '17/2' });
  });
});

describe('STV: what holds for every count', () => {
  const any = fc.integer({ min: 1, max: 6 }).chain(count =>
    fc.record({
      count: fc.constant(count),
      seats: fc.integer({ min: 1, max: 7 }),
      ballots: ballotsOf('ranking', count, 60),
      seed: fc.constantFrom('one', 'two', 'three'),
    }),
  );
  const countOf = (given: { count: number; seats: number; ballots: ElectionBallot[]; seed: string }) =>
    countStv(given.ballots, { ...given, candidates: names(given.count), againstAll: true });

  test('V56: no vote is made or lost: held + exhausted = valid, after every round', () => {
    fc.assert(
      fc.property(any, given => {
        const result = countOf(given);
        const total = rational.parse(result.turnout.validVotes);
        for (const round of result.rounds) {
          const parts = [...Object.values(round.counts), round.exhausted].map(rational.parse);
          expect(parts.reduce(rational.add)).toEqual(total);
          expect(parts.every(part => part.num >= 0n)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('V56: the quota holds: whoever is elected by it has it, keeps it, and no more could reach it than seats', () => {
    fc.assert(
      fc.property(any, given => {
        const result = countOf(given);
        const quota = rational.parse(result.need!.votes);
        const valid = rational.parse(result.need!.base);
        expect(quota.num * BigInt(given.seats + 1)).toBeGreaterThan(valid.num);
        expect((quota.num - 1n) * BigInt(given.seats + 1)).toBeLessThanOrEqual(valid.num);
        for (const one of result.elected) {
          const atElection = rational.compare(rational.parse(one.votes), quota);
          if (one.by === 'quota') {
            expect(atElection).toBeGreaterThanOrEqual(0);
            const end = rational.parse(result.rounds.at(-1)!.counts[one.candidate]!);
            expect(rational.compare(end, quota)).toBeGreaterThanOrEqual(0);
          } else expect(atElection).toBe(-1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('V56: all seats are filled where there are candidates enough and votes for them', () => {
    fc.assert(
      fc.property(any, given => {
        const result = countOf(given);
        const { valid, againstAll } = result.turnout;
        const filled = againstAll * 2 >= valid ? 0 : Math.min(given.seats, given.count);
        expect(result.elected).toHaveLength(filled);
      }),
      { numRuns: 300 },
    );
  });

  test('V56: a count by single ballots with fractions of their own agrees', () => {
    fc.assert(
      fc.property(any, given => {
        const valid = given.ballots.filter(ballot => ballot.kind === 'ranking' || ballot.kind === 'against_all');
        const clean = valid.filter(ballot => ballot.kind !== 'ranking' || isFine(ballot.ranking));
        const result = countOf({ ...given, ballots: clean });
        fc.pre(result.outcome === 'elected' || result.unfilled === 'too_few_candidates');
        const rankings = clean.flatMap(ballot => (ballot.kind === 'ranking' ? [ballot.ranking as string[]] : []));
        const plain = plainStv(rankings, clean.length, names(given.count), given.seats, given.seed);
        expect([...who(result)].sort()).toEqual([...plain.elected].sort());
        const last = result.rounds.at(-1)!.counts;
        expect(last).toEqual(Object.fromEntries(plain.counts));
      }),
      { numRuns: 500 },
    );
  });
});

const isFine = (ranking: readonly (string | null)[]) => ranking.length > 0 && new Set(ranking).size === ranking.length;

/**
 * The same rules, written another way: every ballot carries its own fraction, candidates are excluded one at a time, all
 * sums are made anew, the lot is hashed by Node.
 */
function plainStv(rankings: readonly string[][], valid: number, list: readonly string[], seats: number, seed: string) {
  const { add, compare, parse, ZERO } = rational;
  const times = (a: rational.Rational, b: rational.Rational) => rational.rational(a.num * b.num, a.den * b.den);
  const quota = rational.rational(BigInt(Math.floor(valid / (seats + 1)) + 1));
  const papers = rankings.map(ranking => ({ ranking, value: parse('1'), at: ranking[0] as string | undefined }));
  const kept = new Map<string, rational.Rational>();
  const hopeful = new Set(list);
  const elected: string[] = [];
  const surplus: string[] = [];
  const past: Map<string, rational.Rational>[] = [];
  const luck = (name: string) => createHash('sha256').update(`${seed}\n${name}`).digest('hex');
  const votes = (name: string) =>
    papers.filter(paper => paper.at === name).reduce((sum, paper) => add(sum, paper.value), kept.get(name) ?? ZERO);
  const worse = (a: string, b: string) => {
    for (const round of [...past].reverse()) {
      const order = compare(round.get(a)!, round.get(b)!);
      if (order !== 0) return order;
    }
    return luck(a) > luck(b) ? -1 : 1;
  };
  const look = () => {
    past.push(new Map(list.map(name => [name, votes(name)])));
    for (const name of [...hopeful].filter(one => compare(votes(one), quota) >= 0)) {
      elected.push(name);
      hopeful.delete(name);
      if (compare(votes(name), quota) > 0) surplus.push(name);
    }
    if (hopeful.size <= seats - elected.length) {
      elected.push(...hopeful);
      hopeful.clear();
    }
  };
  const pass = (from: string, part: rational.Rational) => {
    for (const paper of papers.filter(one => one.at === from)) {
      paper.at = paper.ranking.find(name => hopeful.has(name));
      paper.value = times(paper.value, part);
    }
  };
  look();
  while (elected.length < seats && hopeful.size > 0) {
    if (surplus.length > 0) {
      const from = surplus.sort(worse).pop()!;
      const held = votes(from);
      const over = add(held, times(quota, parse('-1')));
      pass(from, times(over, rational.rational(held.den, held.num)));
      kept.set(from, quota);
    } else {
      const from = [...hopeful].sort(worse)[0]!;
      hopeful.delete(from);
      pass(from, parse('1'));
    }
    look();
  }
  return { elected, counts: list.map(name => [name, rational.write(votes(name))]) };
}
