import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { request } from '../../api/client.js';
import * as api from '../../api/desk.js';
import { readMe, signOut } from '../../api/session.js';
import { LanguageChoice, useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { useApiQuery, useDeskHandle } from './desk-queries.js';
import { forgetDrafts, useUnsaved } from './drafts.js';
import { useMayWrite } from './may-write.js';

/** Which council the page is about: its own address says, or the session's council does. */
function useCouncilHere(): string | null {
  const [location] = useLocation();
  const [, kind, id] = location.split('/');
  const session = useApiQuery(kind === 's' && id ? api.readSession(id) : null);
  if (kind === 'c') return id ?? null;
  return session.data?.councilId ?? null;
}

/** Left where one is and may go, folded away on a phone; right the page. */
export function DeskLayout({ children }: { readonly children: ReactNode }) {
  const { t } = useLanguage();
  const [location] = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    setOpen(false);
    // Another page: those who hear it start at its beginning; a tab of the same session keeps the focus where it was.
    if (!document.activeElement?.closest('.tabs')) main.current?.focus();
  }, [location]);
  return (
    <div className="desk">
      <a className="skip" href="#desk-main">
        {t('desk.skip')}
      </a>
      <header className="desk-top">
        <span className="brand">Kengesh</span>
        <Button kind="quiet" aria-expanded={open} aria-controls="desk-nav" onClick={() => setOpen(!open)}>
          ☰ {t('desk.menu')}
        </Button>
      </header>
      <nav id="desk-nav" className={open ? 'desk-nav open' : 'desk-nav'} aria-label={t('desk.menu')}>
        <span className="brand wide-only">Kengesh</span>
        <Places />
        <div className="nav-foot stack">
          <UnsavedList />
          <Account />
        </div>
      </nav>
      <main id="desk-main" ref={main} tabIndex={-1} className="desk-main">
        {children}
      </main>
    </div>
  );
}

function Place({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const [location] = useLocation();
  const here = location === to || (to.endsWith('/sessions') && location.startsWith(`${to}/`));
  return (
    <li>
      <Link href={to} className="place" aria-current={here ? 'page' : undefined}>
        {children}
      </Link>
    </li>
  );
}

function Places() {
  const { t, localize } = useLanguage();
  const [location, go] = useLocation();
  const councils = useApiQuery(api.councils());
  const here = useCouncilHere();
  const only = councils.data?.length === 1 ? councils.data[0]?.id : undefined;
  const council = here ?? only ?? null;
  const current = councils.data?.find(one => one.id === council);
  const sessions = useApiQuery(council ? api.sessions(council) : null);
  const readsOnly = useMayWrite(council);
  const inSession = location.startsWith('/s/');
  return (
    <>
      {councils.data && councils.data.length > 1 ? (
        <select
          className="input council-choice"
          aria-label={t('desk.nav.council')}
          value={council ?? ''}
          onChange={event => go(event.target.value ? `/c/${event.target.value}/sessions` : '/')}
        >
          <option value="">{t('desk.nav.all')}</option>
          {councils.data.map(one => (
            <option key={one.id} value={one.id}>
              {localize(one.name)}
            </option>
          ))}
        </select>
      ) : current ? (
        <p className="council-name">{localize(current.name)}</p>
      ) : null}
      {sessions.data?.some(one => one.sample) ? (
        <p>
          <Sample />
        </p>
      ) : null}
      {council ? (
        <>
          <ul className="places">
            <li>
              <Link
                href={`/c/${council}/sessions`}
                className="place"
                aria-current={inSession ? 'true' : location.startsWith(`/c/${council}/sessions`) ? 'page' : undefined}
              >
                {t('desk.nav.sessions')}
              </Link>
            </li>
            <Place to={`/c/${council}/members`}>{t('desk.nav.members')}</Place>
            <Place to={`/c/${council}`}>{t('desk.nav.rules')}</Place>
          </ul>
          <p className="overline" id="nav-registers">
            {t('desk.nav.registers')}
          </p>
          <ul className="places" aria-labelledby="nav-registers">
            <Place to={`/c/${council}/decisions`}>{t('desk.nav.decisions')}</Place>
            <Place to={`/c/${council}/tasks`}>{t('desk.nav.tasks')}</Place>
            <Place to={`/c/${council}/offices`}>{t('desk.nav.offices')}</Place>
          </ul>
          <p className="overline" id="nav-access">
            {t('desk.nav.access')}
          </p>
          <ul className="places" aria-labelledby="nav-access">
            {readsOnly === null ? <Place to={`/c/${council}/accounts`}>{t('desk.nav.accounts')}</Place> : null}
            <Place to={`/c/${council}/security`}>{t('desk.nav.security')}</Place>
          </ul>
        </>
      ) : null}
      <ul className="places apart">
        <Place to="/">{t('desk.nav.councils')}</Place>
      </ul>
    </>
  );
}

/** What was typed somewhere and not saved, each a way back to it. */
function UnsavedList() {
  const { t } = useLanguage();
  const unsaved = useUnsaved();
  const kind = (key: string) => {
    const [first] = key.split('.');
    return (['council', 'member', 'session', 'agenda'] as const).find(one => one === first) ?? 'session';
  };
  return (
    <div role="status">
      {unsaved.length > 0 ? (
        <div className="notice warn small stack unsaved-list">
          <strong>{t('desk.unsavedList')}</strong>
          <ul>
            {unsaved.map(({ key, href }) => (
              <li key={key}>
                <Link href={href}>{t(`desk.unsaved.${kind(key)}`)}</Link>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function Account() {
  const { t, localize } = useLanguage();
  const as = useDeskHandle();
  const client = useQueryClient();
  const me = useApiQuery(readMe());
  const unsaved = useUnsaved().length > 0;
  const [asked, setAsked] = useState(false);
  const leave = async () => {
    await request(as, signOut()).catch(() => undefined);
    forgetDrafts(as);
    client.clear();
    // After the warning about what is unsaved has been taken down.
    setTimeout(() => window.location.assign('/'), 0);
  };
  return (
    <div className="account stack">
      <LanguageChoice />
      <div>
        {me.data ? (
          <Link href="/account" className="small own-account">
            {localize(me.data.label)}
          </Link>
        ) : (
          // A link without a name leads nowhere; until it has one only its place is kept.
          <span className="small own-account">{'\u00a0'}</span>
        )}
        <Button
          size="small"
          kind="quiet"
          className="sign-out"
          onClick={() => (unsaved && !asked ? setAsked(true) : void leave())}
        >
          {asked ? t('desk.signOutAnyway') : t('desk.signOut')}
        </Button>
      </div>
      {asked ? (
        <p className="small" role="alert">
          {t('desk.signOutLoses')}
        </p>
      ) : null}
    </div>
  );
}

/** Sample data is never taken for the council's own. */
export function Sample() {
  const { t } = useLanguage();
  return <span className="badge warn">{t('desk.sample')}</span>;
}

/** The head of a page: what it is, where it belongs, what can be done. Names the browser's tab too. */
export function PageHead({
  title,
  over,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  readonly over?: ReactNode;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${t('desk.title')}`;
  }, [title, t]);
  return (
    <header className="page-head">
      {over ? <p className="over small soft">{over}</p> : null}
      <div className="row spread head-row">
        <h1>{title}</h1>
        {actions ? <div className="row">{actions}</div> : null}
      </div>
      {lead ? <p className="soft lead">{lead}</p> : null}
      {children}
    </header>
  );
}
