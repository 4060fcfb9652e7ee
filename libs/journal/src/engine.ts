/**
 * Command handler of a journal: queues commands, decides them in batches, appends each batch in one transaction.
 * Guarantees: one batch at a time per journal and node; replies only after commit, subscribers after the replies (J-26,
 * J-27).
 */
import { createBatchDecider } from './batch.js';
import { createCatchUp } from './catch-up.js';
import type { FoldedState } from './committed.js';
import { createDeliveryQueue } from './delivery.js';
import type { Engine, EngineOptions } from './engine-api.js';
import { ActFailed, ConcurrencyConflict, DuplicateCommand, OutcomeUnknown, PutBack } from './errors.js';
import { isInAudience } from './fold.js';
import { GENESIS } from './hash.js';
import { createRuntime, type JournalRuntime, type QueuedCommand, type ReplyHandler } from './journal-runtime.js';
import { refuse } from './refuse.js';
import type { Command, EventStoreTransaction, JsonObject, Refusal } from './types.js';
import { validateCommand } from './validate-command.js';

const MAX_RETRIES = 3;
/** So many that wait are enough for a transaction of their own; and so often others are waited for. */
const ENOUGH = 100;
const MAX_BATCH_WINDOWS = 5;

export function createEngine<S>(options: EngineOptions<S>): Engine<S> {
  const { def, store } = options;
  const schedule = options.schedule ?? (run => void Promise.resolve().then(run));
  const maxBatch = options.batch ?? 1000;
  const maxQueue = options.maxQueued ?? 20_000;
  const keep = options.maxCachedJournals ?? 100;
  const maxRecent = options.maxRecentEntries ?? 4000;
  const decideBatch = createBatchDecider({
    def,
    consequences: options.consequences ?? 1000,
    validateEvents: options.validateEvents ?? false,
    cipher: options.cipher,
  });
  const runtimes = new Map<string, JournalRuntime<S>>();
  let waiters: (() => void)[] = [];

  const busy = (of: JournalRuntime<S>) => of.running || of.turns > 0 || of.delivering;

  function runtimeOf(journal: string): JournalRuntime<S> {
    const known = runtimes.get(journal);
    if (known) {
      runtimes.delete(journal);
      runtimes.set(journal, known);
      return known;
    }
    const made = createRuntime<S>();
    runtimes.set(journal, made);
    return made;
  }

  function evictIdle(): void {
    for (const [journal, each] of runtimes) {
      if (runtimes.size <= keep) break;
      if (!busy(each)) runtimes.delete(journal);
    }
    if (waiters.length === 0 || [...runtimes.values()].some(busy)) return;
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  }

  function runExclusive<T>(of: JournalRuntime<S>, work: () => Promise<T>): Promise<T> {
    of.turns++;
    const turn = of.mutex.then(work).finally(() => {
      of.turns--;
    });
    of.mutex = turn.catch(() => undefined);
    return turn;
  }

  const { deliver, tell: publish, forgetAll } = createDeliveryQueue({ ...options, schedule, rest: evictIdle });
  const {
    remember: cacheRecent,
    absorb: applyEntries,
    catchUp,
  } = createCatchUp({ ...options, schedule, maxRecent, publish, forgetAll });

  async function writeBatch(journal: string, of: JournalRuntime<S>, asked: readonly QueuedCommand[]): Promise<void> {
    let lookForAll = false;
    for (let attempt = 0; ; attempt++) {
      try {
        // A long journal is read before its head is locked.
        if (of.held === null) await catchUp(journal, of);
        const runBatch = async (tx: EventStoreTransaction) => {
          const held = of.held!;
          if (held.seq > tx.head.seq || (held.seq === tx.head.seq && held.hash !== tx.head.hash))
            throw new PutBack(`journal ${journal}: the store's head ${tx.head.seq} is not ours`);
          const base = tx.head.seq > held.seq ? applyEntries(journal, of, await tx.read(held.seq)) : held;
          return { base, batch: await decideBatch(base, options.now(), asked, lookForAll, tx) };
        };
        const { base, batch } = await store.transact(journal, runBatch);
        options.onBatch?.(journal, { acts: asked.length, entries: batch.entries.length });
        of.held = batch.held;
        of.isServing = false;
        cacheRecent(of, batch.entries, batch.audiences);
        const committed = {
          from: base.seq,
          to: batch.held.seq,
          entries: batch.entries,
          audiences: batch.audiences,
          texts: batch.texts,
          before: base.state,
          after: batch.held.state,
          isLocal: true,
        };
        deliver(journal, of, {
          asked,
          outcomes: batch.outcomes,
          committed: batch.entries.length > 0 ? committed : null,
        });
        return;
      } catch (error) {
        if (error instanceof DuplicateCommand && !lookForAll) {
          lookForAll = true;
          continue;
        }
        // Whatever we believed may be wrong now: it is read and folded anew (J-29).
        of.held = null;
        if (error instanceof PutBack) forgetAll(journal, of);
        if (error instanceof ConcurrencyConflict && attempt < MAX_RETRIES) continue;
        of.inFlight -= asked.length;
        for (const { command, asker } of asked) asker.failed(new OutcomeUnknown(command.id, error));
        return;
      }
    }
  }

  async function gatherOthers(of: JournalRuntime<S>): Promise<void> {
    for (
      let times = 0, joined = -1;
      times < MAX_BATCH_WINDOWS && of.queue.length < ENOUGH && of.joined > joined;
      times++
    ) {
      joined = of.joined;
      await options.batchWindow?.();
    }
  }

  /** A turn of one who asks the store. Whoever came while another was served lets others join. */
  function inAskersTurn<T>(of: JournalRuntime<S>, behind: boolean, work: () => Promise<T>): Promise<T> {
    return runExclusive(of, async () => {
      if (behind) await gatherOthers(of);
      of.isServing = true;
      try {
        return await work();
      } finally {
        of.isServing = false;
      }
    });
  }

  async function writeNext(journal: string, of: JournalRuntime<S>): Promise<void> {
    const asked = of.queue.splice(0, maxBatch);
    if (asked.length === 0) return;
    of.inFlight += asked.length;
    await writeBatch(journal, of, asked);
  }

  function run(journal: string, of: JournalRuntime<S>): void {
    const behind = of.queue[0]?.behind ?? false;
    void inAskersTurn(of, behind, () => writeNext(journal, of)).then(() => {
      if (of.queue.length > 0) return run(journal, of);
      of.running = false;
      evictIdle();
    });
  }

  function state(journal: string): Promise<FoldedState<S>> {
    const of = runtimeOf(journal);
    of.joined++;
    of.pendingCatchUp ??= inAskersTurn(of, of.isServing, async () => {
      of.pendingCatchUp = null;
      // A batch finds out what is newest too: where one waits, nothing is read for it alone.
      const asks = of.queue.length > 0;
      if (asks) await writeNext(journal, of);
      return asks && of.held ? of.held : catchUp(journal, of);
    }).finally(evictIdle);
    return of.pendingCatchUp;
  }

  function enqueue(journal: string, command: Command, asker: ReplyHandler): void {
    const refused = (refusal: Refusal) => asker.answered({ ok: false, refusal });
    let read: ReturnType<typeof validateCommand<S>>;
    try {
      read = validateCommand(def, command);
    } catch (error) {
      asker.failed(new ActFailed(String(command?.id), error));
      return;
    }
    if ('refused' in read) {
      refused(read as Refusal);
      return;
    }
    const of = runtimeOf(journal);
    if (of.queue.length >= maxQueue) {
      refused(refuse('engine.busy', { waiting: of.queue.length }));
      return;
    }
    of.queue.push({ command, act: (read as { act: JsonObject }).act, behind: of.isServing, asker });
    of.joined++;
    if (of.running) return;
    of.running = true;
    schedule(() => run(journal, of));
  }

  return {
    state,

    held: journal => runtimes.get(journal)?.held ?? null,

    enqueue,

    submit: (journal, command) =>
      new Promise((resolve, reject) => enqueue(journal, command, { answered: resolve, failed: reject })),

    async snapshot(journal, viewer) {
      const held = await state(journal);
      return { seq: held.seq, state: def.view(held.state, viewer) };
    },

    framesAfter(journal, seq, viewer) {
      const { held, recent } = runtimeOf(journal);
      if (!held || !Number.isSafeInteger(seq) || seq < 0 || seq > held.seq) return null;
      if (seq === held.seq) return { from: seq, to: seq, entries: [] };
      const first = recent[0]?.entry.seq;
      if (first === undefined || seq < first - 1) return null;
      const shown = recent.slice(seq + 1 - first).filter(each => isInAudience(each.audience, viewer));
      return { from: seq, to: held.seq, entries: shown.map(each => each.entry) };
    },

    hashAt(journal, seq) {
      const { held, recent } = runtimeOf(journal);
      if (seq === 0) return GENESIS;
      if (!held || seq > held.seq) return null;
      if (seq === held.seq) return held.hash;
      const first = recent[0]?.entry.seq;
      if (first === undefined || seq < first - 1) return null;
      return seq === first - 1 ? recent[0]!.entry.prev : recent[seq - first]!.entry.hash;
    },

    pendingCommands() {
      let count = 0;
      for (const { queue, inFlight } of runtimes.values()) count += queue.length + inFlight;
      return count;
    },

    discardSnapshot(journal) {
      const of = runtimeOf(journal);
      return runExclusive(of, async () => {
        of.held = null;
      }).finally(evictIdle);
    },

    drain() {
      return new Promise(resolve => {
        waiters.push(resolve);
        evictIdle();
      });
    },
  };
}
