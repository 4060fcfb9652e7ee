// The printed cases of the rules, as cases of the simulator, so that their sentences can be read.
const share = (num: number, den: number, cmp: 'gt' | 'gte') => ({ num, den, cmp });
const fraction = (base: string, num = 1, den = 2, cmp: 'gt' | 'gte' = 'gt') => ({
  kind: 'fraction',
  ...share(num, den, cmp),
  base,
});
const atLeast = (base: string, num: number, den: number) => fraction(base, num, den, 'gte');
const council = (seats: number, present: number, ballots: object, more: object = {}) => ({
  roll: [{ id: 's', count: seats, present }],
  ballots: { all: ballots },
  ...more,
});
const quorum = (rule: object) => ({ rules: { quorum: rule } });
const even = (tie: string, more: object = {}, chair: { readonly 's-1'?: string } = {}) => ({
  ...council(20, 13, {}, { rules: { tie }, chair: 's-1', ...more }),
  ballots: { seats: chair, all: { yes: chair['s-1'] === 'yes' ? 5 : 6, no: chair['s-1'] === 'no' ? 5 : 6 } },
});
const states = { KG: [6, 1, 0], RU: [2, 7, 0], AM: [4, 0, 0], UZ: [3, 2, 0], KZ: [2, 2, 1] } as const;
const byStates = (rule: object) => ({
  roll: Object.entries(states).map(([id, [yes, no, abstain]]) => ({ id, count: yes + no + abstain })),
  ballots: {
    groups: Object.fromEntries(Object.entries(states).map(([id, [yes, no, abstain]]) => [id, { yes, no, abstain }])),
  },
  threshold: { ...fraction('cast'), states: { position: 'internal', ...rule } },
});
const five = (present: readonly number[]) => ({
  roll: Object.keys(states).map((id, index) => ({ id, count: 6, present: present[index] })),
  rules: { quorum: { kind: 'states', states: 4, each: 1 } },
  ballots: { all: { yes: 9, no: 3 } },
});
const weights = {
  roll: Object.entries({ A: '1.5', B: '2.25', E: '0.15', C: '1', D: '3.1' }).map(([id, weight]) => ({ id, weight })),
  ballots: { seats: { A: 'yes', B: 'yes', E: 'yes', C: 'no', D: 'no' } },
};
const europe = (majority: string, ballots: object) =>
  council(46, 46, ballots, { preset: 'council-of-europe', majority });

const proxied = {
  roll: [
    { id: 's', count: 4 },
    { id: 'away', count: 5, present: 0 },
  ],
  proxies: {
    given: [
      { principal: 'away-1', holder: 's-1' },
      { principal: 'away-2', holder: 's-1' },
    ],
  },
};
const silence = (at: string) => ({
  roll: [{ id: 's', count: 9, present: 6 }],
  rules: { ballots: { silence: { least: 0, citation: { en: 'MC.DOC/1/06, annex 1(A)' } } } },
  way: 'silence',
  deadline: '2026-03-10T12:00:00.000Z',
  ballots: { objections: [{ seat: 's-2', kind: 'amendment', at }], acknowledged: ['s-1', 's-3'] },
});
const marks = (names: readonly string[], count: number) => ({ kind: 'marks', marks: names, count });
const ranking = (names: string, count: number) => ({ kind: 'ranking', ranking: names.split(''), count });
const elected = (seats: number, election: object) => ({
  roll: [{ id: 's', count: seats }],
  election: {
    candidates: ['A', 'B', 'C', ...('seats' in election && election.seats === 3 ? ['D', 'E'] : [])],
    ...election,
  },
});

