import { participantOf, presenceOf } from '@kengesh/domain';
import { useSession } from '../../live/session-context.js';
import type { Situation } from '../media/wanted.js';

/** Whether this participant hears through the hall's loudspeakers: as they are here, else as they are expected. */
export function useEars(): Situation['ears'] {
  const { me, state } = useSession();
  if (me.participant === null) return 'loudspeakers';
  // A booth is closed and works with headphones, wherever it stands.
  if (me.role === 'interpreter') return 'own';
  const presence = presenceOf(state, me.participant);
  const mode = presence?.here ? presence.mode : participantOf(state, me.participant)?.mode;
  return mode === 'hall' ? 'hall' : 'own';
}
