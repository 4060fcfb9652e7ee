import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonical } from '@kengesh/journal';
import fc from 'fast-check';
import { against, ballotsOf, blank, marks, names, ranks, shuffled } from './ballots.suite.js';
import { countElection, drawLot, ElectionError, type Method, rational } from './index.js';
import type { ElectionBallot, ElectionResult } from './types.js';

const block = (seats: number, candidates: string, ballots: ElectionBallot[], more = {}) =>
  countElection('block_plurality', ballots, { seats, candidates: candidates.split(' '), ...more });
const approve = (seats: number, candidates: string, ballots: ElectionBallot[], more = {}) =>
  countElection('approval', ballots, { seats, candidates: candidates.split(' '), ...more });
const majority = (candidates: string, ballots: ElectionBallot[], more = {}) =>
  countElection('absolute_majority', ballots, { candidates: candidates.split(' '), ...more });
const who = (result: ElectionResult) => result.elected.map(one => one.candidate);

describe('Block plurality', () => {
  const v52 = [...marks('A B C', 8), ...marks('A B D', 2), ...marks('A D E', 2), ...marks('D', 5), ...marks('C', 1)];

  test('V52: three seats, A12 B10 C9 D9 E2: A and B elected, run-off between C and D for the seat left', () => {
    const result = block(3, 'A B C D E', v52);
    expect(result.counts).toEqual({ A: '12', B: '10', C: '9', D: '9', E: '2' });
    expect(result.elected).toEqual([
      { candidate: 'A', by: 'votes', votes: '12', round: 1 },
      { candidate: 'B', by: 'votes', votes: '10', round: 1 },
    ]);
    expect(result).toMatchObject({
      outcome: 'runoff',
      runoff: { kind: 'tie', candidates: ['C', 'D'], places: 1, through: [] },
      tie: { purpose: 'seats', candidates: ['C', 'D'], votes: '9', places: 1, settledBy: 'runoff', taken: [] },
      decidedBy: 'votes',
    });
  });

  test('V52: the run-off is counted by the same method; equal once more it may go to the lot', () => {
    const { runoff } = block(3, 'A B C D E', v52);
    const second = { seats: runoff!.places, candidates: runoff!.candidates };
    expect(who(countElection('block_plurality', [...marks('C', 3), ...marks('D', 4)], second))).toEqual(['D']);
    const equal = [...marks('C', 3), ...marks('D', 3)];
    expect(countElection('block_plurality', equal, { ...second, onTie: 'lot' })).toMatchObject({
      outcome: 'lot',
      pendingLot: { purpose: 'seats', names: ['C', 'D'] },
      elected: [],
    });
    const drawn = countElection('block_plurality', equal, { ...second, onTie: 'lot', seed: 'dice 4 1 6 2' });
    const first = drawLot('dice 4 1 6 2', ['C', 'D']).drawn[0]!.name;
    expect(drawn).toMatchObject({
      outcome: 'elected',
      elected: [{ candidate: first, by: 'lot', votes: '3' }],
      tie: { settledBy: 'lot', taken: [first], lot: { seed: 'dice 4 1 6 2' } },
      decidedBy: 'lot',
    });
  });

  test('a tie within the seats needs nothing', () => {
    expect(block(2, 'A B C', [...marks('A B', 3), ...marks('C', 2)])).toMatchObject({ outcome: 'elected', tie: null });
  });

  test('too many marks, a name not on the list and another kind of ballot are invalid; no mark is blank', () => {
    const result = block(
      2,
      'A B C',
      [
        ...marks('A B C'),
        ...marks('A X'),
        ...ranks('A'),
        { kind: 'invalid' },
        ...against(1),
        ...marks(''),
        ...blank(2),
        ...marks('A A B'),
        ...marks('A'),
      ],
      { issued: 12 },
    );
    expect(result.turnout).toEqual({
      issued: 12,
      cast: 10,
      valid: 2,
      blank: 3,
      invalid: 5,
      againstAll: 0,
      validVotes: '2',
      againstAllVotes: '0',
    });
    expect(result.counts).toEqual({ A: '2', B: '1', C: '0' });
  });

  test('“against all” has to be beaten for each seat; those who do not beat it stand in no run-off', () => {
    const ballots = [...marks('A B', 4), ...marks('A C', 1), ...marks('B C', 1), ...against(5)];
    expect(block(2, 'A B C', ballots, { againstAll: true })).toMatchObject({
      outcome: 'not_filled',
      elected: [],
      unfilled: 'against_all',
      decidedBy: 'votes',
      turnout: { valid: 11, againstAll: 5, againstAllVotes: '5' },
    });
    const some = block(2, 'A B C', [...ballots, ...marks('A', 1)], { againstAll: true });
    expect(some).toMatchObject({ outcome: 'not_filled', unfilled: 'against_all' });
    expect(who(some)).toEqual(['A']);
  });

  test('fewer candidates than seats: those with a vote are elected, the rest of the seats stay empty', () => {
    const result = block(3, 'A B', marks('A', 2));
    expect(result).toMatchObject({ outcome: 'not_filled', unfilled: 'too_few_candidates' });
    expect(who(result)).toEqual(['A']);
    expect(block(2, 'A B', [...marks('A B'), ...marks('B')])).toMatchObject({ outcome: 'elected', unfilled: null });
    expect(block(3, 'A B', marks('A B', 2))).toMatchObject({ unfilled: 'too_few_candidates' });
  });

  test('weights count as votes, exactly', () => {
    const weighted: ElectionBallot[] = [
      { kind: 'marks', marks: ['A'], weight: 1_500_000 },
      { kind: 'marks', marks: ['B'], weight: 1_000_000 },
      { kind: 'marks', marks: ['B'], weight: 500_001 },
    ];
    const result = block(1, 'A B', weighted, { scale: 1_000_000 });
    expect(who(result)).toEqual(['B']);
    expect(result.counts.A).toBe('3/2');
    expect(rational.decimal(result.counts.B!, 6)).toBe('1.500001');
  });

  test('with one seat it is plain plurality', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('c1', 'c2', 'c3', 'against_all'), { maxLength: 20 }), choices => {
        const ballots = choices.map(
          (choice): ElectionBallot => (choice === 'against_all' ? { kind: choice } : marks(choice)[0]!),
        );
        const result = countElection('block_plurality', ballots, { seats: 1, candidates: names(3), againstAll: true });
        const of = (name: string) => choices.filter(choice => choice === name).length;
        const top = Math.max(...names(3).map(of));
        const best = names(3).filter(name => of(name) === top);
        if (choices.length === 0) expect(result.outcome).toBe('no_votes');
        else if (top <= of('against_all')) expect(result.outcome).toBe('not_filled');
        else if (best.length > 1) expect(result.runoff!.candidates).toEqual(best);
        else expect(who(result)).toEqual(best);
      }),
    );
  });
});

