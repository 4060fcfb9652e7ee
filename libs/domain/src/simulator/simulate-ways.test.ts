// Cases as files, and every way of voting as a case of the simulator.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Simulation, simulate } from '../index.js';
import { drawLot } from '../rules/elections/index.js';
import { CHANNELS, WAYS } from '../voting/types.js';

type Decided = Extract<Simulation, { ok: true }>;
function held(input: unknown): Decided {
  const simulation = simulate(input);
  if (!simulation.ok) throw new Error(JSON.stringify(simulation.problems));
  return simulation;
}
const resultOf = (input: object) => held(input).voting?.result;
const file = (name: string): Decided =>
  held(JSON.parse(readFileSync(join(__dirname, 'cases', `${name}.json`), 'utf8')));
function faultOf(input: object) {
  const simulation = simulate(input);
  if (simulation.ok) throw new Error('it was taken for a case');
  return simulation.problems.map(one => one.path);
}

describe('Printed cases as files', () => {
  test('V37: one proxy counts for the quorum, the second is over the limit', () => {
    const { quorum, idleProxies, voting } = file('v37');
    expect(quorum).toMatchObject({ present: 5, need: 5, met: true });
    expect(idleProxies).toEqual([{ principal: 'p-2', holder: 's-1', why: 'over_limit' }]);
    expect(voting?.result).toMatchObject({ counts: { yes: 5 }, present: 5 });
  });
  test('V38: for itself and against for the principal, as instructed', () => {
    expect(file('v38').voting?.result?.counts).toEqual({ yes: 1, no: 1, abstain: 0 });
  });
  test('V40: four are left present of need six: no quorum for the item', () => {
    expect(file('v40')).toMatchObject({ quorum: { present: 4, need: 6, met: false }, voting: null });
  });
  test('V50: a millisecond before the deadline breaks the silence, at it is late', () => {
    expect(file('v50-in-time')).toMatchObject({ late: [], voting: { result: { outcome: 'objected' } } });
    expect(file('v50-late')).toMatchObject({
      late: [{ seat: 's-2', why: 'deadline' }],
      voting: { result: { outcome: 'adopted', decidedBy: 'silence', counts: { object: 0 } } },
    });
  });
  test('V52: A and B elected, C and D meet again for the third place', () => {
    const { election } = file('v52');
    expect(election?.counts).toEqual({ A: '12', B: '10', C: '9', D: '9', E: '2' });
    expect(election?.elected.map(one => one.candidate)).toEqual(['A', 'B']);
    expect(election?.runoff).toMatchObject({ candidates: ['C', 'D'], places: 1 });
  });
  test('V53: need 12 of 23, A and B meet again', () => {
    const { election } = file('v53');
    expect(election).toMatchObject({ need: { votes: '12', base: '23' }, runoff: { candidates: ['A', 'B'] } });
  });
  test('V56: the ranking elects A and D', () => {
    expect(file('v56').election?.elected.map(one => one.candidate)).toEqual(['A', 'D']);
  });
});

const mixed = {
  roll: [
    { id: 'h', count: 8, hall: true },
    { id: 'far', count: 6 },
  ],
};

