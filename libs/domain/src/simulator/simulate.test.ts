// The printed cases, each given as a case of the simulator: a rule, a roll, ballots.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { QuorumRule, Threshold } from '../council.js';
import { PRESETS, rules as rulesSchema, type Simulation, simulate, validateRules } from '../index.js';
import { WAYS } from '../voting/types.js';
import { ballotsOfCase, rollLine, simulationCase } from './case.js';

const share = (num: number, den: number, cmp: 'gt' | 'gte') => ({ num, den, cmp });
const more = (base: Threshold['base']): Threshold => ({ kind: 'fraction', ...share(1, 2, 'gt'), base });
const anyone: QuorumRule = { kind: 'number', seats: 1 };
type DecidedCase = Extract<Simulation, { ok: true }>;

function held(input: object): DecidedCase {
  const simulation = simulate(input);
  if (!simulation.ok) throw new Error(JSON.stringify(simulation.problems));
  return simulation;
}
const resultOf = (input: object) => held(input).voting?.result;
/** S seats, P of them present. */
const council = (seats: number, present: number, ballots: object, more: object = {}) => ({
  roll: [{ id: 's', count: seats, present }],
  ballots: { all: ballots },
  ...more,
});

describe('Quorums', () => {
  test('PROC-01, V2: without a quorum no ballot opens', () => {
    const simulation = held(council(30, 15, { yes: 8, no: 6, abstain: 1 }));
    expect(simulation).toMatchObject({ quorum: { present: 15, need: 16, met: false }, voting: null });
  });

  test.each([
    [true, true, 5],
    [false, false, 4],
  ])('V37: two proxies with a limit of one; counted for the quorum: %s', (quorum, met, present) => {
    const simulation = held({
      roll: [
        { id: 's', count: 4 },
        { id: 'p', count: 5, present: 0 },
      ],
      rules: { quorum: { kind: 'fraction', ...share(1, 2, 'gt'), base: 'statutory' } },
      proxies: {
        limit: 1,
        quorum,
        given: [
          { principal: 'p-1', holder: 's-1' },
          { principal: 'p-2', holder: 's-1' },
        ],
      },
      ballots: { all: { yes: 4 } },
    });
    expect(simulation.quorum).toMatchObject({ present, need: 5, met });
    expect(simulation.idleProxies).toEqual([{ principal: 'p-2', holder: 's-1', why: 'over_limit' }]);
  });

  test('V38: the holder votes for itself and against for the principal: both count', () => {
    const result = resultOf({
      roll: [{ id: 'own' }, { id: 'other', present: false }],
      rules: { quorum: anyone },
      proxies: { given: [{ principal: 'other', holder: 'own' }] },
      ballots: { seats: { own: 'yes', other: 'no' } },
    });
    expect(result?.counts).toEqual({ yes: 1, no: 1, abstain: 0 });
  });

  test('V37: a proxy sleeps while its principal is here, or the holder is not', () => {
    const { idleProxies } = held({
      roll: [{ id: 'a' }, { id: 'b' }, { id: 'c', present: false }, { id: 'd', present: false }],
      rules: { quorum: anyone },
      proxies: {
        given: [
          { principal: 'a', holder: 'b' },
          { principal: 'c', holder: 'd' },
          { principal: 'd', holder: 'b' },
        ],
      },
      ballots: { all: { yes: 1 } },
    });
    expect(idleProxies.map(one => [one.principal, one.why])).toEqual([
      ['a', 'principal_present'],
      ['c', 'sub_delegation'],
    ]);
  });

  test('V40: two of six recused and excluded: four are present, and the item has no quorum', () => {
    const roll = [
      { id: 's', count: 4 },
      { id: 'r', count: 2, recused: 'excluded' },
      { id: 'away', count: 4, present: 0 },
    ];
    const simulation = held({ roll, ballots: { all: { yes: 4 } } });
    expect(simulation).toMatchObject({ quorum: { present: 4, need: 6, met: false }, voting: null });
  });

  test('V42: recused but present counts in the base', () => {
    const result = resultOf({
      roll: [
        { id: 's', count: 15 },
        { id: 'r', recused: 'present' },
      ],
      threshold: more('present'),
      ballots: { all: { yes: 9, no: 5, abstain: 1 } },
    });
    expect(result).toMatchObject({ outcome: 'adopted', present: 16, base: 16, need: 9, notVoting: 1 });
  });

  const fiveStates = (present: readonly number[]) =>
    ['KG', 'RU', 'AM', 'UZ', 'KZ'].map((id, index) => ({ id, count: 6, present: present[index] }));
  test('V48: at least four of five states, with heads enough either way', () => {
    const rules = { quorum: { kind: 'states', states: 4, each: 1 } };
    const found = (present: readonly number[]) =>
      held({ roll: fiveStates(present), rules, ballots: { all: { yes: 1 } } }).quorum;
    expect(found([5, 6, 0, 2, 3])).toMatchObject({ met: true, parts: [{ kind: 'states', got: 4, base: 5, need: 4 }] });
    expect(found([5, 6, 0, 2, 0])).toMatchObject({ present: 13, met: false, parts: [{ got: 3, need: 4 }] });
  });

  test('PROC-01: several conditions hold together: heads, categories, states by share, weight', () => {
    const roll = [
      { id: 'gov', count: 5, present: 3, category: 'state', delegation: 'KG', weight: '2.5' },
      { id: 'ngo', count: 5, present: 1, category: 'ngo', delegation: 'RU' },
    ];
    const of = [
      { kind: 'fraction', ...share(1, 3, 'gte'), base: 'filled' },
      { kind: 'fraction', ...share(1, 2, 'gte'), base: 'statutory', by: 'weight' },
      {
        kind: 'category',
        of: [
          { category: 'ngo', seats: 2 },
          { category: 'state', seats: 3 },
        ],
      },
      { kind: 'states_share', ...share(1, 2, 'gt'), each: 1 },
      { kind: 'number', seats: 9, by: 'weight' },
    ];
    const { quorum } = held({ roll, rules: { quorum: { kind: 'all', of } }, ballots: { all: {} } });
    expect(quorum).toMatchObject({ present: 4, base: 10, need: 4, met: false });
    expect(quorum.parts?.map(part => [part.kind, part.got, part.need, part.met])).toEqual([
      ['heads', 4, 4, true],
      ['heads', 8_500_000, 8_750_000, false],
      ['category', 1, 2, false],
      ['category', 3, 3, true],
      ['states', 2, 2, true],
      ['heads', 8_500_000, 9_000_000, false],
    ]);
  });

  test('PROC-01: of nobody present no condition makes a quorum', () => {
    const { quorum } = held({
      roll: [{ id: 's', count: 3, present: 0 }],
      rules: { quorum: { kind: 'participation', ...share(1, 2, 'gte'), of: 'ballots', base: 'present' } },
      ballots: { all: {} },
    });
    expect(quorum.met).toBe(false);
  });

  test('PROC-02, V32: who leaves before the close', () => {
    const outcome = (quorumAt: string) =>
      resultOf({
        roll: [
          { id: 's', count: 10 },
          { id: 'last', leaves: true },
          { id: 'away', count: 9, present: 0 },
        ],
        rules: { quorumAt },
        ballots: { all: { yes: 6, no: 4 } },
      })?.outcome;
    expect(['open', 'close', 'both', 'participation'].map(outcome)).toEqual(['adopted', 'void', 'void', 'void']);
  });
});

