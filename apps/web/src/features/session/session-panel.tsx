import { presenceOf, quorumNow, type State } from '@kengesh/domain';
import { quorumSentence } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { clockText, useNow } from '../../ui/clock.js';
import { wallClock } from '../../ui/zone-time.js';
import { RecordPanel } from './record-panel.js';
import './session-panel.css';

/** What the session as a whole is at now, when no item is: gathering, in recess, closed. */
export function SessionPanel() {
  const { state } = useSession();
  switch (state.session.phase) {
    case 'none':
      return <NotPrepared />;
    case 'prepared':
      return <Gathering state={state} />;
    case 'recess':
      return <Recess state={state} />;
    case 'closed':
      return <RecordPanel />;
    default:
      return null;
  }
}

function NotPrepared() {
  const { t } = useLanguage();
  return <h2 className="soft">{t('chair.session.notPrepared')}</h2>;
}

/** Before the opening: how many are here, how many are needed, by delegation. */
function Gathering({ state }: { readonly state: State }) {
  const { t, language } = useLanguage();
  const quorum = quorumNow(state);
  if (!quorum) return null;
  const { present, base, need, met } = quorum;
  const delegations = new Map<string, { here: number; all: number }>();
  for (const seat of state.prepared?.seats ?? []) {
    if (!seat.filled) continue;
    const count = delegations.get(seat.delegation) ?? { here: 0, all: 0 };
    const holder = state.prepared?.participants.find(one => one.seat === seat.id);
    count.all += 1;
    if (holder && presenceOf(state, holder.id)?.here) count.here += 1;
    delegations.set(seat.delegation, count);
  }
  return (
    <section className="gathering stack" aria-label={t('chair.gathering.heading')}>
      <p className="overline">{t('chair.gathering.heading')}</p>
      <h2 className="figure">
        <span className={met ? 'met' : 'unmet'} aria-hidden="true">
          {met ? '✓' : '✕'}
        </span>{' '}
        {t('chair.gathering.figure', { present, base })}
      </h2>
      <div className="quorum-track" aria-hidden="true">
        <span className="fill" style={{ inlineSize: `${Math.min(100, (present / Math.max(1, base)) * 100)}%` }} />
        <span className="need" style={{ insetInlineStart: `${Math.min(100, (need / Math.max(1, base)) * 100)}%` }} />
      </div>
      <p className="lead-sentence" aria-live="polite">
        {met
          ? t('chair.gathering.met', { need })
          : quorum.parts
            ? quorumSentence(language, quorum)
            : t('chair.gathering.unmet', { need, more: need - present })}
      </p>
      <ul className="delegations">
        {[...delegations].map(([name, { here, all }]) => (
          <li key={name} className={here === 0 ? 'nobody' : ''}>
            <span className="name">{name}</span>
            <span className="dots" aria-hidden="true">
              {'●'.repeat(Math.min(here, 12))}
              {'○'.repeat(Math.min(all - here, 12))}
            </span>
            <span className="small soft">{t('chair.gathering.of', { here, all })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recess({ state }: { readonly state: State }) {
  const { now } = useSession();
  const { t } = useLanguage();
  const at = useNow(now, 1000);
  const until = state.session.recess?.until ?? null;
  const left = until ? (Date.parse(until) - at) / 1000 : null;
  const zone = state.prepared?.session.zone ?? 'UTC';
  return (
    <section className="recess stack" aria-label={t('chair.recess.heading')}>
      <p className="overline">{t('chair.recess.heading')}</p>
      {until ? (
        <>
          <h2 className="figure">
            {t('chair.recess.until', { time: wallClock(Date.parse(until), zone).slice(11, 16) })}
          </h2>
          <p className="lead-sentence" role="timer">
            {left !== null && left >= 0
              ? t('chair.recess.in', { clock: clockText(Math.ceil(left)) })
              : t('chair.recess.over', { clock: clockText(Math.floor(-(left ?? 0))) })}
          </p>
        </>
      ) : (
        <h2 className="figure">{t('chair.recess.open')}</h2>
      )}
    </section>
  );
}
