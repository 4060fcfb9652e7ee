import { seatOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { hallWithoutDevice } from './without-device.js';

/** Before a plain secret vote: who of the hall could not vote in it, and paper instead where this vote can be held so. */
export function NoDeviceNote({ onPaper }: { readonly onPaper?: () => void }) {
  const { state, pulse } = useSession();
  const { t, localize } = useLanguage();
  const found = hallWithoutDevice(state, pulse);
  if (!found || found.seats.length === 0) return null;
  const names = found.seats.map(seat => localize(seatOf(state, seat)?.label ?? {})).join(', ');
  return (
    <div className="notice warn stack no-device" role="status">
      <p>{t('chair.noDevice.told', { n: found.seats.length, hall: found.hall, names })}</p>
      {onPaper ? (
        <div>
          <Button size="small" onClick={onPaper}>
            {t('chair.noDevice.paper')}
          </Button>
        </div>
      ) : (
        <p className="small">{t('chair.noDevice.named')}</p>
      )}
    </div>
  );
}
