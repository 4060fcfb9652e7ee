/**
 * The transaction of one batch: reads, appends and box puts while the row lock on the journal's head is held.
 */
import {
  assertContinues,
  BoxClosed,
  type BoxFacts,
  type BoxPut,
  type BoxQuery,
  type CommandKey,
  canonical,
  type Entry,
  type EventStoreTransaction,
  GENESIS,
  type Json,
  sha256Hex,
} from '@kengesh/journal';
import type { PoolClient, QueryResultRow } from 'pg';
import { type EntryColumns, entriesOf } from './entry-columns.js';
import { SQL } from './statements.js';

interface Lookup {
  readonly box: string;
  readonly key: string;
  readonly resolve: (facts: BoxFacts) => void;
  readonly reject: (error: unknown) => void;
}
interface Putting {
  readonly put: BoxPut;
  readonly command: string;
  readonly resolve: (done: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A list as Postgres reads it. The driver writes one too, but goes through each text twice with a regular expression, which
 * was a twentieth of what a ballot cost.
 */
function listOf<T>(items: readonly T[], text: (item: T) => string): string {
  let list = '';
  for (const item of items) {
    const one = text(item);
    const bare = one.includes('"') || one.includes('\\') ? one.replace(/["\\]/g, '\\$&') : one;
    list += list === '' ? `"${bare}"` : `,"${bare}"`;
  }
  return `{${list}}`;
}

/** Never made of a user's text: 40 hex digits of a hash. */
const tableOf = (journal: string, box: string) => sha256Hex(canonical([journal, box])).slice(0, 40);

/** One batch under the lock of its journal's head. Statements go one after another; look-ups and puts asked together go as one. */
export class PostgresTx implements EventStoreTransaction {
  head: { readonly seq: number; readonly hash: string } = { seq: 0, hash: GENESIS };
  private last: Promise<unknown> = Promise.resolve();
  private lookups: Lookup[] = [];
  private puttings: Putting[] = [];
  private readonly known = new Map<string, 'open' | 'sealed' | 'none'>();
  private over = false;
  /** Settles when the appended entries are written, or have failed to be. */
  written: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: PoolClient,
    private readonly journal: string,
    private readonly urns: string,
  ) {}

  /** Lets what is under way come to its end and nothing new begin: the line goes back to the pool, for others' work. */
  async end(): Promise<void> {
    this.over = true;
    await this.last;
  }

  async lock(): Promise<void> {
    const find = () => this.rows<{ seq: number; hash: string }>(SQL.lock, []);
    let [head] = await find();
    if (!head) {
      await this.rows(SQL.begin, [GENESIS]);
      [head] = await find();
    }
    this.head = { seq: head!.seq, hash: head!.hash };
  }

  read(after: number): Promise<Entry[]> {
    return this.next(async () => entriesOf((await this.rows<EntryColumns>(SQL.read, [after, null]))[0]!));
  }

  made(commands: readonly CommandKey[]): Promise<Entry[]> {
    return this.next(() => this.lookFor(commands));
  }

  append(entries: readonly Entry[]): Promise<void> {
    return this.next(async () => {
      assertContinues(this.head, entries);
      const head = entries.at(-1);
      if (!head) return;
      const writing = this.rows(SQL.append, [
        head.seq,
        head.hash,
        listOf(entries, entry => String(entry.seq)),
        listOf(entries, entry => entry.type),
        listOf(entries, entry => entry.at),
        listOf(entries, entry => entry.actor),
        listOf(entries, entry => entry.command),
        listOf(entries, entry => String(entry.part)),
        listOf(entries, entry => entry.prev),
        listOf(entries, entry => entry.hash),
        // As one piece: the texts are JSON already, and nothing in them has to be searched and escaped.
        JSON.stringify(entries.map(entry => entry.data)),
      ]);
      writing.catch(() => undefined);
      // One after another: what failed first is why, the rest only say that the transaction is broken.
      this.written = this.written.then(() => writing);
      this.written.catch(() => undefined);
      this.head = { seq: head.seq, hash: head.hash };
    });
  }

  boxOpen(box: string): Promise<void> {
    return this.next(async () => {
      if ((await this.stateOf(box)) !== 'none') throw new BoxClosed(`box ${box} has been opened before`);
      await this.rows({ text: `insert into ${this.urns}.boxes (session_id, box) values ($1, $2)` }, [box]);
      await this.line.query(`create table ${this.urns}.b_${tableOf(this.journal, box)} (content json not null)`);
      this.known.set(box, 'open');
    });
  }

  boxQuery(query: BoxQuery): Promise<BoxFacts> {
    if ('has' in query)
      return new Promise((resolve, reject) => {
        this.lookups.push({ ...query.has, resolve, reject });
        if (this.lookups.length === 1) void this.next(() => this.lookUp());
      });
    const box = 'take' in query ? query.take : query.count;
    return this.next(async () => {
      await this.mustBeOpen(box);
      const marked = await this.rows<{ key: string }>(
        { text: 'select key from box_marks where session_id = $1 and box = $2' },
        [box],
      );
      if ('count' in query) return { mark: null, keys: [], contents: [], count: marked.length };
      const contents = await this.line.query<{ content: Json }>(
        `select content from ${this.urns}.b_${tableOf(this.journal, box)} order by gen_random_uuid()`,
      );
      return {
        mark: null,
        // Sorted here and not by the database, whose order hangs on its collation.
        keys: marked.map(row => row.key).sort(),
        contents: contents.rows.map(row => row.content),
        count: marked.length,
      };
    });
  }

  boxPut(put: BoxPut, command: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.puttings.push({ put, command, resolve, reject });
      if (this.puttings.length === 1) void this.next(() => this.putAll());
    });
  }

  boxSeal(box: string): Promise<void> {
    return this.next(async () => {
      await this.mustBeOpen(box);
      const table = tableOf(this.journal, box);
      // A new table in a new order: the old one still knows which contents came in together, and when.
      await this.line.query(`create table ${this.urns}.s_${table} as
        select content from ${this.urns}.b_${table} order by gen_random_uuid()`);
      await this.line.query(`create trigger written_once before insert or update or delete or truncate on ${this.urns}.s_${table}
        for each statement execute function public.journal_refuse_change()`);
      await this.endBox(box, table);
    });
  }

  boxDestroy(box: string): Promise<void> {
    return this.next(async () => {
      await this.mustBeOpen(box);
      await this.endBox(box, tableOf(this.journal, box));
    });
  }

  /** The open box goes, with its contents and marks; its name is never used again. */
  private async endBox(box: string, table: string): Promise<void> {
    await this.line.query(`drop table ${this.urns}.b_${table}`);
    await this.rows({ text: 'delete from box_marks where session_id = $1 and box = $2' }, [box]);
    await this.rows({ text: `update ${this.urns}.boxes set sealed = true where session_id = $1 and box = $2` }, [box]);
    this.known.set(box, 'sealed');
  }

  private get line(): PoolClient {
    if (this.over) throw new Error('the transaction is over');
    return this.client;
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Every statement's first parameter is the journal. */
  private async rows<R extends QueryResultRow>(
    statement: { readonly name?: string; readonly text: string },
    values: readonly unknown[],
  ): Promise<R[]> {
    return (await this.line.query<R>({ ...statement, values: [this.journal, ...values] })).rows;
  }

  private lookFor(commands: readonly CommandKey[]): Promise<Entry[]> {
    // A command may stand twice in one batch; its entries must not.
    const asked = [
      ...new Map(commands.map(each => [`${each.actor.length} ${each.actor}${each.command}`, each])).values(),
    ];
    return this.rows<Entry & QueryResultRow>(SQL.made, [
      listOf(asked, each => each.actor),
      listOf(asked, each => each.command),
    ]);
  }

  private async stateOf(box: string): Promise<'open' | 'sealed' | 'none'> {
    const known = this.known.get(box);
    if (known) return known;
    const [row] = await this.rows<{ sealed: boolean }>(
      { name: 'journal-box', text: `select sealed from ${this.urns}.boxes where session_id = $1 and box = $2` },
      [box],
    );
    const state = !row ? 'none' : row.sealed ? 'sealed' : 'open';
    this.known.set(box, state);
    return state;
  }

  private async mustBeOpen(box: string): Promise<void> {
    const state = await this.stateOf(box);
    if (state !== 'open') throw new BoxClosed(`box ${box} is ${state === 'sealed' ? 'sealed' : 'not there'}`);
  }

  private async lookUp(): Promise<void> {
    const asked = this.lookups;
    this.lookups = [];
    try {
      const found = await this.rows<{ box: string; key: string; command: string }>(SQL.marks, [
        asked.map(each => each.box),
        asked.map(each => each.key),
      ]);
      const marks = new Map(found.map(row => [JSON.stringify([row.box, row.key]), row.command]));
      for (const { box, key, resolve } of asked)
        resolve({ mark: marks.get(JSON.stringify([box, key])) ?? null, keys: [], contents: [], count: 0 });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  private async putAll(): Promise<void> {
    const byBox = new Map<string, Map<string, Putting>>();
    for (const putting of this.puttings) {
      const { box, key } = putting.put;
      const inBox = byBox.get(box) ?? new Map<string, Putting>();
      byBox.set(box, inBox);
      if (inBox.has(key)) putting.resolve(false);
      else inBox.set(key, putting);
    }
    this.puttings = [];
    for (const [box, inBox] of byBox) {
      const puttings = [...inBox.values()];
      try {
        await this.mustBeOpen(box);
        // Contents of one batch are shuffled too: nothing in the table keeps the order of the marks.
        const marked = await this.rows<{ key: string }>(
          {
            text: `with asked as (
                select * from unnest($3::text[], $4::text[], $5::json[]) as asked (key, command_id, content)
              ), marked as (
                insert into box_marks (session_id, box, key, command_id)
                select $1, $2, key, command_id from asked on conflict do nothing returning key
              ), put as (
                insert into ${this.urns}.b_${tableOf(this.journal, box)} (content)
                select content from asked join marked using (key) order by gen_random_uuid()
              ) select key from marked`,
          },
          [
            box,
            puttings.map(({ put }) => put.key),
            puttings.map(({ command }) => command),
            puttings.map(({ put }) => canonical(put.content)),
          ],
        );
        const keys = new Set(marked.map(row => row.key));
        for (const { put, resolve } of puttings) resolve(keys.has(put.key));
      } catch (error) {
        for (const { reject } of puttings) reject(error);
      }
    }
  }
}
