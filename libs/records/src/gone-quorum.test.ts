import { beforeAll, expect, test } from '@jest/globals';
import { councilSession, type State } from '@kengesh/domain';
import { type Entry, fold } from '@kengesh/journal';
import { meeting } from '../../domain/src/testing.suite.js';
import {
  decisionsReport,
  decisionsTables,
  type Table,
  verifyRecord,
  votesReport,
  votesTables,
  withoutEmpty,
} from './index.js';
import { recordOf } from './record-of.suite.js';
import { forger } from './verify/forger.suite.js';

const reader = { language: 'en', local: (instant: string) => instant };
const GONE =
  'There was no quorum at the close: 2 of 8 present, 5 required. By the rules the quorum is tested when a vote opens, so the outcome stands.';

let entries: readonly Entry[];
let state: State;

/** A motion and an election with everybody, a motion and an election of whose eight seats six left before the close. */
beforeAll(async () => {
  const scene = await meeting({ seats: 8 });
  const away = ['p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
  const leave = async () => {
    for (const who of away) await scene.done(who, { type: 'attendance.leave' });
  };
  const back = async () => {
    for (const who of away) await scene.done(who, { type: 'attendance.join', mode: 'remote' });
  };
  const cast = (voting: string, choice: string) =>
    scene.cast(voting, { s1: choice, s2: choice, s3: choice, s4: choice, s5: choice });
  const elect = async () => {
    const label = (n: number) => ({ label: { ru: `Кандидат ${n}`, en: `Candidate ${n}` }, seat: `s${n}` });
    const office = { id: 'head', title: { ru: 'Глава', en: 'Head' } };
    const ballot = { office, candidates: [label(1), label(2)], method: 'secret', closesInSeconds: null };
    return String((await scene.done('p1', { type: 'voting.openElection', ...ballot }))[0]!.data.id);
  };
  for (const ends of [async () => {}, leave]) {
    const voting = await scene.vote('named', 'simple');
    await cast(voting, 'yes');
    await ends();
    await scene.close(voting);
    if (ends === leave) await back();
    const election = await elect();
    await cast(election, 'c1');
    await ends();
    await scene.close(election);
  }
  entries = await scene.entries();
  state = fold(councilSession, entries);
});

/** Cells of these columns, row by row; of a column that is not there, undefined. */
const cells = (table: Table, ...names: string[]) =>
  [...table.rows].map(row => names.map(name => row[table.columns.findIndex(column => column.name === name)]));

test('PROC-40: the table of votes has who was present, how many were needed and the sentence, where a quorum was gone', () => {
  const [summary] = votesTables(votesReport(state, entries), reader);
  const told = cells(withoutEmpty(summary), 'outcome', 'present_at_close', 'quorum_at_close', 'sentence');
  expect(told.map(row => row.slice(1, 3))).toEqual([
    [null, null],
    [null, null],
    [2, 5],
    [2, 5],
  ]);
  expect(told.map(row => String(row[3] ?? '').endsWith(GONE))).toEqual([false, false, true, true]);
  expect(
    withoutEmpty(summary)
      .columns.slice(-2)
      .map(column => column.name),
  ).toEqual(['present_at_close', 'quorum_at_close']);
});

test('PROC-40: decisions and offices say it too', () => {
  const [decisions, offices] = decisionsTables(decisionsReport(state, entries), reader);
  expect(cells(decisions, 'sentence').map(([said]) => String(said).endsWith(GONE))).toEqual([false, true]);
  expect(cells(offices, 'quorum')).toEqual([[null], [GONE]]);
});

test('PROC-40: the record verifies, and another number of those present is not believed', () => {
  expect(verifyRecord(recordOf(entries))).toMatchObject({ faults: [] });
  const close = entries.filter(entry => entry.type === 'voting.closed')[2]!;
  for (const change of [{ present: 8, met: true }, { present: 3 }, { need: 2, met: true }]) {
    const { entries: forged, seq } = forger(entries).change(close, data => {
      const result = data.result as { presentAtClose: object };
      return { ...data, result: { ...result, presentAtClose: { ...result.presentAtClose, ...change } } } as typeof data;
    });
    const verdict = verifyRecord(recordOf(forged));
    if ('malformed' in verdict) throw new Error(verdict.expected);
    expect(verdict.faults[0]).toMatchObject({ seq, fault: 'quorum' });
  }
  const { entries: without } = forger(entries).change(close, data => {
    const { presentAtClose: _, ...result } = data.result as { presentAtClose: object };
    return { ...data, result } as typeof data;
  });
  expect(verifyRecord(recordOf(without))).toMatchObject({ faults: [{ fault: 'quorum' }] });
});
