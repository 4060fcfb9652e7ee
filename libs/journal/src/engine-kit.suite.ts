/** An engine to be tested: over a guestbook, with a clock of its own and a store that counts and breaks down where told to. */
import { beforeEach } from '@jest/globals';
import type { Commit } from './committed.js';
import { createEngine } from './engine.js';
import type { EngineOptions } from './engine-api.js';
import { type Guestbook, guestbook } from './guestbook.suite.js';
import { createMemoryStore } from './memory-store.js';
import { createRandom } from './random.suite.js';
import type { Command, EventStore, EventStoreTransaction, JsonObject, Viewer } from './types.js';

export const hall: Viewer = { participant: null, bureau: false };
export const boss: Viewer = { participant: 'boss', bureau: true };
export const BOOK = 'book';

/** Counts what is asked of a store, and breaks down where told to. The store itself is a real one. */
function watched(inner: EventStore) {
  const seen = { transactions: 0, appends: [] as number[], lookups: 0, reads: 0 };
  const faults: { before?: () => Error | null; after?: () => Error | null } = {};
  const store: EventStore = {
    read(journal, after, limit) {
      seen.reads++;
      return inner.read(journal, after, limit);
    },
    async transact(journal, work) {
      seen.transactions++;
      const result = await inner.transact(journal, async tx => {
        const counted: EventStoreTransaction = {
          get head() {
            return tx.head;
          },
          read: after => tx.read(after),
          made: commands => {
            seen.lookups++;
            return tx.made(commands);
          },
          append: entries => {
            seen.appends.push(entries.length);
            return tx.append(entries);
          },
          boxOpen: box => tx.boxOpen(box),
          boxQuery: query => tx.boxQuery(query),
          boxPut: (put, command) => tx.boxPut(put, command),
          boxSeal: (box, list) => tx.boxSeal(box, list),
          boxDestroy: box => tx.boxDestroy(box),
        };
        const done = await work(counted);
        const error = faults.before?.();
        if (error) throw error;
        return done;
      });
      // Committed, but the answer never arrives.
      const error = faults.after?.();
      if (error) throw error;
      return result;
    },
  };
  return { store, seen, faults };
}

/** The server's clock: each look at it is a millisecond later. */
const clock = { at: 0 };
export const now = () => new Date(clock.at++).toISOString();
export const turnClock = (milliseconds: number) => {
  clock.at += milliseconds;
};
let serial = 0;
export const ask = (type: string, fields: JsonObject = {}, actor = 'p1', id = `c${++serial}`): Command => ({
  id,
  actor: { id: actor, kind: actor === 'system' ? 'system' : 'participant' },
  act: { type, ...fields },
});
export const sign = (name: string, actor = 'p1', command?: string) => ask('page.sign', { name }, actor, command);
export const wish = (what: string, who: string, command?: string) =>
  ask('wish.drop', { wish: what, who }, who, command);

/** An engine over a store that is watched, and all that it tells. */
export function setUp(options: Partial<EngineOptions<Guestbook>> = {}, inner?: EventStore) {
  const watch = watched(inner ?? createMemoryStore({ random: createRandom(1) }));
  const told: { journal: string; committed: Commit<Guestbook> }[] = [];
  const engine = createEngine({
    def: guestbook,
    store: watch.store,
    now,
    onCommitted: (journal, committed) => told.push({ journal, committed }),
    ...options,
  });
  const all = () => watch.store.read(BOOK, 0);
  return { engine, told, all, ...watch };
}

beforeEach(() => {
  clock.at = Date.parse('2023-04-28T04:00:00.000Z');
});
