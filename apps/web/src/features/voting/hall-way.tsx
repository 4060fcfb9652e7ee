import { localizedText, type State, seatOf, type Voting } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases/page';
import { clockText } from '../../ui/clock.js';
import { wallClock } from '../../ui/zone-time.js';
import { promised } from '../attendance/my-times.js';

const label = (state: State, seat: string | undefined) =>
  seat === undefined ? '' : localizedText(seatOf(state, seat)?.label ?? {}, 'ru');

/** Whose name is called in a roll call, large enough for the last row, and who comes next. */
export function HallRoll({ voting, state }: { readonly voting: Voting; readonly state: State }) {
  const { called, roll } = voting;
  const order = roll?.order ?? [];
  if (!called) return <p className="hall-facts">{phrase('ru', 'hall.roll.soon')}</p>;
  const next = order[order.indexOf(called.seat) + 1];
  return (
    <div className="hall-roll">
      <p className="hall-over">{phrase('ru', called.call === 2 ? 'hall.roll.again' : 'hall.roll.called')}</p>
      <p className="hall-called">{label(state, called.seat)}</p>
      {next ? <p className="hall-place">{phrase('ru', 'hall.roll.next', { who: label(state, next) })}</p> : null}
    </div>
  );
}

/** "Any objections?" with the time that is left. */
export function HallCountdown({ closesIn }: { readonly closesIn: number | null }) {
  return (
    <div className="hall-clock">
      <p className="hall-digits countdown" role="timer">
        {clockText(closesIn ?? 0)}
      </p>
      <p className="hall-facts">{phrase('ru', 'hall.voting.noneObject')}</p>
      <p className="second" lang="en">
        {phrase('en', 'hall.voting.noneObject')}
      </p>
    </div>
  );
}

/** The announced end of a vote by correspondence. */
export function HallDeadline({ voting, zone }: { readonly voting: Voting; readonly zone: string }) {
  if (!voting.closesAt) return null;
  const until = promised('ru', wallClock(Date.parse(voting.closesAt), zone).slice(0, 16).replace(' ', 'T'), zone);
  return <p className="hall-facts">{phrase('ru', 'hall.voting.until', until)}</p>;
}
