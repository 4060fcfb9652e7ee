import { participantOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';

/** How a participant of the session is called, in the language of the page. */
export function useParticipantName() {
  const { localize } = useLanguage();
  const { state } = useSession();
  return (participant: string) => localize(participantOf(state, participant)?.label ?? {});
}
