import { HALL, participantOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import type { Media } from '../media/media.js';

/** What stands under a picture. */
export function useName() {
  const { t, localize } = useLanguage();
  const { me, state } = useSession();
  return ({ from, own, source }: Pick<Media, 'from' | 'source' | 'own'>) => {
    const label = from === HALL ? t('video.hall') : localize(participantOf(state, from)?.label ?? {}) || from;
    const named = own || from === me.participant ? `${label} (${t('video.you')})` : label;
    return source === 'screen' ? t('video.screenOf', { name: named }) : named;
  };
}
