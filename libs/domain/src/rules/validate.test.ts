import { describe, expect, test } from '@jest/globals';
import type { QuorumPart, QuorumRule, Rules, Seat, Threshold } from '../council.js';
import { RULES } from '../testing.suite.js';
import { type RuleNumbers, validateRules } from './validate.js';
import { weightOf } from './weights.js';

const share = (num: number, den: number, cmp: 'gt' | 'gte') => ({ num, den, cmp });
const seat = (id: string, more: Partial<Seat> = {}): Seat => ({
  id,
  label: { en: id },
  delegation: 'KG',
  category: 'ngo',
  filled: true,
  ...more,
});
/** What rules written today say. */
const SAID: Partial<Rules> = {
  ballots: { writtenLeastMinutes: 60, secretLeast: 2, mayCastAfterLeaving: false },
  offices: { presidesFrom: 'next_session' },
  furtherDevice: 'link',
};
const codes = (rules: Partial<Rules>, numbers: RuleNumbers = { statutory: 12, filled: 10 }) =>
  validateRules({ ...RULES, ...SAID, ...rules }, numbers).map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
const only = (threshold: Threshold, numbers?: RuleNumbers) =>
  codes({ majorities: [{ key: 'one', threshold }] }, numbers);
const fraction = (num: number, den: number, cmp: 'gt' | 'gte', base: Threshold['base']): Threshold => ({
  kind: 'fraction',
  ...share(num, den, cmp),
  base,
});

