import { entriesOf, valuesOf } from '../persistent-map.js';
import type { State } from '../state.js';
import { addSeconds } from '../time.js';

/** How long the marks of a whole hall may be taken back (PROC-39). */
export const UNDO_SECONDS = 60;

/** Those marked in the hall at this instant who are still here by that mark. */
export const markedAt = (state: State, at: string): readonly string[] =>
  entriesOf(state.attendance).flatMap(([participant, { intervals }]) => {
    const last = intervals.at(-1);
    return last?.from === at && last.to === null && last.mode === 'hall' && last.source === 'secretary'
      ? [participant]
      : [];
  });

/** The instant of the last marks of several at once that may still be taken back; null: there are none. */
export function marksToUndo(state: State, now: string): string | null {
  const counts = new Map<string, number>();
  for (const { intervals } of valuesOf(state.attendance)) {
    const last = intervals.at(-1);
    if (last?.to === null && last.source === 'secretary' && now <= addSeconds(last.from, UNDO_SECONDS))
      counts.set(last.from, (counts.get(last.from) ?? 0) + 1);
  }
  const several = [...counts].filter(([, n]) => n > 1).map(([at]) => at);
  return several.sort().at(-1) ?? null;
}

/** Whether the marks have been counted on since: the session or a vote was opened with them, or somebody marked has acted. */
export function marksAreUsed(state: State, at: string, participants: readonly string[]): boolean {
  const { session, votings, floor, order } = state;
  if (session.openedAt !== null && session.openedAt >= at) return true;
  if (Object.values(votings).some(voting => voting.openedAt >= at || voting.closedAt === null)) return true;
  const acting = new Set([
    session.presiding,
    floor.holder?.participant,
    floor.interrupted?.participant,
    ...floor.queue.map(request => request.participant),
    ...Object.values(order?.points ?? {}).flatMap(point => (point.status === 'pending' ? [point.participant] : [])),
  ]);
  return participants.some(participant => acting.has(participant));
}
