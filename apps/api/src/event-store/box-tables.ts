/**
 * Where boxes lie in Postgres: in tables that are there for all of them, or, opened by an earlier build, in a table of their
 * own. Every statement's first parameter is the journal.
 */
import { type BoxPut, canonical, type Json, sha256Hex } from '@kengesh/journal';
import type { QueryResultRow } from 'pg';
import { SQL } from './statements.js';

interface Statement {
  readonly name?: string;
  readonly text: string;
}
/** Asks in the transaction of the journal. */
export type Ask = <R extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => Promise<R[]>;

export interface MarkedPut {
  readonly put: Pick<BoxPut, 'box' | 'key' | 'content'>;
  readonly mark: string;
}

/** One way for a box to lie in tables. */
export interface BoxTables {
  readonly marks: Statement & { readonly name: string };
  keys(box: string): Promise<readonly string[]>;
  /** In random order. */
  contents(box: string): Promise<readonly Json[]>;
  /** Answers the keys that were free. */
  put(box: string, puts: readonly MarkedPut[]): Promise<ReadonlySet<string>>;
  /** @param list what is to be known of it; what lies in it where that is not said; null: nothing */
  end(box: string, list: readonly Json[] | undefined | null): Promise<void>;
}

const keysOf = (rows: readonly { readonly key: string }[]) => rows.map(row => row.key);
const putValues = (box: string, puts: readonly MarkedPut[]) => [
  box,
  puts.map(({ put }) => put.key),
  puts.map(({ mark }) => mark),
  puts.map(({ put }) => canonical(put.content)),
];
const writeList = (ask: Ask, box: string, list: readonly Json[]) => ask(SQL.seal, [box, canonical(list)]);

/** Boxes of this build. */
export function fixedTables(ask: Ask): BoxTables & {
  open(box: string): Promise<unknown>;
  list(box: string): Promise<readonly Json[]>;
} {
  const tables = {
    marks: SQL.marks,
    open: (box: string) => ask({ text: 'insert into ballot_boxes (session_id, box) values ($1, $2)' }, [box]),
    keys: async (box: string) =>
      keysOf(await ask({ text: 'select key from ballot_marks where session_id = $1 and box = $2' }, [box])),
    async contents(box: string) {
      const text = 'select content from ballots where session_id = $1 and box = $2 order by gen_random_uuid()';
      return (await ask<{ content: Json }>({ text }, [box])).map(row => row.content);
    },
    async list(box: string) {
      const text = 'select content from ballot_lists where session_id = $1 and box = $2 order by gen_random_uuid()';
      return (await ask<{ content: Json }>({ text }, [box])).map(row => row.content);
    },
    put: async (box: string, puts: readonly MarkedPut[]) => new Set(keysOf(await ask(SQL.put, putValues(box, puts)))),
    async end(box: string, list: readonly Json[] | undefined | null) {
      if (list !== null) await writeList(ask, box, list ?? (await tables.contents(box)));
      await ask({ text: 'insert into ballot_boxes_ended (session_id, box, how) values ($1, $2, $3)' }, [
        box,
        list === null ? 'destroyed' : 'sealed',
      ]);
      await ask({ text: 'select empty_ballot_box($1, $2)' }, [box]);
    },
  };
  return tables;
}

/** Boxes that an earlier build has opened: marks in one table, contents in a table for each box. */
export function ownTables(ask: Ask, journal: string, urns: string): BoxTables {
  /** Never made of a user's text: 40 hex digits of a hash. */
  const tableOf = (box: string) => `${urns}.b_${sha256Hex(canonical([journal, box])).slice(0, 40)}`;
  /** The table's rows are those of one box; what belongs to the journal is asked with it. */
  const contents = async (box: string) => {
    const text = `select content from ${tableOf(box)} where $1::text is not null order by gen_random_uuid()`;
    return (await ask<{ content: Json }>({ text }, [])).map(row => row.content);
  };
  return {
    marks: SQL.marksBefore,
    keys: async box =>
      keysOf(await ask({ text: 'select key from box_marks where session_id = $1 and box = $2' }, [box])),
    contents,
    async put(box, puts) {
      const text = `with asked as (
          select * from unnest($3::text[], $4::text[], $5::json[]) as asked (key, command_id, content)
        ), marked as (
          insert into box_marks (session_id, box, key, command_id)
          select $1, $2, key, command_id from asked on conflict do nothing returning key
        ), put as (
          insert into ${tableOf(box)} (content)
          select content from asked join marked using (key) order by gen_random_uuid()
        ) select key from marked`;
      return new Set(keysOf(await ask({ text }, putValues(box, puts))));
    },
    async end(box, list) {
      // The old table still knows which contents came in together, and when.
      if (list !== null) await writeList(ask, box, list ?? (await contents(box)));
      await ask({ text: 'delete from box_marks where session_id = $1 and box = $2' }, [box]);
      await ask({ text: `update ${urns}.boxes set sealed = true where session_id = $1 and box = $2` }, [box]);
    },
  };
}

/** Drops what an ended box of an earlier build lay in. */
export const dropOwnTable = (journal: string, urns: string, box: string): string =>
  `drop table ${urns}.b_${sha256Hex(canonical([journal, box])).slice(0, 40)}`;
