import { beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, type State } from '@kengesh/domain';
import { createMemoryStore, type Entry, fold } from '@kengesh/journal';
import { type Held, openSession, openVote } from './held-session.suite.js';
import {
  attendanceReport,
  attendanceTables,
  decisionsReport,
  decisionsTables,
  type Names,
  type People,
  type PersonName,
  peopleOf,
  peopleReport,
  representationReport,
  representationTable,
  type Table,
  votesReport,
  votesTables,
  withoutEmpty,
} from './index.js';

const reader = { language: 'en', local: (instant: string) => instant.slice(0, 16).replace('T', ' ') };
const NOT_KEPT = { phrase: 'exports.person.not_kept' };
const ERASED = { phrase: 'exports.person.erased' };
/** Of seat 2 the name is not kept any more, of seat 3 erased; seat 8's participant never had one. */
const names: Names = new Map<string, PersonName>([
  ...['p1', 'p4', 'p5', 'p6', 'p7', 'sec'].map((one): [string, PersonName] => [one, { name: `Name ${one}` }]),
  ['p2', { missing: 'not_kept' }],
  ['p3', { missing: 'erased' }],
]);

let entries: readonly Entry[];
let state: State;

/**
 * Seat 4 votes for seat 7 by proxy. A decision is signed, remarked on and followed by a task; seat 1 is elected; the secretary
 * corrects an attendance.
 */
beforeAll(async () => {
  const held: Held = await openSession(createMemoryStore({ random: () => 0.5 }), 'session-1');
  await held.ask('p1', { type: 'agenda.take', item: 'i1' });
  const vote = await openVote(held, { en: 'Budget' });
  for (const [who, seat] of [
    ['p1', 's1'],
    ['p2', 's2'],
    ['p3', 's3'],
  ] as const)
    await held.ask(who, { type: 'voting.cast', voting: vote, seat, choice: 'yes' });
  await held.ask('p1', { type: 'voting.close', voting: vote });
  await held.ask('p7', { type: 'attendance.leave' });
  const { decisions } = fold(councilSession, await held.read());
  const decision = decisions[0]!;
  await held.ask('p3', {
    type: 'decision.remark',
    kind: 'dissent',
    seat: 's3',
    about: decision.id,
    hash: 'a'.repeat(64),
  });
  for (const who of ['p1', 'sec'])
    await held.ask(who, { type: 'decision.sign', decision: decision.id, hash: decision.hash });
  const task = { type: 'task.set', decision: decision.id, text: { en: 'Report' }, due: null };
  await held.ask('sec', { ...task, responsible: 's2', co: ['s3', 's4', 's8'], control: 's1' });
  await held.ask('sec', {
    ...{ type: 'proxy.register', principal: 's7', holder: 's4', item: null },
    ...{ instruction: { kind: 'free' }, proof: 'reg-1' },
  });
  await held.ask('p1', { type: 'agenda.take', item: 'i2' });
  const election = await held.ask('p1', {
    ...{ type: 'voting.openElection', office: { id: 'chair', title: { en: 'Chair' } }, method: 'named' },
    candidates: [
      { label: { en: 'Kyrgyzstan' }, seat: 's1' },
      { label: { en: 'Russia' }, seat: 's2' },
    ],
    closesInSeconds: null,
  });
  const voting = `v${election.ok ? election.seqs[0] : 0}`;
  for (const [who, seat] of [
    ['p1', 's1'],
    ['p4', 's7'],
  ] as const)
    await held.ask(who, { type: 'voting.cast', voting, seat, choice: 'c1' });
  await held.ask('p1', { type: 'voting.close', voting });
  const stay = (await held.read()).find(
    ({ type, data }) => type === 'attendance.arrived' && data.participant === 'p3',
  )!;
  await held.ask('p1', { type: 'session.close' });
  await held.ask('sec', {
    ...{ type: 'attendance.correct', participant: 'p3', reason: 'late_notice' },
    intervals: [{ from: stay.at, to: '2026-03-10T08:00:10.000Z', mode: 'hall', source: 'secretary' }],
  });
  entries = await held.read();
  state = fold(councilSession, entries);
});

const tablesBy = (people?: People): readonly Table[] =>
  [
    ...attendanceTables(attendanceReport(state, entries, '2026-03-10T12:00:00.000Z'), reader, people),
    ...votesTables(votesReport(state, entries), reader, people),
    ...decisionsTables(decisionsReport(state, entries), reader, people),
    representationTable(representationReport(state), reader, people)!,
  ].map(withoutEmpty);
/** `<table>.<column>` of a table by its title, for two tables are called `summary`. */
const column = (title: string, name: string) => {
  const table = tablesBy(peopleOf(state, names)).find(one => one.title === `exports.${title}.title`)!;
  const place = table.columns.findIndex(one => one.name === name);
  expect([title, name, place]).not.toEqual([title, name, -1]);
  return [...table.rows].map(row => row[place]);
};

