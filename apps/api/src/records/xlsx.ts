/**
 * Workbooks, written in a thread of their own: packing a long register takes seconds, and in those nobody's ballot may wait.
 * Text is always a text cell, which no spreadsheet evaluates.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Table } from '@kengesh/records';
import type { Worded, WordedCell } from './worded.js';

interface PlainSheet {
  readonly name: string;
  readonly widths: readonly number[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly WordedCell[])[];
}

/** Given as text, so that the thread starts alike from sources under test and from the built program. */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const library = require(workerData.library);
const write = library.default ?? library;
const edge = { alignVertical: 'top' };
// XML knows no such signs at all, and a workbook that holds one does not open.
const clean = text => text.replace(/[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]/g, '').slice(0, 32767);
const cell = value =>
  value === null ? null
  : typeof value === 'number' ? { ...edge, type: Number, value }
  : { ...edge, type: String, value: clean(value), wrap: true };
const sheets = workerData.sheets.map(({ name, widths, header, rows }) => ({
  sheet: name,
  columns: widths.map(width => ({ width })),
  stickyRowsCount: 1,
  data: [
    header.map(value => ({ type: String, value: clean(value), fontWeight: 'bold', wrap: true, backgroundColor: '#EEEEEE', alignVertical: 'top' })),
    ...rows.map(row => row.map(cell)),
  ],
}));
write(sheets).toBuffer().then(buffer => parentPort.postMessage(buffer));
`;

/** A sheet for each table, and a last one that says where they come from. */
export function xlsxOf(worded: Worded, tables: readonly Table[]): Promise<Buffer> {
  const names = new Set<string>();
  const sheets: PlainSheet[] = tables.map(table => ({
    name: sheetName(worded.phrase(table.title), names),
    widths: table.columns.map(column => column.width),
    header: table.columns.map(column => worded.phrase(column.header)),
    rows: table.rows.map(row => row.map(worded.cell)),
  }));
  sheets.push({
    name: sheetName(worded.phrase('exports.about.title'), names),
    widths: [40, 80],
    header: [worded.phrase('exports.about.field'), worded.phrase('exports.about.value')],
    rows: worded.about,
  });
  const require = createRequire(import.meta.url);
  const library = require.resolve('write-excel-file/node');
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { eval: true, workerData: { library, sheets } });
    worker.once('message', (bytes: Uint8Array) => {
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', code => reject(new Error(`the workbook's thread ended with code ${code}`)));
  });
}

/** At most 31 signs, none of []:*?/\, each name once. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replace(/[[\]:*?/\\']/g, ' ').trim();
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : ` ${number}`;
    const name = plain.slice(0, 31 - end.length) + end;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
