/**
 * The clerk of a live session. Acts are heard one after another, each is refused or becomes entries, a whole batch is
 * written at once; only when it is written are the askers answered and everyone else told.
 */
import { createBatch } from './batch.js';
import type { Committed, Held } from './committed.js';
import { createDelivering } from './delivering.js';
import { check, refuse } from './door.js';
import { ActFailed, LostRace, OutcomeUnknown, WrittenBefore } from './errors.js';
import { seen } from './fold.js';
import { type Asker, type Live, newLive, type Waiting } from './live.js';
import { createReading } from './reading.js';
import type {
  Answer,
  Command,
  Frame,
  JournalDef,
  JsonObject,
  Refusal,
  Snapshot,
  Store,
  StoreTx,
  Viewer,
} from './types.js';

export interface EngineOptions<S> {
  readonly def: JournalDef<S>;
  readonly store: Store;
  /** The server's clock, ISO 8601 UTC with milliseconds. */
  readonly now: () => string;
  /**
   * Told of all that is committed, once, in order and without holes per journal, after the askers were answered (J-26).
   * What was written before this engine first looked at the journal is not told.
   */
  readonly onCommitted?: (journal: string, committed: Committed<S>) => void;
  /** Where the host hears of what `onCommitted` or an asker throws; nothing else would. */
  readonly onTrouble?: (error: unknown, journal: string) => void;
  /** Told of each batch that was written, for whoever counts them. */
  readonly onBatch?: (journal: string, batch: { readonly acts: number; readonly entries: number }) => void;
  /** When to run what waits; default a microtask. On Node give `setImmediate`, so that a batch gathers what one turn brings. */
  readonly schedule?: (run: () => void) => void;
  /**
   * Awaited between one transaction or reading and the next, unless many wait already: a moment in which others join it, and
   * again as long as somebody did, five times at the most. Whoever finds the journal at rest does not wait.
   */
  readonly gather?: () => Promise<void>;
  /** Most commands in one transaction; default 1,000. */
  readonly batch?: number;
  /** Most commands waiting per journal before `engine.busy`; default 20,000. */
  readonly queue?: number;
  /** Most journals whose state is kept in memory; default 100. */
  readonly keep?: number;
  /** Newest entries kept per journal for those who come back; default 4,000. Of a long one that was just read, a page at least. */
  readonly recent?: number;
  /**
   * A state kept from an earlier fold of this journal, as `evolve` of this build made it, or null. It spares reading what
   * came before; it counts only where the journal holds that very entry (J-37).
   */
  readonly kept?: (journal: string) => Promise<Held<S> | null>;
  /** Told of the states passed on the way through entries that are read, a slice at a time, for whoever keeps them. */
  readonly onPassed?: (journal: string, held: Held<S>) => void;
  /** Most entries that may follow from one; more is a mistake in `consequences`. Default 1,000. */
  readonly consequences?: number;
}

export interface Engine<S> {
  /**
   * Asks for an act. Resolves after the commit with the answer or a refusal: the act's own, `act.malformed {path, message}`,
   * `act.unknown {type}`, `engine.busy {waiting}`. Rejects with OutcomeUnknown or ActFailed.
   */
  submit(journal: string, command: Command): Promise<Answer>;
  /** The same without a promise, for a host where thousands wait at once; a refusal at the door is answered before this returns. */
  ask(journal: string, command: Command, asker: Asker): void;
  /** The newest state, with what other nodes wrote. */
  state(journal: string): Promise<Held<S>>;
  /** The state as it was folded here last, without asking the store; null where nothing is held now. */
  held(journal: string): Held<S> | null;
  /** The newest state as this viewer may see it. */
  snapshot(journal: string, viewer: Viewer): Promise<Snapshot<S>>;
  /**
   * What a viewer who holds `seq` lacks of what is held here now: the newest where `state` was awaited just before. Null where it
   * is too far back or not of this journal: send a snapshot then.
   */
  framesAfter(journal: string, seq: number, viewer: Viewer): Frame | null;
  /** Commands that are not answered yet, in all journals. */
  waiting(): number;
  /** Folds this journal anew from its first entry that no kept state spares, for it is not believed any more. */
  forget(journal: string): Promise<void>;
  /** Resolves when nothing waits, all is written and told. For an orderly end and for tests. */
  idle(): Promise<void>;
}

