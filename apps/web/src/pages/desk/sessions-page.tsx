import type { SessionRow } from '@kengesh/contracts';
import { formatLocalDate, zoneLabel } from '@kengesh/phrases/page';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { PageHead, Sample } from './desk-layout.js';
import { useApiQuery } from './desk-queries.js';
import { useMayWrite } from './may-write.js';
import { Phase } from './phase.js';
import { QueryBoundary } from './query-boundary.js';
import { spanOf } from './times.js';

const over = ({ phase, endsAt }: SessionRow, now: number) =>
  phase === 'closed' ||
  phase === 'cancelled' ||
  ((phase === 'planned' || phase === 'prepared') && Date.parse(endsAt) < now);

/** What is still to come or going on, soonest first. */
export const upcoming = (sessions: readonly SessionRow[], now: number): SessionRow[] =>
  sessions.filter(one => !over(one, now)).sort((one, other) => one.startsAt.localeCompare(other.startsAt));

const past = (sessions: readonly SessionRow[], now: number): SessionRow[] =>
  sessions.filter(one => over(one, now)).sort((one, other) => other.startsAt.localeCompare(one.startsAt));

/** A session in a list: when, what, how far it has come. */
export function SessionLine({ session }: { readonly session: SessionRow }) {
  const { t, localize, language } = useLanguage();
  return (
    <li className="session-line">
      <div className="day">
        <strong>{formatLocalDate(language, session.startsLocal)}</strong>
        <span className="soft small">
          {spanOf(language, session)}
          <br />
          {zoneLabel(language, session.zone, offsetMinutes(Date.parse(session.startsAt), session.zone))}
        </span>
      </div>
      <div className="what">
        <Link href={`/s/${session.id}${session.phase === 'closed' ? '/record' : ''}`}>{localize(session.title)}</Link>
        <span className="soft small">
          {t('desk.session.number', { n: session.number })} · {t(`roles.form.${session.form}`)} ·{' '}
          {localize(session.place)}
        </span>
      </div>
      <div className="row">
        {session.sample ? <Sample /> : null}
        <Phase phase={session.phase} />
      </div>
    </li>
  );
}

/** The sessions of a council: what comes, what was. */
export function SessionsPage({ council }: { readonly council: string }) {
  const { t } = useLanguage();
  const sessions = useApiQuery(api.sessions(council), 30_000);
  const why = useMayWrite(council);
  const convene = (
    <Link href={`/c/${council}/sessions/new`} className="button primary">
      + {t('desk.session.convene')}
    </Link>
  );
  const now = Date.now();
  return (
    <>
      <PageHead title={t('desk.nav.sessions')} actions={why ? null : convene} />
      <QueryBoundary query={sessions}>
        {list => (
          <>
            <Group title={t('desk.session.upcoming')} list={upcoming(list, now)} empty={t('desk.session.noUpcoming')} />
            <Group title={t('desk.session.past')} list={past(list, now)} empty={t('desk.session.noPast')} />
          </>
        )}
      </QueryBoundary>
    </>
  );
}

function Group({
  title,
  list,
  empty,
}: {
  readonly title: string;
  readonly list: readonly SessionRow[];
  readonly empty: string;
}) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      {list.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <ul className="card session-lines">
          {list.map(session => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
      )}
    </section>
  );
}
