import { useLanguage } from '../../language.js';

/** The page while nothing is known yet: the same places, empty. */
export function Opening({ offline }: { readonly offline?: boolean }) {
  const { t } = useLanguage();
  return (
    <div className="delegate">
      <div className="delegate-header" aria-hidden="true">
        <span className="skeleton" />
        <span className="skeleton" />
      </div>
      <main className="delegate-main single">
        <h1 className="visually-hidden">{t('delegate.title')}</h1>
        {offline ? <p className="notice warn">{t('delegate.me.offline')}</p> : null}
        <p role="status" className="soft">
          {t('delegate.loading')}
        </p>
        <div className="skeleton tall" aria-hidden="true" />
        <div className="skeleton tall" aria-hidden="true" />
      </main>
    </div>
  );
}

/** The line is over for good: what happened, and what to do. */
export function Ended({
  code,
  params,
  voted,
}: {
  readonly code: string;
  readonly params?: { readonly [name: string]: unknown };
  readonly voted?: boolean;
}) {
  const { t, refusalText } = useLanguage();
  return (
    <div className="delegate">
      <main className="delegate-main single">
        <h1>{t('delegate.ended.title')}</h1>
        <p className="notice against" role="alert">
          {refusalText(code, params)}
        </p>
        <p>{t('delegate.ended.help')}</p>
        {voted ? <p className="soft">{t('delegate.ended.votes')}</p> : null}
      </main>
    </div>
  );
}