describe('REC-21: the person beside the seat', () => {
  test.each([
    ['attendance', 'name', ['Name p1', NOT_KEPT, ERASED, 'Name p4', 'Name p5', 'Name p6', 'Name p7', null, 'Name sec']],
    ['votes', 'winners_names', [null, 'Name p1']],
    ['decisions', 'presiding_by', ['=1+1 (Name p1)']],
    ['decisions', 'secretary_by', ['Secretary (Name sec)']],
    ['offices', 'name', ['Name p1']],
    ['tasks', 'responsible_name', [NOT_KEPT]],
    ['tasks', 'co_names', ['name erased; Name p4; —']],
    ['tasks', 'control_name', ['Name p1']],
    ['remarks', 'name', [ERASED]],
    ['representation', 'name', ['Name p7']],
    ['representation', 'by_name', ['Name p4']],
  ])('in %s, column %s', (title, name, cells) => {
    expect(column(title, name)).toEqual(cells);
  });

  test('in the register of each vote: who sat on the seat, and who cast its ballot', () => {
    const seated = ['Name p1', NOT_KEPT, ERASED, 'Name p4', 'Name p5', 'Name p6', 'Name p7', null, null];
    expect(column('register', 'name')).toEqual([...seated, ...seated]);
    expect(column('register', 'voted_by_name').filter(cell => cell !== null)).toEqual(['Name p4']);
  });

  test('who corrected an attendance is told by office and name, not by an id', () => {
    const by = column('intervals', 'note').flatMap(cell =>
      typeof cell === 'object' && cell?.params ? [cell.params.by] : [],
    );
    expect(new Set(by)).toEqual(new Set(['Secretary (Name sec)']));
  });

  test('every table that names a seat or a participant names a person too', () => {
    for (const { title, columns } of tablesBy(peopleOf(state, names))) {
      const codes = columns.map(one => one.name);
      expect([title, codes.some(code => /name|_by$|text/.test(code))]).toEqual([title, true]);
    }
  });

  test('every row has a cell for each column, and the cells that are looked at alone say what the rows say', () => {
    for (const table of [...votesTables(votesReport(state, entries), reader, peopleOf(state, names))]) {
      const places = table.columns.flatMap(({ sparse }, place) => (sparse ? [place] : []));
      const looked = table.sparseRows && [...table.sparseRows];
      for (const [index, row] of [...table.rows].entries()) {
        expect(row).toHaveLength(table.columns.length);
        if (looked) expect(looked[index]).toHaveLength(places.length);
      }
      for (const [cell, place] of looked ? places.entries() : [])
        expect([place, looked!.some(row => row[cell] !== null)]).toEqual([
          place,
          [...table.rows].some(row => row[place] !== null),
        ]);
    }
  });

  test('without names there is no column of them, and existing columns stand where they stood', () => {
    const [bare, named] = [tablesBy(), tablesBy(peopleOf(state, names))];
    for (const [index, { columns }] of bare.entries()) {
      const codes = columns.map(one => one.name);
      expect(named[index]!.columns.map(one => one.name).filter(code => codes.includes(code))).toEqual(codes);
    }
    expect(bare.flatMap(one => one.columns.map(each => each.name)).filter(name => name.endsWith('_name'))).toEqual([]);
  });

  test('JSON lists every participant with seat, office and name', () => {
    expect(peopleReport(state, names).slice(0, 3)).toEqual([
      { participant: 'p1', seat: 's1', label: { ru: '=1+1' }, role: 'chair', name: 'Name p1' },
      {
        participant: 'p2',
        seat: 's2',
        label: { ru: '+996 555 12-34-56' },
        role: 'deputy',
        name: null,
        missing: 'not_kept',
      },
      { participant: 'p3', seat: 's3', label: { ru: '-' }, role: 'delegate', name: null, missing: 'erased' },
    ]);
    expect(peopleReport(state, names)[7]).toMatchObject({ participant: 'p8', name: null });
    expect(peopleReport(state, names)[7]).not.toHaveProperty('missing');
  });
});

describe('REC-21: a substitute', () => {
  const substituted: State = {
    prepared: {
      seats: [],
      participants: [
        { id: 'own', seat: 's1', label: { en: 'Seat 1' } },
        { id: 'sub', seat: null, label: { en: 'Adviser' } },
      ],
    },
    represent: {
      ...{ proxies: [], recusals: [], suspensions: [] },
      substitutes: [
        { seat: 's1', participant: 'sub', from: '2026-03-10T09:00:00.000Z', to: '2026-03-10T10:00:00.000Z' },
      ],
    },
  } as unknown as State;
  const people = peopleOf(
    substituted,
    new Map([
      ['own', { name: 'Own' }],
      ['sub', { name: 'Substitute' }],
    ]),
  );

  test('is named for what happened while he sat there, the roll’s participant before and after', () => {
    expect(
      ['08:59:59', '09:00:00', '09:59:59', '10:00:00'].map(at => people.sitting('s1', `2026-03-10T${at}.000Z`)),
    ).toEqual(['Own', 'Substitute', 'Substitute', 'Own']);
  });

  test('is not who was elected or charged: that is whom the roll names', () => {
    expect(people.ofSeat('s1')).toBe('Own');
    expect(people.said('sub', reader)).toBe('Adviser (Substitute)');
  });
});
