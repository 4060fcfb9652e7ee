import type { FloorHolder } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases/page';
import { clockText } from '../../ui/clock.js';
import { secondsLeft } from './my-clock.js';

/** The speaker's clock across the whole width: the bar shrinks, the figures are read from the last row. */
export function HallClock({ holder, at }: { readonly holder: FloorHolder; readonly at: number }) {
  const left = secondsLeft(holder, at);
  const share = Math.max(0, Math.min(1, left / Math.max(1, holder.seconds)));
  const over = left < 0;
  const state = over ? 'over' : left <= 30 ? 'soon' : '';
  return (
    <div className={`hall-clock ${state} ${holder.pausedAt ? 'paused' : ''}`}>
      <p className="hall-digits" role="timer">
        {clockText(left)}
        {holder.pausedAt || over ? (
          <span className="hall-clock-word">
            {phrase('ru', holder.pausedAt ? 'hall.speaking.paused' : 'hall.speaking.over')}
            <small lang="en">{phrase('en', holder.pausedAt ? 'hall.speaking.paused' : 'hall.speaking.over')}</small>
          </span>
        ) : null}
      </p>
      <div className="hall-meter" aria-hidden="true">
        <span style={{ width: `${over ? 100 : share * 100}%` }} />
      </div>
    </div>
  );
}
