import type { RosterRow, SessionRow } from '@kengesh/contracts';
import { formatLocalDate, zoneLabel } from '@kengesh/phrases/page';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { PageHead, Sample } from './desk-layout.js';
import { useApiQuery } from './desk-queries.js';
import { Later, useAhead } from './later.js';
import { useMayWrite } from './may-write.js';
import { Phase } from './phase.js';
import { QueryBoundary } from './query-boundary.js';
import { SESSION_TABS, type SessionTab, sessionHref } from './session-href.js';
import { TABS } from './session-tabs.js';
import { elsewhere, spanOf } from './times.js';

/** One session, one page; its tabs follow its life. */
export function SessionPage({ session: id, tab }: { readonly session: string; readonly tab: SessionTab }) {
  // How far it has come is decided elsewhere, so the page asks again by itself.
  const session = useApiQuery(api.readSession(id), 10_000);
  const roster = useApiQuery(api.roster(id), tab === 'invite' ? 15_000 : undefined);
  useAhead(TABS);
  const why = useMayWrite(session.data?.councilId ?? null);
  return (
    <QueryBoundary query={session} lines={10}>
      {found => (
        <>
          <SessionHead session={found} />
          <Tabs session={found} roster={roster.data} here={tab} />
          {why ? <p className="notice">{why}</p> : null}
          {tab === 'plan' ? (
            <Later part={TABS.plan}>{({ PlanTab }) => <PlanTab session={found} why={why} />}</Later>
          ) : tab === 'invite' ? (
            <QueryBoundary query={roster}>
              {rows => (
                <Later part={TABS.invite}>
                  {({ InviteTab }) => <InviteTab session={found} roster={rows} why={why} />}
                </Later>
              )}
            </QueryBoundary>
          ) : tab === 'check-in' ? (
            <Later part={TABS.checkIn}>{({ CheckInTab }) => <CheckInTab session={found} why={why} />}</Later>
          ) : (
            <Later part={TABS.record}>{({ RecordTab }) => <RecordTab session={found} why={why} />}</Later>
          )}
        </>
      )}
    </QueryBoundary>
  );
}

export function SessionHead({ session }: { readonly session: SessionRow }) {
  const { t, localize, language } = useLanguage();
  const at = Date.parse(session.startsAt);
  return (
    <PageHead
      over={
        <>
          <Link href={`/c/${session.councilId}/sessions`}>{t('desk.nav.sessions')}</Link> /{' '}
          {t('desk.session.number', { n: session.number })}
        </>
      }
      title={localize(session.title)}
    >
      <div className="session-facts">
        <p className="row">
          <Phase phase={session.phase} />
          {session.sample ? <Sample /> : null}
          <strong>
            {formatLocalDate(language, session.startsLocal)}, {spanOf(language, session)}
          </strong>
          <span className="soft">{zoneLabel(language, session.zone, offsetMinutes(at, session.zone))}</span>
        </p>
        <p className="soft small">
          {localize(session.place)} · {t(`roles.form.${session.form}`)} · = {elsewhere(language, at, session.zone)}
        </p>
      </div>
    </PageHead>
  );
}

function Tabs({
  session,
  roster,
  here,
}: {
  readonly session: SessionRow;
  readonly roster: readonly RosterRow[] | undefined;
  readonly here: SessionTab;
}) {
  const { t } = useLanguage();
  const held = session.phase === 'open' || session.phase === 'recess' || session.phase === 'closed';
  const invited = roster?.filter(one => one.invited).length ?? 0;
  const below: { readonly [tab in SessionTab]: string } = {
    plan: t('desk.tab.plan.below', { n: session.agenda.length }),
    invite: roster
      ? invited > 0
        ? t('desk.tab.invite.below', { n: invited, all: roster.length })
        : t('desk.tab.invite.links', { n: roster.filter(one => one.link).length, all: roster.length })
      : '\u00a0',
    'check-in': t(`roles.phase.${session.phase}`),
    record: t(held ? 'desk.tab.record.there' : 'desk.tab.record.later'),
  };
  return (
    <nav className="tabs" aria-label={t('desk.tab.label')}>
      <ol>
        {SESSION_TABS.map((tab, place) => (
          <li key={tab}>
            <Link href={sessionHref(session.id, tab)} className="tab" aria-current={tab === here ? 'page' : undefined}>
              <span className="tab-name">
                <span className="tab-number" aria-hidden="true">
                  {place + 1}
                </span>
                {t(`desk.tab.${tab}`)}
              </span>
              <span className="tab-below small">{below[tab]}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