describe('Thresholds', () => {
  test('V15: the chair, who did not vote, casts a vote after the count', () => {
    const tie = { rules: { tie: 'chairExtra' }, chair: 's-13' };
    const even = council(20, 13, { yes: 6, no: 6 }, tie);
    expect(resultOf(even)).toMatchObject({ outcome: 'tied', awaits: 'chair' });
    expect(resultOf({ ...even, casting: 'yes' })).toMatchObject({ outcome: 'adopted', decidedBy: 'chairExtra' });
    expect(resultOf({ ...even, casting: 'none' })).toMatchObject({ outcome: 'rejected', casting: 'none' });
  });

  test('V29: spoiled ballots of entitled members in the base: 71 and 10 and none of the 4 blank: 81, need 41', () => {
    const count = council(100, 85, { yes: 41, no: 30, abstain: 4, invalid: 10 });
    const threshold = { ...more('cast'), invalidInBase: true };
    expect(resultOf({ ...count, threshold })).toMatchObject({ base: 81, need: 41, outcome: 'adopted', invalid: 10 });
    expect(resultOf(count)).toMatchObject({ base: 71, need: 36 });
  });

  test('50 % + 1 is not more than half: of 15 it is 9, of 16 it is 9 too', () => {
    const plus = { kind: 'half_plus_one', ...share(1, 2, 'gte'), base: 'present' };
    expect(resultOf(council(15, 15, { yes: 8, no: 7 }, { threshold: plus }))).toMatchObject({
      need: 9,
      outcome: 'rejected',
    });
    expect(resultOf(council(15, 15, { yes: 8, no: 7 }, { threshold: more('present') }))?.outcome).toBe('adopted');
    expect(resultOf(council(16, 16, { yes: 9, no: 7 }, { threshold: plus }))).toMatchObject({
      need: 9,
      outcome: 'adopted',
    });
  });

  test('unanimity of votes cast lets abstain, of those present and of all members does not; consensus bears one', () => {
    const one = (base: string, ballots: object, except?: number) =>
      resultOf(
        council(10, 8, ballots, {
          threshold: { kind: 'unanimity', ...share(1, 1, 'gte'), base, ...(except ? { except } : {}) },
        }),
      )?.outcome;
    expect(one('cast', { yes: 5, abstain: 3 })).toBe('adopted');
    expect(one('cast', { yes: 7, no: 1 })).toBe('rejected');
    expect(one('present', { yes: 5, abstain: 3 })).toBe('rejected');
    expect(one('present', { yes: 8 })).toBe('adopted');
    expect(one('filled', { yes: 8 })).toBe('rejected');
    expect(one('cast', { yes: 7, no: 1 }, 1)).toBe('adopted');
    expect(one('cast', { yes: 6, no: 2 }, 1)).toBe('rejected');
  });

  test('PROC-07, V35: three heads to two, by weight 3.90 of 8.00', () => {
    const weights = { A: '1.5', B: '2.25', E: '0.15', C: '1', D: '3.1' };
    const roll = Object.entries(weights).map(([id, weight]) => ({ id, weight }));
    const seats = { A: 'yes', B: 'yes', E: 'yes', C: 'no', D: 'no' };
    const result = resultOf({ roll, ballots: { seats }, threshold: { ...more('cast'), by: 'weight' } });
    expect(result).toMatchObject({ outcome: 'rejected', weights: { counts: { yes: 3_900_000 }, present: 8_000_000 } });
    expect(resultOf({ roll, ballots: { seats } })?.outcome).toBe('adopted');
  });

  const coe = (majority: string, ballots: object, seats = 46) =>
    resultOf(council(seats, seats, ballots, { preset: 'council-of-europe', majority }));
  test('V43: two thirds of the votes cast, but not a majority of those entitled to sit', () => {
    expect(coe('20d', { yes: 21, no: 10 })).toMatchObject({
      outcome: 'rejected',
      parts: [
        { base: 31, need: 21, got: 21, passed: true },
        { base: 46, need: 24, got: 21, passed: false },
      ],
    });
    expect(coe('20d', { yes: 24, no: 12 })?.outcome).toBe('adopted');
  });
  test('V45: unanimity of votes cast and a majority of those entitled to sit', () => {
    expect(coe('20a', { yes: 24, abstain: 10 })?.outcome).toBe('adopted');
    expect(coe('20a', { yes: 23, abstain: 20 })?.outcome).toBe('rejected');
    expect(coe('20a', { yes: 40, no: 1 })?.outcome).toBe('rejected');
  });

  test('V46: members and states: 17 to 12, and three of five states for', () => {
    const groups = {
      KG: { yes: 6, no: 1 },
      RU: { yes: 2, no: 7 },
      AM: { yes: 4 },
      UZ: { yes: 3, no: 2 },
      KZ: { yes: 2, no: 2, abstain: 1 },
    };
    const states = (base: string, num = 1, den = 2) => ({ position: 'internal', ...share(num, den, 'gt'), base });
    const input = {
      roll: [7, 9, 4, 5, 5].map((count, index) => ({ id: Object.keys(groups)[index]!, count })),
      ballots: { groups },
      threshold: { ...more('cast'), states: states('all') },
    };
    expect(resultOf(input)).toMatchObject({
      outcome: 'adopted',
      counts: { yes: 17, no: 12, abstain: 1 },
      parts: [
        { of: 'members', base: 29, need: 15, got: 17 },
        { of: 'states', base: 5, need: 3, got: 3 },
      ],
    });
    expect(resultOf(input)?.states?.map(one => [one.delegation, one.position])).toEqual([
      ['AM', 'for'],
      ['KG', 'for'],
      ['KZ', 'none'],
      ['RU', 'against'],
      ['UZ', 'for'],
    ]);
    // Of the states with a position KZ is none: three of four.
    const withPosition = { ...more('cast'), states: states('with_position', 2, 3) };
    expect(resultOf({ ...input, threshold: withPosition })).toMatchObject({
      outcome: 'adopted',
      parts: [{}, { base: 4, need: 3, got: 3 }],
    });
    const ofAll = { ...more('cast'), states: states('all', 2, 3) };
    expect(resultOf({ ...input, threshold: ofAll })).toMatchObject({ outcome: 'rejected', parts: [{}, { need: 4 }] });
  });

  test('V46: a state’s position is its head’s ballot, where the rules say so; an absent state is not in that base', () => {
    const head = (base: string) => ({
      ...more('cast'),
      states: { position: 'head', ...share(1, 2, 'gt'), base },
    });
    const input = (base: string) => ({
      roll: [
        { id: 'KG', count: 3, head: true },
        { id: 'RU', count: 2, head: true },
        { id: 'AM', count: 2, head: true, present: 0 },
        { id: 'UZ', count: 1, head: true, present: 0 },
      ],
      rules: { quorum: anyone },
      ballots: { seats: { 'KG-1': 'yes', 'KG-2': 'no', 'KG-3': 'no', 'RU-1': 'yes', 'RU-2': 'yes' } },
      threshold: head(base),
    });
    expect(resultOf(input('all'))).toMatchObject({ outcome: 'rejected', parts: [{}, { base: 4, need: 3, got: 2 }] });
    expect(resultOf(input('present'))).toMatchObject({ outcome: 'adopted', parts: [{}, { base: 2, need: 2, got: 2 }] });
  });

  test('PROC-05: with tieOverridesBase off the chair’s side is one vote more, and may not be enough', () => {
    const even = (base: Threshold['base'], tieOverridesBase: boolean) =>
      resultOf({
        ...council(20, 13, { yes: 5, no: 6 }, { rules: { tie: 'chairSide', tieOverridesBase }, chair: 's-1' }),
        ballots: { seats: { 's-1': 'yes' }, all: { yes: 5, no: 6 } },
        threshold: more(base),
      });
    expect(even('statutory', true)).toMatchObject({ outcome: 'adopted', decidedBy: 'chairSide' });
    expect(even('statutory', false)).toMatchObject({ outcome: 'rejected', decidedBy: 'chairSide' });
    expect(even('cast', false)).toMatchObject({ outcome: 'adopted', decidedBy: 'chairSide' });
  });
});

