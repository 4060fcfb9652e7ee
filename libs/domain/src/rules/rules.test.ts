import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Ballot, RegisterRow, Voting } from '../state.js';
import { needed, reaches, type Share } from './fractions.js';
import { findQuorum } from './quorum.js';
import { namedBallots, secretBallots, tally } from './tally.js';

const half = { num: 1, den: 2, cmp: 'gt' } as const;
const atLeast = (num: number, den: number) => ({ num, den, cmp: 'gte' }) as const;
type Base = 'cast' | 'ballots' | 'present' | 'filled' | 'statutory';

interface CountCase {
  readonly yes: number;
  readonly no?: number;
  readonly abstain?: number;
  /** Present; those beyond the ballots did not vote. */
  readonly present: number;
  readonly statutory: number;
  readonly share?: Share;
  readonly base?: Base;
  readonly tie?: Voting['tie'];
  readonly method?: Voting['method'];
  /** What whoever presides chose. */
  readonly chair?: string;
}

const choicesOf = ({ yes, no = 0, abstain = 0 }: Pick<CountCase, 'yes' | 'no' | 'abstain'>) => [
  ...Array<string>(yes).fill('yes'),
  ...Array<string>(no).fill('no'),
  ...Array<string>(abstain).fill('abstain'),
];

function votingOf(count: Pick<CountCase, 'present' | 'statutory' | 'share' | 'base' | 'tie' | 'method'>): Voting {
  const register = Array.from(
    { length: count.statutory },
    (_, index): RegisterRow => ({
      seat: `s${index + 1}`,
      participant: `p${index + 1}`,
      entitled: index < count.present,
      why: index < count.present ? 'present' : 'absent',
    }),
  );
  return {
    id: 'v1',
    item: 'one',
    kind: 'motion',
    motion: null,
    office: null,
    choices: ['yes', 'no', 'abstain'].map(id => ({ id, label: null, seat: null })),
    method: count.method ?? 'named',
    threshold: { kind: 'fraction', ...(count.share ?? half), base: count.base ?? 'cast', key: 'rule' },
    tie: count.tie ?? 'rejected',
    presiding: 'p1',
    register,
    statutory: count.statutory,
    filled: count.statutory,
    quorum: { present: count.present, base: count.statutory, need: 1, met: true },
    openedAt: '2026-03-10T08:00:00.000Z',
    closesAt: null,
    runoffOf: null,
    closedAt: null,
    result: null,
  };
}

const ballot = (choice: string): Ballot => ({ choice, by: 'p1', channel: 'device', at: '', receipt: '' });

/** The chair sits on s1 and votes as `chair` says, the others as they come. */
function countOf(count: CountCase) {
  const choices = choicesOf(count);
  if (count.chair) choices.unshift(...choices.splice(choices.indexOf(count.chair), 1));
  const ballots = Object.fromEntries(choices.map((choice, index) => [`s${index + 1}`, ballot(choice)]));
  const urn = count.method === 'secret' ? secretBallots(Object.keys(ballots), choices) : namedBallots(ballots);
  return tally(votingOf(count), urn);
}

describe('A quorum', () => {
  test.each<[string, { present: number; statutory: number; filled?: number }, Share, number, boolean]>([
    ['V1', { present: 15, statutory: 30 }, atLeast(1, 2), 15, true],
    ['V2', { present: 15, statutory: 30 }, half, 16, false],
    ['V3', { present: 15, statutory: 31 }, atLeast(1, 2), 16, false],
    ['V6', { present: 7, statutory: 11 }, atLeast(2, 3), 8, false],
    ['V7', { present: 10, statutory: 30 }, atLeast(1, 3), 10, true],
    ['V26', { present: 0, statutory: 20 }, half, 11, false],
  ])('PROC-01, %s: %o, need %#', (_, numbers, share, need, met) => {
    const found = findQuorum(
      { kind: 'fraction', ...share, base: 'statutory' },
      { filled: numbers.statutory, ...numbers },
    );
    expect(found).toMatchObject({ need, met });
  });

  test('PROC-01, V5: of the filled seats a vacancy lowers it', () => {
    const rule = { kind: 'fraction', ...half, base: 'filled' } as const;
    expect(findQuorum(rule, { present: 13, statutory: 30, filled: 26 })).toEqual({
      present: 13,
      base: 26,
      need: 14,
      met: false,
    });
    expect(findQuorum(rule, { present: 14, statutory: 30, filled: 26 }).met).toBe(true);
  });

  test('PROC-01: of nobody present it is never met, whatever the fraction and the base', () => {
    fc.assert(
      fc.property(shares, fc.nat(20000), (share, base) => {
        const rule = { kind: 'fraction', ...share, base: 'statutory' } as const;
        expect(findQuorum(rule, { present: 0, statutory: base, filled: base }).met).toBe(false);
      }),
    );
  });
});

