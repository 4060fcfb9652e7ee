import { beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, type State } from '@kengesh/domain';
import { createMemoryStore, type Entry, fold } from '@kengesh/journal';
import { INTERFACE_LANGUAGES, isPhraseKey } from '@kengesh/phrases';
import { randomRecord } from '../../domain/src/random-record.suite.js';
import { holdSession } from './held-session.suite.js';
import { peopleOf, type Report, reports, type Table, type TablesReport } from './index.js';

const all = Object.entries<Report>(reports);
const ofTables = all.flatMap(([name, report]) => (report.kind === 'tables' ? [[name, report] as const] : []));
const asOf = '2026-03-10T12:00:00.000Z';
const local = (instant: string) => instant.slice(0, 16).replace('T', ' ');

/** Tables that only some sessions have. */
const RARE = ['states', 'representation', 'remarks'];
const tablesIn = (state: State) => ofTables.flatMap(([, report]) => report.tableNames(state));

/** Played to their ends, so many that every rare table is in one of them. */
let sessions: { readonly state: State; readonly entries: readonly Entry[] }[];
beforeAll(async () => {
  const { entries } = await holdSession(createMemoryStore({ random: () => 0.5 }), 'session-1');
  sessions = [{ state: fold(councilSession, entries), entries }];
  const missing = new Set(RARE);
  for (let seed = 19; missing.size > 0 && seed < 99; seed++) {
    const { entries: random } = await randomRecord(seed);
    const state = fold(councilSession, random);
    const found = tablesIn(state).filter(table => missing.delete(table));
    if (found.length > 0) sessions.push({ state, entries: random });
  }
  expect([...missing]).toEqual([]);
});

function drawn(report: TablesReport, { state, entries }: (typeof sessions)[number], language: string) {
  const concerned = entries.filter(entry => new RegExp(report.concerning).test(entry.type));
  const source = { state, entries: report.tablesFromState ? [] : concerned, asOf, texts: new Map() };
  return report.draw(source, { language, local }, peopleOf(state, new Map()));
}
const keysOf = ({ title, columns, rows, byHand = [] }: Table) => [
  title,
  ...columns.map(column => column.header),
  ...byHand,
  ...[...rows].flat().flatMap(cell => (typeof cell === 'object' && cell !== null ? [cell.phrase] : [])),
];

describe.each(all)('The report %s', (name, report) => {
  test('is offered by name, its file is named, and the desk says what it is', () => {
    expect(report.formats.length).toBeGreaterThan(0);
    const keys = [`exports.name.${name}`, `exports.file.${name}`, `desk.paper.${name}`];
    expect(keys.filter(key => !isPhraseKey(key))).toEqual([]);
  });
});

describe.each(ofTables)('The report of tables %s', (_, report) => {
  test('offers the tables that it draws, each named on the desk', () => {
    for (const session of sessions) {
      const names = report.tableNames(session.state);
      expect(drawn(report, session, 'en').tables.map(table => table.name)).toEqual(names);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter(table => !isPhraseKey(`desk.paper.table.${table}`))).toEqual([]);
    }
  });

  test('has a sentence for every title, header and set word, and a cell for every column', () => {
    for (const session of sessions) {
      const { tables, about } = drawn(report, session, 'ru');
      const keys = new Set([...tables.flatMap(keysOf), ...about.map(([key]) => key)]);
      expect(keys.size).toBeGreaterThan(1);
      expect([...keys].filter(key => !isPhraseKey(key))).toEqual([]);
      for (const { rows, columns } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  test('holds the same rows in every language, and gives JSON a model', () => {
    const [session] = sessions;
    const rows = INTERFACE_LANGUAGES.map(language =>
      drawn(report, session!, language).tables.map(table => [...table.rows].length),
    );
    for (const counts of rows) expect(counts).toEqual(rows[0]);
    const model = report.model({ state: session!.state, entries: session!.entries, asOf, texts: new Map() });
    expect(JSON.stringify(model).length).toBeGreaterThan(2);
  });
});
