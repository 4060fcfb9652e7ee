/** Coming back: whether what a page lacks can be told entry by entry, or has to be shown whole. */
import { councilSession, type State, viewerOf } from '@kengesh/domain';
import type { Frame, Snapshot, Viewer } from '@kengesh/journal';
import type { JournalService } from './journal.service.js';

/** A page that is further behind gets a snapshot: it costs it less. */
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
  const reached = (head: number) => seq !== null && head - seq <= REACH;
  let held = await journal.state(sessionId);
  if (seq !== null && reached(held.seq)) {
    const viewer = viewerOf(held.state, participant);
    const frame = await journal.framesAfter(sessionId, seq, viewer);
    if (frame && !frame.entries.some(entry => entry.type === 'session.prepared')) return { viewer, frame };
    held = await journal.state(sessionId);
  }
  const viewer = viewerOf(held.state, participant);
  return { viewer, whole: held.state, snapshot: { seq: held.seq, state: councilSession.view(held.state, viewer) } };
}
