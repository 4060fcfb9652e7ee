import type { Voting } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases/page';
import { clockText } from '../../ui/clock.js';

/** What is voted, as a heading: the text that is put, or the office. */
export function voteHeading(language: string, voting: Voting, say: (text: object) => string): string {
  if (!voting.office) return voting.motion ? say(voting.motion.text) : '';
  return phrase(language, voting.runoffOf ? 'hall.voting.runoff' : 'hall.voting.election', {
    office: say(voting.office.title),
  });
}

/** How many of those entitled have voted: a number and a bar; never what. */
export function HallCast({
  cast,
  entitled,
  closesIn,
}: {
  readonly cast: number | null;
  readonly entitled: number;
  readonly closesIn: number | null;
}) {
  return (
    <div className="hall-cast">
      <p className="hall-cast-number">
        {cast === null
          ? phrase('ru', 'hall.voting.entitled', { entitled })
          : phrase('ru', 'hall.voting.cast', { cast, entitled })}
        {closesIn === null ? null : (
          <span className="hall-closes"> · {phrase('ru', 'hall.voting.closesIn', { time: clockText(closesIn) })}</span>
        )}
      </p>
      <div className="hall-meter" aria-hidden="true">
        <span style={{ width: `${entitled ? ((cast ?? 0) / entitled) * 100 : 0}%` }} />
      </div>
    </div>
  );
}
