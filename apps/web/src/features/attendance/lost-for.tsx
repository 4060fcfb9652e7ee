import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { useNow } from '../../ui/clock.js';

/** "reconnecting 12 s": how long a line has been lost. */
export function LostFor({ since }: { readonly since: string }) {
  const { now } = useSession();
  const { t } = useLanguage();
  const at = useNow(now, 1000);
  const seconds = Math.max(0, Math.floor((at - Date.parse(since)) / 1000));
  return <span className="lost-for">{t('chair.attendance.lost', { n: seconds })}</span>;
}
