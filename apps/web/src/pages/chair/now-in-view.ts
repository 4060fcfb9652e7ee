import { isCorrespondence, type State } from '@kengesh/domain';
import { type RefObject, useEffect, useRef } from 'react';
import { useSession } from '../../live/session-context.js';

/** What happens now at the vote of the meeting: it was opened, waits for a lot, or its outcome is to be read out. */
function votePoint(state: State): string | null {
  const held = Object.values(state.votings).filter(voting => !isCorrespondence(voting));
  const open = held.find(voting => voting.closedAt === null && (!voting.endedAt || voting.lotDue));
  if (open) return `${open.id} ${open.lotDue ? 'lot' : 'open'}`;
  const last = [...held].sort((one, other) => (one.closedAt ?? '').localeCompare(other.closedAt ?? '')).at(-1);
  return last ? `${last.id} closed ${last.result?.awaits ?? ''}` : null;
}

const isTyping = (): boolean =>
  document.activeElement instanceof HTMLElement &&
  document.activeElement.closest('input:not([type=radio]), textarea, select, dialog') !== null;

/**
 * Brings a vote that has just been opened, and its outcome, to the top of what is in view. Never away from under the hands of
 * somebody who types: then the large button says that a vote is open.
 */
export function useNowInView(scrolls: RefObject<HTMLElement | null>, show: () => void): void {
  const { state } = useSession();
  const point = votePoint(state);
  const seen = useRef<string | null | undefined>(undefined);
  // only what happens anew is brought into view
  useEffect(() => {
    const before = seen.current;
    seen.current = point;
    if (point === null || point === before || isTyping()) return;
    // A page that has just been opened stands where the item does.
    if (before !== undefined) show();
    requestAnimationFrame(() => {
      const column = scrolls.current;
      const panel = column?.querySelector<HTMLElement>('.voting-panel');
      if (column && panel)
        column.scrollTop += panel.getBoundingClientRect().top - column.getBoundingClientRect().top - 8;
    });
  }, [point]);
}