export const CASES: Readonly<Record<string, object>> = {
  V1: council(30, 15, { yes: 8, no: 6, abstain: 1 }, quorum(atLeast('statutory', 1, 2))),
  V2: council(30, 15, { yes: 8, no: 6, abstain: 1 }),
  V3: council(31, 15, { yes: 8, no: 7 }, quorum(atLeast('statutory', 1, 2))),
  V5: {
    roll: [
      { id: 's', count: 26, present: 13 },
      { id: 'vacant', count: 4, filled: false },
    ],
    rules: { quorum: fraction('filled') },
    ballots: { all: { yes: 9, no: 4 } },
  },
  V6: council(11, 7, { yes: 7 }, quorum(atLeast('statutory', 2, 3))),
  V7: council(30, 10, { yes: 6, no: 4 }, quorum(atLeast('statutory', 1, 3))),
  V8: council(20, 15, { yes: 7, no: 6, abstain: 2 }),
  V10: council(20, 15, { yes: 11, no: 4 }, { threshold: fraction('statutory') }),
  V11: council(20, 15, { yes: 10, no: 5 }, { threshold: fraction('statutory') }),
  V12: council(20, 12, { yes: 6, no: 6 }),
  'V13 for': even('chairSide', {}, { 's-1': 'yes' }),
  'V13 against': even('chairSide', {}, { 's-1': 'no' }),
  'V13 of two thirds': even('chairSide', { threshold: atLeast('cast', 2, 3) }, { 's-1': 'yes' }),
  'V13 not enough': {
    ...even('chairSide', {}, { 's-1': 'yes' }),
    rules: { tie: 'chairSide', tieOverridesBase: false },
    threshold: fraction('statutory'),
  },
  'V15 waiting': even('chairExtra'),
  V15: even('chairExtra', { casting: 'yes' }),
  'V15 against': even('chairExtra', { casting: 'no' }),
  'V15 none': even('chairExtra', { casting: 'none' }),
  'tie, second vote': even('revote'),
  'tie, second vote held': even('revote', { second: true }),
  V16: council(20, 12, { abstain: 12 }),
  V17: council(20, 12, { yes: 1, abstain: 11 }),
  V19: council(11, 11, { yes: 7, no: 4 }, { threshold: atLeast('cast', 2, 3) }),
  V20: council(11, 11, { yes: 8, no: 3 }, { threshold: atLeast('cast', 2, 3) }),
  V21: council(12, 12, { yes: 8, no: 4 }, { threshold: atLeast('cast', 2, 3) }),
  V24: council(11, 11, { yes: 8, no: 1, abstain: 2 }, { threshold: atLeast('present', 3, 4) }),
  V25: council(12, 9, { yes: 6, no: 3 }, { threshold: atLeast('statutory', 2, 3) }),
  V26: council(20, 0, {}),
  V27: council(30, 16, { yes: 10 }, { threshold: fraction('present') }),
  V29: council(
    100,
    85,
    { yes: 41, no: 30, abstain: 4, invalid: 10 },
    { threshold: { ...fraction('cast'), invalidInBase: true } },
  ),
  V30: council(20, 12, { yes: 6, no: 4 }, { threshold: fraction('present') }),
  'V32 close': {
    roll: [
      { id: 's', count: 10 },
      { id: 'last', leaves: true },
      { id: 'away', count: 9, present: 0 },
    ],
    rules: { quorumAt: 'close' },
    ballots: { all: { yes: 6, no: 4 } },
  },
  'V32 open': {
    roll: [
      { id: 's', count: 10 },
      { id: 'last', leaves: true },
      { id: 'away', count: 9, present: 0 },
    ],
    rules: { quorumAt: 'open' },
    ballots: { all: { yes: 6, no: 4 } },
  },
  'V32 participation': {
    roll: [
      { id: 's', count: 11 },
      { id: 'away', count: 9, present: 0 },
    ],
    rules: { quorumAt: 'participation' },
    ballots: { all: { yes: 6, no: 4 } },
  },
  V35: { ...weights, threshold: { ...fraction('cast'), by: 'weight' } },
  'V35 and heads': {
    ...weights,
    threshold: { ...fraction('cast'), and: [{ ...atLeast('cast', 2, 3), by: 'weight' }] },
  },
  V37: {
    ...proxied,
    proxies: { limit: 1, quorum: true, given: proxied.proxies.given },
    ballots: { all: { yes: 3, no: 2 } },
  },
  'V37 not counted': { ...proxied, ballots: { all: {} } },
  V38: {
    roll: [
      { id: 's', count: 4 },
      { id: 'away', present: false },
    ],
    proxies: { given: [{ principal: 'away', holder: 's-1' }] },
    ballots: { seats: { 's-1': 'yes', away: 'no' } },
  },
  V40: {
    roll: [
      { id: 's', count: 4 },
      { id: 'r', count: 2, recused: 'excluded' },
      { id: 'away', count: 4, present: 0 },
    ],
    ballots: { all: { yes: 4 } },
  },
  V42: {
    roll: [
      { id: 's', count: 15 },
      { id: 'r', recused: 'present' },
    ],
    threshold: fraction('present'),
    ballots: { all: { yes: 9, no: 5, abstain: 1 } },
  },
  V43: europe('20d', { yes: 21, no: 10 }),
  V45: europe('20a', { yes: 24, abstain: 10 }),
  'V45 one against': europe('20a', { yes: 40, no: 1 }),
  V46: byStates({ ...share(1, 2, 'gt'), base: 'all' }),
  'V46 two thirds': byStates({ ...share(2, 3, 'gt'), base: 'all' }),
  'V46 with a position': byStates({ ...share(2, 3, 'gte'), base: 'with_position' }),
  V48: five([5, 6, 0, 2, 3]),
  'V48 without KZ': five([5, 6, 0, 2, 0]),
  'V50 in time': silence('2026-03-10T11:59:59.999Z'),
  'V50 late': silence('2026-03-10T12:00:00.000Z'),
  V52: elected(20, {
    method: 'block_plurality',
    seats: 3,
    ballots: [marks(['A', 'B', 'C'], 9), marks(['A', 'B', 'D'], 1), marks(['A', 'D', 'E'], 2), marks(['D'], 6)],
  }),
  V53: elected(25, {
    method: 'absolute_majority',
    ballots: [marks(['A'], 11), marks(['B'], 8), marks(['C'], 4), { kind: 'blank', count: 2 }],
  }),
  'V53 second ballot, equal': elected(25, {
    method: 'absolute_majority',
    candidates: ['A', 'B'],
    ballot: { kind: 'second' },
    ballots: [marks(['A'], 12), marks(['B'], 12)],
  }),
  'V53 second ballot, lot': elected(25, {
    method: 'absolute_majority',
    candidates: ['A', 'B'],
    ballot: { kind: 'second' },
    seed: '17',
    ballots: [marks(['A'], 12), marks(['B'], 12)],
  }),
  'V53 equal for the second place': elected(25, {
    method: 'absolute_majority',
    ballots: [marks(['A'], 11), marks(['B'], 6), marks(['C'], 6)],
  }),
  'against all': elected(25, {
    method: 'approval',
    againstAll: true,
    ballots: [marks(['A'], 9), marks(['A', 'B'], 2), { kind: 'against_all', count: 12 }],
  }),
  'nobody chose anybody': elected(25, { method: 'approval', ballots: [{ kind: 'blank', count: 5 }] }),
  V56: elected(20, {
    method: 'stv',
    seats: 2,
    candidates: ['A', 'B', 'C', 'D'],
    ballots: [ranking('ABC', 8), ranking('BC', 4), ranking('CD', 3), ranking('DC', 5)],
  }),
  'V56 parted by the lot': elected(12, {
    method: 'stv',
    seats: 1,
    seed: '17',
    ballots: [ranking('AB', 5), ranking('BA', 3), ranking('CB', 3)],
  }),
  '50 % + 1': council(
    15,
    15,
    { yes: 8, no: 7 },
    { threshold: { kind: 'half_plus_one', ...share(1, 2, 'gte'), base: 'present' } },
  ),
  unanimity: council(
    9,
    9,
    { yes: 8, no: 1 },
    { threshold: { kind: 'unanimity', ...share(1, 1, 'gte'), base: 'cast' } },
  ),
  'consensus minus one': council(
    9,
    9,
    { yes: 8, no: 1 },
    { threshold: { kind: 'unanimity', ...share(1, 1, 'gte'), base: 'cast', except: 1 } },
  ),
  'several conditions': {
    roll: [
      { id: 'gov', count: 5, present: 3, category: 'state', delegation: 'KG', weight: '2.5' },
      { id: 'ngo', count: 5, present: 1, category: 'ngo', delegation: 'RU' },
    ],
    rules: {
      quorum: {
        kind: 'all',
        of: [
          atLeast('filled', 1, 2),
          { ...atLeast('statutory', 1, 2), by: 'weight' },
          { kind: 'category', of: [{ category: 'ngo', seats: 2 }] },
          { kind: 'states_share', ...share(1, 2, 'gt'), each: 2 },
        ],
      },
    },
    ballots: { all: {} },
  },
  participation: council(
    10,
    8,
    { yes: 2, abstain: 4 },
    quorum({
      kind: 'all',
      of: [
        { kind: 'number', seats: 6 },
        { kind: 'participation', ...share(1, 2, 'gte'), of: 'cast', base: 'present' },
      ],
    }),
  ),
};
