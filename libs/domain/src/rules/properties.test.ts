// What holds of every rule, whatever the numbers: many random rules, rolls and ballots.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StatesRule, Threshold, ThresholdPart } from '../council.js';
import { thresholdPart } from '../council-schemas.js';
import type { Ballot, RegisterRow, Voting } from '../state.js';
import { needed, ONE_VOTE, reaches } from './fractions.js';
import { namedBallots, secretBallots, tally } from './tally.js';
import { needsNames } from './thresholds.js';

const plain = fc
  .record({
    num: fc.integer({ min: 1, max: 40 }),
    den: fc.integer({ min: 1, max: 40 }),
    cmp: fc.constantFrom('gt', 'gte'),
  })
  .filter(one => one.num <= one.den) as fc.Arbitrary<Pick<ThresholdPart, 'num' | 'den' | 'cmp'>>;
const base = fc.constantFrom<ThresholdPart['base']>('cast', 'ballots', 'present', 'filled', 'statutory');
const by = fc.constantFrom<NonNullable<ThresholdPart['by']>>('heads', 'weight');
const part: fc.Arbitrary<ThresholdPart> = fc.oneof(
  fc.record({ share: plain, base, by, invalidInBase: fc.boolean() }).map(({ share, ...rest }) => ({
    kind: 'fraction' as const,
    ...share,
    ...rest,
  })),
  fc
    .record({ base, by })
    .map(rest => ({ kind: 'half_plus_one' as const, num: 1, den: 2, cmp: 'gte' as const, ...rest })),
  fc
    .record({ base, by, except: fc.nat(3) })
    .map(rest => ({ kind: 'unanimity' as const, num: 1, den: 1, cmp: 'gte' as const, ...rest })),
);
const statesRule: fc.Arbitrary<StatesRule> = fc
  .record({
    share: plain,
    position: fc.constantFrom<StatesRule['position']>('head', 'internal'),
    base: fc.constantFrom<StatesRule['base']>('all', 'present', 'with_position'),
  })
  .map(({ share, ...rest }) => ({ ...share, ...rest }));
