/**
 * Tables as the secretariat hands them out. Headers and set words are keys of libs/phrases; whoever writes the file
 * asks for the sentence in the reader's language, so one table serves every language and every format.
 */
import type { Entry } from '@kengesh/journal';

/**
 * How a column is written: `text` may hold what people typed and is guarded, the others are ours. `time` is local, `date` a
 * day, `duration` h:mm:ss: a spreadsheet can count with them.
 */
export type ColumnKind = 'text' | 'number' | 'time' | 'date' | 'duration';

export interface Column {
  /** Machine name: the key of a row in JSON. */
  readonly name: string;
  /** Key of its header in libs/phrases. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** Width in characters. */
  readonly width: number;
  /** Left out of a table where no row has anything in it. */
  readonly sparse?: true;
  /** Ids, hashes, instants: for programs, and no fact that people read. Not on a sheet (REC-23). */
  readonly machine?: true;
}

/** A set word (`exports.mode.hall`), worded by libs/phrases. */
export interface PhraseCell {
  readonly phrase: string;
  readonly params?: { readonly [name: string]: string | number };
}
export type Cell = string | number | null | PhraseCell;

export interface Table {
  /** Machine name: last part of a file's or a sheet's name. */
  readonly name: string;
  /** Key of its title in libs/phrases. */
  readonly title: string;
  readonly columns: readonly Column[];
  /** Of a long table made one by one, and anew each time they are gone through. */
  readonly rows: Iterable<Row>;
  /** Of a long table: the cells of its sparse columns alone, row by row; others may stand for them that are null alike. */
  readonly sparseRows?: Iterable<Row>;
  /** Keys of headers of columns that are filled in by hand on the printed sheet. */
  readonly byHand?: readonly string[];
  /** Below each page of the printed sheet, worded. */
  readonly foot?: string;
}
export type Row = readonly Cell[];

/** What every export names (REC-08), given by whoever makes it. */
export interface Provenance {
  /** IANA zone in which local times are written. */
  readonly zone: string;
  /** Instant of generation, UTC. */
  readonly exportedAt: string;
  /** Name and version, `kengesh 0.1.0`. */
  readonly software: string;
  /** As the journal stood when it was made: entries may have followed since. */
  readonly head: Head;
  /** Of the sealed proceedings, once the session is closed (REC-22). */
  readonly proceedings?: Head | null;
}
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const headOf = (entries: readonly Entry[]): Head => ({
  seq: entries.at(-1)?.seq ?? 0,
  hash: entries.at(-1)?.hash ?? '0'.repeat(64),
});

/** How a table is worded: the reader's language, and local time of the session's zone for an instant. */
export interface Reader {
  readonly language: string;
  readonly local: (instant: string) => string;
}

export const text = (name: string, header: string, width = 24): Column => ({ name, header, kind: 'text', width });
/** An id or a hash. */
export const id = (name: string, header: string, width = 18): Column => machine(text(name, header, width));
export const date = (name: string, header: string, width = 14): Column => ({ name, header, kind: 'date', width });
export const number = (name: string, header: string, width = 12): Column => ({ name, header, kind: 'number', width });
/** Two columns: local time as it is read, and the instant for machines. */
export const time = (name: string, header: string): readonly Column[] => [
  { name: `${name}Local`, header, kind: 'time', width: 20 },
  { name, header: `${header}Utc`, kind: 'time', width: 26, machine: true },
];
export const times = (instant: string | null, reader: Reader): readonly Cell[] =>
  instant === null ? [null, null] : [reader.local(instant), instant];

export const machine = (column: Column): Column => ({ ...column, machine: true });
export const sparse = (column: Column): Column => ({ ...column, sparse: true });
/** Rows that are nowhere all at once: a register has a line for each seat and vote. */
export const rowByRow = (rows: () => Iterator<Row>): Iterable<Row> => ({ [Symbol.iterator]: rows });

/** A long register has the same few cells again and again: each is made when it is first asked for. */
export function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return key => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const one = make(key);
    made.set(key, one);
    return one;
  };
}

/** The sparse columns of a table, and the rows of their cells. */
export function sparseColumns(table: Table): { readonly places: readonly number[]; readonly rows: Iterable<Row> } {
  const places = table.columns.flatMap((column, place) => (column.sparse ? [place] : []));
  const { sparseRows: rows } = table;
  if (rows) return { places, rows };
  return {
    places,
    rows: rowByRow(function* () {
      for (const row of table.rows) yield places.map(place => row[place]!);
    }),
  };
}
/** Which of so many cells nothing stands in, in these rows either. */
export function stillEmpty(cells: readonly number[], rows: Iterable<Row>): readonly number[] {
  let empty = cells;
  for (const row of rows) {
    if (empty.length === 0) break;
    if (empty.some(cell => row[cell] !== null)) empty = empty.filter(cell => row[cell] === null);
  }
  return empty;
}
/** Without the sparse columns in which nothing stands. Goes through all rows at once, so not for long tables. */
export function withoutEmpty(table: Table): Table {
  const { places, rows } = sparseColumns(table);
  const empty = new Set(stillEmpty([...places.keys()], rows).map(cell => places[cell]));
  if (empty.size === 0) return table;
  const kept = <T>(cells: readonly T[]) => cells.filter((_, place) => !empty.has(place));
  return {
    ...table,
    columns: kept(table.columns),
    rows: rowByRow(function* () {
      for (const row of table.rows) yield kept(row);
    }),
  };
}

/** `h:mm:ss`, as an attendance sheet writes durations; whole seconds, cut and not rounded. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
