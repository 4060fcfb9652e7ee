import { useLanguage } from '../../language.js';

/** The page's own shape before it is filled, so that nothing jumps. */
export function Waiting() {
  const { t } = useLanguage();
  return (
    <div className="chair-page waiting" role="status">
      <span className="visually-hidden">{t('chair.loading')}</span>
      <div className="skeleton chair-header" />
      <div className="chair-columns">
        <div className="skeleton" />
        <div className="skeleton" />
        <div className="skeleton" />
      </div>
    </div>
  );
}
