// Every field a case of an election may hold, under every method: it changes what comes out, or it is refused by its path.
import { describe, expect, test } from '@jest/globals';
import { simulate } from './simulate.js';

const METHODS = ['block_plurality', 'approval', 'absolute_majority', 'stv'] as const;
type SimulatedMethod = (typeof METHODS)[number];
interface Case {
  readonly [field: string]: unknown;
  readonly election: { readonly [field: string]: unknown };
}

const named = (method: SimulatedMethod, name: string, more: object = {}) =>
  method === 'stv' ? { kind: 'ranking', ranking: [name], ...more } : { kind: 'marks', marks: [name], ...more };
/** Three candidates with a vote each, one ballot against all, one with a name twice: of everything something is equal. */
const base = (method: SimulatedMethod): Case => ({
  roll: [
    { id: 'first', weight: '2' },
    { id: 's', count: 9 },
  ],
  rules: { elections: { count: 'weights' } },
  election: {
    method,
    candidates: ['A', 'B', 'C'],
    ballots: [
      ...['A', 'B', 'C'].map(name => named(method, name)),
      { kind: 'against_all' },
      ...(method === 'stv' ? [{ kind: 'ranking', ranking: ['A', 'A'] }] : []),
    ],
  },
});
const withElection = (given: Case, more: object): Case => ({ ...given, election: { ...given.election, ...more } });
const firstBallot = (given: Case, more: object): Case => {
  const [first, ...rest] = given.election.ballots as object[];
  return withElection(given, { ballots: [{ ...first, ...more }, ...rest] });
};
const outcome = (given: Case) => {
  const found = simulate(given);
  return found.ok ? JSON.stringify(found.election) : `refused: ${found.problems.map(one => one.path).join(', ')}`;
};
const lot = (given: Case) => (given.election.method === 'stv' ? given : withElection(given, { onTie: 'lot' }));
const two = (given: Case) => ({
  ...withElection(given, { candidates: ['A', 'B'], ballots: (given.election.ballots as object[]).slice(0, 2) }),
});

