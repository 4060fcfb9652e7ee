/**
 * Client-side subscriber: applies frames and snapshots, ignores duplicates, detects gaps and asks for a resync once per
 * gap.
 * Guarantees: after the last answer its state is view(fold(all entries)) (J-44).
 */
import { evolve } from './fold.js';
import { GENESIS } from './genesis.js';
import type { FoldDef, Frame, Snapshot, Viewer } from './types.js';

/**
 * What became of a message: taken, already known, or not connected to what is held (something between was lost). `anew`: the
 * journal was put back, what was held is gone and this was taken in its place (J-48).
 */
export type ApplyResult = 'taken' | 'known' | 'gap' | 'anew';

/** The newest entry a follower knows the hash of; what it was given beyond holds nothing for it. It tells where to go on from. */
export interface Position {
  readonly seq: number;
  /** Not known where the server that told of it does not say. */
  readonly hash?: string | undefined;
}
const BEFORE_ALL: Position = { seq: 0, hash: GENESIS };

/** What a follower holds before the first message: nothing, at seq 0. */
export function emptySnapshot<S>(def: FoldDef<S>, viewer: Viewer): Snapshot<S> {
  return { seq: 0, state: def.view(def.initial, viewer) };
}

export interface Step<S> {
  readonly held: Snapshot<S>;
  readonly position: Position;
  /** `other`: it belongs to another history than what is held; nothing of it was taken (J-48). */
  readonly outcome: ApplyResult | 'other';
}

/** One step of following, as a pure function (J-40 to J-43, J-45, J-46, J-48). */
export function follow<S>(
  def: FoldDef<S>,
  viewer: Viewer,
  held: Snapshot<S>,
  message: Snapshot<S> | Frame,
  position: Position = held.seq === 0 ? BEFORE_ALL : { seq: held.seq },
): Step<S> {
  if (!('entries' in message)) {
    const { seq, hash, putBack } = message;
    // A journal only grows, so an older snapshot is a late one, unless it says that the journal was put back (J-46).
    if (seq < held.seq && !putBack) return { held, position, outcome: 'known' };
    const outcome = putBack && held.seq > 0 ? 'anew' : 'taken';
    return { held: { seq, state: def.view(message.state, viewer) }, position: { seq, hash }, outcome };
  }
  if (message.from > held.seq) return { held, position, outcome: 'gap' };
  if (message.to <= held.seq) return { held, position, outcome: 'known' };
  let state = held.state;
  let last = position;
  for (const entry of message.entries) {
    if (entry.seq <= held.seq) continue;
    const follows = entry.seq !== last.seq + 1 || last.hash === undefined || entry.prev === last.hash;
    if (!follows) return { held, position, outcome: 'other' };
    state = def.view(evolve(def, state, entry), viewer);
    last = { seq: entry.seq, hash: entry.hash };
  }
  return { held: { seq: message.to, state }, position: last, outcome: 'taken' };
}

export interface Follower<S> {
  /** What is held now; the same object until something changes, so that it can be compared by identity. */
  readonly held: Snapshot<S>;
  /** True from a gap until something was taken again: what is held may be out of date. */
  readonly behind: boolean;
  /** What to tell the server where this line begins: it says whether that is still so (J-48). */
  readonly position: Position;
  apply(message: Snapshot<S> | Frame): ApplyResult;
  /**
   * A new line, on which `position` was told: a request made on the old one may be lost, so the next gap asks again. What was
   * covered beyond that position is covered again, for nothing but its own entries tells whether it is still so.
   */
  reconnected(): void;
  /** Forgets everything, for another viewer where given (a deputy takes the chair), and asks from the beginning (J-47). */
  reset(viewer?: Viewer): void;
  /** Called after each change of `held` or `behind`. Answers how to stop it. */
  subscribe(listener: () => void): () => void;
}

/** A follower. `resync(position)` asks the server for what comes after; it is called once a gap, not once a frame (J-43). */
export function createFollower<S>(options: {
  readonly def: FoldDef<S>;
  readonly viewer: Viewer;
  readonly resync: (position: Position) => void;
}): Follower<S> {
  const { def, resync } = options;
  const listeners = new Set<() => void>();
  let viewer = options.viewer;
  let held = emptySnapshot(def, viewer);
  let position = BEFORE_ALL;
  let behind = false;
  // What is held is of another history: only a whole snapshot helps, of whatever seq.
  let astray = false;
  // The highest seq a frame that did not fit has told of.
  let highestSeen = 0;
  // Asked and not yet answered on this line.
  let asked = false;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  // Entries that are not for this viewer change nothing (J-13): the state at its position is the state held.
  const stepBack = () => {
    if (position.hash !== undefined && position.seq < held.seq) held = { seq: position.seq, state: held.state };
  };
  const ask = () => {
    if (asked) return;
    asked = true;
    stepBack();
    resync(astray ? BEFORE_ALL : position);
  };
  return {
    get held() {
      return held;
    },
    get behind() {
      return behind;
    },
    get position() {
      return astray ? BEFORE_ALL : position;
    },
    apply(message) {
      const whole = !('entries' in message);
      if (astray && !whole) return 'gap';
      const step = follow(def, viewer, held, astray && whole ? { ...message, putBack: true } : message, position);
      if (step.outcome === 'other') {
        astray = true;
        behind = true;
        asked = false;
        ask();
        tell();
        return 'gap';
      }
      if (step.outcome === 'gap') {
        const news = !behind;
        behind = true;
        if ('entries' in message) highestSeen = Math.max(highestSeen, message.to);
        ask();
        if (news) tell();
      }
      if (step.outcome === 'taken' || step.outcome === 'anew') {
        ({ held, position } = step);
        if (step.outcome === 'anew') highestSeen = 0;
        astray = false;
        behind = held.seq < highestSeen;
        asked = false;
        tell();
      }
      return step.outcome;
    },
    reconnected() {
      asked = false;
      stepBack();
    },
    reset(next) {
      viewer = next ?? viewer;
      held = emptySnapshot(def, viewer);
      position = BEFORE_ALL;
      astray = false;
      behind = true;
      highestSeen = 0;
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
