import type { Me } from '@kengesh/contracts';
import { useEffect, useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { readMe } from '../../api/session.js';
import { LanguageProvider, useLanguage } from '../../language.js';
import { LiveSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { KeysProvider } from '../../ui/keys.js';
import { ChairPage } from './chair-page.js';
import { Waiting } from './waiting.js';
import './chair.css';

/** The page of whoever leads the session, of the deputy and of the secretary. */
export default function ChairFace({ as }: { readonly as: string }) {
  const [me, setMe] = useState<Me | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [attempt, setAttempt] = useState(0);
  // another attempt asks again
  useEffect(() => {
    let left = false;
    setRefused(null);
    request(as, readMe()).then(
      found => {
        if (!left) setMe(found);
      },
      (error: unknown) => {
        if (!left) setRefused(error instanceof ApiError ? error : new ApiError('fault', {}, 0));
      },
    );
    return () => {
      left = true;
    };
  }, [as, attempt]);
  if (refused) return <NotLetIn refused={refused} onAgain={() => setAttempt(attempt + 1)} />;
  if (!me) return <Waiting />;
  if (me.sessionId === null || me.participant === null)
    return <NotLetIn refused={new ApiError('auth.forbidden', {}, 403)} />;
  return (
    <LanguageProvider preferred={me.language}>
      <KeysProvider>
        <LiveSession me={me}>
          <ChairPage />
        </LiveSession>
      </KeysProvider>
    </LanguageProvider>
  );
}

function NotLetIn({ refused, onAgain }: { readonly refused: ApiError; readonly onAgain?: () => void }) {
  const { t, refusalText } = useLanguage();
  return (
    <main className="chair-alone stack">
      <h1>{t('chair.title')}</h1>
      <p className="notice warn">{refusalText(refused.code, refused.params)}</p>
      <div className="row">
        {onAgain ? (
          <Button kind="primary" onClick={onAgain}>
            {t('chair.again')}
          </Button>
        ) : null}
        <a className="button" href="/">
          {t('home.toHome')}
        </a>
      </div>
    </main>
  );
}
