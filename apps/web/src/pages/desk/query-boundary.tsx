import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { ownZone, wallClock } from '../../ui/zone-time.js';
import { refusalOf, useWhy } from './desk-queries.js';

/** What was asked for, as it stands: on its way, here, here but perhaps old, or refused and what can be done. */
export function QueryBoundary<T>({
  query,
  children,
  lines = 6,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
  /** How much room is kept while it is on its way. */
  readonly lines?: number;
}) {
  const { t } = useLanguage();
  const explain = useWhy();
  if (query.data !== undefined)
    return (
      <>
        {query.error ? (
          <p className="notice warn row spread" role="status">
            <span>
              {t('desk.stale', { time: wallClock(query.dataUpdatedAt, ownZone()).slice(11, 19) })}{' '}
              {explain(refusalOf(query.error))}
            </span>
            <Button size="small" onClick={() => void query.refetch()}>
              {t('desk.again')}
            </Button>
          </p>
        ) : null}
        {children(query.data)}
      </>
    );
  if (query.error) {
    const refusal = refusalOf(query.error);
    return (
      <div className="notice against stack" role="alert">
        <p>{explain(refusal)}</p>
        <div className="row">
          {refusal.status === 401 ? (
            <a className="button primary" href="/sign-in">
              {t('desk.signIn')}
            </a>
          ) : null}
          <Button onClick={() => void query.refetch()}>{t('desk.again')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('desk.loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton desk-skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}
