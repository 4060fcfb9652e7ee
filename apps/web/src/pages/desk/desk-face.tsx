import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { ApiError } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { AccountPage } from './account-page.js';
import { CardsPage } from './cards-page.js';
import { CouncilPage, NewCouncilPage } from './council-page.js';
import { CouncilsPage } from './councils-page.js';
import './desk.css';
import { DeskLayout, PageHead } from './desk-layout.js';
import { DeskAs } from './desk-queries.js';
import { useLeaveWarning, useUnsaved } from './drafts.js';
import { MembersPage } from './members-page.js';
import { RegisterPage } from './register-page.js';
import { RehearsalPage } from './rehearsal-page.js';
import { SESSION_TABS } from './session-href.js';
import { SessionPage } from './session-page.js';
import { ConvenePage, SessionsPage } from './sessions-page.js';

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
          <DeskLayout>
            <DeskPages />
          </DeskLayout>
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
  return (
    <Switch>
      <Route path="/">
        <CouncilsPage />
      </Route>
      <Route path="/account">
        <AccountPage />
      </Route>
      <Route path="/new">
        <NewCouncilPage />
      </Route>
      <Route path="/c/:council">{({ council }) => <CouncilPage key={council} council={council} />}</Route>
      <Route path="/c/:council/members">{({ council }) => <MembersPage key={council} council={council} />}</Route>
      <Route path="/c/:council/sessions">{({ council }) => <SessionsPage key={council} council={council} />}</Route>
      <Route path="/c/:council/sessions/new">{({ council }) => <ConvenePage key={council} council={council} />}</Route>
      {(['decisions', 'tasks', 'offices'] as const).map(register => (
        <Route key={register} path={`/c/:council/${register}`}>
          {({ council }) => <RegisterPage key={`${council}.${register}`} council={council} register={register} />}
        </Route>
      ))}
      <Route path="/s/:session/cards">{({ session }) => <CardsPage key={session} session={session} />}</Route>
      <Route path="/s/:session/rehearsal">{({ session }) => <RehearsalPage key={session} session={session} />}</Route>
      <Route path="/s/:session/:tab?">
        {({ session, tab }) => (
          <SessionPage key={session} session={session} tab={SESSION_TABS.find(one => one === tab) ?? 'plan'} />
        )}
      </Route>
      <Route>
        <PageHead title={t('desk.nothingHere')} />
      </Route>
    </Switch>
  );
}
