import { beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, type PreparedSession, type State } from '@kengesh/domain';
import { type Actor, createMemoryStore, type Entry, fold } from '@kengesh/journal';
import { isPhraseKey, outcomeSentence, phrase, ruleSentence } from '@kengesh/phrases';
import { createKeyedEngine } from '../../domain/src/keyed-engine.suite.js';
import { holdSession, openSession, roll } from './held-session.suite.js';
import {
  attendanceReport,
  attendanceTables,
  decisionsReport,
  decisionsTables,
  peopleOf,
  representationReport,
  representationTable,
  type Table,
  type VoteReport,
  votesReport,
  votesTables,
  withoutEmpty,
} from './index.js';

const store = () => createMemoryStore({ random: () => 0.5 });
const reader = { language: 'en', local: (instant: string) => instant.slice(0, 16).replace('T', ' ') };
const HASH = 'a'.repeat(64);

/** Weights, heads of delegation, and a double majority by weight beside the simple one. */
function procedure(): PreparedSession {
  const plain = roll('session-p');
  return {
    ...plain,
    rules: {
      ...plain.rules,
      majorities: [
        ...plain.rules.majorities,
        {
          key: 'double',
          threshold: {
            ...{ kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast', by: 'weight' },
            states: { position: 'head', num: 1, den: 2, cmp: 'gt', base: 'with_position' },
          },
        },
      ],
    },
    seats: plain.seats.map((seat, index) => ({
      ...seat,
      ...(index === 0 ? { weight: 2_500_001 } : {}),
      ...(index < 5 ? { head: true } : {}),
    })),
  };
}

let entries: readonly Entry[];
let state: State;
const votes: Record<string, string> = {};

/**
 * A double majority where seat 8 voted by proxy and seat 7 was recused; a vote declared void and held again by consensus; a
 * test. The decision is signed, numbered and dissented from, a task goes through its life.
 */
beforeAll(async () => {
  let clock = Date.parse('2026-03-10T08:00:00.000Z');
  const kept = store();
  const engine = createKeyedEngine({ store: kept, now: () => new Date(clock).toISOString() });
  let commands = 0;
  const ask = async (id: string, act: { type: string; [key: string]: unknown }): Promise<string> => {
    const actor: Actor = { id, kind: id === 'desk' || id === 'system' ? id : 'participant' };
    const answer = await engine.submit('session-p', {
      id: `command-${++commands}`,
      actor,
      act: act as unknown as { type: string },
    });
    if (!answer.ok) throw new Error(`${JSON.stringify(act)}: ${JSON.stringify(answer.refusal)}`);
    clock += 1000;
    return String(answer.seqs[0] ?? '');
  };
  const now = async () => (await engine.state('session-p')).state;
  const motion = async (text: string) =>
    `m${await ask('p1', { type: 'motion.submit', item: 'i1', text: { en: text }, mover: 's1' })}`;
  const open = async (id: string, more: object = {}) =>
    `v${await ask('p1', { type: 'voting.open', motion: id, method: 'named', majority: 'simple', closesInSeconds: null, ...more })}`;
  const cast = async (voting: string, ballots: { [seat: string]: string }, by: { [seat: string]: string } = {}) => {
    for (const [seat, choice] of Object.entries(ballots))
      await ask(by[seat] ?? `p${seat.slice(1)}`, { type: 'voting.cast', voting, seat, choice });
  };

  await ask('desk', { type: 'session.prepare', session: procedure() });
  await ask('sec', { type: 'attendance.join', mode: 'hall' });
  for (const one of ['p1', 'p2', 'p3', 'p4', 'p5', 'p7']) await ask(one, { type: 'attendance.join', mode: 'remote' });
  await ask('sec', { type: 'attendance.checkIn', participant: 'p6' });
  await ask('p1', { type: 'session.open' });
  const free = { kind: 'free' };
  await ask('sec', {
    type: 'proxy.register',
    principal: 's8',
    holder: 's2',
    item: null,
    instruction: free,
    proof: 'reg-17',
  });
  await ask('sec', { type: 'seat.recuse', seat: 's7', item: 'i1' });
  await ask('p1', { type: 'agenda.take', item: 'i1' });

  votes.double = await open(await motion('Budget'), { majority: 'double' });
  await cast(votes.double, { s1: 'yes', s2: 'yes', s3: 'no', s4: 'yes', s5: 'abstain', s8: 'yes' }, { s8: 'p2' });
  await ask('p1', { type: 'voting.close', voting: votes.double });
  const decision = (await now()).decisions[0]!;
  await ask('p3', { type: 'decision.remark', kind: 'dissent', seat: 's3', about: decision.id, hash: HASH });
  for (const one of ['p1', 'sec'])
    await ask(one, { type: 'decision.sign', decision: decision.id, hash: decision.hash });
  await ask('system', { type: 'decision.number', numbers: [{ decision: decision.id, number: 7, label: '7' }] });
  await ask('sec', {
    type: 'task.set',
    decision: decision.id,
    text: { en: 'Report' },
    responsible: 's2',
    due: '2026-04-01',
    co: ['s3'],
    report: 'written',
  });
  const task = (await now()).tasks[0]!.id;
  await ask('p2', { type: 'task.start', task });
  await ask('p2', { type: 'task.report', task, hash: HASH });
  await ask('sec', { type: 'task.return', task, reason: 'late' });

  const again = await motion('Plan of work');
  votes.voided = await open(again);
  await cast(votes.voided, { s1: 'no' });
  await ask('p1', { type: 'voting.void', voting: votes.voided, reason: 'outage' });
  votes.consensus = `v${await ask('p1', { type: 'voting.openConsensus', motion: again, by: 'seat', closesInSeconds: null })}`;
  await cast(votes.consensus, { s2: 'not_interested' });
  await ask('p1', { type: 'voting.close', voting: votes.consensus });
  const test = {
    type: 'voting.openTest',
    text: { en: 'Does everybody hear me?' },
    method: 'secret',
    closesInSeconds: null,
  };
  votes.test = `v${await ask('p1', test)}`;
  await cast(votes.test, { s3: 'yes' });
  await ask('p1', { type: 'voting.close', voting: votes.test });
  await ask('p1', { type: 'session.close' });
  entries = await kept.read('session-p', 0);
  state = fold(councilSession, entries);
});

const column = (table: Table, name: string) => {
  const place = table.columns.findIndex(one => one.name === name);
  expect([name, place]).not.toEqual([name, -1]);
  return [...table.rows].map(row => row[place]);
};

describe('Votes of the whole procedure', () => {
  const report = () => votesReport(state, entries);
  const tables = () => votesTables(report(), reader);
  const line = (name: string, vote: number) => column(tables()[0], name)[vote];

  test('REC-02: a compound rule stands in words, with what each part asked for and got', () => {
    expect(line('rule', 0)).toBe(
      'more than half of the votes for and against, by weight, and also more than half of the states that take a side',
    );
    expect(line('sentence', 0)).toMatch(/^Adopted: .*5\.500001.*; states for: /);
    expect([line('yes_weight', 0), line('no_weight', 0), line('abstain_weight', 0)]).toEqual([5.500001, 1, 1]);
    expect(line('present_weight', 0)).toBe(8.500001);
  });

  test('PROC-31: of an election the rule says whether seats or their weights were counted, where they differ', () => {
    const [first] = votesReport(state, entries);
    const elected = { ...first!, kind: 'election', rule: null } as const;
    const cell = (more: Partial<typeof elected>) => {
      const [summary] = votesTables([{ ...elected, ...more }], { ...reader, language: 'en' });
      return column(summary, 'rule')[0];
    };
    expect(cell({ countsBy: 'weights' })).toBe('most votes, by the weight of seats');
    expect(cell({ countsBy: 'seats' })).toBe('most votes, each seat one vote');
    expect(cell({})).toEqual({ phrase: 'exports.rule.plurality' });
    expect(cell({ countsBy: 'weights', weighs: () => false })).toEqual({ phrase: 'exports.rule.plurality' });
  });

  test('REC-02: a simple rule is worded as it is read aloud, and a recusal by its own name', () => {
    const rule = { kind: 'fraction', num: 2, den: 3, cmp: 'gte', base: 'present', key: 'two-thirds' } as const;
    const [first] = report();
    const cell = (language: string) =>
      column(votesTables([{ ...first!, rule }], { ...reader, language })[0], 'rule')[0];
    expect(cell('ru')).toBe(ruleSentence('ru', rule));
    expect(cell('en')).toBe(ruleSentence('en', rule));
    expect(phrase('ru', 'exports.kind.recusal')).toBe('самоотвод');
    expect(phrase('ru', 'exports.entitled.recused')).toContain('самоотвод');
  });

  test('PROC-08, PROC-09: who voted for whom, who was recused, and what a seat weighs', () => {
    const [, register] = tables();
    const at = (seat: string) => [...register.rows].findIndex(row => row[0] === 1 && row.includes(seat));
    const of = (name: string, seat: string) => column(register, name)[at(seat)];
    expect(of('entitled', 's8')).toEqual({ phrase: 'exports.entitled.by_proxy' });
    expect(of('voted_by', 's8')).toBe('+996 555 12-34-56');
    expect(of('choice', 's8')).toEqual({ phrase: 'exports.choice.yes' });
    expect(of('entitled', 's7')).toEqual({ phrase: 'exports.entitled.recused' });
    expect([of('voted_by', 's1'), of('weight', 's1'), of('weight', 's2')]).toEqual([null, 2.500001, 1]);
  });

  test('positions of states are a table of their own', () => {
    const [, , states] = tables();
    expect(states!.name).toBe('states');
    const positions = [...states!.rows].map(
      row => `${row[1]} ${(row[2] as { phrase: string }).phrase.split('.').at(-1)}`,
    );
    expect(positions.sort()).toEqual(['AM against', 'KG for', 'KZ for', 'RU for', 'UZ none']);
  });

  test('PROC-14: what was void, what repeated it, what was a test are marked; of a void vote no ballot is told', () => {
    expect(column(tables()[0], 'mark')).toEqual([
      null,
      { phrase: 'exports.mark.voided.outage' },
      null,
      { phrase: 'exports.mark.test' },
    ]);
    expect(line('outcome', 1)).toEqual({ phrase: 'exports.outcome.voided' });
    expect(line('way', 2)).toBe('consensus');
    expect(line('rule', 2)).toBe('adopted if there is no objection');
    const [, register] = tables();
    for (const row of [...register.rows].filter(one => one[0] === 2))
      expect(row.slice(4, 7)).toEqual([null, null, null]);
  });

  test('REC-06: nothing of a secret vote, a test too, ties a seat to a choice', () => {
    const secret = report()[3]!;
    expect(secret).toMatchObject({ test: true, method: 'secret', result: { ballots: null } });
    const rows = [...tables()[1].rows].filter(row => row[0] === 4);
    expect(JSON.stringify(rows)).not.toMatch(/choice\.(yes|no|abstain)/);
    for (const one of secret.register) expect(JSON.stringify(one)).not.toMatch(/yes|abstain/);
  });

  test('proxies with their registration, and recusals', () => {
    const lines = representationReport(state);
    expect(lines).toMatchObject([
      { kind: 'proxy', seat: 's8', by: 's2', proof: 'reg-17', how: 'free', item: null },
      { kind: 'recusal', seat: 's7', how: 'excluded', item: { number: 1 } },
    ]);
  });

  test('a show of hands says how many, and of no seat what', async () => {
    const held = await openSession(store(), 'session-h');
    await held.ask('p1', { type: 'agenda.take', item: 'i1' });
    await held.ask('p1', { type: 'motion.submit', item: 'i1', text: { en: 'By hands' }, mover: 's1' });
    const motion = Object.keys(fold(councilSession, await held.read()).motions)[0];
    await held.ask('p1', {
      ...{ type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null, way: 'hands' },
    });
    const voting = Object.keys(fold(councilSession, await held.read()).votings)[0];
    await held.ask('p2', { type: 'voting.cast', voting, seat: 's2', choice: 'no' });
    await held.ask('sec', { type: 'voting.countHands', voting, counts: { yes: 3, abstain: 1 } });
    await held.ask('p1', { type: 'voting.close', voting });
    const all = await held.read();
    const [summary, register] = votesTables(votesReport(fold(councilSession, all), all), reader);
    expect([column(summary, 'yes'), column(summary, 'no'), column(summary, 'in_hall')]).toEqual([[3], [1], [4]]);
    const told = new Set([...register.rows].map(row => JSON.stringify(row[5])));
    // What came from a device is not told as a hand.
    expect(told).toEqual(new Set(['null', '{"phrase":"exports.choice.summed"}']));
    expect(column(register, 'channel').filter(cell => cell !== null)).toEqual([{ phrase: 'exports.channel.device' }]);
    expect(column(register, 'voted').filter(cell => JSON.stringify(cell)?.includes('voted.hands'))).toHaveLength(4);
  });

  test('REC-06, REC-23: who was given a paper is not told as one who did not vote; papers are told by number', async () => {
    const held = await openSession(store(), 'session-b');
    await held.ask('p1', { type: 'agenda.take', item: 'i1' });
    await held.ask('p1', { type: 'motion.submit', item: 'i1', text: { en: 'By paper' }, mover: 's1' });
    const motion = Object.keys(fold(councilSession, await held.read()).motions)[0];
    await held.ask('p1', {
      ...{ type: 'voting.open', motion, method: 'secret', majority: 'simple', closesInSeconds: null },
      ...{ way: 'paper', tellers: ['p2', 'p4'] },
    });
    const voting = Object.keys(fold(councilSession, await held.read()).votings)[0];
    for (const seat of ['s1', 's3', 's5']) await held.ask('sec', { type: 'voting.issuePaper', voting, seat });
    await held.ask('p2', { type: 'voting.cast', voting, seat: 's2', choice: 'no' });
    // First the devices end, then the papers are counted.
    await held.ask('p1', { type: 'voting.close', voting });
    for (const teller of ['p2', 'p4'])
      await held.ask(teller, { type: 'voting.countPaper', voting, counts: { yes: 2 }, spoiled: 0 });
    await held.ask('p1', { type: 'voting.close', voting });
    const all = await held.read();
    const [summary, register] = votesTables(votesReport(fold(councilSession, all), all), reader);
    expect([column(summary, 'papers_issued'), column(summary, 'papers_counted')]).toEqual([[3], [2]]);
    const voted = column(register, 'voted').map(cell => (cell as { phrase: string } | null)?.phrase.split('.').at(-1));
    expect(voted).toEqual(['paper', 'yes', 'paper', 'no', 'paper', 'no', 'no', undefined, undefined]);
    expect(isPhraseKey('exports.voted.paper')).toBe(true);
  });
});

describe('REC-23: nothing of a vote is left to be guessed', () => {
  const summaryOf = (more: object) =>
    votesTables([{ ...votesReport(state, entries)[0]!, ...more } as VoteReport], reader)[0];

  test('positions of a consensus, objections, what is repeated by number, who declared a vote void', () => {
    const [summary] = votesTables(votesReport(state, entries), reader, peopleOf(state, new Map()));
    expect(column(summary, 'not_interested')).toEqual([null, null, 1, null]);
    expect(column(summary, 'agree')).toEqual([null, null, 0, null]);
    expect(column(summary, 'objections')).toEqual([null, null, 0, null]);
    expect(column(summary, 'again_number')).toEqual([null, null, 2, null]);
    expect(column(summary, 'voided_by')).toEqual([null, '=1+1', null, null]);
  });

  test('a quota is no plurality, nor is a majority of the ballots; a runoff is', () => {
    const by = (method: string, more: object = {}) => {
      const result = { ...votesReport(state, entries)[0]!.result!, decidedBy: 'plurality', outcome: 'elected' };
      const election = { method, seats: 1 };
      const given = { kind: 'election', rule: null, election, result: { ...result, ...more }, runoffOf: null, ...more };
      return (column(summaryOf(given), 'decided_by')[0] as { phrase: string }).phrase.split('.').at(-1);
    };
    expect([by('stv'), by('absolute_majority'), by('approval'), by('block_plurality')]).toEqual([
      ...['quota', 'ballots', 'plurality', 'plurality'],
    ]);
    expect(by('absolute_majority', { runoffOf: 'v9' })).toBe('plurality');
    expect(by('stv', { outcome: 'not_elected' })).toBe('none');
    expect(by('stv', { decidedBy: 'lot' })).toBe('lot');
  });

  test('votes of candidates by weight stand beside those by heads', () => {
    const choices = ['c1', 'c2'].map((id, n) => ({ id, label: { en: `Candidate ${n}` }, seat: null, count: n }));
    const { result } = votesReport(state, entries)[0]!;
    const weights = { ...result!.weights!, counts: { c1: 2_500_001, c2: 3_000_000 } };
    const summary = summaryOf({ kind: 'election', rule: null, choices, result: { ...result, weights } });
    expect(column(summary, 'counts')).toEqual(['Candidate 0: 0; Candidate 1: 1']);
    expect(column(summary, 'counts_weight')).toEqual(['Candidate 0: 2.500001; Candidate 1: 3']);
  });

  test('a ballot sent in writing is not told as a raised hand', () => {
    const [first] = votesReport(state, entries);
    const ballots = [{ seat: 's1', choice: 'yes', channel: 'hand' as const }];
    const [, register] = votesTables([{ ...first!, way: 'written', result: { ...first!.result!, ballots } }], reader);
    expect(column(register, 'channel')[0]).toEqual({ phrase: 'exports.channel.written' });
    expect(isPhraseKey('exports.channel.written')).toBe(true);
  });

  test('who came and left before the opening did not take part', () => {
    const report = attendanceReport(state, entries, '2026-03-10T12:00:00.000Z');
    const at = (minutes: number) => new Date(Date.parse(report.openedAt!) + minutes * 60_000).toISOString();
    const part = (...stays: (readonly [number, number | null])[]) => {
      const intervals = stays.map(([from, to]) => ({
        ...{ from: at(from), to: to === null ? null : at(to) },
        ...{ mode: 'hall' as const, source: 'secretary' as const },
      }));
      const [sheet] = attendanceTables({ ...report, lines: [{ ...report.lines[0]!, intervals }] }, reader);
      return (column(sheet, 'took_part')[0] as { phrase: string }).phrase;
    };
    expect(part([-20, -10])).toBe('exports.mode.before');
    expect(part([-20, 1])).toBe('exports.mode.hall');
    expect(part([-20, -10], [0.1, null])).toBe('exports.mode.hall');
    expect(part([600, 610])).toBe('exports.mode.absent');
    expect(part()).toBe('exports.mode.absent');
    expect(isPhraseKey('exports.mode.before')).toBe(true);
  });

  test('a proxy is told by its registration, and by a hash only to programs', () => {
    const lines = representationReport(state);
    expect(column(representationTable(lines, reader)!, 'registration')).toEqual(['reg-17', null]);
    const hashed = representationTable([{ ...lines[0]!, proof: HASH }], reader)!;
    expect(column(hashed, 'registration')).toEqual([{ phrase: 'exports.proof.written' }]);
    expect(hashed.columns.find(one => one.name === 'proof')).toMatchObject({ machine: true });
  });

  test('a decision has the weights and the outcome as announced, and cites its vote by number', () => {
    const report = decisionsReport(state, entries);
    const [decisions, , tasks, remarks] = decisionsTables(report, reader);
    const sentence = outcomeSentence('en', state.votings[votes.double!]!);
    expect(sentence).toMatch(/^Adopted: .*5\.500001/);
    expect(column(decisions, 'sentence')[0]).toBe(sentence);
    const weights = ['yes_weight', 'no_weight', 'abstain_weight'].map(name => column(decisions, name)[0]);
    expect(weights).toEqual([5.500001, 1, 1]);
    expect(column(decisions, 'vote_number')).toEqual([1, 3]);
    expect(column(tasks, 'decision_number')).toEqual([1]);
    expect(column(remarks!, 'vote_number')).toEqual([1]);
    const { procedure: _, ...session } = state.session;
    const [before] = decisionsTables(decisionsReport({ ...state, session }, entries), reader);
    expect(before.columns.map(one => one.name)).not.toContain('sentence');
  });
});

describe('Decisions and tasks after the vote', () => {
  test('REC-05, SEC-16: number, signatures and dissent; of a text only its hash', () => {
    const report = decisionsReport(state, entries);
    const [decisions, , , remarks] = decisionsTables(report, reader);
    expect(column(decisions, 'registered')).toEqual(['7', null]);
    for (const name of ['presidingLocal', 'secretary']) expect(column(decisions, name)[0]).toMatch(/^2026-03-10/);
    expect(remarks).toMatchObject({ name: 'remarks' });
    expect(column(remarks!, 'hash')).toEqual([HASH]);
    expect(column(remarks!, 'kind')).toEqual([{ phrase: 'exports.remark.dissent' }]);
  });

  test('SEC-16: a text that is kept stands beside its hash; one that is not, nowhere', () => {
    const [, , tasks, remarks] = decisionsTables(
      decisionsReport(state, entries, new Map([[HASH, '=Too late']])),
      reader,
    );
    expect(column(remarks!, 'text')).toEqual(['=Too late']);
    expect(column(tasks, 'report_text')).toEqual(['=Too late']);
    const [, , bareTasks, bare] = decisionsTables(decisionsReport(state, entries), reader);
    expect(bareTasks.columns.map(one => one.name)).not.toContain('report_text');
    expect(bare!.columns.map(one => one.name)).not.toContain('text');
  });

  test('a task is told with its whole life', () => {
    const [, , tasks] = decisionsTables(decisionsReport(state, entries), reader);
    expect(column(tasks, 'status')).toEqual([{ phrase: 'exports.status.in_progress' }]);
    expect(column(tasks, 'life')[0]).toMatch(/^begun .*; reported .*; returned .* \(late\)$/);
    expect(column(tasks, 'co')).toEqual(['-']);
    expect(column(tasks, 'report_hash')).toEqual([HASH]);
  });
});

test('every header, title and set word of these tables has its sentence, and every column its cell', () => {
  const all = [
    ...votesTables(votesReport(state, entries), reader),
    ...decisionsTables(decisionsReport(state, entries), reader),
    representationTable(representationReport(state), reader)!,
  ];
  for (const { title, columns, rows } of all) {
    const words = [...rows].flat().flatMap(cell => (typeof cell === 'object' && cell !== null ? [cell.phrase] : []));
    const keys = [title, ...columns.map(one => one.header), ...words];
    expect(keys.filter(key => !isPhraseKey(key))).toEqual([]);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  }
});

test('a session that had none of it is exported as it always was', async () => {
  const { entries: plain } = await holdSession(store(), 'session-1');
  const before = fold(councilSession, plain);
  const tables = [
    ...votesTables(votesReport(before, plain), reader).map(withoutEmpty),
    ...decisionsTables(decisionsReport(before, plain), reader),
  ];
  expect(tables.map(one => [one.name, one.columns.map(column => column.name).join(' ')])).toEqual([
    [
      'summary',
      'number item subject version hash method rule base need entitled yes no abstain counts invalid not_voting outcome decided_by winners openedLocal opened closedLocal closed voting',
    ],
    ['register', 'number seat_label delegation entitled voted choice channel seat voting'],
    ['decisions', 'number item text yes no abstain madeLocal made hash decision voting entry sentence vote_number'],
    ['offices', 'title elected seat filledLocal filled voting entry vote_number'],
    ['tasks', 'number text responsible due decision setLocal set entry decision_number'],
  ]);
  expect(
    Object.keys(JSON.parse(JSON.stringify(votesReport(before, plain)[0])))
      .sort()
      .join(' '),
  ).toBe(
    'choices closedAt closedSeq entitled filled item kind method motion number office openedAt openedSeq quorum register result rule runoffOf statutory tie voting',
  );
});

describe('PROC-30: ballots that came after leaving', () => {
  const told = async (said: boolean) => {
    let clock = Date.parse('2026-03-10T08:00:00.000Z');
    const kept = store();
    const engine = createKeyedEngine({ store: kept, now: () => new Date(clock).toISOString() });
    let commands = 0;
    const ask = async (id: string, act: { type: string; [key: string]: unknown }) => {
      const actor: Actor = { id, kind: id === 'desk' || id === 'system' ? id : 'participant' };
      const command = `command-${++commands}`;
      const answer = await engine.submit('session-l', { id: command, actor, act: act as unknown as { type: string } });
      if (!answer.ok) throw new Error(`${JSON.stringify(act)}: ${JSON.stringify(answer.refusal)}`);
      clock += 60_000;
      return String(answer.seqs[0] ?? '');
    };
    const plain = roll('session-l');
    const rules = { ...plain.rules, ballots: { mayCastAfterLeaving: said } };
    await ask('desk', { type: 'session.prepare', session: { ...plain, rules } });
    await ask('sec', { type: 'attendance.join', mode: 'hall' });
    for (const one of ['p1', 'p2', 'p3', 'p4', 'p5']) await ask(one, { type: 'attendance.join', mode: 'remote' });
    await ask('p1', { type: 'session.open' });
    await ask('p1', { type: 'agenda.take', item: 'i1' });
    const vote = async (method: string) => {
      const motion = `m${await ask('p1', { type: 'motion.submit', item: 'i1', text: { en: 'Plan' }, mover: 's1' })}`;
      const open = { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: null };
      const voting = `v${await ask('p1', open)}`;
      await ask('p3', { type: 'voting.cast', voting, seat: 's3', choice: 'yes' });
      for (const one of ['p2', 'p3']) await ask(one, { type: 'attendance.leave' });
      if (!said) await ask('p2', { type: 'attendance.join', mode: 'remote' });
      await ask('p2', { type: 'voting.cast', voting, seat: 's2', choice: 'no' });
      await ask('p1', { type: 'voting.close', voting });
      for (const one of said ? ['p2', 'p3'] : ['p3']) await ask(one, { type: 'attendance.join', mode: 'remote' });
    };
    await vote('named');
    await vote('secret');
    const all = await kept.read('session-l', 0);
    return votesReport(fold(councilSession, all), all);
  };

  test('both times stand in the line of the seat, of a named vote alone', async () => {
    const report = await told(true);
    const after = { left: '2026-03-10T08:12:00.000Z', cast: '2026-03-10T08:14:00.000Z' };
    expect(report[0]!.register.filter(one => one.after).map(one => [one.seat, one.after])).toEqual([['s2', after]]);
    expect(report[1]!.register.filter(one => one.after)).toEqual([]);
    const [, register] = votesTables(report.slice(0, 1), reader);
    const place = (name: string) => register.columns.findIndex(one => one.name === name);
    const row = [...register.rows].find(one => one[place('seat')] === 's2')!;
    expect(['left', 'leftLocal', 'cast', 'castLocal'].map(name => row[place(name)])).toEqual([
      ...[after.left, '2026-03-10 08:12', after.cast, '2026-03-10 08:14'],
    ]);
    expect(withoutEmpty(register).columns.map(one => one.name)).toEqual(
      expect.arrayContaining(['leftLocal', 'left', 'castLocal', 'cast']),
    );
    for (const { header } of register.columns) expect([header, isPhraseKey(header)]).toEqual([header, true]);
  });

  test('where the rules take none there are no such columns', async () => {
    const report = await told(false);
    expect(report.flatMap(one => one.register).filter(one => one.after)).toEqual([]);
    const names = withoutEmpty(votesTables(report, reader)[1]).columns.map(one => one.name);
    expect(names).not.toContain('cast');
    expect(names).not.toContain('left');
  });
});