describe('Ways of voting', () => {
  test('hands of the hall and devices elsewhere are one tally', () => {
    const ballots = { hall: { yes: 5, no: 3 }, all: { yes: 3, no: 2, abstain: 1 } };
    expect(resultOf({ ...mixed, way: 'hands', ballots })).toMatchObject({
      outcome: 'adopted',
      counts: { yes: 8, no: 5, abstain: 1 },
      hall: { yes: 5, no: 3 },
      ballots: null,
      notVoting: 0,
    });
    // A seat of the hall that voted on a device has no hand left.
    expect(faultOf({ ...mixed, way: 'hands', ballots: { ...ballots, seats: { 'h-1': 'yes' } } })).toEqual([
      'ballots.hall',
    ]);
  });

  test('a proxy held in the hall is a hand too', () => {
    const roll = [
      { id: 'h', count: 3, hall: true },
      { id: 'p', present: false },
    ];
    const proxies = { given: [{ principal: 'p', holder: 'h-1' }] };
    expect(resultOf({ roll, proxies, way: 'hands', ballots: { hall: { yes: 4 } } })?.counts.yes).toBe(4);
  });

  test('PROC-02: the hands count for the quorum by participation', () => {
    const outcome = (yes: number) =>
      resultOf({ ...mixed, rules: { quorumAt: 'participation' }, way: 'hands', ballots: { hall: { yes } } })?.outcome;
    expect([outcome(7), outcome(8)]).toEqual(['void', 'adopted']);
  });

  test('a roll call begins with the seat drawn; answers of both calls and devices are one tally', () => {
    const roll = ['A', 'B', 'C', 'D'].map(id => ({ id }));
    const answers = { first: { A: 'yes', C: 'no' }, second: { B: 'yes' } };
    const { voting } = held({ roll, way: 'roll_call', seed: 'red', ballots: { seats: { D: 'yes' }, answers } });
    expect(voting?.roll?.order[0]).toBe(drawLot('red', ['A', 'B', 'C', 'D']).drawn[0]?.name);
    expect([...(voting?.roll?.order ?? [])].sort()).toEqual(['A', 'B', 'C', 'D']);
    expect(voting?.result).toMatchObject({ counts: { yes: 3, no: 1 }, outcome: 'adopted' });
    expect(voting?.result?.ballots?.map(one => one.channel)).toEqual(['voice', 'voice', 'voice', 'device']);
    expect(voting?.result?.ballots?.every(one => CHANNELS.includes(one.channel))).toBe(true);
  });

  test('papers of the hall and secret devices are one sum', () => {
    const totals = { yes: 4, no: 2, invalid: 1 };
    const papers = { issued: 8, tellers: [totals, totals] };
    const { voting } = held({ ...mixed, way: 'paper', ballots: { papers, all: { yes: 2, no: 3 } } });
    expect(voting?.result).toMatchObject({
      counts: { yes: 6, no: 5 },
      invalid: 1,
      notVoting: 2,
      paper: { issued: 8, counted: 7 },
      ballots: null,
      outcome: 'adopted',
    });
  });

  test('no objection: the first that comes ends it', () => {
    const ask = (...objections: object[]) =>
      held({ roll: [{ id: 's', count: 5 }], way: 'no_objection', ballots: { objections } });
    expect(ask().voting?.result).toMatchObject({ outcome: 'adopted', decidedBy: 'no_objection' });
    const { voting, late } = ask({ seat: 's-2' }, { seat: 's-1', kind: 'amendment' });
    expect(voting).toMatchObject({ result: { outcome: 'objected' }, objections: [{ seat: 's-2' }] });
    expect(late).toEqual([{ seat: 's-1', why: 'ended' }]);
  });

  test('consensus, and consensus minus one; a state speaks once, by its head', () => {
    const roll = [
      { id: 'KG', count: 3 },
      { id: 'RU', count: 2 },
    ];
    const ask = (more: object, seats: object) =>
      resultOf({ roll, way: 'consensus', ballots: { seats }, ...more })?.outcome;
    const one = { 'KG-1': 'object', 'KG-2': 'reserve', 'RU-1': 'not_interested' };
    expect(ask({}, one)).toBe('objected');
    expect(ask({ consensus: { except: 1 } }, one)).toBe('adopted');
    expect(ask({ rules: { ballots: { consensusExcept: 1 } } }, one)).toBe('adopted');
    expect(ask({ consensus: { except: 1 } }, { ...one, 'RU-2': 'object' })).toBe('objected');
    const byState = { roll, way: 'consensus', consensus: { by: 'state' } };
    expect(resultOf({ ...byState, ballots: { seats: { 'KG-1': 'agree' } } })).toMatchObject({ present: 2 });
    expect(faultOf({ ...byState, ballots: { seats: { 'KG-2': 'object' } } })).toEqual(['ballots.seats.KG-2']);
  });

  test('PROC-28: silence asks all, and needs as many receipts as the quorum, or as the rules say', () => {
    const silence = { way: 'silence', deadline: '2026-03-10T12:00:00.000Z', roll: [{ id: 's', count: 4, present: 3 }] };
    const seats = ['s-1', 's-2', 's-3'];
    const ask = (n: number, more: object = {}) =>
      resultOf({ ...silence, ...more, ballots: { acknowledged: seats.slice(0, n) } });
    expect([ask(2)?.outcome, ask(3)?.outcome]).toEqual(['no_votes', 'adopted']);
    expect(ask(3)).toMatchObject({ asked: 4, quorum: { present: 3, need: 3, met: true, tested: 'ballots' } });
    const one = { rules: { ballots: { silence: { least: 1, citation: { en: 'Rule 7' } } } } };
    expect([ask(0, one)?.outcome, ask(1, one)?.outcome]).toEqual(['no_votes', 'adopted']);
    expect(ask(2, { ...one, minAcknowledged: 3 })?.outcome).toBe('no_votes');
    expect(faultOf({ ...silence, minAcknowledged: 2, ballots: {} })).toEqual(['minAcknowledged']);
    // Without a quorum in the room it is not even asked.
    expect(held({ ...silence, ...one, roll: [{ id: 's', count: 4, present: 2 }], ballots: {} })).toMatchObject({
      voting: null,
      quorum: { present: 2, asked: 4, met: false },
    });
  });

  test('PROC-29: of few that may vote a secret vote is a fault, of few ballots it is void and nothing is counted', () => {
    const rules = { ballots: { secretLeast: 3 } };
    const secret = { rules, method: 'secret', roll: [{ id: 's', count: 4 }] };
    expect(faultOf({ ...secret, roll: [{ id: 's', count: 2 }], ballots: {} })).toEqual(['method']);
    const { voting, explanation } = held({ ...secret, ballots: { all: { yes: 2 } } });
    expect(voting).toMatchObject({ result: null, voided: { reason: 'few', ballots: 2, least: 3 } });
    expect(explanation).toBeNull();
    expect(resultOf({ ...secret, ballots: { all: { yes: 2, invalid: 1 } } })).toMatchObject({ outcome: 'adopted' });
    const papers = { tellers: [{ yes: 2 }, { yes: 2 }] };
    const paper = { rules, way: 'paper', roll: [{ id: 'h', count: 4, hall: true }], ballots: { papers } };
    expect(held(paper).voting?.voided).toMatchObject({ reason: 'few', ballots: 2 });
    const election = (count: number) => ({
      ...{ method: 'approval', candidates: ['A', 'B'] },
      ballots: [{ kind: 'marks', marks: ['A'], count }],
    });
    expect(held({ ...secret, election: election(2) })).toMatchObject({ election: null, few: { ballots: 2, least: 3 } });
    expect(held({ ...secret, election: election(3) }).election?.elected).toHaveLength(1);
  });

  test('PROC-28: a deadline is as far away as the rules ask', () => {
    const rules = { ballots: { writtenLeastMinutes: 60 } };
    const written = {
      roll: [{ id: 's', count: 3 }],
      way: 'written',
      rules,
      opened: '2026-03-10T11:00:00.000Z',
      ballots: {},
    };
    const until = (deadline: string, more: object = {}) => faultOf({ ...written, deadline, ...more });
    expect(held({ ...written, deadline: '2026-03-10T12:00:00.000Z' }).voting?.closesAt).toBe(
      '2026-03-10T12:00:00.000Z',
    );
    expect(until('2026-03-10T11:59:59.999Z')).toEqual(['deadline']);
    expect(until('2026-03-10T12:00:00.000Z', { rules: {} })).toEqual(['deadline']);
    expect(until('2026-03-10T12:00:00.000Z', { way: 'no_objection' })).toEqual(['opened']);
  });

  test('V50: a written ballot at the deadline is late; absent seats vote', () => {
    const { voting, late } = held({
      roll: [{ id: 's', count: 5, present: 3 }],
      way: 'written',
      deadline: '2026-03-10T12:00:00.000Z',
      ballots: { all: { yes: 3, no: 2 }, sent: { 's-1': '2026-03-10T12:00:00.000Z' } },
    });
    expect(voting?.result?.counts).toEqual({ yes: 2, no: 2, abstain: 0 });
    expect(late).toEqual([{ seat: 's-1', why: 'deadline' }]);
  });

  test('PROC-16, PROC-19: a ballot changed, one told by telephone and confirmed, one that nobody confirmed', () => {
    const input = {
      roll: [{ id: 's', count: 4 }],
      rules: { ballots: { changeAllowed: true } },
      ballots: {
        seats: { 's-1': 'no', 's-2': 'yes' },
        changed: { 's-1': 'yes' },
        assisted: { 's-3': { choice: 'no', confirmed: true }, 's-4': { choice: 'no', confirmed: false } },
      },
    };
    expect(resultOf(input)).toMatchObject({ counts: { yes: 2, no: 1 }, notVoting: 1, outcome: 'adopted' });
    expect(faultOf({ ...input, rules: {} })).toEqual(['ballots.changed.s-1']);
  });

  test('PROC-30: a ballot that came after leaving counts, unless the rules say no; then it is told', () => {
    const input = (said: boolean | undefined, more: object = {}) => ({
      roll: [{ id: 'gone', leaves: true }, { id: 'before', leaves: true }, { id: 's' }, { id: 'p', present: false }],
      proxies: { given: [{ principal: 'p', holder: 'gone' }] },
      rules: { ballots: said === undefined ? {} : { mayCastAfterLeaving: said } },
      ballots: { all: { yes: 4 }, afterLeaving: ['gone', 'p'] },
      ...more,
    });
    for (const said of [undefined, true]) {
      expect(held(input(said)).late).toEqual([]);
      expect(resultOf(input(said))).toMatchObject({ counts: { yes: 4 } });
    }
    for (const method of ['named', 'secret']) {
      const { late, voting } = held(input(false, { method }));
      expect(late).toEqual(['gone', 'p'].map(seat => ({ seat, why: 'left' })));
      expect(voting?.result).toMatchObject({ counts: { yes: 2 }, notVoting: 2, voted: ['before', 's'] });
    }
    const wrong = (afterLeaving: string[], ballots: object = { all: { yes: 4 } }) =>
      faultOf(input(false, { ballots: { ...ballots, afterLeaving } }));
    expect(wrong(['gone', 's'])).toEqual(['ballots.afterLeaving.1']);
    expect(wrong(['nobody'])).toEqual(['ballots.afterLeaving.0']);
    expect(wrong(['gone'], {})).toEqual(['ballots.afterLeaving.0']);
    const written = { way: 'written', deadline: '2026-03-10T12:00:00.000Z' };
    expect(faultOf(input(false, written))).toEqual(['ballots.afterLeaving']);
  });

  test('PROC-14: a test is marked, a void vote says why', () => {
    const vote = { roll: [{ id: 's' }], ballots: { all: { yes: 1 } } };
    expect(held({ ...vote, test: true }).voting).toMatchObject({ test: true, result: { outcome: 'adopted' } });
    const { voting, explanation } = held({ ...vote, voided: 'outage' });
    expect(voting?.voided?.reason).toBe('outage');
    expect(explanation).toBeNull();
  });

  test.each([...WAYS])('of the way %s nothing is taken that it does not know', way => {
    const more = {
      ...(way === 'roll_call' ? { seed: 'x' } : {}),
      ...(way === 'silence' ? { deadline: '2026-03-10T12:00:00.000Z' } : {}),
    };
    expect(held({ ...mixed, ...more, way, ballots: {} }).voting?.way).toBe(way);
    const foreign = way === 'hands' ? { objections: [] } : { hall: {} };
    expect(faultOf({ ...mixed, ...more, way, ballots: foreign })).toEqual([`ballots.${Object.keys(foreign)[0]}`]);
  });
});

