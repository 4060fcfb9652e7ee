/**
 * Tables for spreadsheets and for whoever reads them in again: UTF-8 with BOM, CRLF, every text in quotes. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it (REC-07); numbers stay numbers. A file is a table and
 * nothing else (REC-23); where it comes from stands in a file beside it.
 */
import { Readable } from 'node:stream';
import type { Table } from '@kengesh/records';
import Papa from 'papaparse';
import { inChunks, visibleColumns } from './chunks.js';
import type { LocalizedCell, LocalizedTable } from './localized-table.js';

export const DELIMITERS = [';', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

// Full-width signs too: some spreadsheets read them as the plain ones.
const FORMULA = /^'*[=+\-@\t\r\0＝＋－＠]/;

/** One apostrophe more where it is needed, also before one that is there already, so that `unguarded` restores every text. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

const BOM = '\ufeff';
const ROW_END = '\r\n';

/** Header and rows. */
export const csvOf = (worded: LocalizedTable, table: Table, delimiter: Delimiter): Readable =>
  Readable.from(tablePieces(worded, table, delimiter));

const optionsOf = (delimiter: Delimiter) => ({
  delimiter,
  newline: ROW_END,
  quotes: (cell: unknown) => typeof cell === 'string',
});

/** Worded as the reader takes them, so that a long register is never there as a whole, and stalls nobody. */
export async function* tablePieces(worded: LocalizedTable, table: Table, delimiter: Delimiter): AsyncGenerator<string> {
  const shown = await visibleColumns(table);
  const columns = shown.map(place => table.columns[place]!);
  const written = (cell: LocalizedCell, index: number) =>
    typeof cell === 'string' && columns[index]?.kind === 'text' ? guarded(cell) : cell;
  function* lines(): Generator<readonly LocalizedCell[]> {
    yield columns.map(column => worded.phrase(column.header));
    for (const row of table.rows) yield shown.map((place, index) => written(worded.cell(row[place]!), index));
  }
  yield BOM;
  for await (const some of inChunks(lines())) yield Papa.unparse([...some], optionsOf(delimiter)) + ROW_END;
}

/** The companion of a table: where it comes from (REC-08), a table of names and values itself. */
export function aboutCsv(worded: LocalizedTable, delimiter: Delimiter): string {
  const lines = [
    [worded.phrase('exports.about.field'), worded.phrase('exports.about.value')],
    ...worded.about.map(([name, value]) => [guarded(name), guarded(value)]),
  ];
  return BOM + Papa.unparse(lines, optionsOf(delimiter)) + ROW_END;
}
