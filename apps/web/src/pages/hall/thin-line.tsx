import { currentRecording } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases/page';
import { useEffect } from 'react';
import { timeThere } from '../../features/attendance/my-times.js';
import { useSession } from '../../live/session-context.js';
import { wallClock } from '../../ui/zone-time.js';
import { LARGE } from './both.js';

/** Nobody presses anything in the hall: so long it says that the record was put back, milliseconds. */
const SAID_FOR = 60_000;

/** Below everything: the clock of the session's zone, the quorum, the line. */
export function ThinLine({ at }: { readonly at: number }) {
  const { state, pulse, line, now, notices, dismiss } = useSession();
  const putBack = notices?.includes('putBack') === true;
  useEffect(() => {
    if (!putBack) return;
    const timer = setTimeout(() => dismiss?.('putBack'), SAID_FOR);
    return () => clearTimeout(timer);
  }, [putBack, dismiss]);
  const zone = state.prepared?.session.zone ?? 'UTC';
  const quorum = state.session.phase === 'closed' ? null : pulse?.quorum;
  const away = line.status === 'lost' || line.status === 'connecting' ? Date.now() - line.since : 0;
  const clock = timeThere(LARGE, new Date(at).toISOString(), zone);
  const said =
    line.status === 'live' && putBack
      ? phrase(LARGE, 'hall.line.putBack')
      : line.status === 'live'
        ? phrase(LARGE, 'hall.line.live')
        : line.status === 'ended'
          ? phrase(LARGE, 'hall.line.ended')
          : line.status === 'lost'
            ? phrase(LARGE, 'hall.line.lost', { at: wallClock(now() - away, zone).slice(11) })
            : phrase(LARGE, 'hall.line.connecting');
  return (
    <footer className="hall-line">
      <span className="hall-time">
        {clock.time} <small>{clock.zone}</small>
      </span>
      {quorum ? (
        <span className={quorum.met ? 'met' : 'not-met'}>
          <span aria-hidden="true">{quorum.met ? '✓ ' : '! '}</span>
          {phrase(LARGE, quorum.met ? 'hall.quorum.met' : 'hall.quorum.not', {
            present: quorum.present,
            base: quorum.base,
            need: quorum.need,
          })}
          {pulse ? (
            <small className="split">
              {' '}
              ·{' '}
              {phrase(LARGE, 'hall.quorum.split', {
                hall: pulse.hall,
                remote: pulse.remote,
                proxy: Math.max(0, quorum.present - pulse.hall - pulse.remote),
              })}
            </small>
          ) : null}
        </span>
      ) : (
        <span />
      )}
      {currentRecording(state) ? (
        <span className="hall-recorded">
          <span aria-hidden="true">● </span>
          {phrase(LARGE, 'hall.recording')}
        </span>
      ) : null}
      <span className={`hall-link ${line.status === 'live' ? 'live' : 'lost'}`}>{said}</span>
    </footer>
  );
}
