import { useLanguage } from '../language.js';
import { Button } from '../ui/button.js';
import { useSession } from './session-context.js';

/** What is not certain about the acts of this page, and what happened to what it showed: above everything, until it is settled or read. */
export function LineNotices() {
  const { pending, notices, dismiss } = useSession();
  const { t } = useLanguage();
  const inDoubt = pending?.some(each => each.inDoubt) === true;
  return (
    <>
      {/* Always there, so that a screen reader hears what comes into it. */}
      <div role="status">{inDoubt ? <p className="stale-bar">{t('common.line.inDoubt')}</p> : null}</div>
      {notices?.map(notice => (
        <div key={notice} className="stale-bar row spread" role="alert">
          <span>{t(`common.line.${notice}`)}</span>
          <Button onClick={() => dismiss?.(notice)}>{t('common.line.understood')}</Button>
        </div>
      ))}
    </>
  );
}
