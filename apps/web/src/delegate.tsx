import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './language.js';
import { DelegateFace } from './pages/delegate/delegate-face.js';
import { JoinPage, takeSecret } from './pages/join/join-page.js';

// Two pages and no router: `/d/<as>` is the delegate's, everything else of this entry is the door (`/j#secret`).
const as = /^\/d\/([^/]+)\/?$/.exec(location.pathname)?.[1];
// Once, before anything is drawn: what stands in the address must not stay there.
const secret = takeSecret();
const root = document.getElementById('root');
if (root) {
  // A link opened where its page already stands changes the fragment only, which loads nothing by itself.
  window.addEventListener('hashchange', () => location.hash.length > 1 && location.reload());
  createRoot(root).render(
    <StrictMode>
      {as === undefined ? (
        <LanguageProvider>
          <JoinPage secret={secret} />
        </LanguageProvider>
      ) : (
        <DelegateFace as={as} />
      )}
    </StrictMode>,
  );
}
