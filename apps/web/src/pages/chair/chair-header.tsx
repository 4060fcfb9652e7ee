import { participantOf, quorumNow, roleNow, type State } from '@kengesh/domain';
import { zoneLabel } from '@kengesh/phrases/page';
import { FloorLine } from '../../features/floor/floor-line.js';
import { LanguageChoice, useLanguage } from '../../language.js';
import { LineNotices } from '../../live/line-notices.js';
import { useSession } from '../../live/session-context.js';
import { useNow } from '../../ui/clock.js';
import { offsetMinutes, ownZone, wallClock } from '../../ui/zone-time.js';

/** Always in sight: which session and item, what time it is there and here, the line, the quorum. */
export function ChairHeader() {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const { items, current } = state.agenda;
  const place = items.findIndex(one => one.id === current) + 1;
  const quorum = quorumNow(state);
  const role = me.participant === null ? null : roleText(state, me.participant);
  const { phase } = state.session;
  return (
    <>
      <div className="chair-stale">
        <StaleBar />
        <LineNotices />
        <FloorLine />
      </div>
      <header className="chair-header">
        <div className="what">
          <h1 title={state.prepared ? localize(state.prepared.session.title) : undefined}>
            {state.prepared ? localize(state.prepared.session.title) : t('chair.title')}
          </h1>
          <span className="soft small">
            {place > 0 ? t('chair.itemOf', { n: place, all: items.length }) : t(`roles.phase.${phase}`)}
            {role ? ` · ${t(role)}` : ''}
          </span>
        </div>
        {state.prepared ? <Clocks zone={state.prepared.session.zone} /> : null}
        <LineStatus />
        {quorum && phase !== 'closed' ? (
          <span className={`quorum ${quorum.met ? 'met' : 'unmet'}`} role="status">
            <span aria-hidden="true">{quorum.met ? '✓' : '✕'}</span>{' '}
            {t(quorum.met ? 'chair.quorum.met' : 'chair.quorum.unmet', {
              present: quorum.present,
              base: quorum.base,
              need: quorum.need,
            })}
          </span>
        ) : null}
        <LanguageChoice />
      </header>
    </>
  );
}

/** As on the roll, but for whom an election in this session has made chair or deputy, and for the chair before. */
function roleText(state: State, participant: string) {
  const role = participantOf(state, participant)?.role;
  const present = roleNow(state, participant);
  if (role === undefined || present === undefined) return null;
  return role === 'chair' && present !== 'chair' ? 'chair.session.formerChair' : (`roles.role.${present}` as const);
}

/** The session's clock, and the reader's own where it differs: never one of them silently. */
function Clocks({ zone }: { readonly zone: string }) {
  const { now } = useSession();
  const { t, language } = useLanguage();
  const at = useNow(now, 1000);
  const own = ownZone();
  const differs = offsetMinutes(at, own) !== offsetMinutes(at, zone);
  const clock = (one: string) => wallClock(at, one).slice(11, 16);
  return (
    <span className="clocks small">
      <span>
        <strong>{clock(zone)}</strong> {zoneLabel(language, zone, offsetMinutes(at, zone))}
      </span>
      {differs ? (
        <span className="soft">
          {t('chair.ownClock', { time: clock(own), zone: zoneLabel(language, own, offsetMinutes(at, own)) })}
        </span>
      ) : null}
    </span>
  );
}

function LineStatus() {
  const { line } = useSession();
  const { t } = useLanguage();
  const live = line.status === 'live';
  return <span className={`line-status${live ? '' : ' lost'}`}>{t(`chair.line.${line.status}`)}</span>;
}

/** "No connection for 8 s, what you see is from 14:02:11": what was asked is kept and sent again. */
function StaleBar() {
  const { line, now, state } = useSession();
  const { t, refusalText } = useLanguage();
  const at = useNow(now, 1000);
  if (line.status === 'live') return null;
  if (line.status === 'ended')
    return (
      <p className="stale-bar" role="alert">
        {refusalText(line.code)} <a href="/">{t('home.toHome')}</a>
      </p>
    );
  const seconds = Math.max(0, Math.round((Date.now() - line.since) / 1000));
  // A line that is back within a blink is not worth a bar.
  if (seconds < 2) return null;
  const zone = state.prepared?.session.zone ?? 'UTC';
  const since = wallClock(at - seconds * 1000, zone).slice(11);
  return (
    <p className="stale-bar" role="status">
      {t('chair.stale', { n: seconds, time: since })}
    </p>
  );
}