describe('Approval', () => {
  const half = { num: 1, den: 2, cmp: 'gt' } as const;

  test('any number of marks; the most approved win', () => {
    const result = approve(2, 'A B C', [...marks('A B C', 3), ...marks('B C', 2), ...marks('B')]);
    expect(result).toMatchObject({ outcome: 'elected', counts: { A: '3', B: '6', C: '5' }, need: null });
    expect(who(result)).toEqual(['B', 'C']);
  });

  test('exactly half is not more than half: the seat stays empty', () => {
    const ballots = [...marks('A B', 4), ...marks('A', 2), ...marks('C', 2), ...blank(3)];
    const result = approve(2, 'A B C', ballots, { threshold: half });
    expect(result).toMatchObject({
      outcome: 'not_filled',
      unfilled: 'below_threshold',
      need: { votes: '5', base: '8' },
    });
    expect(who(result)).toEqual(['A']);
    expect(who(approve(2, 'A B C', ballots, { threshold: { ...half, cmp: 'gte' } }))).toEqual(['A', 'B']);
  });

  test('a tie across the border goes to a run-off, one below the threshold does not', () => {
    const ballots = [...marks('A', 1), ...marks('B C', 3), ...marks('A B C', 1)];
    expect(approve(1, 'A B C', ballots, { threshold: half }).runoff).toMatchObject({
      candidates: ['B', 'C'],
      places: 1,
    });
    expect(approve(1, 'A B', [...marks('A'), ...marks('B')], { threshold: half })).toMatchObject({
      outcome: 'not_filled',
      runoff: null,
    });
  });

  test('a share that is none is refused', () => {
    const share = (num: number, den: number) => () => approve(1, 'A', [], { threshold: { num, den, cmp: 'gt' } });
    expect(share(3, 2)).toThrow('options.threshold: more than all: 3/2');
    expect(share(1, 0)).toThrow('options.threshold.den');
  });
});