describe('What does not fit in a set of rules', () => {
  test('PROC-01: nothing of the usual ones', () => expect(codes({})).toEqual([]));

  test('PROC-01: a quorum that the seats there are can never make', () => {
    const seats = [seat('a'), seat('b', { delegation: 'RU' }), seat('c', { filled: false, category: 'expert' })];
    const numbers = { statutory: 12, filled: 2, seats };
    const quorum = (rule: QuorumRule) => codes({ quorum: rule }, numbers).filter(one => one.includes('quorum_'));
    expect(quorum({ kind: 'fraction', ...share(2, 3, 'gte'), base: 'statutory' })).toEqual([
      'impossible quorum_above_seats quorum',
    ]);
    expect(quorum({ kind: 'number', seats: 3 })).toEqual(['impossible quorum_above_seats quorum']);
    expect(quorum({ kind: 'number', seats: 3, by: 'weight' })).toEqual(['impossible quorum_above_seats quorum']);
    expect(quorum({ kind: 'number', seats: 2 })).toEqual([]);
    const category: QuorumPart = { kind: 'category', of: [{ category: 'expert', seats: 1 }] };
    expect(quorum({ kind: 'all', of: [{ kind: 'number', seats: 1 }, category] })).toEqual([
      'impossible quorum_above_category quorum.of.1',
    ]);
    expect(quorum({ kind: 'states', states: 2, each: 2 })).toEqual(['impossible quorum_above_states quorum']);
    expect(quorum({ kind: 'states_share', ...share(1, 1, 'gte'), each: 1 })).toEqual([]);
  });

  test('PROC-28, PROC-29, PROC-30, PROC-36: more receipts than there are seats; what older rules do not say is told', () => {
    const silence = { least: 11, citation: { en: 'Rule 9' } };
    expect(codes({ ballots: { ...SAID.ballots, secretLeast: 3, silence } })).toEqual([
      'impossible silence_above_seats ballots.silence.least',
    ]);
    expect(codes({ ballots: { ...SAID.ballots, secretLeast: 11 } })).toEqual([
      'note secret_above_seats ballots.secretLeast',
    ]);
    expect(codes({ ballots: {} })).toEqual([
      'note secret_least_unsaid ballots.secretLeast',
      'note written_least_unsaid ballots.writtenLeastMinutes',
      'note leaving_unsaid ballots.mayCastAfterLeaving',
    ]);
    expect(codes({ offices: {} })).toEqual(['note presides_from_unsaid offices.presidesFrom']);
  });

  test('SEC-22: rules that do not say how a further device comes to vote are told', () => {
    const { furtherDevice: _, ...silent } = { ...RULES, ...SAID };
    const found = validateRules(silent, { statutory: 12, filled: 10 }).map(({ code }) => code);
    expect(found).toEqual(['further_device_unsaid']);
  });

  test('a threshold that can never be reached', () => {
    expect(only(fraction(1, 1, 'gt', 'cast'))).toEqual(['impossible never_passes majorities.0.threshold']);
    expect(only(fraction(9, 10, 'gte', 'statutory'))).toEqual(['impossible need_above_seats majorities.0.threshold']);
    expect(only({ ...fraction(1, 2, 'gt', 'cast'), and: [fraction(9, 10, 'gte', 'statutory')] })).toEqual([
      'impossible need_above_seats majorities.0.threshold.and.0',
    ]);
    const states = { position: 'internal', ...share(1, 1, 'gt'), base: 'all' } as const;
    expect(only({ ...fraction(1, 2, 'gt', 'cast'), states })).toContain(
      'impossible never_passes majorities.0.threshold.states',
    );
    const participation = { kind: 'participation', ...share(1, 1, 'gt'), of: 'cast', base: 'present' } as const;
    expect(codes({ quorum: participation })).toEqual(['impossible never_passes quorum']);
  });

  test('two settings that do not fit', () => {
    const usual = fraction(1, 2, 'gt', 'cast');
    expect(codes({ quorumToOpen: { kind: 'number', seats: 9 } })).toEqual([
      'contradiction opens_above_deciding quorumToOpen',
    ]);
    const twice = [
      { key: 'one', threshold: usual },
      { key: 'one', threshold: usual },
    ];
    expect(codes({ majorities: twice })).toEqual(['contradiction majority_twice majorities.1.key']);
    const seats = [seat('a', { head: true }), seat('b', { delegation: 'RU' })];
    const states = { position: 'head', ...share(1, 2, 'gt'), base: 'all' } as const;
    expect(only({ ...usual, states }, { statutory: 2, filled: 2, seats })).toContain(
      'contradiction state_without_head majorities.0.threshold.states',
    );
  });

  test('PROC-25: procedure is decided by a majority that the rules know, and a question taken up again by two thirds', () => {
    expect(codes({ debate: { procedureMajority: 'none', reconsiderMajority: 'two-thirds' } })).toEqual([
      'contradiction majority_unknown debate.procedureMajority',
    ]);
    expect(codes({ debate: { procedureMajority: 'simple', reconsiderMajority: 'simple' } })).toEqual([
      'note reconsider_below_two_thirds debate.reconsiderMajority',
    ]);
  });

  test('PROC-05, PROC-07, PROC-31: what works and may not be meant', () => {
    const cast = [{ key: 'one', threshold: fraction(1, 2, 'gt', 'cast') }];
    expect(codes({ tie: 'chairSide', majorities: cast })).toEqual(['note tie_in_secret tie']);
    expect(codes({ tie: 'chairExtra' })).toEqual(['note tie_in_secret tie', 'note tie_wider_than_votes tie']);
    expect(codes({ tie: 'chairExtra', tieOverridesBase: false })).toEqual(['note tie_in_secret tie']);
    expect(only(fraction(1, 2, 'gte', 'cast'))).toEqual(['note equality_passes majorities.0.threshold']);
    const weighted = [seat('a', { weight: 2_000_000 }), seat('b')];
    const numbers = { statutory: 2, filled: 2, seats: weighted };
    expect(codes({}, numbers)).toEqual(['note weights_unused majorities', 'note elections_unsaid elections.count']);
    expect(codes({ elections: { count: 'seats' } }, numbers)).toEqual(['note weights_unused majorities']);
    expect(codes({ elections: { count: 'weights' } }, numbers)).toEqual([]);
    expect(codes({ elections: { count: 'weights' } }, { ...numbers, seats: [seat('a'), seat('b')] })).toEqual([
      'note weights_missing majorities',
    ]);
    const byWeight: Threshold = { ...fraction(1, 2, 'gt', 'cast'), by: 'weight' };
    expect(only(byWeight, numbers)).toEqual([
      'note names_in_secret majorities.0.threshold',
      'note elections_unsaid elections.count',
    ]);
    expect(only(byWeight, { ...numbers, seats: [seat('a'), seat('b')] })).toContain('note weights_missing majorities');
    const states = { position: 'internal', ...share(1, 2, 'gt'), base: 'all' } as const;
    expect(only({ ...fraction(1, 2, 'gt', 'cast'), states }, numbers)).toContain(
      'note small_states majorities.0.threshold.states',
    );
  });

  test('50 % + 1 is shown beside more than half, at an odd size', () => {
    const half: Threshold = { kind: 'half_plus_one', ...share(1, 2, 'gte'), base: 'present' };
    const problems = validateRules(
      { ...RULES, ...SAID, majorities: [{ key: 'one', threshold: half }] },
      { statutory: 16, filled: 16 },
    );
    expect(problems).toEqual([
      {
        severity: 'note',
        code: 'half_plus_one',
        path: 'majorities.0.threshold',
        params: { size: 15, need: 9, more: 8 },
      },
    ]);
  });
});

test('PROC-07: weights as they are written', () => {
  expect(['1.5', '2,25', '0.15', '1', ' 3.1 ', '0.000001'].map(weightOf)).toEqual([
    1_500_000, 2_250_000, 150_000, 1_000_000, 3_100_000, 1,
  ]);
  expect(['', '0', '0.0', '-1', '1e3', '0.1234567', '1.', '.5', 'x'].map(weightOf)).toEqual(Array(9).fill(null));
});