describe('Elections by the simulator', () => {
  test('V53: absolute majority: 25 ballots, 2 blank, need 12 of 23, a run-off', () => {
    const { election } = held({
      roll: [{ id: 's', count: 25 }],
      election: {
        method: 'absolute_majority',
        candidates: ['A', 'B', 'C'],
        ballots: [
          { kind: 'marks', marks: ['A'], count: 11 },
          { kind: 'marks', marks: ['B'], count: 8 },
          { kind: 'marks', marks: ['C'], count: 4 },
          { kind: 'blank', count: 2 },
        ],
      },
    });
    expect(election).toMatchObject({ outcome: 'runoff', need: { votes: '12', base: '23' } });
    expect(election?.runoff?.candidates).toEqual(['A', 'B']);
  });

  test('V52, V56: more methods, and a fault told with its path', () => {
    const roll = [{ id: 's', count: 20 }];
    const ranked = (count: number, ...ranking: string[]) => ({ kind: 'ranking', ranking, count });
    const stv = {
      method: 'stv',
      candidates: ['A', 'B', 'C', 'D'],
      seats: 2,
      ballots: [ranked(8, 'A', 'B', 'C'), ranked(4, 'B', 'C'), ranked(3, 'C', 'D'), ranked(5, 'D', 'C')],
    };
    expect(held({ roll, election: stv }).election?.elected.map(one => one.candidate)).toEqual(['A', 'D']);
    const approval = { method: 'approval', candidates: ['A', 'A'], ballots: [] };
    expect(simulate({ roll, election: approval })).toMatchObject({
      ok: false,
      problems: [{ path: 'election.candidates.1' }],
    });
  });
});

