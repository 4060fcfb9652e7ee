import { currentRecording } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { consentText } from './consent.js';

/** Whoever is recorded knows it, from the announcement on. */
export function RecordedNotice() {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const take = currentRecording(state);
  if (!take) return null;
  return (
    <p className="notice recorded" role="status">
      <strong>
        <span aria-hidden="true">●</span> {t('delegate.recording.on')}
      </strong>{' '}
      {consentText(state, localize) || t('delegate.recording.consent')}
    </p>
  );
}
