import { beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, isKnown } from '@kengesh/domain';
import { type Entry, fold } from '@kengesh/journal';
import { heldWithDevices } from './held-with-devices.suite.js';
import { reports, type Table, UNNAMED, verifyRecord, votesReport, votesTables } from './index.js';
import { recordOf, restamped } from './record-of.suite.js';

const reader = { language: 'en', local: (instant: string) => instant.slice(11, 16) };
let honest: readonly Entry[];

beforeAll(async () => {
  honest = await heldWithDevices();
});

function faultsOf(entries: readonly Entry[]) {
  const verdict = verifyRecord(recordOf(entries), entries.at(-1)!.hash);
  if (!('faults' in verdict)) throw new Error('not read');
  return verdict.faults;
}
const changed = (type: string, how: (data: Entry['data']) => Entry['data']) =>
  restamped(honest.map(entry => (entry.type === type ? { ...entry, data: how(entry.data) } : entry)));
const rowsOf = ({ rows }: Table) => [...rows];

describe('Keys in a record', () => {
  test('SEC-17, REC-24: a record with links and devices agrees', () => {
    expect(honest.every(isKnown)).toBe(true);
    expect(faultsOf(honest)).toEqual([]);
  });

  test('SEC-19, REC-24: a mark taken off a ballot, or a confirmation by whoever issued the link, is refused', () => {
    const firstOf = (type: string) => ({ seq: honest.find(entry => entry.type === type)!.seq });
    const unmarked = changed('voting.cast', ({ admitted: _, ...data }) => data);
    expect(faultsOf(unmarked)[0]).toMatchObject(firstOf('voting.cast'));
    const atOnce = changed('link.issued', ({ until: _, ...data }) => data);
    expect(faultsOf(atOnce)[0]).toMatchObject(firstOf('link.issued'));
    const byIssuer = restamped(
      honest.map(entry => (entry.type === 'link.confirmed' ? { ...entry, actor: 'sec' } : entry)),
    );
    expect(faultsOf(byIssuer)[0]).toMatchObject(firstOf('link.confirmed'));
  });

  test('SEC-17: the annex of the minutes lists each of them in words', () => {
    const state = fold(councilSession, honest);
    const { devices } = reports;
    const entries = honest.filter(entry => new RegExp(devices.concerning).test(entry.type));
    const drawn = devices.draw({ state, entries, asOf: honest.at(-1)!.at, texts: new Map() }, reader, UNNAMED);
    const [table] = drawn.tables;
    expect(drawn.tables.map(one => one.name)).toEqual(devices.tableNames(state));
    const lines = rowsOf(table!).map(row => String(row[3]));
    expect(lines).toHaveLength(entries.length);
    expect(lines[0]).toBe(
      'The secretariat issued a new link in place of the one before: Seat 1. Reason: the device does not work. It has to be confirmed by a second person.',
    );
    expect(lines[1]).toMatch(/^Admitted by one/);
    expect(lines.join(' ')).toContain('The one before had no connection and is disconnected');
    for (const row of table!.rows) expect(row).toHaveLength(table!.columns.length);
  });

  test('SEC-19, SEC-20: the voting protocol marks what came from such a device', () => {
    const tables = votesTables(votesReport(fold(councilSession, honest)), reader, UNNAMED);
    const register = tables.find(one => one.name === 'register')!;
    const came = register.columns.findIndex(one => one.name === 'channel');
    expect(rowsOf(register).map(row => row[came])).toEqual([
      { phrase: 'exports.channel.device_one' },
      { phrase: 'exports.channel.device' },
      { phrase: 'exports.channel.device_recent' },
      { phrase: 'exports.channel.device_recent' },
      null,
    ]);
  });
});