describe('Absolute majority', () => {
  test('V53: 25 ballots, 2 blank, A11 B8 C4, need 12 of 23: second ballot between A and B', () => {
    const result = majority('A B C', [...marks('A', 11), ...marks('B', 8), ...marks('C', 4), ...blank(2)], {
      issued: 25,
    });
    expect(result).toMatchObject({
      outcome: 'runoff',
      elected: [],
      need: { votes: '12', base: '23' },
      runoff: { kind: 'second', candidates: ['A', 'B'], places: 1, through: [] },
      turnout: { issued: 25, cast: 25, valid: 23, blank: 2, invalid: 0 },
    });
  });

  test('more than half elects, exactly half does not', () => {
    expect(majority('A B C', [...marks('A', 12), ...marks('B', 11)])).toMatchObject({
      outcome: 'elected',
      elected: [{ candidate: 'A', by: 'majority', votes: '12' }],
    });
    expect(majority('A B C', [...marks('A', 4), ...marks('B', 3), ...marks('C', 1)])).toMatchObject({
      outcome: 'runoff',
    });
  });

  test('equal for the second place: an extra ballot among those tied, then the second ballot with the leader', () => {
    const first = majority('A B C D', [...marks('A', 5), ...marks('B', 3), ...marks('C', 3), ...marks('D', 1)]);
    expect(first.runoff).toEqual({ kind: 'extra', candidates: ['B', 'C'], places: 1, through: ['A'] });
    const ballot = { kind: 'extra', places: 1, through: ['A'] };
    expect(majority('B C', [...marks('B', 5), ...marks('C', 7)], { ballot }).runoff).toEqual({
      kind: 'second',
      candidates: ['A', 'C'],
      places: 1,
      through: [],
    });
    const equal = [...marks('B', 6), ...marks('C', 6)];
    expect(majority('B C', equal, { ballot })).toMatchObject({
      outcome: 'lot',
      pendingLot: { purpose: 'goes_on', names: ['B', 'C'] },
    });
    const lucky = drawLot('s', ['B', 'C']).drawn[0]!.name;
    expect(majority('B C', equal, { ballot, seed: 's' })).toMatchObject({
      outcome: 'runoff',
      runoff: { kind: 'second', candidates: ['A', lucky] },
      decidedBy: 'lot',
    });
  });

  test('three equal at the top stand in the extra ballot for both places; two equal at the top just go on', () => {
    const three = [...marks('A', 3), ...marks('B', 3), ...marks('C', 3)];
    expect(majority('A B C', three).runoff).toEqual({
      kind: 'extra',
      candidates: ['A', 'B', 'C'],
      places: 2,
      through: [],
    });
    expect(majority('A B C', three, { onTie: 'lot', seed: 's' }).runoff).toMatchObject({
      kind: 'second',
      candidates: drawLot('s', ['A', 'B', 'C'])
        .drawn.slice(0, 2)
        .map(one => one.name),
    });
    expect(majority('A B C', [...marks('A', 3), ...marks('B', 3), ...marks('C', 1)]).runoff).toMatchObject({
      kind: 'second',
      candidates: ['A', 'B'],
    });
  });

  test('second ballot: more votes win, equal goes to the lot, “against all” has to be beaten', () => {
    const second = { ballot: { kind: 'second' }, againstAll: true };
    expect(majority('A B', [...marks('A', 7), ...marks('B', 5)], second).elected).toMatchObject([
      { candidate: 'A', by: 'majority' },
    ]);
    const without = majority('A B', [...marks('A', 5), ...marks('B', 4), ...against(3)], second);
    expect(without.elected).toMatchObject([{ candidate: 'A', by: 'votes' }]);
    expect(majority('A B', [...marks('A', 3), ...marks('B', 2), ...against(3)], second)).toMatchObject({
      outcome: 'not_filled',
      unfilled: 'against_all',
    });
    const equal = [...marks('A', 4), ...marks('B', 4), ...against(3)];
    expect(majority('A B', equal, second)).toMatchObject({ outcome: 'lot', pendingLot: { purpose: 'seats' } });
    const lucky = drawLot('s', ['A', 'B']).drawn[0]!.name;
    expect(majority('A B', equal, { ...second, seed: 's' })).toMatchObject({
      outcome: 'elected',
      elected: [{ candidate: lucky, by: 'lot', votes: '4' }],
    });
  });

  test('first ballot: where “against all” is not beaten there is no second; two marks are invalid', () => {
    const ballots = [...marks('A', 4), ...marks('B', 3), ...against(4), ...marks('A B', 9)];
    expect(majority('A B', ballots, { againstAll: true })).toMatchObject({
      outcome: 'not_filled',
      unfilled: 'against_all',
      runoff: null,
      turnout: { invalid: 9 },
    });
  });

  test('an extra or second ballot that does not follow from a first is refused', () => {
    const extra =
      (places: number, through: string[], more = {}) =>
      () =>
        majority('B C', [], { ballot: { kind: 'extra', places, through }, ...more });
    expect(() => majority('A B C', [], { ballot: { kind: 'second' } })).toThrow('between two, not 3');
    expect(extra(2, [])).toThrow('more candidates than places');
    expect(extra(1, [])).toThrow('makes two');
    expect(extra(1, ['B'])).toThrow('stands in the extra ballot');
    expect(extra(1, ['A'], { againstAll: true })).toThrow('not a choice');
    expect(extra(1, ['A'])()).toMatchObject({ outcome: 'no_votes', runoff: null });
  });
});

