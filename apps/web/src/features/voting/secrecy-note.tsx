import { secrecyNow } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { LateKey } from '../ballot-key/late.js';

/** Beside a secret vote that is to be opened: what it cannot hide; and where too few would vote, a named one instead. */
export function SecrecyNote({
  everyone = false,
  onNamed,
}: {
  /** By correspondence all seats are asked, present or not. */
  readonly everyone?: boolean;
  readonly onNamed: () => void;
}) {
  const { state } = useSession();
  const { t } = useLanguage();
  const { enough, entitled, least } = secrecyNow(state, { everyone });
  if (enough)
    return (
      <>
        <p className="small">{t('conduct.secret.unanimous')}</p>
        <LateKey part="PreparedKey" />
      </>
    );
  return (
    <div className="notice warn stack tight" role="status">
      <p>{t('conduct.secret.few', { entitled, least })}</p>
      <div>
        <Button onClick={onNamed}>{t('conduct.secret.named')}</Button>
      </div>
    </div>
  );
}
