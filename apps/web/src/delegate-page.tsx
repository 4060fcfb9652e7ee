import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './language.js';
import { DelegateFace } from './pages/delegate/delegate-face.js';
import { JoinPage } from './pages/join/join-page.js';

/** Draws the page of the delegate signed in `as`, or the door where nobody is. */
export function show(as: string | undefined, secret: string | null): void {
  const root = document.getElementById('root');
  if (!root) return;
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