describe('Every method', () => {
  const cases = [
    ['block_plurality', 'marks', { seats: 2 }],
    ['approval', 'marks', { seats: 2, threshold: { num: 1, den: 3, cmp: 'gt' } }],
    ['absolute_majority', 'marks', {}],
    ['stv', 'ranking', { seats: 2 }],
  ] as const;
  const count = (method: Method, ballots: readonly ElectionBallot[], options: object) =>
    countElection(method, ballots, options as Parameters<typeof countElection>[2]);

  test.each(cases)('PROC-06: %s without a valid ballot decides nothing', (method, _, options) => {
    for (const ballots of [[], blank(3), [{ kind: 'invalid' } as const]]) {
      expect(count(method, ballots, { ...options, candidates: names(3), seed: 's' })).toMatchObject({
        outcome: 'no_votes',
        elected: [],
        runoff: null,
        decidedBy: 'none',
        counts: { c1: '0', c2: '0', c3: '0' },
      });
    }
  });

  test.each(cases)('%s: the order of ballots and of candidates means nothing', (method, kind, options) => {
    fc.assert(
      fc.property(
        ballotsOf(kind, 4).chain(ballots => fc.tuple(fc.constant(ballots), shuffled(ballots))),
        shuffled(names(4)),
        fc.constantFrom(null, 'seed'),
        fc.constantFrom('runoff', 'lot'),
        ([ballots, others], list, seed, onTie) => {
          const common = { ...options, againstAll: true, seed, onTie };
          const one = count(method, ballots, { ...common, candidates: names(4) });
          expect(canonical(count(method, others, { ...common, candidates: list }))).toBe(canonical(one));
        },
      ),
    );
  });

  test.each(cases)('%s: splitting the weight of a ballot changes no result', (method, kind, options) => {
    const weighted = fc.array(
      fc.tuple(ballotsOf(kind, 4, 1), fc.integer({ min: 2, max: 5_000_000 }), fc.integer({ min: 1, max: 999_999 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(weighted, list => {
        const common = { ...options, candidates: names(4), againstAll: true, seed: 's', scale: 1_000_000 };
        const whole = list.flatMap(([[ballot], weight]) => (ballot ? [{ ...ballot, weight }] : []));
        const split = list.flatMap(([[ballot], weight, part]) => {
          const first = 1 + (part % (weight - 1));
          return ballot ? [first, weight - first].map(some => ({ ...ballot, weight: some })) : [];
        });
        const { turnout: _, ...one } = count(method, whole, common);
        const { turnout: __, ...two } = count(method, split, common);
        expect(two).toEqual(one);
      }),
    );
  });

  test.each(cases)(
    '%s: never more elected than seats, each once, and every ballot is accounted for',
    (method, kind, options) => {
      fc.assert(
        fc.property(ballotsOf(kind, 4), fc.constantFrom(null, 'seed'), (ballots, seed) => {
          const result = count(method, ballots, {
            ...options,
            candidates: names(4),
            againstAll: true,
            seed,
            onTie: 'lot',
          });
          const { cast, valid, blank: empty, invalid } = result.turnout;
          expect(cast).toBe(valid + empty + invalid);
          expect(result.elected.length).toBeLessThanOrEqual(result.seats);
          expect(new Set(who(result)).size).toBe(result.elected.length);
          expect(result.outcome === 'elected').toBe(result.elected.length === result.seats);
          expect(result.outcome === 'runoff').toBe(result.runoff !== null);
          expect(result.outcome === 'lot').toBe(result.pendingLot !== null);
          expect(result.outcome === 'not_filled').toBe(result.unfilled !== null);
          if (seed) expect(result.pendingLot).toBeNull();
        }),
      );
    },
  );

  test.each(cases)('%s: weights of one vote each count as heads do', (method, kind, options) => {
    fc.assert(
      fc.property(ballotsOf(kind, 4), ballots => {
        const common = { ...options, candidates: names(4), againstAll: true, seed: 's' };
        const weighted = ballots.map(ballot => ({ ...ballot, weight: 1_000_000 }));
        const scaled = count(method, weighted, { ...common, scale: 1_000_000 });
        const { need: _, ...heads } = count(method, ballots, common);
        expect(scaled).toMatchObject(heads);
      }),
    );
  });

  test('what cannot be counted is refused with its place', () => {
    const refused = (ballots: ElectionBallot[], options: object) => () =>
      countElection('block_plurality', ballots, { seats: 1, candidates: ['A'], ...options });
    expect(refused([], { seats: 0 })).toThrow(
      new ElectionError('options.seats', 'not a whole number of at least 1: 0'),
    );
    expect(refused([], { candidates: ['A', 'A'] })).toThrow('options.candidates.1: on the list twice: A');
    expect(refused([], { candidates: ['against_all'] })).toThrow('options.candidates.0: not a candidate');
    expect(refused([...marks('A'), { kind: 'blank', weight: 0.5 }], {})).toThrow('ballots.1.weight');
    expect(refused(marks('A', 3), { issued: 2 })).toThrow('options.issued: 2, but 3 ballots were cast');
    expect(refused([], { scale: 0 })).toThrow('options.scale');
    expect(refused([], { seed: 'a\nb' })).toThrow('options.seed: holds a line feed');
    expect(() => countElection('borda' as Method, [], { seats: 1, candidates: [] })).toThrow('method: unknown: borda');
  });
});

describe('Lots', () => {
  test('a witness repeats the lot with sha256sum over the seed, a line feed and the name', () => {
    // printf '%s\n%s' 'dice 4 1 6 2' NAME | sha256sum, for A, B and C, sorted
    expect(drawLot('dice 4 1 6 2', ['A', 'B', 'C']).drawn.map(one => `${one.hash.slice(0, 12)} ${one.name}`)).toEqual([
      '41b46770d1dc B',
      '47bdb88d766b C',
      '4cb4522ef783 A',
    ]);
  });

  test('the order of the names means nothing, and each name has its number by itself', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.string(), { minLength: 1, maxLength: 6 })
          .chain(list => fc.tuple(fc.constant(list), shuffled(list))),
        fc.stringMatching(/^[ -~]{1,20}$/),
        ([list, other], seed) => {
          const lot = drawLot(seed, list);
          expect(drawLot(seed, other)).toEqual(lot);
          for (const { name, hash } of lot.drawn) {
            expect(hash).toBe(createHash('sha256').update(`${seed}\n${name}`, 'utf8').digest('hex'));
          }
          expect(lot.drawn.map(one => one.hash)).toEqual(lot.drawn.map(one => one.hash).sort());
        },
      ),
    );
  });

  test('no lot without a seed, without names, or with a name twice', () => {
    expect(() => drawLot('', ['A'])).toThrow('options.seed: empty');
    expect(() => drawLot('s', [])).toThrow('nobody');
    expect(() => drawLot('s', ['A', 'A'])).toThrow('twice');
  });
});

