/** A journal kept in memory only: for tests, rehearsals and the sample's clock. Held to the same suite as Postgres. */
import { BoxClosed, DuplicateCommand } from './errors.js';
import { GENESIS } from './hash.js';
import type { BoxFacts, BoxQuery, Entry, EventStore, EventStoreTransaction, Json } from './types.js';

interface Box {
  readonly sealed: boolean;
  readonly destroyed?: true;
  readonly marks: Map<string, string>;
  readonly contents: string[];
}

interface Kept {
  entries: Entry[];
  readonly made: Map<string, Entry[]>;
  boxes: ReadonlyMap<string, Box>;
  lock: Promise<unknown>;
}

const pair = (actor: string, command: string) => JSON.stringify([actor, command]);

/** Entries must continue a head, one by one. @throws Error where they do not: a mistake of the caller. */
export function assertContinues(
  head: { readonly seq: number; readonly hash: string },
  entries: readonly Entry[],
): void {
  let { seq, hash } = head;
  for (const entry of entries) {
    if (entry.seq !== seq + 1) throw new Error(`append: entry ${entry.seq} after ${seq}`);
    if (entry.prev !== hash) throw new Error(`append: entry ${entry.seq} does not carry the hash before it`);
    ({ seq, hash } = entry);
  }
}

/** @param random a number in [0, 1), for the order in which a box gives out its contents (J-51). */
export function createMemoryStore(options: { readonly random: () => number }): EventStore {
  const journals = new Map<string, Kept>();

  function kept(journal: string): Kept {
    let found = journals.get(journal);
    if (!found) {
      found = { entries: [], made: new Map(), boxes: new Map(), lock: Promise.resolve() };
      journals.set(journal, found);
    }
    return found;
  }

  function shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(options.random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  async function transact<T>(journal: Kept, work: (tx: EventStoreTransaction) => Promise<T>): Promise<T> {
    const fresh: Entry[] = [];
    const boxes = new Map(journal.boxes);
    const own = new Set<string>();
    const head = () => fresh.at(-1) ?? journal.entries.at(-1) ?? { seq: 0, hash: GENESIS };
    const open = (box: string): Box => {
      const found = boxes.get(box);
      if (!found || found.sealed) throw new BoxClosed(`box ${box} is ${found ? 'sealed' : 'not there'}`);
      return found;
    };
    /** The transaction's own copy, so that nothing remains where it fails. */
    const writable = (box: string): Box => {
      const found = open(box);
      if (own.has(box)) return found;
      own.add(box);
      const copy = { sealed: false, marks: new Map(found.marks), contents: [...found.contents] };
      boxes.set(box, copy);
      return copy;
    };
    const tx: EventStoreTransaction = {
      get head() {
        const { seq, hash } = head();
        return { seq, hash };
      },
      async read(after) {
        return [...journal.entries, ...fresh].slice(after);
      },
      async made(commands) {
        const keys = new Set(commands.map(each => pair(each.actor, each.command)));
        return [...keys].flatMap(key => journal.made.get(key) ?? []);
      },
      async append(entries) {
        assertContinues(head(), entries);
        const parts = new Set(fresh.map(entry => `${pair(entry.actor, entry.command)}${entry.part}`));
        for (const entry of entries) {
          const key = pair(entry.actor, entry.command);
          if (parts.has(`${key}${entry.part}`) || journal.made.get(key)?.some(old => old.part === entry.part))
            throw new DuplicateCommand(`command ${entry.command} of ${entry.actor} has its part ${entry.part}`);
          parts.add(`${key}${entry.part}`);
        }
        fresh.push(...entries);
      },
      async boxOpen(box) {
        if (boxes.has(box)) throw new BoxClosed(`box ${box} has been opened before`);
        boxes.set(box, { sealed: false, marks: new Map(), contents: [] });
      },
      async boxQuery(query: BoxQuery): Promise<BoxFacts> {
        if ('has' in query) {
          const mark = boxes.get(query.has.box)?.marks.get(query.has.key) ?? null;
          return { mark, keys: [], contents: [], count: 0 };
        }
        if ('list' in query) {
          const listed = boxes.get(query.list);
          if (!listed?.sealed || listed.destroyed) throw new BoxClosed(`box ${query.list} has left no list`);
          const beside = query.take === undefined ? null : open(query.take);
          const contents = [...shuffled(listed.contents), ...shuffled(beside?.contents ?? [])];
          return {
            mark: null,
            keys: [...(beside?.marks.keys() ?? [])].sort(),
            contents: contents.map(text => JSON.parse(text) as Json),
            count: beside?.marks.size ?? 0,
          };
        }
        if ('unseal' in query) throw new Error('a store opens no seals');
        if ('count' in query) return { mark: null, keys: [], contents: [], count: open(query.count).marks.size };
        const { marks, contents } = open(query.take);
        return {
          mark: null,
          keys: [...marks.keys()].sort(),
          contents: shuffled(contents).map(text => JSON.parse(text) as Json),
          count: marks.size,
        };
      },
      async boxPut(put, mark) {
        const { marks, contents } = writable(put.box);
        if (marks.has(put.key)) return false;
        marks.set(put.key, mark);
        contents.push(JSON.stringify(put.content));
        return true;
      },
      async boxSeal(box, list) {
        const { contents } = open(box);
        boxes.set(box, {
          sealed: true,
          marks: new Map(),
          contents: shuffled(list?.map(one => JSON.stringify(one)) ?? contents),
        });
      },
      async boxDestroy(box) {
        // The list of one that was sealed goes too.
        if (!boxes.get(box)?.sealed || boxes.get(box)?.destroyed) open(box);
        boxes.set(box, { sealed: true, destroyed: true, marks: new Map(), contents: [] });
      },
    };
    const result = await work(tx);
    for (const entry of fresh) {
      journal.entries.push(entry);
      const key = pair(entry.actor, entry.command);
      const parts = journal.made.get(key);
      if (parts) parts.push(entry);
      else journal.made.set(key, [entry]);
    }
    journal.boxes = boxes;
    return result;
  }

  return {
    async read(journal, after, limit) {
      return kept(journal).entries.slice(after, limit === undefined ? undefined : after + limit);
    },
    transact(journal, work) {
      const mine = kept(journal);
      const turn = mine.lock.then(() => transact(mine, work));
      mine.lock = turn.catch(() => undefined);
      return turn;
    },
  };
}
