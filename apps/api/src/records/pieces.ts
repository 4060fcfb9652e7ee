/** Long lists a piece at a time: whoever has a ballot to hand in waits for no paper. */
import { setImmediate as turn } from 'node:timers/promises';
import { sparseOf, stillEmpty, type Table, withoutColumns } from '@kengesh/records';

/** How long a piece may take to make, and how much it holds at most. Milliseconds. */
const LONG = 5;
const MUCH = 500;

/** Everyone else has a turn before each piece. What is walked lazily is made in here, and its time counts. */
export async function* inPieces<T>(all: Iterable<T>): AsyncGenerator<readonly T[]> {
  let piece: T[] = [];
  let begun = performance.now();
  for (const one of all) {
    piece.push(one);
    if (piece.length < MUCH && performance.now() - begun < LONG) continue;
    yield piece;
    piece = [];
    await turn();
    begun = performance.now();
  }
  if (piece.length > 0) yield piece;
}

/** The table without the sparse columns in which nothing stands. */
export async function settled(table: Table): Promise<Table> {
  let empty = sparseOf(table);
  if (empty.length === 0) return table;
  for await (const rows of inPieces(table.rows)) {
    empty = stillEmpty(empty, rows);
    if (empty.length === 0) break;
  }
  return withoutColumns(table, empty);
}
