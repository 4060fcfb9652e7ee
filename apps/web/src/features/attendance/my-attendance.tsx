import { admissionOf, participantOf, presenceOf } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { wallClock } from '../../ui/zone-time.js';
import { MyAdmission } from '../admission/my-admission.js';
import { useRemoteIntention } from './my-intention.js';

/** One's own presence: join, the secretary's check-in, and leaving. */
export function MyAttendance() {
  const { t, localize, refusalText } = useLanguage();
  const { me, state, line } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const intention = useRemoteIntention();
  const [leaving, setLeaving] = useState(false);
  const who = me.participant === null ? undefined : participantOf(state, me.participant);
  const { phase } = state.session;
  if (!who || phase === 'none' || phase === 'closed') return null;

  const presence = presenceOf(state, who.id);
  const waits = admissionOf(state, who.id)?.stage === 'waiting';
  const zone = state.prepared?.session.zone ?? 'UTC';
  const join = async () => {
    intention.remember();
    await ask({ type: 'attendance.join', mode: 'remote' });
  };
  const leave = async () => {
    intention.forget();
    setLeaving(false);
    await ask({ type: 'attendance.leave' });
  };
  const joinButton = (kind: 'primary' | undefined, label: string) => (
    <Button
      kind={kind}
      size={kind ? 'large' : undefined}
      busy={busy || intention.rejoining}
      onClick={() => void join()}
    >
      {busy ? t('delegate.join.sending') : label}
    </Button>
  );
  const since = presence?.intervals.at(-1)?.from;
  return (
    <section className={`attendance stack ${presence?.here ? 'here' : 'card'}`} aria-label={t('delegate.join.heading')}>
      {presence?.here ? (
        <>
          <p className="row">
            <span className="grow">
              <span className="tick" aria-hidden="true">
                ✓{' '}
              </span>
              {t(presence.mode === 'hall' ? 'delegate.join.hereHall' : 'delegate.join.hereRemote')}
              {since ? (
                <span className="soft">
                  {' '}
                  {t('delegate.join.since', { time: wallClock(Date.parse(since), zone).slice(11, 16) })}
                </span>
              ) : null}
              <span className="soft small block">{localize(who.label)}</span>
            </span>
            {presence.mode === 'remote' && !leaving ? (
              <Button kind="quiet" size="small" busy={busy} onClick={() => setLeaving(true)}>
                {t('delegate.join.leave')}
              </Button>
            ) : null}
          </p>
          {presence.lostAt ? <p className="notice warn">{t('delegate.join.lost')}</p> : null}
          {leaving ? (
            <Confirm
              question={t('delegate.join.leaveSure')}
              yes={t('delegate.join.leaveYes')}
              no={t('delegate.join.back')}
              onYes={() => void leave()}
              onNo={() => setLeaving(false)}
            />
          ) : null}
        </>
      ) : intention.rejoining ? (
        <p role="status">{t('delegate.join.rejoining')}</p>
      ) : (
        <>
          <p className="soft small">{localize(who.label)}</p>
          <MyAdmission />
          {intention.takenAway ? <p className="notice warn">{t('delegate.join.left')}</p> : null}
          {waits ? null : who.mode === 'hall' ? (
            <>
              <h2>{t('delegate.join.hall')}</h2>
              <p>{t('delegate.join.hallHint')}</p>
              <div>{joinButton(undefined, t('delegate.join.insteadRemote'))}</div>
            </>
          ) : (
            <>
              {joinButton('primary', t('delegate.join.remote'))}
              <p className="soft small">
                {t(who.seat === null ? 'delegate.join.remoteHintNoSeat' : 'delegate.join.remoteHint')}
              </p>
            </>
          )}
          {busy && line.status !== 'live' ? <p className="notice warn">{t('delegate.line.handWaits')}</p> : null}
        </>
      )}
      {refusal ? (
        <p className="notice against" role="alert">
          {refusalText(refusal.refused, refusal.params)}
        </p>
      ) : null}
    </section>
  );
}
