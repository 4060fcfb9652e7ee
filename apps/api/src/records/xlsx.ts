/**
 * Workbooks, written in a thread of their own: packing a long register takes seconds, and in those nobody's ballot may wait.
 * Text is always a text cell, which no spreadsheet evaluates. What only programs read, ids and hashes, is left to CSV and JSON
 * (REC-23).
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Table } from '@kengesh/records';
import { inChunks } from './chunks.js';
import type { LocalizedCell, LocalizedTable } from './localized-table.js';
import { type ToldSheet, XLSX_THREAD } from './xlsx-thread.js';

/** What the thread is told, in this order: a sheet, its rows in pieces, the next sheet, and in the end to write. */
type WorkbookMessage =
  | { readonly sheet: ToldSheet }
  | { readonly rows: readonly (readonly LocalizedCell[])[] }
  | { readonly write: true };

/** A sheet for each table, and a last one that says where they come from. */
export async function xlsxOf(worded: LocalizedTable, tables: readonly Table[]): Promise<Buffer> {
  const library = createRequire(import.meta.url).resolve('write-excel-file/node');
  const worker = new Worker(XLSX_THREAD, { eval: true, workerData: { library } });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', code => reject(new Error(`the workbook's thread ended with code ${code}`)));
  });
  // It may break before it is waited for.
  written.catch(() => undefined);
  const tell = (told: WorkbookMessage) => worker.postMessage(told);
  const names = new Set<string>();
  const begin = (title: string, columns: ToldSheet['columns'], foot = '') => {
    const name = sheetName(title, names);
    const page = { head: [worded.heading, title], foot: [foot || worded.zoned, '{pages}'] } as const;
    tell({ sheet: { name, columns, dateFormat: worded.phrase('exports.sheet.date'), page } });
  };
  try {
    for (const table of tables) {
      const shown = [...table.columns.keys()].filter(place => !table.columns[place]!.machine);
      const columns = shown.map(place => {
        const { header, kind, width } = table.columns[place]!;
        return { header: worded.phrase(header), kind, width };
      });
      const byHand = (table.byHand ?? []).map(header => {
        return { header: worded.phrase(header), kind: 'text', width: 18, byHand: true } as const;
      });
      begin(worded.phrase(table.title), [...columns, ...byHand], table.foot);
      for await (const some of inChunks(table.rows))
        tell({ rows: some.map(row => shown.map(place => worded.cell(row[place]!))) });
    }
    const field = { header: worded.phrase('exports.about.field'), kind: 'text', width: 40 } as const;
    const value = { header: worded.phrase('exports.about.value'), kind: 'text', width: 80 } as const;
    begin(worded.phrase('exports.about.title'), [field, value]);
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
