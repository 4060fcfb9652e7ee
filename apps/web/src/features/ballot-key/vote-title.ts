import type { Voting } from '@kengesh/domain';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';

/** What was voted on, short. */
export function useVoteTitle(): (voting: Voting) => string {
  const { localize } = useLanguage();
  return voting => excerpt(localize(voting.motion?.text ?? voting.office?.title ?? {}));
}