describe('Who votes', () => {
  const roll = [{ id: 'a' }, { id: 'b' }, { id: 'c', present: false }, { id: 'd', suspended: true }];
  const anyone = { quorum: { kind: 'number', seats: 1 } };

  test('PROC-08: of another item, registered late, revoked, of a suspended holder: asleep; of this item: awake', () => {
    const idle = (more: object, holder = 'a') =>
      held({
        roll,
        rules: anyone,
        proxies: { given: [{ principal: 'c', holder, ...more }] },
        ballots: {},
      }).idleProxies.map(one => one.why);
    expect(idle({ scope: 'other_item' })).toEqual(['other_item']);
    expect(idle({ late: true })).toEqual(['late']);
    expect(idle({ revoked: true })).toEqual(['revoked']);
    expect(idle({}, 'd')).toEqual(['holder_suspended']);
    expect([idle({}), idle({ scope: 'item' }), idle({ scope: 'item', late: true })]).toEqual([[], [], []]);
  });

  test('PROC-08: a named ballot against the instruction is a fault, a secret one nobody knows', () => {
    const proxies = { given: [{ principal: 'c', holder: 'a', instruction: 'no' }] };
    const vote = { roll, rules: anyone, proxies, ballots: { seats: { c: 'yes' } } };
    expect(faultOf(vote)).toEqual(['ballots.seats.c']);
    expect(resultOf({ ...vote, method: 'secret' })?.counts.yes).toBe(1);
  });

  test('a substitute sits and votes on the seat, and may preside', () => {
    const vote = {
      roll: [{ id: 'a', substitute: 'deputy' }, { id: 'b' }],
      chair: 'a',
      rules: { tie: 'chairSide' },
      ballots: { seats: { a: 'yes', b: 'no' } },
    };
    const { voting } = held(vote);
    expect(voting?.register[0]).toMatchObject({ seat: 'a', participant: 'deputy', entitled: true });
    expect(voting?.result).toMatchObject({ outcome: 'adopted', decidedBy: 'chairSide' });
    expect(faultOf({ ...vote, rules: { representation: { substitutes: false } } })).toEqual(['roll.0.substitute']);
  });

  test('PROC-02: a holder who leaves takes the quorum of the principal along', () => {
    const input = (leaves: boolean) => ({
      roll: [{ id: 'a', leaves }, { id: 'b' }, { id: 'c' }, { id: 'p', present: false }, { id: 'q', present: false }],
      rules: { quorumAt: 'both', quorum: { kind: 'number', seats: 3 } },
      proxies: { quorum: true, given: [{ principal: 'p', holder: 'a' }] },
      ballots: { all: { yes: 4 } },
    });
    expect([false, true].map(leaves => resultOf(input(leaves))?.outcome)).toEqual(['adopted', 'void']);
  });
});

