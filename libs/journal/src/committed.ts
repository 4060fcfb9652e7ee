/** What the engine tells once it is written: the entries, who may see them, and the states around them. */
import { isInAudience } from './fold.js';
import type { Audience, Entry, Frame, Snapshot, Viewer } from './types.js';

/** The head of a journal and the state there. `hash` is GENESIS and `at` empty while nothing is written. */
export interface FoldedState<S> extends Snapshot<S> {
  readonly hash: string;
  readonly at: string;
}

/** Entries that are committed: from < seq ≤ to, gapless, with the audience of each and the states around them. */
export interface Commit<S> {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
  /** One for each entry, so that frames for many viewers need no second fold: see `frameOf`. */
  readonly audiences: readonly Audience[];
  /** The JSON of each entry, where it was written here: whoever sends it need not write it again. */
  readonly texts?: readonly string[];
  readonly before: S;
  readonly after: S;
  /** False where another node wrote them and this one has just learnt of it. */
  readonly isLocal: boolean;
}

/** The frame of a commit for one viewer. */
export function frameOf<S>(committed: Commit<S>, viewer: Viewer): Frame {
  const { from, to, entries, audiences } = committed;
  return { from, to, entries: entries.filter((_, index) => isInAudience(audiences[index]!, viewer)) };
}