describe('A majority', () => {
  test.each<[string, CountCase, number, string]>([
    ['V1', { statutory: 30, present: 15, yes: 8, no: 6, abstain: 1 }, 8, 'adopted'],
    ['V7', { statutory: 30, present: 10, yes: 6, no: 4 }, 6, 'adopted'],
    ['V8', { statutory: 20, present: 15, yes: 7, no: 6, abstain: 2 }, 7, 'adopted'],
    ['V10', { statutory: 20, present: 15, yes: 11, no: 4, base: 'statutory' }, 11, 'adopted'],
    ['V11', { statutory: 20, present: 15, yes: 10, no: 5, base: 'statutory' }, 11, 'rejected'],
    ['V12', { statutory: 20, present: 12, yes: 6, no: 6 }, 7, 'rejected'],
    ['V17', { statutory: 20, present: 12, yes: 1, abstain: 11 }, 1, 'adopted'],
    ['V19', { statutory: 11, present: 11, yes: 7, no: 4, share: atLeast(2, 3) }, 8, 'rejected'],
    ['V20', { statutory: 11, present: 11, yes: 8, no: 3, share: atLeast(2, 3) }, 8, 'adopted'],
    ['V21', { statutory: 12, present: 12, yes: 8, no: 4, share: atLeast(2, 3) }, 8, 'adopted'],
    [
      'V24',
      { statutory: 11, present: 11, yes: 8, no: 1, abstain: 2, share: atLeast(3, 4), base: 'present' },
      9,
      'rejected',
    ],
    ['V25', { statutory: 12, present: 9, yes: 6, no: 3, share: atLeast(2, 3), base: 'statutory' }, 8, 'rejected'],
    ['V27', { statutory: 30, present: 16, yes: 10, base: 'present' }, 9, 'adopted'],
    ['V30', { statutory: 20, present: 12, yes: 6, no: 4, base: 'present' }, 7, 'rejected'],
  ])('REC-01, %s: %o', (_, count, need, outcome) => {
    for (const method of ['named', 'secret'] as const) {
      const result = countOf({ ...count, method });
      expect(result).toMatchObject({ need, outcome, decidedBy: 'threshold' });
      expect(result.notVoting).toBe(count.present - choicesOf(count).length);
    }
  });

  test('PROC-05, V13: on a tie the side of the chair decides, where the rules say so and the vote is named', () => {
    const even = { statutory: 20, present: 12, yes: 6, no: 6, tie: 'chairSide' } as const;
    expect(countOf({ ...even, chair: 'yes' })).toMatchObject({ outcome: 'adopted', decidedBy: 'chairSide' });
    expect(countOf({ ...even, chair: 'no' })).toMatchObject({ outcome: 'rejected', decidedBy: 'chairSide' });
    expect(countOf({ ...even, chair: 'yes', method: 'secret' })).toMatchObject({
      outcome: 'rejected',
      decidedBy: 'threshold',
    });
    expect(countOf({ ...even, chair: 'yes', tie: 'rejected' })).toMatchObject({
      outcome: 'rejected',
      decidedBy: 'threshold',
    });
  });

  test('PROC-05: the chair’s side decides an equal vote even where the base is wider than the votes cast', () => {
    const even = {
      statutory: 20,
      present: 15,
      yes: 6,
      no: 6,
      abstain: 3,
      base: 'statutory',
      tie: 'chairSide',
    } as const;
    expect(countOf({ ...even, chair: 'yes' })).toMatchObject({ need: 11, outcome: 'adopted', decidedBy: 'chairSide' });
    // A chair who abstained has no side.
    expect(countOf({ ...even, chair: 'abstain' })).toMatchObject({ outcome: 'rejected', decidedBy: 'threshold' });
  });

  test('PROC-05: an equal vote is a matter for the chair only where a half is asked for', () => {
    const even = { statutory: 20, present: 12, yes: 6, no: 6 } as const;
    for (const tie of ['chairSide', 'chairExtra', 'revote'] as const)
      expect(countOf({ ...even, share: atLeast(2, 3), tie, chair: 'yes' })).toMatchObject({
        outcome: 'rejected',
        decidedBy: 'threshold',
      });
    // A third is reached by an equal vote, and the chair cannot undo it.
    expect(countOf({ ...even, share: atLeast(1, 3), tie: 'chairSide', chair: 'no' })).toMatchObject({
      outcome: 'adopted',
      decidedBy: 'threshold',
    });
    expect(countOf({ ...even, share: atLeast(1, 2), tie: 'chairSide', chair: 'no' })).toMatchObject({
      outcome: 'rejected',
      decidedBy: 'chairSide',
    });
  });

  test('PROC-06, V16: where all abstain, or nobody votes, nothing is decided', () => {
    expect(countOf({ statutory: 20, present: 12, yes: 0, abstain: 12 })).toMatchObject({
      outcome: 'no_votes',
      decidedBy: 'none',
    });
    expect(countOf({ statutory: 20, present: 12, yes: 0 })).toMatchObject({ outcome: 'no_votes', notVoting: 12 });
  });

  test('REC-06: of a secret vote the result holds sums, who voted, and a hash of the sorted list; of a named one the ballots', () => {
    const secret = countOf({ statutory: 5, present: 4, yes: 2, no: 1, method: 'secret' });
    expect(secret).toMatchObject({ ballots: null, voted: ['s1', 's2', 's3'] });
    expect(secret.listHash).toMatch(/^[0-9a-f]{64}$/);
    const named = countOf({ statutory: 5, present: 4, yes: 2, no: 1 });
    expect(named.listHash).toBeNull();
    expect(named.ballots?.map(one => one.choice)).toEqual(['yes', 'yes', 'no']);
  });

  test('REC-01: what is no choice of this vote is invalid, and the sum still holds', () => {
    const result = tally(
      votingOf({ statutory: 5, present: 4 }),
      secretBallots(['s1', 's2', 's3'], ['yes', 'constructor', 7]),
    );
    expect(result).toMatchObject({ counts: { yes: 1, no: 0, abstain: 0 }, invalid: 2, notVoting: 1, present: 4 });
  });

  test('a vote on a motion without a threshold is our own mistake', () => {
    expect(() => tally({ ...votingOf({ statutory: 5, present: 4 }), threshold: null }, secretBallots([], []))).toThrow(
      'threshold',
    );
  });
});