const rule: fc.Arbitrary<Threshold> = fc
  .record({
    part,
    and: fc.option(fc.array(part, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    states: fc.option(statesRule, { nil: undefined }),
  })
  .map(({ part: first, and, states }) => ({ ...first, ...(and ? { and } : {}), ...(states ? { states } : {}) }));

interface Vote {
  readonly choice: 'yes' | 'no' | 'abstain' | 'spoiled' | null;
  readonly weight: number;
  readonly state: string;
  readonly absent: boolean;
}
const vote: fc.Arbitrary<Vote> = fc.record({
  choice: fc.constantFrom<Vote['choice']>('yes', 'yes', 'no', 'abstain', 'spoiled', null),
  weight: fc.oneof(fc.constant(ONE_VOTE), fc.integer({ min: 1, max: 5_000_000 })),
  state: fc.constantFrom('AM', 'KG', 'KZ', 'RU'),
  absent: fc.boolean(),
});
const votes = fc.array(vote, { minLength: 1, maxLength: 14 });
const tie = fc.constantFrom<Voting['tie']>('rejected', 'chairExtra', 'revote');

function votingOf(threshold: Threshold, list: readonly Vote[], more: Partial<Voting> = {}): Voting {
  const heads = new Set<string>();
  const register = list.map(({ weight, state, absent }, index): RegisterRow => {
    const head = !heads.has(state);
    heads.add(state);
    const why = absent ? 'absent' : 'present';
    return { seat: `s${index}`, participant: `p${index}`, entitled: !absent, why, weight, delegation: state, head };
  });
  return {
    id: 'v1',
    item: null,
    kind: 'motion',
    motion: null,
    office: null,
    choices: ['yes', 'no', 'abstain'].map(id => ({ id, label: null, seat: null })),
    method: 'named',
    threshold: { ...threshold, key: 'rule' },
    tie: 'rejected',
    presiding: null,
    register,
    statutory: list.length + 1,
    filled: list.length,
    quorum: { present: 1, base: 1, need: 1, met: true },
    openedAt: '',
    closesAt: null,
    runoffOf: null,
    closedAt: null,
    result: null,
    ...more,
  };
}
const cast = (list: readonly Vote[]): [string, string][] =>
  list.flatMap(({ choice, absent }, index) =>
    choice === null || absent ? [] : [[`s${index}`, choice] as [string, string]],
  );
const ballot = (choice: string): Ballot => ({ choice, by: '', channel: 'device', at: '', receipt: '' });
const count = (threshold: Threshold, list: readonly Vote[], more: Partial<Voting> = {}, order = cast(list)) =>
  tally(
    votingOf(threshold, list, more),
    namedBallots(Object.fromEntries(order.map(([seat, one]) => [seat, ballot(one)]))),
  );

describe('Whatever the rule', () => {
  test('the need is exactly the smallest number that passes, of every kind and in both units', () => {
    fc.assert(
      fc.property(part, fc.nat(3_000_000), fc.constantFrom(1, ONE_VOTE), (one, size, unit) => {
        expect(thresholdPart.safeParse(one).success).toBe(true);
        const need = needed(size, one, unit);
        expect(reaches(need, size, one, unit)).toBe(true);
        expect(reaches(need - 1, size, one, unit)).toBe(false);
        expect(need).toBeGreaterThan(0);
      }),
    );
  });

  test('one vote more for never turns adopted into anything else: from silence, abstention or against', () => {
    let adopted = 0;
    fc.assert(
      fc.property(rule, votes, tie, fc.nat(13), (threshold, list, tieRule, at) => {
        const more = { tie: tieRule };
        if (count(threshold, list, more).outcome !== 'adopted') return;
        adopted += 1;
        const place = at % list.length;
        if (list[place]!.choice === 'spoiled') return;
        const turned = list.map((one, index) => (index === place ? { ...one, choice: 'yes' as const } : one));
        expect(count(threshold, turned, more).outcome).toBe('adopted');
      }),
      { numRuns: 800 },
    );
    // Enough of the 800 to mean something; how many differs with the seed.
    expect(adopted).toBeGreaterThan(10);
  });

  test('PROC-05: nor under the chair’s side, where the base is the votes cast, or the side is one vote more', () => {
    const share = { num: 1, den: 2, cmp: 'gt' } as const;
    fc.assert(
      fc.property(votes, base, fc.boolean(), fc.nat(13), (list, of, overrides, at) => {
        const heads = list.map(one => ({ ...one, weight: ONE_VOTE, absent: false }));
        const more: Partial<Voting> = {
          tie: 'chairSide',
          presiding: 'p0',
          ...(overrides ? {} : { tieOverridesBase: false }),
        };
        const threshold: Threshold = { kind: 'fraction', ...share, base: overrides ? 'cast' : of };
        if (count(threshold, heads, more).outcome !== 'adopted') return;
        const place = at % heads.length;
        if (heads[place]!.choice !== null) return;
        const turned = heads.map((one, index) => (index === place ? { ...one, choice: 'yes' as const } : one));
        expect(count(threshold, turned, more).outcome).toBe('adopted');
      }),
    );
  });

  test('the order of the ballots never matters, nor does it of the register', () => {
    fc.assert(
      fc.property(rule, votes, tie, fc.infiniteStream(fc.nat()), (threshold, list, tieRule, stream) => {
        const mixed = cast(list)
          .map(one => ({ one, key: stream.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const straight = count(threshold, list, { tie: tieRule });
        expect(count(threshold, list, { tie: tieRule }, mixed)).toEqual(straight);
        const { register } = votingOf(threshold, list);
        expect(count(threshold, list, { tie: tieRule, register: [...register].reverse() })).toEqual(straight);
      }),
    );
  });

  test('PROC-07: splitting a seat’s weight never changes a weighted result', () => {
    const weighted = part.map((one): Threshold => ({ ...one, by: 'weight' }));
    const internal = statesRule.map((one): StatesRule => ({ ...one, position: 'internal' }));
    fc.assert(
      fc.property(weighted, fc.option(internal, { nil: undefined }), votes, fc.nat(13), (first, states, list, at) => {
        const threshold = states ? { ...first, states } : first;
        const place = at % list.length;
        const whole = list[place]!;
        fc.pre(whole.weight > 1);
        const half = Math.floor(whole.weight / 2);
        const split = [
          ...list.map((one, index) => (index === place ? { ...one, weight: half } : one)),
          { ...whole, weight: whole.weight - half },
        ];
        const seats = (number: number) => ({ statutory: number, filled: number });
        const before = count(threshold, list, seats(list.length));
        const after = count(threshold, split, seats(split.length));
        expect(after.outcome).toBe(before.outcome);
        const numbers = (result: typeof before) => result.parts?.map(({ base: size, need, got }) => [size, need, got]);
        expect(numbers(after)).toEqual(numbers(before));
        expect(after.states?.map(one => [one.delegation, one.yes, one.no, one.position])).toEqual(
          before.states?.map(one => [one.delegation, one.yes, one.no, one.position]),
        );
      }),
    );
  });

  test('REC-01, PROC-07: present = for + against + abstained + invalid + not voting, in heads and in weights', () => {
    const sum = (numbers: object) =>
      Object.values(numbers as Record<string, number>).reduce((all, one) => all + one, 0);
    fc.assert(
      fc.property(rule, votes, (threshold, list) => {
        const result = count(threshold, list);
        expect(sum(result.counts) + result.invalid + result.notVoting).toBe(result.present);
        const { weights } = result;
        if (!weights) return;
        expect(sum(weights.counts) + weights.invalid + weights.notVoting).toBe(weights.present);
        expect(weights.present).toBe(list.reduce((all, one) => (one.absent ? all : all + one.weight), 0));
      }),
    );
  });

  test('PROC-07: a rule of weights or states on a secret urn is our own mistake, and every other is the same there', () => {
    fc.assert(
      fc.property(rule, votes, (threshold, list) => {
        const order = cast(list);
        const secret = () =>
          tally(
            votingOf(threshold, list, { method: 'secret' }),
            secretBallots(
              order.map(([seat]) => seat),
              order.map(([, one]) => one),
            ),
          );
        if (needsNames(threshold)) expect(secret).toThrow('named');
        else expect(secret()).toMatchObject({ outcome: count(threshold, list).outcome });
      }),
    );
  });
});
