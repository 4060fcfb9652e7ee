import './jitless.js';
import './ui/tokens.css';
import './ui/base.css';
import { chair } from '@kengesh/phrases/pages/chair';
import { desk } from '@kengesh/phrases/pages/desk';
import { hall } from '@kengesh/phrases/pages/hall';
import { home } from '@kengesh/phrases/pages/home';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { LanguageProvider } from './language.js';
import { LARGE, SMALL } from './pages/hall/hall-languages.js';
import { openingLanguage, withSentences } from './sentences.js';

const inOne = [openingLanguage()];
// Each face is a piece of its own: the hall's screen loads no desk, the desk no chair.
const Home = lazy(() => withSentences(import('./pages/home/home-page.js'), home, inOne));
const SignIn = lazy(() => withSentences(import('./pages/home/sign-in-page.js'), home, inOne));
const NothingHere = lazy(() => withSentences(import('./pages/home/nothing-here.js'), home, inOne));
const Desk = lazy(() => withSentences(import('./pages/desk/desk-face.js'), desk, inOne));
const Chair = lazy(() => withSentences(import('./pages/chair/chair-face.js'), chair, inOne));
// A hall reads two languages at once.
const Hall = lazy(() => withSentences(import('./pages/hall/hall-face.js'), hall, [LARGE, SMALL]));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider>
      <Suspense fallback={<div className="skeleton whole-page" aria-hidden="true" />}>
        <Switch>
          <Route path="/">
            <Home />
          </Route>
          <Route path="/sign-in">
            <SignIn />
          </Route>
          <Route path="/desk/:as/*?">{({ as }) => <Desk as={as} />}</Route>
          <Route path="/chair/:as">{({ as }) => <Chair as={as} />}</Route>
          <Route path="/hall/:as">{({ as }) => <Hall as={as} />}</Route>
          <Route>
            <NothingHere />
          </Route>
        </Switch>
      </Suspense>
    </LanguageProvider>
  </StrictMode>,
);
