import type { MySession } from '@kengesh/contracts';
import { formatLocalDateTime, zoneLabel } from '@kengesh/phrases/page';
import { useEffect, useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { enterSession, mySessions, signOut } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { offsetMinutes } from '../../ui/zone-time.js';

const asRefused = (error: unknown) => (error instanceof ApiError ? error : new ApiError('fault', {}, 0));
const TONE: { readonly [phase: string]: string } = { open: 'for', recess: 'warn', prepared: 'accent' };

/** The councils and sessions of an account, each with its door. */
export function MySessions({ as, onOut }: { readonly as: string; readonly onOut: (why: ApiError | null) => void }) {
  const { t, localize, refusalText } = useLanguage();
  const [sessions, setSessions] = useState<readonly MySession[] | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [entering, setEntering] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  // another attempt asks again; who leaves is told once
  useEffect(() => {
    let left = false;
    request(as, mySessions()).then(
      found => {
        if (!left) setSessions(found);
      },
      (error: unknown) => {
        if (left) return;
        const no = asRefused(error);
        if (no.code.startsWith('auth.')) onOut(no);
        else setRefused(no);
      },
    );
    return () => {
      left = true;
    };
  }, [as, attempt]);

  const enter = async (session: string) => {
    setEntering(session);
    setRefused(null);
    try {
      location.assign((await request(as, enterSession(session))).path);
    } catch (error) {
      setRefused(asRefused(error));
      setEntering(null);
    }
  };
  const leave = async () => {
    await request(as, signOut()).catch(() => undefined);
    onOut(null);
  };

  const councils = new Map<string, MySession[]>();
  for (const one of sessions ?? []) councils.set(one.councilId, [...(councils.get(one.councilId) ?? []), one]);
  return (
    <main className="home stack">
      <div className="row spread">
        <h1>{t('home.mySessions')}</h1>
        <div className="row">
          <a className="button" href={`/desk/${as}`}>
            {t('home.toDesk')}
          </a>
          <Button kind="quiet" onClick={() => void leave()}>
            {t('home.signOut')}
          </Button>
        </div>
      </div>
      {refused ? (
        <div className="notice against row spread" role="alert">
          <span>{refusalText(refused.code, refused.params)}</span>
          {sessions === null ? (
            <Button
              size="small"
              onClick={() => {
                setRefused(null);
                setAttempt(attempt + 1);
              }}
            >
              {t('home.again')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {sessions === null && !refused ? <div className="skeleton home-skeleton" aria-hidden="true" /> : null}
      {sessions?.length === 0 ? <p className="soft">{t('home.noSessions')}</p> : null}
      {[...councils.values()].map(list => (
        <section key={list[0]?.councilId} className="card stack home-council">
          <h2>{localize(list[0]?.councilName ?? {})}</h2>
          <ul className="home-sessions">
            {list.map(one => (
              <li key={one.id}>
                <SessionLine session={one} />
                <div className="doors">
                  {one.phase === 'planned' || one.phase === 'cancelled' || one.role === 'auditor' ? null : (
                    <Button
                      kind={one.phase === 'closed' ? undefined : 'primary'}
                      busy={entering === one.id}
                      aria-label={`${t(one.phase === 'closed' ? 'home.look' : 'home.enter')}: ${localize(one.title)}`}
                      onClick={() => void enter(one.id)}
                    >
                      {t(one.phase === 'closed' ? 'home.look' : 'home.enter')}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function SessionLine({ session }: { readonly session: MySession }) {
  const { t, localize, language } = useLanguage();
  const offset = offsetMinutes(Date.parse(session.startsAt), session.zone);
  return (
    <div className="what">
      <p>
        <strong>{localize(session.title)}</strong>{' '}
        <span className={`badge ${TONE[session.phase] ?? ''}`}>{t(`roles.phase.${session.phase}`)}</span>{' '}
        {session.sample ? <span className="badge">{t('home.sample')}</span> : null}
      </p>
      <p className="soft small">
        {formatLocalDateTime(language, session.startsLocal)} {zoneLabel(language, session.zone, offset)} ·{' '}
        {session.role === 'auditor' ? t('home.auditor') : t(`roles.role.${session.role}`)}
      </p>
    </div>
  );
}
