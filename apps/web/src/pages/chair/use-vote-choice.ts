import { useEffect, useState } from 'react';
import { useSessionDrafts } from '../../drafts/use-draft.js';
import { USUAL, type VoteChoice } from '../../features/voting/vote-act.js';
import { useSession } from '../../live/session-context.js';

/** How the next vote on this item is to be held: what was chosen for it outlasts another item and a reload. */
export function useVoteChoice(item: string | null): readonly [VoteChoice, (choice: VoteChoice) => void] {
  const drafts = useSessionDrafts();
  const { state } = useSession();
  const form = `vote.${item ?? ''}`;
  const chosen = (): VoteChoice => ({ ...USUAL, ...(drafts.find(form)?.value as Partial<VoteChoice> | undefined) });
  const [choice, setChoice] = useState(chosen);
  // only another item brings another choice
  useEffect(() => setChoice(chosen()), [form]);
  const change = (next: VoteChoice) => {
    setChoice(next);
    if (JSON.stringify(next) === JSON.stringify(USUAL)) drafts.forget(form);
    else
      drafts.keep(
        {
          form,
          kind: 'vote',
          place: 'now',
          item,
          excerpt: '',
          value: next,
          aside: true,
          unnamed: true,
          savedAt: Date.now(),
        },
        state.session.phase !== 'closed',
      );
  };
  return [choice, change];
}