describe('A malformed case', () => {
  test.each<[string, object, string]>([
    ['no roll', { ballots: {} }, 'roll'],
    ['neither ballots nor an election', { roll: [{ id: 's' }] }, 'ballots'],
    ['a weight with too many places', { roll: [{ id: 's', weight: '0.1234567' }], ballots: {} }, 'roll.0.weight'],
    ['more present than there are', { roll: [{ id: 's', count: 2, present: 3 }], ballots: {} }, 'roll.0.present'],
    ['a seat twice', { roll: [{ id: 's' }, { id: 's' }], ballots: {} }, 'roll.1.id'],
    ['fewer statutory seats than the roll', { roll: [{ id: 's', count: 3 }], statutory: 2, ballots: {} }, 'statutory'],
    ['an unknown preset', { roll: [{ id: 's' }], preset: 'x', ballots: {} }, 'preset'],
    ['an unknown majority', { roll: [{ id: 's' }], majority: 'x', ballots: {} }, 'majority'],
    ['a chair who is not there', { roll: [{ id: 's' }], chair: 'x', ballots: {} }, 'chair'],
    ['a ballot of nobody', { roll: [{ id: 's' }], ballots: { seats: { x: 'yes' } } }, 'ballots.seats.x'],
    [
      'a ballot of one recused',
      { roll: [{ id: 's', recused: 'present' }], ballots: { seats: { s: 'yes' } } },
      'ballots.seats.s',
    ],
    ['a group of nobody', { roll: [{ id: 's' }], ballots: { groups: { x: { yes: 1 } } } }, 'ballots.groups.x'],
    ['more ballots than seats', { roll: [{ id: 's' }], ballots: { all: { yes: 2 } } }, 'ballots.all'],
    [
      'a proxy from nowhere',
      { roll: [{ id: 's' }], proxies: { given: [{ principal: 'x', holder: 's' }] }, ballots: {} },
      'proxies.given.0.principal',
    ],
    ['a field nobody knows', { roll: [{ id: 's', weigth: '1' }], ballots: {} }, 'roll.0'],
    [
      'weights in a secret vote',
      { roll: [{ id: 's' }], method: 'secret', threshold: { ...more('cast'), by: 'weight' }, ballots: {} },
      'method',
    ],
    [
      'more ballots of an election than seats',
      {
        roll: [{ id: 's', count: 3 }],
        election: { method: 'approval', candidates: ['A'], ballots: [{ kind: 'marks', marks: ['A'], count: 4 }] },
      },
      'election.ballots',
    ],
    [
      'a quorum of more than the whole',
      {
        roll: [{ id: 's' }],
        rules: { quorum: { kind: 'fraction', ...share(3, 2, 'gt'), base: 'filled' } },
        ballots: {},
      },
      'rules.quorum',
    ],
    [
      'a threshold of more than the whole',
      { roll: [{ id: 's' }], threshold: { kind: 'fraction', ...share(3, 2, 'gt'), base: 'cast' }, ballots: {} },
      'threshold',
    ],
  ])('%s', (_, input, path) => {
    const simulation = simulate(input);
    if (simulation.ok) throw new Error('it was taken for a case');
    expect(simulation.problems.map(one => one.path)).toContain(path);
    // In words, not by a code of the schemas.
    expect(simulation.problems.every(one => / /.test(one.message))).toBe(true);
  });
});

