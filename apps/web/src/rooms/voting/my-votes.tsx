import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { wallClock } from '../../ui/zone-time.js';
import type { Mark } from './ballot-marks.js';
import { recordedOf, standingOf } from './ballot-state.js';
import { choiceWord, MARK, toneOf, votingTitle } from './ballot-words.js';

/** The ballots of this seat in this session, newest first, each with its receipt. */
export function MyVotes({ marks }: { readonly marks: readonly Mark[] }) {
  const language = useLanguage();
  const { t } = language;
  const { me, state } = useSession();
  const zone = state.prepared?.session.zone ?? 'UTC';
  const mine = Object.values(state.votings)
    .filter(one => standingOf(state, me, one).kind === 'entitled')
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  if (me.seat === null) return null;
  if (mine.length === 0) return <p className="soft">{t('delegate.votes.empty')}</p>;
  return (
    <ul className="lines">
      {mine.map(voting => {
        const recorded = recordedOf(state, me, marks, voting);
        const choice = voting.choices.find(one => one.id === recorded?.choice);
        const secretly = !choice && (recorded !== null || voting.result?.voted.includes(me.seat ?? ''));
        return (
          <li key={voting.id}>
            <span className="clamp-3">{votingTitle(language, voting)}</span>
            <span className="row">
              {choice ? (
                <span className={`badge ${toneOf(choice.id)}`}>
                  <span aria-hidden="true">{MARK[choice.id] ?? '●'}</span>
                  {choiceWord(language, choice)}
                </span>
              ) : (
                <span className={`badge ${secretly ? 'accent' : ''}`}>
                  {t(secretly ? 'delegate.votes.secret' : 'delegate.votes.none')}
                </span>
              )}
              {recorded?.at ? (
                <span className="soft small">{wallClock(Date.parse(recorded.at), zone).slice(11)}</span>
              ) : null}
              {recorded?.receipt ? <span className="soft small receipt">{recorded.receipt}</span> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
