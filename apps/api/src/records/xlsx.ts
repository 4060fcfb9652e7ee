/**
 * Workbooks, written in a thread of their own: packing a long register takes seconds, and in those nobody's ballot may wait.
 * Text is always a text cell, which no spreadsheet evaluates.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Table } from '@kengesh/records';
import { inPieces, shownOf } from './pieces.js';
import type { Worded, WordedCell } from './worded.js';

/** What the thread is told, in this order: a sheet, its rows in pieces, the next sheet, and in the end to write. */
type Told =
  | {
      readonly sheet: { readonly name: string; readonly widths: readonly number[]; readonly header: readonly string[] };
    }
  | { readonly rows: readonly (readonly WordedCell[])[] }
  | { readonly write: true };

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
const sheets = [];
const top = value => ({ type: String, value: clean(value), fontWeight: 'bold', wrap: true, backgroundColor: '#EEEEEE', alignVertical: 'top' });
parentPort.on('message', ({ sheet, rows }) => {
  if (sheet) {
    const columns = sheet.widths.map(width => ({ width }));
    sheets.push({ sheet: sheet.name, columns, stickyRowsCount: 1, data: [sheet.header.map(top)] });
  } else if (rows) sheets.at(-1).data.push(...rows.map(row => row.map(cell)));
  else write(sheets).toBuffer().then(buffer => parentPort.postMessage(buffer));
});
`;

/** A sheet for each table, and a last one that says where they come from. */
export async function xlsxOf(worded: Worded, tables: readonly Table[]): Promise<Buffer> {
  const library = createRequire(import.meta.url).resolve('write-excel-file/node');
  const worker = new Worker(WORKER, { eval: true, workerData: { library } });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', code => reject(new Error(`the workbook's thread ended with code ${code}`)));
  });
  // It may break before it is waited for.
  written.catch(() => undefined);
  const tell = (told: Told) => worker.postMessage(told);
  const names = new Set<string>();
  try {
    for (const table of tables) {
      const { title, rows } = table;
      const shown = await shownOf(table);
      const columns = shown.map(place => table.columns[place]!);
      const header = columns.map(column => worded.phrase(column.header));
      const widths = columns.map(column => column.width);
      tell({ sheet: { name: sheetName(worded.phrase(title), names), widths, header } });
      for await (const some of inPieces(rows))
        tell({ rows: some.map(row => shown.map(place => worded.cell(row[place]!))) });
    }
    const header = [worded.phrase('exports.about.field'), worded.phrase('exports.about.value')];
    tell({ sheet: { name: sheetName(worded.phrase('exports.about.title'), names), widths: [40, 80], header } });
    tell({ rows: worded.about });
    tell({ write: true });
    const bytes = await written;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } finally {
    void worker.terminate();
  }
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