const ALL = METHODS;
const OF_ELECTION: readonly (readonly [
  field: string,
  how: (given: Case) => Case,
  changes: readonly SimulatedMethod[],
  from?: (given: Case) => Case,
])[] = [
  ['seats', given => withElection(given, { seats: 2 }), ['block_plurality', 'approval', 'stv']],
  ['againstAll', given => withElection(given, { againstAll: true }), ALL],
  ['threshold', given => withElection(given, { threshold: { num: 1, den: 2, cmp: 'gt' } }), ['approval']],
  ['onTie', given => withElection(given, { onTie: 'lot' }), ['block_plurality', 'approval', 'absolute_majority']],
  ['seed', given => withElection(given, { seed: 'dice: 3' }), ALL, lot],
  ['ballot', given => withElection(given, { ballot: { kind: 'second' } }), ['absolute_majority'], two],
  ['faults', given => withElection(given, { faults: 'cut' }), ['stv']],
  ['ballots.0.count', given => firstBallot(given, { count: 2 }), ALL],
  ['ballots.0.weight', given => firstBallot(given, { weight: '2' }), ALL],
  ['ballots.0.seat', given => firstBallot(given, { seat: 'first' }), ALL],
];
const OF_CASE: readonly (readonly [path: string, more: object])[] = [
  ['way', { way: 'hands' }],
  ['seed', { seed: '7' }],
  ['deadline', { deadline: '2026-03-10T12:00:00.000Z' }],
  ['minAcknowledged', { minAcknowledged: 1 }],
  ['consensus', { consensus: { except: 1 } }],
  ['test', { test: true }],
  ['voided', { voided: 'outage' }],
  ['threshold', { threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
  ['majority', { majority: 'simple' }],
  ['casting', { casting: 'yes' }],
  ['second', { second: true }],
  ['chair', { chair: 'first' }],
  ['method', { method: 'secret' }],
  ['rules.quorumAt', { rules: { quorumAt: 'close' } }],
  ['roll.0.leaves', { roll: [{ id: 's', count: 9, leaves: true }], rules: {} }],
  ['proxies.given.0.instruction', { proxies: { given: [{ principal: 's-1', holder: 's-2', instruction: 'yes' }] } }],
];

describe('PROC-31: no field of an election is ignored', () => {
  test.each(
    OF_ELECTION.flatMap(([field, how, changes, from]) =>
      METHODS.map(method => [field, method, how, changes, from] as const),
    ),
  )('%s under %s changes the result or is refused', (field, method, how, changes, from = given => given) => {
    const before = from(base(method));
    expect(outcome(before)).not.toContain('refused');
    const after = outcome(how(before));
    if (changes.includes(method)) {
      expect(after).not.toContain('refused');
      expect(after).not.toBe(outcome(before));
    } else expect(after).toBe(`refused: election.${field}`);
  });

  test.each(OF_CASE.flatMap(([path, more]) => METHODS.map(method => [path, method, more] as const)))(
    '%s of a vote is refused with an election by %s',
    (path, method, more) => {
      expect(outcome({ ...base(method), ...more })).toBe(`refused: ${path}`);
    },
  );

  test('weights are those of the roll where they are counted, and none where seats are', () => {
    const given = base('approval');
    expect(outcome(firstBallot(given, { weight: '3' }))).toBe('refused: election.ballots.0.weight');
    const bySeat = { ...given, rules: { elections: { count: 'seats' } } };
    expect(outcome(firstBallot(bySeat, { weight: '2' }))).toBe('refused: election.ballots.0.weight');
    expect(outcome(firstBallot(bySeat, { seat: 'first' }))).toBe(outcome(bySeat));
    expect(outcome(firstBallot(given, { seat: 'nobody' }))).toBe('refused: election.ballots.0.seat');
    expect(outcome(firstBallot(given, { seat: 'first', count: 2 }))).toBe('refused: election.ballots.0.seat');
    const twice = withElection(given, {
      ballots: [named('approval', 'A', { seat: 's-1' }), named('approval', 'B', { seat: 's-1' })],
    });
    expect(outcome(twice)).toBe('refused: election.ballots.1.seat');
  });
});

describe('What decides where nobody does is said', () => {
  const even = (more: object) => {
    const found = simulate({ roll: [{ id: 's', count: 12 }], ballots: { all: { yes: 6, no: 6 } }, ...more });
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    return found.voting?.result;
  };

  test('PROC-05: in secret a tie under chairExtra has no casting vote: the threshold decides', () => {
    expect(even({ rules: { tie: 'chairExtra' }, method: 'secret' })).toMatchObject({
      outcome: 'rejected',
      decidedBy: 'threshold',
    });
    expect(even({ rules: { tie: 'chairExtra' } })).toMatchObject({ outcome: 'tied', awaits: 'chair' });
  });

  test('PROC-05: the second vote on a tie is held once, as secret as the first; equal again, it is rejected', () => {
    for (const method of ['named', 'secret']) {
      expect(even({ rules: { tie: 'revote' }, method })).toMatchObject({ outcome: 'tied', awaits: 'revote' });
      expect(even({ rules: { tie: 'revote' }, method, second: true })).toMatchObject({ outcome: 'rejected' });
    }
  });

  test('PROC-06: consensus asks for no agreement: all silent, or all not interested, it is found', () => {
    for (const seats of [{}, { s: 'not_interested' }])
      expect(simulate({ roll: [{ id: 's' }], way: 'consensus', ballots: { seats } })).toMatchObject({
        voting: { result: { outcome: 'adopted', decidedBy: 'consensus' } },
      });
  });

  test.each([
    ['casting', { casting: 'yes' }],
    ['second', { second: true }],
    ['majority', { majority: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
  ])('PROC-05: %s, where nothing asks for it, is a fault', (path, more) => {
    const found = simulate({ roll: [{ id: 's', count: 3 }], ballots: { all: { yes: 2, no: 1 } }, ...more });
    expect(found).toMatchObject({ ok: false, problems: [{ path }] });
  });
});
