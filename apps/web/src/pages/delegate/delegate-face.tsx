import './delegate.css';
import { LanguageProvider } from '../../language.js';
import { LiveSession } from '../../live/session-context.js';
import { DelegatePage } from './delegate-page.js';
import { Ended, Opening } from './no-session.js';
import { useMe } from './use-me.js';

/** The delegate's page: phone first, light, one session. */
export function DelegateFace({ as }: { readonly as: string }) {
  const view = useMe(as);
  if (view.status === 'here') {
    return (
      <LanguageProvider preferred={view.me.language}>
        <LiveSession me={view.me}>
          <DelegatePage />
        </LiveSession>
      </LanguageProvider>
    );
  }
  return (
    <LanguageProvider>
      {view.status === 'refused' ? (
        <Ended code={view.code} params={view.params} />
      ) : (
        <Opening offline={view.status === 'offline'} />
      )}
    </LanguageProvider>
  );
}
