import { beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, isKnown } from '@kengesh/domain';
import { type Entry, fold } from '@kengesh/journal';
import { meeting } from '../../domain/src/testing.suite.js';
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

  test('SEC-21: "one hand" is a column of the decisions and of the votes, only where there was any', async () => {
    const drawn = async (by: string, signedBy: string) => {
      const scene = await meeting({
        change: whole => ({
          ...whole,
          participants: whole.participants.map(each => (each.role === 'deputy' ? { ...each, role: 'delegate' } : each)),
        }),
      });
      const voting = await scene.vote();
      const told = { voting, seat: 's3', choice: 'yes' };
      await scene.done('sec@desk#b1', { type: 'voting.assist', ...told, online: false });
      await scene.done(by, { type: 'voting.assistConfirm', ...told });
      for (const seat of ['s1', 's2', 's4'])
        await scene.done(`p${seat[1]}`, { type: 'voting.cast', voting, seat, choice: 'yes' });
      await scene.close(voting);
      const [decision] = (await scene.state()).decisions;
      const sign = { type: 'decision.sign', decision: decision!.id, hash: decision!.hash };
      await scene.done(signedBy, sign);
      await scene.done('sec@desk#b1', sign);
      const [state, entries] = [await scene.state(), await scene.entries()];
      return ['decisions', 'votes'].map(name => {
        const report = reports[name as 'decisions' | 'votes'];
        const concerned = entries.filter(entry => new RegExp(report.concerning).test(entry.type));
        const { tables } = report.draw(
          { state, entries: concerned, asOf: entries.at(-1)!.at, texts: new Map() },
          reader,
          UNNAMED,
        );
        const place = tables[0]!.columns.findIndex(column => column.name === 'one_hand');
        return place < 0 ? null : (rowsOf(tables[0]!)[0]![place] ?? null);
      });
    };
    const marked = { phrase: 'exports.mark.one_hand' };
    expect(await drawn('p1@laptop#b1', 'p1@laptop#b1')).toEqual([marked, marked]);
    expect(await drawn('p1@laptop#b2', 'p1@laptop#b2')).toEqual([null, null]);
  });
});
