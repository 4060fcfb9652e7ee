import { beforeAll, expect, test } from '@jest/globals';
import { councilSession } from '@kengesh/domain';
import { createMemoryStore, fold } from '@kengesh/journal';
import { headOf, type Row, rowByRow, type Table, votesReport, votesTables } from '@kengesh/records';
import { holdSession } from '../../../../libs/records/src/held-session.suite.js';
import { csvOf } from './csv.js';
import { localizeTable } from './localized-table.js';
import { xlsxOf } from './xlsx.js';

const MANY = 2000;
const local = (instant: string) => instant.slice(0, 19);

let register: Table;
let worded: ReturnType<typeof localizeTable>;
let lines: number;
/** Rows that were made so far. */
let made = 0;

/** The register of a session as long as they come: the votes of one that was held, over and over again. */
beforeAll(async () => {
  const { entries } = await holdSession(createMemoryStore({ random: () => 0.5 }), 'session-1');
  const report = votesReport(fold(councilSession, entries), entries);
  const votes = Array.from({ length: MANY }, (_, index) => report[index % report.length]!);
  const [, table] = votesTables(votes, { language: 'en', local });
  lines = votes.reduce((sum, vote) => sum + vote.register.length, 0);
  const rows = rowByRow(function* (): Generator<Row> {
    for (const row of table.rows) {
      made += 1;
      yield row;
    }
  });
  register = { ...table, rows };
  const provenance = {
    zone: 'UTC',
    exportedAt: '2026-03-10T12:00:00.000Z',
    software: 'kengesh 0',
    head: headOf(entries),
  };
  worded = localizeTable('en', provenance, local);
});

/** The most rows that were made between two turns of the loop. */
async function mostInOneTurn(work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  let before = made;
  let next: NodeJS.Immediate;
  const look = () => {
    most = Math.max(most, made - before);
    before = made;
    next = setImmediate(look);
  };
  next = setImmediate(look);
  await work();
  most = Math.max(most, made - before);
  clearImmediate(next);
  return most;
}

test('a long register as CSV leaves everybody their turn, also with a reader who is always ready', async () => {
  let text = '';
  const most = await mostInOneTurn(async () => {
    for await (const piece of csvOf(worded, register, ';')) text += piece;
  });
  expect(lines).toBeGreaterThan(10_000);
  expect(text.split('\r\n').length).toBeGreaterThan(lines);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(1000);
});

test('a register is drawn up no further than its reader has come', async () => {
  const paper = csvOf(worded, register, ';');
  const reading = paper[Symbol.asyncIterator]();
  await reading.next();
  await reading.next();
  // Whether a sparse column is empty only the last row tells.
  const looked = made;
  for (let turn = 0; turn < 200; turn++) await new Promise(resolve => setImmediate(resolve));
  expect(made - looked).toBeLessThan(lines * 0.7);
  paper.destroy();
});

test('a long register as a workbook leaves everybody their turn while it is handed to the thread', async () => {
  const rows = rowByRow(function* () {
    let left = 4000;
    for (const row of register.rows) {
      if (left-- === 0) return;
      yield row;
    }
  });
  const most = await mostInOneTurn(() => xlsxOf(worded, [{ ...register, rows }]));
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(1000);
});
