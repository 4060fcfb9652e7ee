/** What an engine keeps in mind of each journal it serves. */
import type { Batch, ParsedCommand } from './batch.js';
import type { Commit, FoldedState } from './committed.js';
import { GENESIS } from './hash.js';
import type { Answer, Audience, Entry } from './types.js';

/** Whoever waits for an answer: exactly one of the two is called, once. */
export interface ReplyHandler {
  answered(answer: Answer): void;
  failed(error: Error): void;
}

export interface QueuedCommand extends ParsedCommand {
  /** Came while others were served. */
  readonly behind: boolean;
  readonly asker: ReplyHandler;
}

/** What is written, for those who asked for it, one outcome each, and for everyone else; null where nothing is to be told. */
export interface PendingDelivery<S> extends Pick<Batch<S>, 'outcomes'> {
  /** Before all else: what was told of this journal earlier is no more. */
  readonly putBack?: boolean;
  readonly asked: readonly QueuedCommand[];
  readonly committed: Commit<S> | null;
}

/** All this engine knows of one journal. */
export interface JournalRuntime<S> {
  held: FoldedState<S> | null;
  /** The last seq that was told; null before the first look. Survives `held`, so that nothing is told twice or left out. */
  publishedSeq: number | null;
  /** Of the entry `told`: by it a store that was put back is known, also after `held` was forgotten. */
  toldHash: string;
  recent: { entry: Entry; audience: Audience }[];
  queue: QueuedCommand[];
  /** All who have ever asked for an act or the state. */
  joined: number;
  /** Acts that are being decided and written, or are written and not answered yet. */
  inFlight: number;
  running: boolean;
  /** Batches and catching up take turns, so that `held` moves in one place at a time. */
  mutex: Promise<unknown>;
  turns: number;
  /** The store is being asked, and nobody was answered yet. */
  isServing: boolean;
  /** A catching up that waits for its turn; whoever asks meanwhile shares it. */
  pendingCatchUp: Promise<FoldedState<S>> | null;
  undelivered: PendingDelivery<S>[];
  delivering: boolean;
}

export const createRuntime = <S>(): JournalRuntime<S> => ({
  held: null,
  publishedSeq: null,
  toldHash: GENESIS,
  recent: [],
  queue: [],
  joined: 0,
  inFlight: 0,
  running: false,
  mutex: Promise.resolve(),
  turns: 0,
  isServing: false,
  pendingCatchUp: null,
  undelivered: [],
  delivering: false,
});
