import { admissionOf, presenceOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';

/** How one stands at the door: waits to be let in, or was refused, and why. */
export function MyAdmission() {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const line = me.participant === null ? undefined : admissionOf(state, me.participant);
  if (line?.stage === 'waiting')
    return (
      <div className="notice" role="status">
        <p>
          <strong>{t('delegate.door.waits')}</strong>
        </p>
        <p>{t(me.video ? 'delegate.door.waitsVideo' : 'delegate.door.waitsHint')}</p>
      </div>
    );
  if (line?.stage === 'refused' && me.participant !== null && !presenceOf(state, me.participant)?.here)
    return (
      <p className="notice warn" role="alert">
        {t('delegate.door.refused', { reason: line.reason ?? 'other' })}
      </p>
    );
  return null;
}
