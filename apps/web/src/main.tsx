import './ui/tokens.css';
import './ui/base.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { LanguageProvider, useLanguage } from './language.js';
import { HomePage } from './pages/home/home-page.js';
import { SignInPage } from './pages/home/sign-in-page.js';

// Each face is a piece of its own: the hall's screen loads no desk, the desk no chair.
const Desk = lazy(() => import('./pages/desk/desk-face.js'));
const Chair = lazy(() => import('./pages/chair/chair-face.js'));
const Hall = lazy(() => import('./pages/hall/hall-face.js'));

function NothingHere() {
  const { t } = useLanguage();
  return (
    <main className="home stack">
      <h1>{t('home.nothing')}</h1>
      <p>
        <a href="/">{t('home.toHome')}</a>
      </p>
    </main>
  );
}

function Pages() {
  return (
    <Suspense fallback={<div className="skeleton whole-page" aria-hidden="true" />}>
      <Switch>
        <Route path="/">
          <HomePage />
        </Route>
        <Route path="/sign-in">
          <SignInPage />
        </Route>
        <Route path="/desk/:as/*?">{({ as }) => <Desk as={as} />}</Route>
        <Route path="/chair/:as">{({ as }) => <Chair as={as} />}</Route>
        <Route path="/hall/:as">{({ as }) => <Hall as={as} />}</Route>
        <Route>
          <NothingHere />
        </Route>
      </Switch>
    </Suspense>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <Pages />
    </LanguageProvider>
  </StrictMode>,
);
