/** Long lists a piece at a time: whoever has a ballot to hand in waits for no paper. */
import { setImmediate as turn } from 'node:timers/promises';
import { sparseColumns, stillEmpty, type Table } from '@kengesh/records';

/** How long a piece may take to make, and how much it holds at most. Milliseconds. */
const MAX_CHUNK_MS = 5;
const MAX_CHUNK_ROWS = 500;

/** Everyone else has a turn before each piece. What is walked lazily is made in here, and its time counts. */
export async function* inChunks<T>(all: Iterable<T>): AsyncGenerator<readonly T[]> {
  let piece: T[] = [];
  let begun = performance.now();
  for (const one of all) {
    piece.push(one);
    if (piece.length < MAX_CHUNK_ROWS && performance.now() - begun < MAX_CHUNK_MS) continue;
    yield piece;
    piece = [];
    await turn();
    begun = performance.now();
  }
  if (piece.length > 0) yield piece;
}

/** Places of the columns that are shown: of the sparse ones those in which something stands. */
export async function visibleColumns(table: Table): Promise<readonly number[]> {
  const { places, rows } = sparseColumns(table);
  let empty: readonly number[] = [...places.keys()];
  for await (const some of inChunks(rows)) {
    if (empty.length === 0) break;
    empty = stillEmpty(empty, some);
  }
  const left = new Set(empty.map(cell => places[cell]));
  return [...table.columns.keys()].filter(place => !left.has(place));
}