describe('Presets', () => {
  test.each(PRESETS.map(one => [one.id, one] as const))('%s is a set of rules, cited, and no problem', (_, preset) => {
    expect(rulesSchema.safeParse(preset.rules)).toMatchObject({ success: true });
    expect(preset.rules).toMatchObject({ preset: preset.id, version: 1 });
    for (const text of [preset.name, preset.rules.citation]) {
      expect(text.ru).toBeTruthy();
      expect(text.en).toBeTruthy();
    }
    const problems = validateRules(preset.rules, { statutory: 30, filled: 28 });
    expect(problems.filter(one => one.severity !== 'note')).toEqual([]);
  });

  test('the Kazakh two thirds and both Russian halves, at the border', () => {
    const quorumOf = (preset: string, seats: number, present: number) =>
      held(council(seats, present, {}, { preset })).quorum.met;
    expect([quorumOf('kz-public-council', 30, 19), quorumOf('kz-public-council', 30, 20)]).toEqual([false, true]);
    expect([quorumOf('ru-public-council-half', 30, 15), quorumOf('ru-public-council-more', 30, 15)]).toEqual([
      true,
      false,
    ]);
  });

  test('V8: of a United Nations commission those who abstain are not voting', () => {
    const un = council(20, 15, { yes: 7, no: 6, abstain: 2 }, { preset: 'un-functional-commission' });
    expect(resultOf(un)).toMatchObject({ need: 7, outcome: 'adopted' });
    expect(held(un).quorumToOpen).toMatchObject({ need: 7, met: true });
  });
});

