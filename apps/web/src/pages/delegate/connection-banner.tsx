import type { BallotView } from '../../features/voting/ballot-state.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { useNow } from '../../ui/clock.js';
import { wallClock } from '../../ui/zone-time.js';

/** A line that blinks is not worth a bar: it is told from here on, milliseconds. */
const WORTH_TELLING = 1500;

/** Without a line: since when, what is shown, and what becomes of what one has done. */
export function ConnectionBanner({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useLanguage();
  const { state, line, now } = useSession();
  useNow(now, 1000);
  if (line.status === 'live' || line.status === 'ended') return null;
  const away = Math.max(0, Date.now() - line.since);
  if (away < WORTH_TELLING) return null;
  const seconds = Math.floor(away / 1000);
  const from = wallClock(now() - away, state.prepared?.session.zone ?? 'UTC').slice(11);
  const said =
    line.status === 'connecting'
      ? t('delegate.line.notYet')
      : seconds < 100
        ? t('delegate.line.lostFor', { n: seconds, at: from })
        : t('delegate.line.lostMinutes', { n: Math.round(seconds / 60), at: from });
  const safe = ballot.waiting
    ? t(ballot.inDoubt ? 'delegate.line.ballotInDoubt' : 'delegate.line.ballotWaits')
    : ballot.voting && ballot.recorded
      ? t('delegate.line.ballotSafe')
      : t('delegate.line.nothingWaits');
  return (
    <div className="stale-bar delegate-stale">
      {/* Seconds are seen, not read aloud each time. */}
      <span aria-live="off">{said}</span> <span role="status">{safe}</span>
    </div>
  );
}
