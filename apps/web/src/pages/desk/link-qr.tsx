import { useLanguage } from '../../language.js';
import { Qr } from '../../ui/qr.js';

/** The picture of a link, named for those who do not see it. */
export function LinkQr({ url, label, size }: { readonly url: string; readonly label: string; readonly size?: number }) {
  const { t } = useLanguage();
  return <Qr value={url} label={t('desk.link.qr', { name: label })} size={size ?? 200} />;
}
