/**
 * The transaction of one batch: reads, appends and box puts while the row lock on the journal's head is held.
 */
import {
  assertContinues,
  BoxClosed,
  type BoxFacts,
  type BoxQuery,
  type CommandKey,
  type Entry,
  type EventStoreTransaction,
  GENESIS,
  type Json,
} from '@kengesh/journal';
import type { PoolClient, QueryResultRow } from 'pg';
import { type Ask, type BoxTables, dropOwnTable, fixedTables, type MarkedPut, ownTables } from './box-tables.js';
import { type EntryColumns, entriesOf } from './entry-columns.js';
import { SQL } from './statements.js';

interface Lookup {
  readonly box: string;
  readonly key: string;
  readonly resolve: (facts: BoxFacts) => void;
  readonly reject: (error: unknown) => void;
}
interface Putting extends MarkedPut {
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

/** How it stands with a box, and where it lies. */
interface BoxPlace {
  readonly state: 'open' | 'sealed' | 'destroyed' | 'none';
  readonly tables: BoxTables | null;
}
const NOWHERE: BoxPlace = { state: 'none', tables: null };
const NOTHING: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

/** One batch under the lock of its journal's head. Statements go one after another; look-ups and puts asked together go as one. */
export class PostgresTx implements EventStoreTransaction {
  head: { readonly seq: number; readonly hash: string } = { seq: 0, hash: GENESIS };
  private last: Promise<unknown> = Promise.resolve();
  private lookups: Lookup[] = [];
  private puttings: Putting[] = [];
  private readonly known = new Map<string, BoxPlace>();
  private over = false;
  private readonly fixed: ReturnType<typeof fixedTables>;
  private readonly own: BoxTables;
  /** Settles when the appended entries are written, or have failed to be. */
  written: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: PoolClient,
    private readonly journal: string,
    private readonly urns: string,
  ) {
    const ask: Ask = (statement, values) => this.rows(statement, values);
    this.fixed = fixedTables(ask);
    this.own = ownTables(ask, journal, urns);
  }

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
      if ((await this.placeOf(box)).state !== 'none') throw new BoxClosed(`box ${box} has been opened before`);
      await this.fixed.open(box);
      this.known.set(box, { state: 'open', tables: this.fixed });
    });
  }

  boxQuery(query: BoxQuery): Promise<BoxFacts> {
    if ('has' in query)
      return new Promise((resolve, reject) => {
        this.lookups.push({ ...query.has, resolve, reject });
        if (this.lookups.length === 1) void this.next(() => this.lookUp());
      });
    if ('unseal' in query) return Promise.reject(new Error('a store opens no seals'));
    return this.next(async () => {
      if ('list' in query) {
        const { state } = await this.placeOf(query.list);
        if (state !== 'sealed') throw new BoxClosed(`box ${query.list} has left no list`);
        const listed = await this.fixed.list(query.list);
        if (query.take === undefined) return { ...NOTHING, contents: listed };
        const beside = await this.contentsOf(query.take);
        return { ...beside, contents: [...listed, ...beside.contents] };
      }
      if ('take' in query) return this.contentsOf(query.take);
      const tables = await this.openTables(query.count);
      return { ...NOTHING, count: (await tables.keys(query.count)).length };
    });
  }

  private async contentsOf(box: string): Promise<BoxFacts> {
    const tables = await this.openTables(box);
    // Sorted here and not by the database, whose order hangs on its collation.
    const keys = [...(await tables.keys(box))].sort();
    return { mark: null, keys, contents: await tables.contents(box), count: keys.length };
  }

  boxPut(put: MarkedPut['put'], mark: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.puttings.push({ put, mark, resolve, reject });
      if (this.puttings.length === 1) void this.next(() => this.putAll());
    });
  }

  boxSeal(box: string, list?: readonly Json[]): Promise<void> {
    return this.next(async () => this.endBox(box, await this.openTables(box), list));
  }

  boxDestroy(box: string): Promise<void> {
    return this.next(async () => {
      const { state, tables } = await this.placeOf(box);
      // The list of a box that was sealed goes too.
      const isListed = state === 'sealed' && tables === this.fixed;
      await this.endBox(box, isListed ? tables : await this.openTables(box), null);
    });
  }

  /** The open box goes, with its contents and marks; its name is never used again. */
  private async endBox(box: string, tables: BoxTables, list: readonly Json[] | undefined | null): Promise<void> {
    await tables.end(box, list);
    if (tables === this.own) await this.line.query(dropOwnTable(this.journal, this.urns, box));
    this.known.set(box, { state: list === null ? 'destroyed' : 'sealed', tables });
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

  private async placeOf(box: string): Promise<BoxPlace> {
    const known = this.known.get(box);
    if (known) return known;
    const place = (await this.findFixed(box)) ?? (await this.findOwn(box)) ?? NOWHERE;
    this.known.set(box, place);
    return place;
  }

  private async findFixed(box: string): Promise<BoxPlace | null> {
    const [row] = await this.rows<{ ended: 'sealed' | 'destroyed' | null }>(SQL.boxState, [box]);
    return row ? { state: row.ended ?? 'open', tables: this.fixed } : null;
  }

  /** A box of an earlier build; one that this build has sealed left its list as all do. */
  private async findOwn(box: string): Promise<BoxPlace | null> {
    const text = `select sealed from ${this.urns}.boxes where session_id = $1 and box = $2`;
    const [row] = await this.rows<{ sealed: boolean }>({ name: 'journal-box-before', text }, [box]);
    return row ? { state: row.sealed ? 'sealed' : 'open', tables: this.own } : null;
  }

  private async openTables(box: string): Promise<BoxTables> {
    const { state, tables } = await this.placeOf(box);
    if (state !== 'open' || !tables) throw new BoxClosed(`box ${box} is ${state === 'none' ? 'not there' : 'sealed'}`);
    return tables;
  }

  private async lookUp(): Promise<void> {
    const asked = this.lookups;
    this.lookups = [];
    try {
      const marks = new Map<string, string>();
      for (const box of new Set(asked.map(each => each.box))) await this.placeOf(box);
      for (const tables of [this.fixed, this.own]) {
        const lookups = asked.filter(lookup => this.known.get(lookup.box)?.tables === tables);
        if (lookups.length === 0) continue;
        const found = await this.rows<{ box: string; key: string; command: string }>(tables.marks, [
          lookups.map(each => each.box),
          lookups.map(each => each.key),
        ]);
        for (const row of found) marks.set(JSON.stringify([row.box, row.key]), row.command);
      }
      for (const { box, key, resolve } of asked)
        resolve({ ...NOTHING, mark: marks.get(JSON.stringify([box, key])) ?? null });
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
        const tables = await this.openTables(box);
        const keys = await tables.put(box, puttings);
        for (const { put, resolve } of puttings) resolve(keys.has(put.key));
      } catch (error) {
        for (const { reject } of puttings) reject(error);
      }
    }
  }
}