describe('SIMULATOR.md', () => {
  const page = readFileSync(join(__dirname, 'SIMULATOR.md'), 'utf8');
  test('names every field of a case, and its example is one', () => {
    const namedIn = (text: string | undefined) => [...(text ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(match => match[1]);
    const [fields, ofBallots] = page.split('| in `ballots` |');
    expect(namedIn(fields).sort()).toEqual(Object.keys(simulationCase.shape).sort());
    expect(namedIn(ofBallots).sort()).toEqual(Object.keys(ballotsOfCase.shape).sort());
    // What is inside a field is told in its line.
    const told = (field: string) => fields?.split('\n').find(line => line.startsWith(`| \`${field}\` |`)) ?? '';
    const { rules, proxies, election, consensus } = simulationCase.shape;
    const inside = {
      roll: rollLine.shape,
      rules: rules.unwrap().shape,
      proxies: { ...proxies.unwrap().shape, ...proxies.unwrap().shape.given.element.shape },
      election: election.unwrap().shape,
      consensus: consensus.unwrap().shape,
    };
    for (const [field, shape] of Object.entries(inside))
      for (const name of Object.keys(shape)) expect(told(field)).toContain(`\`${name}\``);
    for (const way of WAYS) expect(told('way')).toContain(`\`${way}\``);
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { quorum, voting, idleProxies } = held(JSON.parse(example));
    expect(idleProxies).toEqual([]);
    expect(quorum).toMatchObject({ present: 7, met: true });
    expect(voting?.result).toMatchObject({
      outcome: 'adopted',
      parts: [{ got: 4 }, { of: 'states', got: 2, need: 2 }],
    });
    const second = [...page.matchAll(/```json\n([\s\S]*?)```/g)][1]?.[1] ?? '';
    expect(resultOf(JSON.parse(second))).toMatchObject({
      counts: { yes: 8, no: 5, abstain: 1 },
      hall: { yes: 5, no: 3 },
    });
  });
});
