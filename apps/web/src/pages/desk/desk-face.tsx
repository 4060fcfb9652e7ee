import { access } from '@kengesh/phrases/pages/access';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { ApiError } from '../../api/client.js';
import { KitRoot } from '../../kit/root.js';
import { useLanguage } from '../../language.js';
import { withSentences } from '../../sentences.js';
import { CouncilsPage } from './councils-page.js';
import './desk.css';
import { DeskLayout, PageHead } from './desk-layout.js';
import { DeskAs } from './desk-queries.js';
import { DIALOGS } from './dialogs.js';
import { useLeaveWarning, useUnsaved } from './drafts.js';
import { Later, later, useAhead } from './later.js';
import { LISTS } from './lists.js';
import { SESSION_TABS } from './session-href.js';
import { TABS } from './session-tabs.js';
import { SessionsPage } from './sessions-page.js';

const PAGES = {
  members: later('members', () => import('./members-page.js')),
  session: later('session', () => import('./session-page.js')),
  convene: later('convene', () => import('./convene-page.js')),
  council: later('council', () => withSentences(import('./council-page.js'), access)),
  register: later('register', () => import('./register-page.js')),
  cards: later('cards', () => import('./cards-page.js')),
  rehearsal: later('rehearsal', () => import('./rehearsal-page.js')),
  accounts: later('accounts', () => withSentences(import('./accounts-page.js'), access)),
  security: later('security', () => withSentences(import('./security-log-page.js'), access)),
  account: later('account', () => withSentences(import('./account-page.js'), access)),
};

const AHEAD = {
  ...PAGES,
  ...TABS,
  ...DIALOGS,
  ...Object.fromEntries(Object.entries(LISTS).map(([name, load]) => [name, later<unknown>(`list ${name}`, load)])),
};

/** What may help by asking again; a refusal is an answer and stays. */
const passing = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

function freshClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // The page says itself that there is no connection, and what it shows is from when.
        networkMode: 'always',
        retry: (times, error) => times < 2 && passing(error),
        retryDelay: 600,
      },
    },
  });
}

/** The desk of the secretariat: councils, members, sessions from planning to record, registers. */
export default function DeskFace({ as }: { readonly as: string }) {
  const [client] = useState(freshClient);
  return (
    <QueryClientProvider client={client}>
      <DeskAs value={as}>
        <Router base={`/desk/${as}`}>
          <LeaveWarning />
          <KitRoot className="desk">
            <DeskLayout>
              <DeskPages />
            </DeskLayout>
          </KitRoot>
        </Router>
      </DeskAs>
    </QueryClientProvider>
  );
}

function LeaveWarning() {
  useLeaveWarning(useUnsaved().length > 0);
  return null;
}

function DeskPages() {
  const { t } = useLanguage();
  useAhead(AHEAD);
  return (
    <Switch>
      <Route path="/">
        <CouncilsPage />
      </Route>
      <Route path="/account">
        <Later part={PAGES.account}>{({ AccountPage }) => <AccountPage />}</Later>
      </Route>
      <Route path="/new">
        <Later part={PAGES.council}>{({ NewCouncilPage }) => <NewCouncilPage />}</Later>
      </Route>
      <Route path="/c/:council">
        {({ council }) => (
          <Later part={PAGES.council}>{({ CouncilPage }) => <CouncilPage key={council} council={council} />}</Later>
        )}
      </Route>
      <Route path="/c/:council/members">
        {({ council }) => (
          <Later part={PAGES.members}>{({ MembersPage }) => <MembersPage key={council} council={council} />}</Later>
        )}
      </Route>
      <Route path="/c/:council/sessions">{({ council }) => <SessionsPage key={council} council={council} />}</Route>
      <Route path="/c/:council/sessions/new">
        {({ council }) => (
          <Later part={PAGES.convene}>{({ ConvenePage }) => <ConvenePage key={council} council={council} />}</Later>
        )}
      </Route>
      {(['decisions', 'tasks', 'offices'] as const).map(register => (
        <Route key={register} path={`/c/:council/${register}`}>
          {({ council }) => (
            <Later part={PAGES.register}>
              {({ RegisterPage }) => (
                <RegisterPage key={`${council}.${register}`} council={council} register={register} />
              )}
            </Later>
          )}
        </Route>
      ))}
      <Route path="/c/:council/accounts">
        {({ council }) => (
          <Later part={PAGES.accounts}>{({ AccountsPage }) => <AccountsPage key={council} council={council} />}</Later>
        )}
      </Route>
      <Route path="/c/:council/security">
        {({ council }) => (
          <Later part={PAGES.security}>
            {({ SecurityLogPage }) => <SecurityLogPage key={council} council={council} />}
          </Later>
        )}
      </Route>
      <Route path="/s/:session/cards">
        {({ session }) => (
          <Later part={PAGES.cards}>{({ CardsPage }) => <CardsPage key={session} session={session} />}</Later>
        )}
      </Route>
      <Route path="/s/:session/rehearsal">
        {({ session }) => (
          <Later part={PAGES.rehearsal}>
            {({ RehearsalPage }) => <RehearsalPage key={session} session={session} />}
          </Later>
        )}
      </Route>
      <Route path="/s/:session/:tab?">
        {({ session, tab }) => (
          <Later part={PAGES.session}>
            {({ SessionPage }) => (
              <SessionPage key={session} session={session} tab={SESSION_TABS.find(one => one === tab) ?? 'plan'} />
            )}
          </Later>
        )}
      </Route>
      <Route>
        <PageHead title={t('desk.nothingHere')} />
      </Route>
    </Switch>
  );
}