describe('Exact fractions', () => {
  test('are written in lowest terms, read back, and cut for people, never rounded up', () => {
    expect(rational.write(rational.rational(34n, 16n))).toBe('17/8');
    expect(rational.write(rational.rational(6n, -3n))).toBe('-2');
    expect(rational.parse('17/8')).toEqual({ num: 17n, den: 8n });
    expect(() => rational.parse('1.5')).toThrow('not a fraction');
    expect(() => rational.rational(1n, 0n)).toThrow('over zero');
    expect(['17/8', '20/3', '5', '-1/3', '-1/9', '1/100'].map(text => rational.decimal(text, 2))).toEqual([
      '2.12',
      '6.66',
      '5',
      '-0.33',
      '-0.11',
      '0.01',
    ]);
    expect(rational.decimal('-1/3', 0)).toBe('0');
  });

  test('add and compare as whole numbers over a common denominator do', () => {
    const some = fc.tuple(fc.bigInt({ min: -99n, max: 99n }), fc.bigInt({ min: 1n, max: 99n }));
    fc.assert(
      fc.property(some, some, ([a, b], [c, d]) => {
        const [one, two] = [rational.rational(a, b), rational.rational(c, d)];
        expect(rational.add(one, two)).toEqual(rational.rational(a * d + c * b, b * d));
        expect(rational.compare(one, two)).toBe(a * d < c * b ? -1 : a * d > c * b ? 1 : 0);
      }),
    );
  });
});