describe('Elections', () => {
  const roll = [{ id: 's', count: 4 }];
  const even = {
    method: 'block_plurality',
    candidates: ['A', 'B'],
    ballots: [
      { kind: 'marks', marks: ['A'], count: 2 },
      { kind: 'marks', marks: ['B'], count: 2 },
    ],
  };
  test('a tie goes to the lot where the case says so, by its seed', () => {
    const lot = { ...even, onTie: 'lot' };
    expect(held({ roll, election: lot }).election?.pendingLot?.names).toEqual(['A', 'B']);
    const { election } = held({ roll, election: { ...lot, seed: 'red' } });
    expect(election?.elected.map(one => one.candidate)).toEqual([drawLot('red', ['A', 'B']).drawn[0]?.name]);
  });
  test('PROC-07: ballots have weights', () => {
    const ballots = [
      { kind: 'marks', marks: ['A'], weight: '1.5' },
      { kind: 'marks', marks: ['B'] },
    ];
    const { election } = held({ roll, election: { ...even, ballots } });
    expect(election).toMatchObject({ elected: [{ candidate: 'A', votes: '3/2' }], counts: { B: '1' } });
  });
  test('V53: the second ballot: more votes win', () => {
    const ballots = [
      { kind: 'marks', marks: ['A'], count: 3 },
      { kind: 'marks', marks: ['B'], count: 1 },
    ];
    const second = { method: 'absolute_majority', candidates: ['A', 'B'], ballot: { kind: 'second' }, ballots };
    expect(held({ roll, election: second }).election).toMatchObject({ elected: [{ candidate: 'A' }] });
    expect(faultOf({ roll, election: { ...second, candidates: ['A', 'B', 'C'] } })).toEqual(['election.candidates']);
    expect(faultOf({ roll, election: { ...second, method: 'stv' } })).toEqual(['election.ballot']);
    expect(faultOf({ roll, way: 'hands', election: second })).toEqual(['way']);
  });
});

