import { seatOf } from '@kengesh/domain';
import { formatLocalDateTime, quorumSentence } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { clockText, useNow } from '../../ui/clock.js';
import { promised, timeThere } from '../attendance/my-times.js';

/** What is going on now, large: before the opening, the item, the recess with its return, the end. */
export function MySession() {
  const { t, localize, language } = useLanguage();
  const { state, pulse, now } = useSession();
  const at = useNow(now);
  const { session, prepared, agenda } = state;
  if (!prepared) return null;
  const { zone, place, title, startsLocal } = prepared.session;

  if (session.phase === 'prepared') {
    const quorum = pulse?.quorum;
    return (
      <section className="card stack now">
        <p className="overline">{t('delegate.now.before')}</p>
        <h1>{localize(title)}</h1>
        <p className="lead">{t('delegate.now.beforeStarts', promised(language, startsLocal, zone))}</p>
        <p>{t('delegate.now.place', { place: localize(place) })}</p>
        {quorum ? (
          <p className="soft">{t('delegate.now.present', { present: quorum.present, need: quorum.need })}</p>
        ) : null}
      </section>
    );
  }
  if (session.phase === 'recess') {
    const until = session.recess?.until ?? null;
    const left = until ? (Date.parse(until) - at) / 1000 : 0;
    return (
      <section className="card stack now">
        <p className="overline">{localize(title)}</p>
        <h1>{until ? t('delegate.now.recessUntil', timeThere(language, until, zone)) : t('delegate.now.recess')}</h1>
        {left > 0 ? (
          <p className="now-clock" role="timer">
            {clockText(left)}
          </p>
        ) : null}
        <p>{t(until ? 'delegate.now.recessStay' : 'delegate.now.recessOpenEnd')}</p>
      </section>
    );
  }
  if (session.phase === 'closed') {
    return (
      <section className="card stack now">
        <p className="overline">{localize(title)}</p>
        <h1>{t(session.notHeld ? 'delegate.now.notHeld' : 'delegate.now.closed')}</h1>
        <p className="lead">
          {session.notHeld
            ? quorumSentence(language, session.notHeld.quorum)
            : session.closedAt
              ? t('delegate.now.closedAt', timeThere(language, session.closedAt, zone))
              : null}
        </p>
        {session.next ? <p>{t('delegate.now.next', { date: formatLocalDateTime(language, session.next) })}</p> : null}
        <p>{t('delegate.now.record', { council: localize(prepared.council.name) })}</p>
      </section>
    );
  }
  const index = agenda.items.findIndex(one => one.id === agenda.current);
  const item = agenda.items[index];
  const by = item?.rapporteur ? seatOf(state, item.rapporteur) : undefined;
  return (
    <section className="card stack now">
      <p className="overline">
        {item ? t('delegate.header.item', { n: index + 1, m: agenda.items.length }) : t('delegate.now.heading')}
      </p>
      <h1>{item ? localize(item.title) : t('delegate.now.noItem')}</h1>
      {by ? <p className="soft">{t('delegate.now.rapporteur', { who: localize(by.label) })}</p> : null}
      {item ? null : <p className="soft">{localize(title)}</p>}
    </section>
  );
}
