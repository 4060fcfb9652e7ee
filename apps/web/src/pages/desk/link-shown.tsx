import type { LinkIssued } from '@kengesh/contracts';
import { useLanguage } from '../../language.js';
import { Copy } from './copy.js';
import { LinkQr } from './link-qr.js';
import { momentOf } from './times.js';

/** A link just made: as a picture for a phone, as text to be copied. */
export function LinkShown({
  issued,
  zone,
  label,
}: {
  readonly issued: LinkIssued;
  readonly zone: string;
  readonly label: string;
}) {
  const { t, language } = useLanguage();
  return (
    <div className="link-shown">
      <LinkQr url={issued.url} label={label} />
      <div className="stack">
        <label className="field">
          <span className="label">{t('desk.link.address')}</span>
          <input className="input mono" readOnly value={issued.url} onFocus={event => event.target.select()} />
        </label>
        <div>
          <Copy text={issued.url} label={t('desk.link.copy')} />
        </div>
        <p className="small soft">
          {t('desk.link.until', { at: momentOf(language, issued.expiresAt, zone) })} {t('desk.link.shownOnce')}
        </p>
      </div>
    </div>
  );
}