describe('A fault of a way is told with its path', () => {
  const papers = (one: object, other: object, issued?: number) => ({
    ...{ ...mixed, way: 'paper' },
    ballots: { papers: { tellers: [one, other], ...(issued === undefined ? {} : { issued }) } },
  });
  test.each<[string, object, string]>([
    ['tellers differ', papers({ yes: 3 }, { yes: 4 }), 'ballots.papers.tellers.1.yes'],
    ['more papers than given out', papers({ yes: 3 }, { yes: 3 }, 2), 'ballots.papers.tellers.0'],
    ['more given out than seats', papers({}, {}, 9), 'ballots.papers.issued'],
    ['more hands than seats', { ...mixed, way: 'hands', ballots: { hall: { yes: 9 } } }, 'ballots.hall'],
    ['a spoiled hand', { ...mixed, way: 'hands', ballots: { hall: { invalid: 1 } } }, 'ballots.hall'],
    ['a roll call without a lot', { ...mixed, way: 'roll_call', ballots: {} }, 'seed'],
    [
      'an answer twice',
      {
        ...{ ...mixed, way: 'roll_call', seed: 'x' },
        ballots: { answers: { first: { 'h-1': 'yes' }, second: { 'h-1': 'no' } } },
      },
      'ballots.answers.second.h-1',
    ],
    ['silence without end', { ...mixed, way: 'silence', ballots: {} }, 'deadline'],
    ['secret hands', { ...mixed, way: 'hands', method: 'secret', ballots: {} }, 'method'],
    ['named papers', { ...mixed, way: 'paper', method: 'named', ballots: {} }, 'method'],
    ['a casting vote on consensus', { ...mixed, way: 'consensus', casting: 'yes', ballots: {} }, 'casting'],
    ['a majority of objections', { ...mixed, way: 'no_objection', majority: 'simple', ballots: {} }, 'majority'],
    ['an unknown way', { ...mixed, way: 'shouting', ballots: {} }, 'way'],
    ['an unknown position', { ...mixed, way: 'consensus', ballots: { seats: { 'h-1': 'yes' } } }, 'ballots.seats.h-1'],
    [
      'an objection of nobody',
      { ...mixed, way: 'no_objection', ballots: { objections: [{ seat: 'x' }] } },
      'ballots.objections.0.seat',
    ],
    ['more in the hall than here', { roll: [{ id: 's', count: 2, present: 1, hall: 2 }], ballots: {} }, 'roll.0.hall'],
    [
      'a substitute with a seat',
      { roll: [{ id: 'a', substitute: 'b' }, { id: 'b' }], ballots: {} },
      'roll.0.substitute',
    ],
  ])('%s', (_, input, path) => {
    expect(faultOf(input)).toEqual([path]);
  });
});
