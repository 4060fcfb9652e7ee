import { participantOf } from '@kengesh/domain';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { secondsLeft } from './my-clock.js';

/** One's own hand: ask for the floor, the place in the list, the clock while one speaks. */
export function MyHand() {
  const { t, why } = useLanguage();
  const { me, state, now, line } = useSession();
  const { busy, refusal, ask } = useAsk();
  const at = useNow(now);
  const who = me.participant === null ? undefined : participantOf(state, me.participant);
  // Observers and interpreters have no voice of their own: no hand is drawn.
  if (!who || who.role === 'observer' || who.role === 'interpreter') return null;
  const { holder, queue } = state.floor;
  const place = queue.findIndex(one => one.participant === who.id);
  const speaking = holder?.participant === who.id;
  const no =
    state.session.phase !== 'open'
      ? t('delegate.hand.notOpen')
      : state.attendance[who.id]?.here
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
            {place === 0 ? t('delegate.hand.next') : t('delegate.hand.place', { n: place + 1, m: queue.length })}
          </p>
          {queue[place]?.entered ? <p className="soft small">{t('delegate.hand.entered')}</p> : null}
          <Button busy={busy} onClick={() => void ask({ type: 'floor.withdraw', participant: who.id })}>
            {t('delegate.hand.withdraw')}
          </Button>
        </>
      ) : (
        <>
          <Button size="large" why={no} busy={busy} onClick={() => void ask({ type: 'floor.ask' })}>
            {t('delegate.hand.ask')}
          </Button>
          <p className="soft small">{no ?? t('delegate.hand.list', { n: queue.length })}</p>
        </>
      )}
      {busy && line.status !== 'live' ? <p className="notice warn">{t('delegate.line.handWaits')}</p> : null}
      {refusal ? (
        <p className="notice against" role="alert">
          {why(refusal.refused, refusal.params)}
        </p>
      ) : null}
    </section>
  );
}
