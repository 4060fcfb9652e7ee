/** Coming back: whether what a page lacks can be told entry by entry, or has to be shown whole. */
import { councilSession, type State, viewerOf } from '@kengesh/domain';
import type { Frame, Snapshot, Viewer } from '@kengesh/journal';
import type { JournalService } from './journal.service.js';

/**
 * A page that would be told more entries gets a snapshot: it costs it less. What is not for it does not count: where a thousand
 * lines break at once two thousand entries tell of it, and all but its own two are the bureau's affair.
 */
const REACH = 500;

export type News = { readonly viewer: Viewer } & (
  | { readonly frame: Frame }
  | {
      /** The state the snapshot is a view of. Never to be sent. */ readonly whole: State;
      readonly snapshot: Snapshot<State>;
    }
);

/**
 * What a page that holds `seq` (null: nothing) is told, as of the moment this resolves: whatever is committed after that
 * has not been told to anyone yet. A snapshot also where its role may have changed meanwhile.
 * @param participant null for a screen
 */
export async function newsFor(
  journal: JournalService,
  sessionId: string,
  participant: string | null,
  seq: number | null,
): Promise<News> {
  const held = await journal.state(sessionId);
  const viewer = viewerOf(held.state, participant);
  const frame = seq === null ? null : journal.framesAfter(sessionId, seq, viewer);
  if (frame && frame.entries.length <= REACH && !frame.entries.some(entry => entry.type === 'session.prepared'))
    return { viewer, frame };
  return { viewer, whole: held.state, snapshot: { seq: held.seq, state: councilSession.view(held.state, viewer) } };
}
