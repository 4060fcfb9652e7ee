import type { Council } from '@kengesh/contracts';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { readMe } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { PageHead, Sample } from './desk-layout.js';
import { useApiQuery } from './desk-queries.js';
import { QueryBoundary } from './query-boundary.js';
import { SessionLine, upcoming } from './sessions-page.js';

/** Every council this account belongs to, with what comes next in each. */
export function CouncilsPage() {
  const { t } = useLanguage();
  const councils = useApiQuery(api.councils());
  const me = useApiQuery(readMe());
  const fresh =
    me.data?.mayFound === false ? null : (
      <Link href="/new" className="button">
        + {t('desk.council.new')}
      </Link>
    );
  return (
    <>
      <PageHead title={t('desk.nav.councils')} actions={fresh} />
      <QueryBoundary query={councils}>
        {list =>
          list.length === 0 ? (
            <div className="card empty-page stack">
              <h2>{t('desk.council.none')}</h2>
              {fresh ? (
                <>
                  <p className="soft">{t('desk.council.noneHow')}</p>
                  <div>
                    <Link href="/new" className="button primary">
                      {t('desk.council.new')}
                    </Link>
                  </div>
                </>
              ) : null}
            </div>
          ) : (
            <ul className="stack">
              {list.map(council => (
                <li key={council.id}>
                  <CouncilCard council={council} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryBoundary>
    </>
  );
}

function CouncilCard({ council }: { readonly council: Council }) {
  const { t, localize } = useLanguage();
  const sessions = useApiQuery(api.sessions(council.id));
  const next = sessions.data ? upcoming(sessions.data, Date.now())[0] : undefined;
  return (
    <article className="card stack council-card">
      <div className="row spread">
        <h2>
          <Link href={`/c/${council.id}/sessions`}>{localize(council.name)}</Link>
        </h2>
        {sessions.data?.some(one => one.sample) ? <Sample /> : null}
      </div>
      <p className="soft">{t('desk.council.line', { seats: council.statutorySeats, mailbox: council.mailbox })}</p>
      {next ? (
        <>
          <h3 className="overline">{t('desk.council.next')}</h3>
          <ul>
            <SessionLine session={next} />
          </ul>
        </>
      ) : sessions.data ? (
        <p>
          <Link href={`/c/${council.id}/sessions/new`}>{t('desk.session.convene')}</Link>
        </p>
      ) : null}
    </article>
  );
}
