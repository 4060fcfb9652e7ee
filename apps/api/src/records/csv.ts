/**
 * Tables for spreadsheets and for whoever reads them in again: UTF-8 with BOM, CRLF, every text in quotes. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it (REC-07); numbers stay numbers.
 */
import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Table } from '@kengesh/records';
import { stringify } from 'csv-stringify';
import type { Worded, WordedCell } from './worded.js';

export const DELIMITERS = [';', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

// Full-width signs too: some spreadsheets read them as the plain ones.
const FORMULA = /^'*[=+\-@\t\r\0＝＋－＠]/;

/** One apostrophe more where it is needed, also before one that is there already, so that `unguarded` restores every text. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

/** Header, rows, an empty line, and where it comes from (REC-08) as rows of name and value. */
export function csvOf(worded: Worded, table: Table, delimiter: Delimiter): Readable {
  const { columns } = table;
  const filled = (...cells: string[]) => columns.map((_, index) => cells[index] ?? '');
  const about = worded.about.map(([name, value]) => filled(guarded(name), guarded(value)));
  const one = (cell: WordedCell, index: number) =>
    typeof cell === 'string' && columns[index]?.kind === 'text' ? guarded(cell) : cell;
  // The rows are worded one by one as the reader takes them, so that a long register stalls nobody.
  function* lines() {
    yield columns.map(column => worded.phrase(column.header));
    for (const row of table.rows) yield row.map((cell, index) => one(worded.cell(cell), index));
    yield filled();
    yield* about;
  }
  const writer = stringify({
    bom: true,
    delimiter,
    // With CRLF between rows a lone line feed in a field would go unquoted, hence every text is quoted.
    record_delimiter: 'windows',
    quoted_string: true,
  });
  void write(writer, lines());
  return writer;
}

type Writer = ReturnType<typeof stringify>;

async function write(writer: Writer, lines: Iterable<readonly WordedCell[]>): Promise<void> {
  try {
    let written = 0;
    for (const line of lines) {
      if (writer.destroyed) return;
      if (!writer.write(line)) await new Promise<void>(go => void writer.once('drain', go).once('close', go));
      // A reader that is always ready would never let others have their turn.
      if (++written % 200 === 0) await turn();
    }
    writer.end();
  } catch (error) {
    writer.destroy(error as Error);
  }
}