describe('An election by plurality', () => {
  const elect = (...choices: string[]) => {
    const voting = votingOf({ statutory: 20, present: 20 });
    const election: Voting = {
      ...voting,
      kind: 'election',
      threshold: null,
      choices: ['c1', 'c2', 'c3', 'against_all', 'abstain'].map(id => ({ id, label: null, seat: null })),
    };
    const { outcome, winners, decidedBy } = tally(
      election,
      secretBallots(
        choices.map((_, index) => `s${index}`),
        choices,
      ),
    );
    return { outcome, winners, decidedBy };
  };
  const plurality = { decidedBy: 'plurality' } as const;

  test('most votes win, abstentions do not count', () => {
    expect(elect('c1', 'c2', 'c2', 'abstain', 'abstain', 'abstain')).toEqual({
      ...plurality,
      outcome: 'elected',
      winners: ['c2'],
    });
  });
  test('equal at the top is a tie of those', () => {
    expect(elect('c1', 'c1', 'c2', 'c2', 'c3')).toEqual({ ...plurality, outcome: 'tied', winners: ['c1', 'c2'] });
  });
  test('“against all” must be beaten, not only reached', () => {
    expect(elect('c1', 'c1', 'against_all', 'against_all')).toEqual({
      ...plurality,
      outcome: 'not_elected',
      winners: [],
    });
    expect(elect('against_all')).toEqual({ ...plurality, outcome: 'not_elected', winners: [] });
    expect(elect('c1', 'c1', 'against_all')).toEqual({ ...plurality, outcome: 'elected', winners: ['c1'] });
  });
  test('PROC-06: where nobody chose anybody, nothing is decided', () => {
    expect(elect()).toEqual({ decidedBy: 'none', outcome: 'no_votes', winners: [] });
    expect(elect('abstain', 'abstain')).toEqual({ decidedBy: 'none', outcome: 'no_votes', winners: [] });
  });
});