const RACES = 3;
/** So many that wait are enough for a transaction of their own; and so often others are waited for. */
const ENOUGH = 100;
const GATHERINGS = 5;

export function createEngine<S>(options: EngineOptions<S>): Engine<S> {
  const { def, store } = options;
  const schedule = options.schedule ?? (run => void Promise.resolve().then(run));
  const maxBatch = options.batch ?? 1000;
  const maxQueue = options.queue ?? 20_000;
  const keep = options.keep ?? 100;
  const maxRecent = options.recent ?? 4000;
  const decideBatch = createBatch({ def, consequences: options.consequences ?? 1000 });
  const lives = new Map<string, Live<S>>();
  let waiters: (() => void)[] = [];

  const busy = (of: Live<S>) => of.running || of.turns > 0 || of.delivering;

  function live(journal: string): Live<S> {
    const known = lives.get(journal);
    if (known) {
      lives.delete(journal);
      lives.set(journal, known);
      return known;
    }
    const made = newLive<S>();
    lives.set(journal, made);
    return made;
  }

  function rest(): void {
    for (const [journal, each] of lives) {
      if (lives.size <= keep) break;
      if (!busy(each)) lives.delete(journal);
    }
    if (waiters.length === 0 || [...lives.values()].some(busy)) return;
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  }

  function inTurn<T>(of: Live<S>, work: () => Promise<T>): Promise<T> {
    of.turns++;
    const turn = of.turn.then(work).finally(() => {
      of.turns--;
    });
    of.turn = turn.catch(() => undefined);
    return turn;
  }

  const { deliver, tell } = createDelivering({ ...options, schedule, rest });
  const { remember, absorb, catchUp } = createReading({ ...options, schedule, maxRecent, tell });

  async function writeBatch(journal: string, of: Live<S>, asked: readonly Waiting[]): Promise<void> {
    let lookForAll = false;
    for (let attempt = 0; ; attempt++) {
      try {
        // A long journal is read before its head is locked.
        if (of.held === null) await catchUp(journal, of);
        const sit = async (tx: StoreTx) => {
          const held = of.held!;
          if (held.seq > tx.head.seq || (held.seq === tx.head.seq && held.hash !== tx.head.hash)) {
            // The store was put back to an earlier day: nothing we believe holds.
            of.told = null;
            throw new LostRace(`journal ${journal}: the store's head ${tx.head.seq} is not ours`);
          }
          const base = tx.head.seq > held.seq ? absorb(journal, of, await tx.read(held.seq)) : held;
          return { base, batch: await decideBatch(base, options.now(), asked, lookForAll, tx) };
        };
        const { base, batch } = await store.transact(journal, sit);
        options.onBatch?.(journal, { acts: asked.length, entries: batch.entries.length });
        of.held = batch.held;
        of.serving = false;
        remember(of, batch.entries, batch.audiences);
        const committed = {
          from: base.seq,
          to: batch.held.seq,
          entries: batch.entries,
          audiences: batch.audiences,
          texts: batch.texts,
          before: base.state,
          after: batch.held.state,
          here: true,
        };
        deliver(journal, of, {
          asked,
          outcomes: batch.outcomes,
          committed: batch.entries.length > 0 ? committed : null,
        });
        return;
      } catch (error) {
        if (error instanceof WrittenBefore && !lookForAll) {
          lookForAll = true;
          continue;
        }
        // Whatever we believed may be wrong now: it is read and folded anew (J-29).
        of.held = null;
        if (error instanceof LostRace && attempt < RACES) continue;
        of.inHand -= asked.length;
        for (const { command, asker } of asked) asker.failed(new OutcomeUnknown(command.command, error));
        return;
      }
    }
  }

  async function gatherOthers(of: Live<S>): Promise<void> {
    for (let times = 0, joined = -1; times < GATHERINGS && of.queue.length < ENOUGH && of.joined > joined; times++) {
      joined = of.joined;
      await options.gather?.();
    }
  }

  /** A turn of one who asks the store. Whoever came while another was served lets others join. */
  function inAskersTurn<T>(of: Live<S>, behind: boolean, work: () => Promise<T>): Promise<T> {
    return inTurn(of, async () => {
      if (behind) await gatherOthers(of);
      of.serving = true;
      try {
        return await work();
      } finally {
        of.serving = false;
      }
    });
  }

  async function writeNext(journal: string, of: Live<S>): Promise<void> {
    const asked = of.queue.splice(0, maxBatch);
    if (asked.length === 0) return;
    of.inHand += asked.length;
    await writeBatch(journal, of, asked);
  }

  function run(journal: string, of: Live<S>): void {
    const behind = of.queue[0]?.behind ?? false;
    void inAskersTurn(of, behind, () => writeNext(journal, of)).then(() => {
      if (of.queue.length > 0) return run(journal, of);
      of.running = false;
      rest();
    });
  }

  function state(journal: string): Promise<Held<S>> {
    const of = live(journal);
    of.joined++;
    of.fresh ??= inAskersTurn(of, of.serving, async () => {
      of.fresh = null;
      // A batch finds out what is newest too: where one waits, nothing is read for it alone.
      const asks = of.queue.length > 0;
      if (asks) await writeNext(journal, of);
      return asks && of.held ? of.held : catchUp(journal, of);
    }).finally(rest);
    return of.fresh;
  }

  /** The act as its schema reads it, or the refusal at the door. */
  function checked(of: Live<S>, command: Command): ReturnType<typeof check<S>> {
    const read = check(def, command);
    if ('refused' in read || of.queue.length < maxQueue) return read;
    return refuse('engine.busy', { waiting: of.queue.length });
  }

  function ask(journal: string, command: Command, asker: Asker): void {
    let read: ReturnType<typeof check<S>>;
    const of = live(journal);
    try {
      read = checked(of, command);
    } catch (error) {
      asker.failed(new ActFailed(String(command?.command), error));
      return;
    }
    if ('refused' in read) {
      asker.answered({ ok: false, refusal: read as Refusal });
      return;
    }
    of.queue.push({ command, act: (read as { act: JsonObject }).act, behind: of.serving, asker });
    of.joined++;
    if (of.running) return;
    of.running = true;
    schedule(() => run(journal, of));
  }

  return {
    state,

    held: journal => lives.get(journal)?.held ?? null,

    ask,

    submit: (journal, command) =>
      new Promise((resolve, reject) => ask(journal, command, { answered: resolve, failed: reject })),

    async snapshot(journal, viewer) {
      const held = await state(journal);
      return { seq: held.seq, state: def.view(held.state, viewer) };
    },

    framesAfter(journal, seq, viewer) {
      const { held, recent } = live(journal);
      if (!held || !Number.isSafeInteger(seq) || seq < 0 || seq > held.seq) return null;
      if (seq === held.seq) return { from: seq, to: seq, entries: [] };
      const first = recent[0]?.entry.seq;
      if (first === undefined || seq < first - 1) return null;
      const shown = recent.slice(seq + 1 - first).filter(each => seen(each.audience, viewer));
      return { from: seq, to: held.seq, entries: shown.map(each => each.entry) };
    },

    waiting() {
      let count = 0;
      for (const { queue, inHand } of lives.values()) count += queue.length + inHand;
      return count;
    },

    forget(journal) {
      const of = live(journal);
      return inTurn(of, async () => {
        of.held = null;
      }).finally(rest);
    },

    idle() {
      return new Promise(resolve => {
        waiters.push(resolve);
        rest();
      });
    },
  };
}
