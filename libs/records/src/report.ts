/** What a report of a session is: its formats, what it is drawn up from, its model and its tables. The list is in `reports.ts`. */
import type { PreparedSession, State } from '@kengesh/domain';
import type { Entry, Refusal } from '@kengesh/journal';
import type { PhraseKey } from '@kengesh/phrases';
import type { People } from './people.js';
import type { Provenance, Reader, Table } from './table.js';

export type ReportFormat = 'csv' | 'xlsx' | 'json';

/** Texts of statements and reports by their hash: kept beside the journal, and erased there without a trace in it. */
export type Texts = ReadonlyMap<string, string>;

/** A session as it stood at one head. */
export interface ReportSource {
  readonly state: State;
  /** Those the report concerns, in the order of the journal. */
  readonly entries: readonly Entry[];
  /** End of what is still running: the instant of generation. */
  readonly asOf: string;
  /** Empty unless the report asks for them. */
  readonly texts: Texts;
}

export interface Drawing {
  readonly tables: readonly Table[];
  /** What the report says of itself beside council, session and provenance: key of the name, and the value. */
  readonly about: readonly (readonly [key: PhraseKey, value: string])[];
}

interface Offered {
  /** In the order in which they are offered. */
  readonly formats: readonly ReportFormat[];
  /** There is something in it of a session that was not held (PROC-04). */
  readonly ofNotHeld?: true;
}

/** A fold of the journal into tables. */
export interface TablesReport extends Offered {
  readonly kind: 'tables';
  /** Types of the entries it is drawn up from beside the state, as a regular expression. Ballots are in the results. */
  readonly concerning: string;
  /** Its tables name no entry, so none is read for them. */
  readonly tablesFromState?: true;
  readonly withTexts?: true;
  /** Names of the tables that `draw` gives of this session, in their order, known without drawing them up. */
  tableNames(state: State): readonly string[];
  /** As JSON holds it. */
  model(source: ReportSource): unknown;
  draw(source: ReportSource, reader: Reader, people: People): Drawing;
}

/** The journal itself, entry by entry. */
export interface EntriesReport extends Offered {
  readonly kind: 'entries';
  readonly formats: readonly ['json'];
  /** Why it is not given out now. */
  heldBack(state: State): Refusal | null;
  /** Everything but the entries, in the order in which it is written. */
  header(prepared: PreparedSession, provenance: Provenance): object;
}

export type Report = TablesReport | EntriesReport;

/** Declares a report of tables by one fold, from which JSON and tables come alike. */
export function defineReport<Model>(
  report: Omit<TablesReport, 'kind' | 'model' | 'draw'> & {
    fold(source: ReportSource): Model;
    tables(model: Model, reader: Reader, people: People, state: State): readonly Table[];
    about?(model: Model): Drawing['about'];
  },
): TablesReport {
  const { fold, tables, about, ...offered } = report;
  return {
    ...offered,
    kind: 'tables',
    model: fold,
    draw(source, reader, people) {
      const model = fold(source);
      return { tables: tables(model, reader, people, source.state), about: about?.(model) ?? [] };
    },
  };
}
