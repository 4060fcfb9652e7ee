/**
 * Catch-up: loads a journal from a snapshot or from entry 1, page by page, and applies entries written by other nodes.
 * Yields to the event loop after every 500 entries. @throws where an entry does not continue the chain.
 */
import type { Commit, FoldedState } from './committed.js';
import { PutBack } from './errors.js';
import { audienceOf, evolve } from './fold.js';
import { GENESIS } from './hash.js';
import type { JournalRuntime } from './journal-runtime.js';
import type { Audience, Entry, EventStore, JournalDef } from './types.js';

/** Entries read at once, and taken over at once: others have their turn in between. */
const PAGE = 1000;
const SLICE = 500;
/** Pages that are on their way while one is taken over; the next of them has come already. */
const AHEAD = 3;

/** What of the engine's options concerns reading, and how it tells. */
interface Reader<S> {
  readonly def: JournalDef<S>;
  readonly store: EventStore;
  readonly loadSnapshot?: (journal: string) => Promise<FoldedState<S> | null>;
  readonly onIntermediateState?: (journal: string, held: FoldedState<S>) => void;
  readonly schedule: (run: () => void) => void;
  readonly maxRecent: number;
  readonly forgetAll: (journal: string, of: JournalRuntime<S>) => void;
  readonly publish: (journal: string, of: JournalRuntime<S>, committed: Commit<S>) => void;
}

export function createCatchUp<S>({
  def,
  store,
  loadSnapshot,
  onIntermediateState,
  schedule,
  maxRecent,
  publish,
  forgetAll,
}: Reader<S>) {
  function cacheRecent(of: JournalRuntime<S>, entries: readonly Entry[], audiences: readonly Audience[]): void {
    for (const [index, entry] of entries.entries()) of.recent.push({ entry, audience: audiences[index]! });
    // Cut seldom: moving the whole list for each entry would cost more than the entry.
    if (of.recent.length > maxRecent * 2) of.recent = of.recent.slice(-maxRecent);
  }

  /**
   * Takes over entries that others wrote, or that we wrote before we forgot the state. They must continue what is held.
   * Of those `far` from the head nobody is told and none is remembered: whom they concern is not even asked.
   */
  function applyEntries(
    journal: string,
    of: JournalRuntime<S>,
    entries: readonly Entry[],
    skipAudiences = false,
  ): FoldedState<S> {
    const base = of.held ?? { seq: 0, hash: GENESIS, at: '', state: def.initial };
    let { seq, hash, at, state } = base;
    let before = state;
    const audiences: Audience[] = [];
    const untold: Entry[] = [];
    for (const entry of entries) {
      if (entry.seq !== seq + 1 || entry.prev !== hash) {
        of.held = null;
        // Written by others, it goes on from something else than what is held here.
        if (seq > 0 && entry.seq === base.seq + 1)
          throw new PutBack(`journal ${journal}: entry ${entry.seq} does not continue ours`);
        throw new Error(`journal ${journal}: entry ${entry.seq} does not continue ${seq}`);
      }
      if (of.publishedSeq !== null && entry.seq === of.publishedSeq + 1) before = state;
      if (!skipAudiences) audiences.push(audienceOf(def, state, entry));
      if (of.publishedSeq !== null && entry.seq > of.publishedSeq) untold.push(entry);
      state = evolve(def, state, entry);
      ({ seq, hash, at } = entry);
    }
    of.held = { seq, hash, at, state };
    if (skipAudiences) of.recent = [];
    else cacheRecent(of, entries, audiences);
    if (untold.length > 0)
      publish(journal, of, {
        from: untold[0]!.seq - 1,
        to: seq,
        entries: untold,
        audiences: audiences.slice(-untold.length),
        before,
        after: state,
        isLocal: false,
      });
    return of.held;
  }

  async function keptState(journal: string): Promise<FoldedState<S> | null> {
    const found = (await loadSnapshot?.(journal)) ?? null;
    if (found === null || found.seq < 1) return null;
    const [entry] = await store.read(journal, found.seq - 1, 1);
    return entry?.seq === found.seq && entry.hash === found.hash && entry.at === found.at ? found : null;
  }

  async function stands(journal: string, seq: number, hash: string): Promise<boolean> {
    const [entry] = await store.read(journal, seq - 1, 1);
    return entry?.hash === hash;
  }

  async function catchUp(journal: string, of: JournalRuntime<S>): Promise<FoldedState<S>> {
    if (of.held === null) {
      of.recent = [];
      if (of.publishedSeq && !(await stands(journal, of.publishedSeq, of.toldHash))) forgetAll(journal, of);
      const from = await keptState(journal);
      // What it skips must have been told.
      if (from && (of.publishedSeq === null || from.seq <= of.publishedSeq)) of.held = from;
    }
    const read = (after: number) => {
      const reading = store.read(journal, after, PAGE);
      // Where an earlier page fails nobody waits for this one.
      reading.catch(() => undefined);
      return reading;
    };
    // The entry that is held is read once more: one that is not there tells that the store was put back (J-38).
    let known = of.held && of.held.seq > 0 ? of.held : null;
    let next = known ? known.seq - 1 : 0;
    for (const pages = [read(next)]; ; ) {
      let page = await pages.shift()!;
      const full = page.length === PAGE;
      if (known && page[0]?.hash !== known.hash) {
        forgetAll(journal, of);
        return catchUp(journal, of);
      }
      if (known) page = page.slice(1);
      known = null;
      // The next pages come while this one is taken over. Which they are is known: there are no holes (J-01).
      while (full && pages.length < AHEAD) {
        next += PAGE;
        pages.push(read(next));
      }
      // Of a journal that is read from its beginning the last full page and what comes after it are enough for pages that come
      // back; more would only be carried along until it is dropped.
      const skipAudiences = of.publishedSeq === null && full && (await pages[0]!).length === PAGE;
      const held = await absorbInSlices(journal, of, page, skipAudiences);
      if (full) continue;
      if (of.publishedSeq === null) {
        of.publishedSeq = held.seq;
        of.toldHash = held.hash;
      }
      return held;
    }
  }

  async function absorbInSlices(
    journal: string,
    of: JournalRuntime<S>,
    page: readonly Entry[],
    skipAudiences: boolean,
  ): Promise<FoldedState<S>> {
    let held = applyEntries(journal, of, page.slice(0, SLICE), skipAudiences);
    for (let from = SLICE; from < page.length; from += SLICE) {
      onIntermediateState?.(journal, held);
      await new Promise<void>(resolve => schedule(resolve));
      held = applyEntries(journal, of, page.slice(from, from + SLICE), skipAudiences);
    }
    if (page.length >= PAGE - 1) onIntermediateState?.(journal, held);
    return held;
  }

  return { remember: cacheRecent, absorb: applyEntries, catchUp };
}
