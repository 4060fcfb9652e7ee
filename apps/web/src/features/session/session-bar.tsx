import { leftUndone, participantOf, roleNow } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { useNow } from '../../ui/clock.js';
import { Confirm } from '../../ui/confirm.js';
import { Key, useKey } from '../../ui/keys.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { leftSentences } from './left-sentences.js';

const BREAKS = [5, 10, 15, 20, 30, 45, 60, 90] as const;

/** What is asked once before it is done. */
export type SessionQuestion = 'recess' | 'close' | 'hand' | 'notHeld';

/** What is done to the session as a whole: recess, passing the chair on, closing. Each asks once, in place. */
export function SessionBar({
  asking,
  onAsk: setAsking,
}: {
  readonly asking: SessionQuestion | null;
  readonly onAsk: (question: SessionQuestion | null) => void;
}) {
  const { state, me, now } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [minutes, setMinutes] = useState<number | null>(15);
  const [heir, setHeir] = useState('');
  const [next, setNext] = useState('');
  // A quorum is waited for by the clock alone.
  useNow(now, 5000);
  const own = me.participant;
  const { phase, presiding } = state.session;
  const presides = own !== null && own === presiding;
  const running = phase === 'open' || phase === 'recess';

  const recessWhy = whyNot({ type: 'session.recess', minutes: null });
  const closeWhy = whyNot({ type: 'session.close' });
  const takeWhy = own === null ? null : whyNot({ type: 'session.preside', participant: own });
  const mayTake = running && !presides && (me.role === 'chair' || me.role === 'deputy');
  const heirs = (state.prepared?.participants ?? []).filter(
    one =>
      ['chair', 'deputy'].includes(roleNow(state, one.id) ?? '') &&
      one.id !== presiding &&
      whyNot({ type: 'session.preside', participant: one.id }) === null,
  );
  const mayHand = running && (presides || me.role === 'secretary');
  const mayGiveUp = phase === 'prepared' && (me.role === 'chair' || me.role === 'deputy');
  const notHeldWhy = mayGiveUp ? whyNot({ type: 'session.notHeld', next: null }) : null;
  const handWhy = heirs.length === 0 ? t('chair.session.nobodyToHand') : null;

  const resume = () => void ask({ type: 'session.resume' });
  const take = () => own && void ask({ type: 'session.preside', participant: own });
  const done = async (answer: Promise<{ ok: boolean }>) => {
    if ((await answer).ok) setAsking(null);
  };
  useKey('r', t('chair.session.recess'), () => setAsking('recess'), recessWhy, presides && phase === 'open');
  useKey('r', t('chair.session.resume'), resume, null, presides && phase === 'recess');
  useKey('q', t('chair.session.close'), () => setAsking('close'), closeWhy, presides && running);
  useKey('u', t('chair.session.take'), take, takeWhy, mayTake);

  return (
    <div className="session-bar">
      {asking === 'recess' && presides ? (
        <Confirm
          question={t('chair.session.recessAsk')}
          yes={t('chair.session.recessNow')}
          busy={busy}
          onYes={() => void done(ask({ type: 'session.recess', minutes }))}
          onNo={() => setAsking(null)}
        >
          <select
            className="input"
            aria-label={t('chair.session.recessFor')}
            value={minutes ?? ''}
            onChange={event => setMinutes(event.target.value === '' ? null : Number(event.target.value))}
          >
            {BREAKS.map(one => (
              <option key={one} value={one}>
                {t('chair.session.minutes', { n: one })}
              </option>
            ))}
            <option value="">{t('chair.session.noReturn')}</option>
          </select>
        </Confirm>
      ) : null}
      {asking === 'close' && presides ? (
        <Confirm
          question={t('chair.stepAsk.closeSession')}
          lines={leftSentences(state, leftUndone(state), { t, localize })}
          yes={t('chair.session.close')}
          busy={busy}
          onYes={() => void done(ask({ type: 'session.close', ...(next ? { next } : {}) }))}
          onNo={() => setAsking(null)}
        >
          <NextDate value={next} onChange={setNext} />
        </Confirm>
      ) : null}
      {asking === 'notHeld' && mayGiveUp ? (
        <Confirm
          question={t('chair.session.notHeldAsk')}
          yes={t('chair.session.notHeld')}
          busy={busy}
          onYes={() => void done(ask({ type: 'session.notHeld', next: next || null }))}
          onNo={() => setAsking(null)}
        >
          <NextDate value={next} onChange={setNext} />
        </Confirm>
      ) : null}
      {asking === 'hand' && mayHand ? (
        <Confirm
          question={t('chair.session.handAsk')}
          yes={t('chair.session.handNow')}
          busy={busy}
          onYes={() => {
            const participant = heirs.find(one => one.id === heir)?.id ?? heirs[0]?.id;
            if (participant) void done(ask({ type: 'session.preside', participant }));
          }}
          onNo={() => setAsking(null)}
        >
          <select
            className="input"
            aria-label={t('chair.session.handTo')}
            value={heir || heirs[0]?.id}
            onChange={event => setHeir(event.target.value)}
          >
            {heirs.map(one => (
              <option key={one.id} value={one.id}>
                {localize(one.label)}
              </option>
            ))}
          </select>
        </Confirm>
      ) : null}
      <RefusalNotice refusal={refusal} />
      <div className="row">
        {presides && phase === 'open' ? (
          <Button size="small" why={recessWhy} aria-keyshortcuts="r" onClick={() => setAsking('recess')}>
            {t('chair.session.recess')} <Key of="r" />
          </Button>
        ) : null}
        {mayGiveUp ? (
          <>
            <Button size="small" why={notHeldWhy} onClick={() => setAsking('notHeld')}>
              {t('chair.session.notHeld')}
            </Button>
            {notHeldWhy ? <span className="small soft">{notHeldWhy}</span> : null}
          </>
        ) : null}
        {mayTake ? (
          <Button size="small" why={takeWhy} busy={busy} aria-keyshortcuts="u" onClick={take}>
            {t('chair.session.take')} <Key of="u" />
          </Button>
        ) : null}
        {mayHand ? (
          <Button size="small" why={handWhy} onClick={() => setAsking('hand')}>
            {t('chair.session.hand')}
          </Button>
        ) : null}
        {presides && running ? (
          <Button size="small" why={closeWhy} aria-keyshortcuts="q" onClick={() => setAsking('close')}>
            {t('chair.session.close')} <Key of="q" />
          </Button>
        ) : null}
        {running ? (
          <span className="small soft">
            {t('chair.session.presides', {
              name: localize((presiding && participantOf(state, presiding)?.label) || {}),
            })}
          </span>
        ) : null}
      </div>
    </div>
  );
}

/** The day and hour to which a session is put off, by the clock of its zone; may be left empty. */
function NextDate({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useLanguage();
  return (
    <label className="small">
      {t('chair.session.next')}{' '}
      <input
        className="input"
        type="datetime-local"
        value={value}
        onChange={event => onChange(event.target.value.slice(0, 16))}
      />
    </label>
  );
}
