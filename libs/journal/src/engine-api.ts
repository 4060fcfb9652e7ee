/** What an engine is given, and what it can be asked. */
import type { Commit, FoldedState } from './committed.js';
import type { ReplyHandler } from './journal-runtime.js';
import type { Answer, BoxCipher, Command, EventStore, Frame, JournalDef, Snapshot, Viewer } from './types.js';

export interface EngineOptions<S> {
  readonly def: JournalDef<S>;
  readonly store: EventStore;
  /** The server's clock, ISO 8601 UTC with milliseconds. */
  readonly now: () => string;
  /**
   * Told of all that is committed, once, in order and without holes per journal, after the askers were answered (J-26).
   * What was written before this engine first looked at the journal is not told.
   */
  readonly onCommitted?: (journal: string, committed: Commit<S>) => void;
  /**
   * Told, in its turn between commits, that the store was put back to an earlier day: what was told of this journal before is no
   * more, and what is told from now on goes on from what the store holds (J-38).
   */
  readonly onPutBack?: (journal: string) => void;
  /** Where the host hears of what `onCommitted` or an asker throws; nothing else would. */
  readonly onError?: (error: unknown, journal: string) => void;
  /** Told of each batch that was written, for whoever counts them. */
  readonly onBatch?: (journal: string, batch: { readonly acts: number; readonly entries: number }) => void;
  /** When to run what waits; default a microtask. On Node give `setImmediate`, so that a batch gathers what one turn brings. */
  readonly schedule?: (run: () => void) => void;
  /**
   * Awaited between one transaction or reading and the next, unless many wait already: a moment in which others join it, and
   * again as long as somebody did, five times at the most. Whoever finds the journal at rest does not wait.
   */
  readonly batchWindow?: () => Promise<void>;
  /** Most commands in one transaction; default 1,000. */
  readonly batch?: number;
  /** Most commands waiting per journal before `engine.busy`; default 20,000. */
  readonly maxQueued?: number;
  /** Most journals whose state is kept in memory; default 100. */
  readonly maxCachedJournals?: number;
  /** Newest entries kept per journal for those who come back; default 4,000. Of a long one that was just read, a page at least. */
  readonly maxRecentEntries?: number;
  /** What seals contents that are put to a key (J-57). Without it such a content is not taken. */
  readonly cipher?: BoxCipher;
  /**
   * A state kept from an earlier fold of this journal, as `evolve` of this build made it, or null. It spares reading what
   * came before; it counts only where the journal holds that very entry (J-37).
   */
  readonly loadSnapshot?: (journal: string) => Promise<FoldedState<S> | null>;
  /** Told of the states passed on the way through entries that are read, a slice at a time, for whoever keeps them. */
  readonly onIntermediateState?: (journal: string, held: FoldedState<S>) => void;
  /** Most entries that may follow from one; more is a mistake in `consequences`. Default 1,000. */
  readonly consequences?: number;
  /**
   * Whether each event's data is checked against its declaration before it is written: for tests and development, as it costs
   * time. A fault is a mistake of an act or a consequence; its command fails and nothing of it is written.
   */
  readonly validateEvents?: boolean;
}

export interface Engine<S> {
  /**
   * Asks for an act. Resolves after the commit with the answer or a refusal: the act's own, `act.malformed {path, message}`,
   * `act.unknown {type}`, `engine.busy {waiting}`. Rejects with OutcomeUnknown or ActFailed.
   */
  submit(journal: string, command: Command): Promise<Answer>;
  /** The same without a promise, for a host where thousands wait at once; a malformed command is answered before this returns. */
  enqueue(journal: string, command: Command, asker: ReplyHandler): void;
  /** The newest state, with what other nodes wrote. */
  state(journal: string): Promise<FoldedState<S>>;
  /** The state as it was folded here last, without asking the store; null where nothing is held now. */
  held(journal: string): FoldedState<S> | null;
  /** The newest state as this viewer may see it. */
  snapshot(journal: string, viewer: Viewer): Promise<Snapshot<S>>;
  /**
   * What a viewer who holds `seq` lacks of what is held here now: the newest where `state` was awaited just before. Null where it
   * is too far back or not of this journal: send a snapshot then.
   */
  framesAfter(journal: string, seq: number, viewer: Viewer): Frame | null;
  /** The hash of the entry `seq` of what is held here now; null where that is beyond the head or too far back to tell. */
  hashAt(journal: string, seq: number): string | null;
  /** Commands that are not answered yet, in all journals. */
  pendingCommands(): number;
  /** Folds this journal anew from its first entry that no kept state spares, for it is not believed any more. */
  discardSnapshot(journal: string): Promise<void>;
  /** Resolves when nothing waits, all is written and told. For an orderly end and for tests. */
  drain(): Promise<void>;
}
