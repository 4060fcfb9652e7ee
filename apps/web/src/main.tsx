import './ui/tokens.css';
import './ui/base.css';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { HomePage } from './faces/home/home-page.js';
import { SignInPage } from './faces/home/sign-in-page.js';
import { LanguageProvider, useLanguage } from './language.js';

// Each face is a piece of its own: the hall's screen loads no desk, the desk no chair.
const faces = import.meta.glob<{ readonly default: ComponentType<{ readonly as: string }> }>(
  './faces/{desk,chair,hall}/{desk,chair,hall}-face.tsx',
);
const face = (name: 'desk' | 'chair' | 'hall') =>
  lazy(faces[`./faces/${name}/${name}-face.tsx`] ?? (async () => ({ default: NothingHere })));
const Desk = face('desk');
const Chair = face('chair');
const Hall = face('hall');

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
