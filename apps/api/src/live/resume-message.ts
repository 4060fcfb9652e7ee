/** Coming back: whether what a page lacks can be told entry by entry, or has to be shown whole. */
import { councilSession, mayChangeRoles, participantOf, type State, viewerOf } from '@kengesh/domain';
import type { Frame, Position, Snapshot, Viewer } from '@kengesh/journal';
import type { JournalService } from './journal.service.js';

/**
 * A page that would be told more entries gets a snapshot: it costs it less. What is not for it does not count: where a thousand
 * lines break at once two thousand entries tell of it, and all but its own two are the bureau's affair.
 */
const MAX_RESUME_ENTRIES = 500;

const HASH = /^[0-9a-f]{64}$/;

/** Where a page says that it stands; null where it holds nothing, or says what cannot be. */
export function readPosition(told: unknown): Position | null {
  const { seq, hash } = (told ?? {}) as { seq?: unknown; hash?: unknown };
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return null;
  return { seq, ...(typeof hash === 'string' && HASH.test(hash) ? { hash } : {}) };
}

/** Who tells a seq alone, as pages of earlier builds do, cannot be told what it lacks: perhaps it stands in another history. */
export const comparable = (position: Position | null): Position | null =>
  position?.hash === undefined && position?.seq !== 0 ? null : position;

/** Whether such a page stands beyond all there is. */
export const isBeyond = (position: Position | null, news: ResumeMessage): position is Position =>
  position !== null && position.hash === undefined && 'snapshot' in news && news.snapshot.seq < position.seq;

export type ResumeMessage = { readonly viewer: Viewer } & (
  | { readonly frame: Frame }
  | {
      /** The state the snapshot is a view of. Never to be sent. */ readonly fullState: State;
      readonly snapshot: Snapshot<State>;
    }
);

/**
 * The hash of the entry at which a page stands, empty where there is none: another than the page's own tells that it followed a
 * history that is no more, for the database was put back to an earlier day (J-48).
 */
async function hashThere(journal: JournalService, sessionId: string, seq: number): Promise<string> {
  const [entry] = await journal.entries(sessionId, seq - 1, 1);
  return entry?.seq === seq ? entry.hash : '';
}

/**
 * What a page that stands at this position (null: it holds nothing) is told, as of the moment this resolves: whatever is committed
 * after that has not been told to anyone yet. A snapshot also where its role may have changed meanwhile.
 * @param participant null for a screen
 */
export async function resumeMessageFor(
  journal: JournalService,
  sessionId: string,
  participant: string | null,
  position: Position | null,
): Promise<ResumeMessage> {
  let held = await journal.state(sessionId);
  let putBack = false;
  if (position?.hash !== undefined) {
    let there = position.seq > held.seq ? '' : journal.hashAt(sessionId, position.seq);
    if (there === null) {
      there = await hashThere(journal, sessionId, position.seq);
      // Something may have been told meanwhile.
      held = await journal.state(sessionId);
    }
    putBack = there !== position.hash;
  }
  const viewer = viewerOf(held.state, participant);
  // In the bureau by an election: where that came to act meanwhile, what was not for this page before is not in the entries.
  const isLifted = viewer.bureau && participantOf(held.state, participant ?? '')?.role === 'delegate';
  const frame = position === null || putBack ? null : journal.framesAfter(sessionId, position.seq, viewer);
  if (
    frame &&
    frame.entries.length <= MAX_RESUME_ENTRIES &&
    !frame.entries.some(({ type }) => type === 'session.prepared' || (isLifted && mayChangeRoles(type)))
  )
    return { viewer, frame };
  const { seq, hash, state } = held;
  const snapshot = { seq, hash, ...(putBack ? { putBack } : {}), state: councilSession.view(state, viewer) };
  return { viewer, fullState: state, snapshot };
}
