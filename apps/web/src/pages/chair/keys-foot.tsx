import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Key, useKey, useKeys } from '../../ui/keys.js';

/** What the keys are, and why one that was pressed did nothing. */
export function KeysFoot() {
  const { t } = useLanguage();
  const { all, said } = useKeys();
  const [open, setOpen] = useState(false);
  useKey('?', t('chair.keys.title'), () => setOpen(true));
  return (
    <div className="keys-foot row">
      <span className="small" role="status">
        {said}
      </span>
      <Button kind="quiet" size="small" aria-keyshortcuts="?" onClick={() => setOpen(true)}>
        <Key of="?" /> {t('chair.keys.title')}
      </Button>
      <Dialog open={open} title={t('chair.keys.title')} onClose={() => setOpen(false)}>
        <p className="soft">{t('chair.keys.how')}</p>
        <dl className="keys-list">
          {all().map(one => (
            <div key={one.key + one.label}>
              <dt>
                <kbd className="key">{one.key.toUpperCase()}</kbd>
              </dt>
              <dd>
                {one.label}
                {one.why ? <span className="soft small"> · {one.why}</span> : null}
              </dd>
            </div>
          ))}
        </dl>
        <div className="row">
          <Button kind="primary" onClick={() => setOpen(false)}>
            {t('common.close')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
