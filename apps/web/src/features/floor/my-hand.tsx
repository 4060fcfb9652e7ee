import { participantOf, presenceOf, type Stance, speakersMode, speakersOrder } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { secondsLeft } from './my-clock.js';

const KINDS = ['speech', 'reply', 'intervention'] as const;
type SpeechKindChoice = (typeof KINDS)[number];

/** One's own hand: ask for the floor, the place in the list, the clock while one speaks. */
export function MyHand() {
  const { t, localize, refusalText } = useLanguage();
  const { me, state, now, line } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const at = useNow(now);
  const [kind, setKind] = useState<SpeechKindChoice>('speech');
  const [stance, setStance] = useState<Stance | ''>('');
  const who = me.participant === null ? undefined : participantOf(state, me.participant);
  // Observers and interpreters have no voice of their own: no hand is drawn.
  if (!who || who.role === 'observer' || who.role === 'interpreter') return null;
  const { holder } = state.floor;
  // One list for hall and remote, in the order in which the floor is given.
  const list = speakersOrder(state);
  const place = list.findIndex(one => one.participant === who.id && one.kind !== 'point');
  const request = list[place];
  const speaking = holder?.participant === who.id;
  const no =
    state.session.phase !== 'open'
      ? t('delegate.hand.notOpen')
      : presenceOf(state, who.id)?.here
        ? null
        : t('delegate.hand.notHere');
  const left = holder ? secondsLeft(holder, at) : 0;
  return (
    <section className={`card stack hand ${speaking ? 'speaking' : ''}`} aria-labelledby="hand">
      <h2 id="hand">{t(speaking ? 'delegate.hand.yours' : 'delegate.hand.heading')}</h2>
      {speaking ? (
        <>
          <p className={`hand-clock ${left < 0 ? 'over' : ''}`}>
            <span role="timer">{clockText(left)}</span>{' '}
            <small>
              {holder.pausedAt
                ? t('delegate.hand.paused')
                : left < 0
                  ? t('delegate.hand.over')
                  : t('delegate.hand.left')}
            </small>
          </p>
          <Button size="large" busy={busy} onClick={() => void ask({ type: 'floor.yield' })}>
            {t('delegate.hand.yield')}
          </Button>
        </>
      ) : place >= 0 ? (
        <>
          <p className="hand-place" role="status">
            {place === 0 ? t('delegate.hand.next') : t('delegate.hand.place', { n: place + 1, m: list.length })}
          </p>
          {request && (request.kind !== 'speech' || request.stance) ? (
            <p className="small">{t('part.floor.asked', { kind: request.kind, stance: request.stance ?? 'none' })}</p>
          ) : null}
          {request?.entered ? <p className="soft small">{t('delegate.hand.entered')}</p> : null}
          <Button busy={busy} onClick={() => void ask({ type: 'floor.withdraw', participant: who.id })}>
            {t('delegate.hand.withdraw')}
          </Button>
        </>
      ) : (
        <>
          <Button
            size="large"
            why={no}
            busy={busy}
            onClick={() =>
              void ask({ type: 'floor.ask', ...(kind === 'speech' ? {} : { kind }), ...(stance ? { stance } : {}) })
            }
          >
            {kind === 'speech' ? t('delegate.hand.ask') : t('part.floor.ask', { kind })}
          </Button>
          <p className="soft small">
            {no ??
              (state.floor.closed && kind !== 'reply'
                ? t('part.floor.closed')
                : t('delegate.hand.list', { n: list.length }))}
          </p>
          <details className="papers" open={speakersMode(state) === 'proContra' || undefined}>
            <summary>{t('part.floor.how')}</summary>
            <div className="row floor-how">
              <select
                className="input"
                aria-label={t('part.floor.kind')}
                value={kind}
                onChange={event => setKind(event.target.value as SpeechKindChoice)}
              >
                {KINDS.map(one => (
                  <option key={one} value={one}>
                    {t('part.floor.kindName', { kind: one })}
                  </option>
                ))}
              </select>
              <select
                className="input"
                aria-label={t('part.floor.stance')}
                value={stance}
                onChange={event => setStance(event.target.value as Stance | '')}
              >
                {(['', 'for', 'against', 'neutral'] as const).map(one => (
                  <option key={one} value={one}>
                    {t('part.floor.stanceName', { stance: one || 'none' })}
                  </option>
                ))}
              </select>
            </div>
          </details>
        </>
      )}
      {list.length > 0 ? (
        <details className="papers">
          <summary>{t('part.floor.list')}</summary>
          <ol className="lines speakers">
            {list.map((one, index) => (
              <li key={`${one.kind} ${one.participant}`} aria-current={one.participant === who.id ? 'true' : undefined}>
                <span>
                  {index + 1}. {localize(participantOf(state, one.participant)?.label ?? {})}
                </span>
                {one.kind !== 'speech' || one.stance || one.why === 'returned' ? (
                  <span className="soft small">
                    {t('part.floor.asked', { kind: one.kind, stance: one.stance ?? 'none' })}
                    {one.why === 'returned' ? ` · ${t('part.floor.returned')}` : ''}
                  </span>
                ) : null}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {busy && line.status !== 'live' ? <p className="notice warn">{t('delegate.line.handWaits')}</p> : null}
      {refusal ? (
        <p className="notice against" role="alert">
          {refusalText(refusal.refused, refusal.params)}
        </p>
      ) : null}
    </section>
  );
}
