/**
 * Reading along from afar. The follower holds a slice of the state and the number up to which it is true; it takes what
 * the line brings, however often and in whatever order, and asks again when something is missing.
 */
import { evolve } from './fold.js';
import type { Frame, JournalDef, Snapshot, Viewer } from './types.js';

/** What became of a message: taken, already known, or not connected to what is held (something between was lost). */
export type Outcome = 'taken' | 'known' | 'gap';

/** What a follower holds before the first message: nothing, at seq 0. */
export function nothingYet<S>(def: JournalDef<S>, viewer: Viewer): Snapshot<S> {
  return { seq: 0, state: def.view(def.initial, viewer) };
}

/** One step of following, as a pure function (J-40 to J-43, J-45). */
export function follow<S>(
  def: JournalDef<S>,
  viewer: Viewer,
  held: Snapshot<S>,
  message: Snapshot<S> | Frame,
): { readonly held: Snapshot<S>; readonly outcome: Outcome } {
  if (!('entries' in message)) {
    // Journals only grow: an older snapshot is a late one (J-46).
    if (message.seq < held.seq) return { held, outcome: 'known' };
    return { held: { seq: message.seq, state: def.view(message.state, viewer) }, outcome: 'taken' };
  }
  if (message.from > held.seq) return { held, outcome: 'gap' };
  if (message.to <= held.seq) return { held, outcome: 'known' };
  let state = held.state;
  for (const entry of message.entries) {
    if (entry.seq > held.seq) state = def.view(evolve(def, state, entry), viewer);
  }
  return { held: { seq: message.to, state }, outcome: 'taken' };
}

export interface Follower<S> {
  /** What is held now; the same object until something changes, so that it can be compared by identity. */
  readonly held: Snapshot<S>;
  /** True from a gap until something was taken again: what is held may be out of date. */
  readonly behind: boolean;
  take(message: Snapshot<S> | Frame): Outcome;
  /** A new line: a request made on the old one may be lost, so the next gap asks again. */
  reconnected(): void;
  /** Forgets everything, for another viewer where given (a deputy takes the chair), and asks from the beginning (J-47). */
  reset(viewer?: Viewer): void;
  /** Called after each change of `held` or `behind`. Answers how to stop it. */
  subscribe(listener: () => void): () => void;
}

/** A follower. `resync(afterSeq)` asks the server for what comes after; it is called once a gap, not once a frame (J-43). */
export function createFollower<S>(options: {
  readonly def: JournalDef<S>;
  readonly viewer: Viewer;
  readonly resync: (afterSeq: number) => void;
}): Follower<S> {
  const { def, resync } = options;
  const listeners = new Set<() => void>();
  let viewer = options.viewer;
  let held = nothingYet(def, viewer);
  let behind = false;
  // The highest seq a frame that did not fit has told of.
  let heard = 0;
  // Asked and not yet answered on this line.
  let asked = false;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const ask = () => {
    if (asked) return;
    asked = true;
    resync(held.seq);
  };
  return {
    get held() {
      return held;
    },
    get behind() {
      return behind;
    },
    take(message) {
      const step = follow(def, viewer, held, message);
      if (step.outcome === 'gap') {
        const news = !behind;
        behind = true;
        if ('entries' in message) heard = Math.max(heard, message.to);
        ask();
        if (news) tell();
      }
      if (step.outcome === 'taken') {
        held = step.held;
        behind = held.seq < heard;
        asked = false;
        tell();
      }
      return step.outcome;
    },
    reconnected() {
      asked = false;
    },
    reset(next) {
      viewer = next ?? viewer;
      held = nothingYet(def, viewer);
      behind = true;
      heard = 0;
      asked = false;
      tell();
      ask();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