const shares = fc
  .record({
    num: fc.integer({ min: 1, max: 1000 }),
    den: fc.integer({ min: 1, max: 1000 }),
    cmp: fc.constantFrom('gt', 'gte'),
  })
  .filter(share => share.num <= share.den) as fc.Arbitrary<Share>;
const counts = fc.record({
  yes: fc.nat(40),
  no: fc.nat(40),
  abstain: fc.nat(20),
  idle: fc.nat(20),
  away: fc.nat(20),
  share: shares,
  base: fc.constantFrom<Base>('cast', 'ballots', 'present', 'filled', 'statutory'),
  tie: fc.constantFrom('rejected', 'chairSide') as fc.Arbitrary<Voting['tie']>,
  method: fc.constantFrom('named', 'secret') as fc.Arbitrary<Voting['method']>,
});
const filledIn = ({ idle, away, ...count }: typeof counts extends fc.Arbitrary<infer T> ? T : never): CountCase => {
  const present = count.yes + count.no + count.abstain + idle;
  return { ...count, present, statutory: present + away };
};

describe('Whatever the numbers', () => {
  test('the need is exactly the smallest number that passes', () => {
    fc.assert(
      fc.property(shares, fc.nat(20000), (share, base) => {
        const need = needed(base, share);
        expect(reaches(need, base, share)).toBe(true);
        expect(reaches(need - 1, base, share)).toBe(false);
      }),
    );
  });

  test('REC-01: present = for + against + abstained + invalid + not voting', () => {
    fc.assert(
      fc.property(counts, some => {
        const count = filledIn(some);
        const result = countOf(count);
        const { yes = 0, no = 0, abstain = 0 } = result.counts;
        expect(yes + no + abstain + result.invalid + result.notVoting).toBe(count.present);
        expect([yes, no, abstain]).toEqual([count.yes, count.no, count.abstain]);
      }),
    );
  });

  test('one vote more for never turns adopted into anything else', () => {
    fc.assert(
      fc.property(
        counts.filter(one => one.idle > 0 && one.tie === 'rejected'),
        some => {
          fc.pre(countOf(filledIn(some)).outcome === 'adopted');
          expect(countOf(filledIn({ ...some, yes: some.yes + 1, idle: some.idle - 1 })).outcome).toBe('adopted');
        },
      ),
    );
  });

  test('the order of the ballots never matters', () => {
    fc.assert(
      fc.property(counts, fc.infiniteStream(fc.nat()), (some, stream) => {
        const count = filledIn(some);
        const choices = choicesOf(count);
        const seats = choices.map((_, index) => `s${index + 1}`);
        const mixed = choices
          .map((choice, index) => ({ choice, seat: seats[index]!, key: stream.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const voting = votingOf(count);
        const secret = (list: typeof mixed) =>
          tally(
            voting,
            secretBallots(
              list.map(one => one.seat),
              list.map(one => one.choice),
            ),
          );
        const named = (list: typeof mixed) =>
          tally(voting, namedBallots(Object.fromEntries(list.map(one => [one.seat, ballot(one.choice)]))));
        const straight = choices.map((choice, index) => ({ choice, seat: seats[index]!, key: 0 }));
        expect(secret(mixed)).toEqual(secret(straight));
        expect(named(mixed)).toEqual(named(straight));
      }),
    );
  });
});
