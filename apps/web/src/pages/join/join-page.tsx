import './join.css';
import { useEffect, useRef, useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { exchangeLink } from '../../api/session.js';
import { LanguageChoice, useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';

/** A link that opens nothing any more. */
type Over = 'unknown' | 'expired' | 'revoked' | 'used' | 'refused';
/** Milliseconds between two asks of a link that waits. */
const WAIT_MS = 2000;
type Trouble = Over | 'offline' | { readonly code: string; readonly params: ApiError['params'] };

/** Opens any face by a personal link. Asks for a click: scanners of mail follow links, but press nothing. */
export function JoinPage({
  secret,
  go = path => location.replace(path),
}: {
  readonly secret: string | null;
  readonly go?: (path: string) => void;
}) {
  const { t, refusalText } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [waits, setWaits] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const told = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${t('join.title')} · Kengesh`;
  }, [t]);
  useEffect(() => {
    if (trouble && trouble !== 'offline') told.current?.focus();
  }, [trouble]);

  const enter = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      go((await request(null, exchangeLink({ secret: secret ?? '' }))).path);
    } catch (error) {
      // Asked again by itself until a second person has confirmed it or refused.
      if (error instanceof ApiError && error.code === 'link.waits') {
        setWaits(true);
        setTimeout(() => void enter(), WAIT_MS);
        return;
      }
      setWaits(false);
      setBusy(false);
      if (!(error instanceof ApiError)) throw error;
      const reason = /^link\.(unknown|expired|revoked|used|refused)$/.exec(error.code)?.[1] as Over | undefined;
      // A secret too short or too long is refused as a field; to the reader it is a link that does not fit.
      const mistyped = error.code === 'http.invalid' ? 'unknown' : undefined;
      setTrouble(error.code === 'net.offline' ? 'offline' : (reason ?? mistyped ?? error));
    }
  };

  const over = typeof trouble === 'string' && trouble !== 'offline' ? trouble : null;
  return (
    <div className="join">
      <header className="row spread">
        <span className="overline">Kengesh</span>
        <LanguageChoice />
      </header>
      <main className="stack">
        {secret === null ? (
          <>
            <h1>{t('join.none.title')}</h1>
            <p>{t('join.none')}</p>
            <p className="notice">{t('join.none.lost')}</p>
          </>
        ) : over ? (
          <>
            <h1 ref={told} tabIndex={-1}>
              {t('join.refused.title')}
            </h1>
            <p className="notice against" role="alert">
              {t(`join.refused.${over}`)}
            </p>
            <p>{t('join.refused.help')}</p>
          </>
        ) : waits ? (
          <div role="status" className="stack">
            <h1>{t('join.waits.title')}</h1>
            <p className="notice">{t('join.waits')}</p>
          </div>
        ) : (
          <>
            <h1>{t('join.title')}</h1>
            <p>{t('join.ready')}</p>
            {trouble === 'offline' ? (
              <p className="notice warn" role="alert">
                {t('join.offline')}
              </p>
            ) : typeof trouble === 'object' && trouble ? (
              <p className="notice against" role="alert">
                {refusalText(trouble.code, trouble.params)}
              </p>
            ) : null}
            <Button kind="primary" size="large" busy={busy} onClick={() => void enter()}>
              {busy ? t('join.entering') : trouble ? t('join.again') : t('join.enter')}
            </Button>
            <p className="soft small">{t('join.personal')}</p>
          </>
        )}
      </main>
    </div>
  );
}
