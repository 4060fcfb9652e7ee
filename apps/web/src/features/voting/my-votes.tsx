import { seatOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { wallClock } from '../../ui/zone-time.js';
import { keptOf } from './ballot-marks.js';
import type { Mark } from './ballot-seats.js';
import { ballotsOf, isAsked, recordedOf } from './ballot-seats.js';
import { ballotWord, votingTitle } from './ballot-words.js';
import { MARK, toneOf } from './choice-look.js';

/** The ballots of this participant in this session, newest first, each with its receipt; those by proxy with their seat. */
export function MyVotes({ marks }: { readonly marks: readonly Mark[] }) {
  const language = useLanguage();
  const { t, localize } = language;
  const { me, state } = useSession();
  const zone = state.prepared?.session.zone ?? 'UTC';
  const mine = Object.values(state.votings)
    .filter(one => !isAsked(one))
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
    .flatMap(voting => ballotsOf(state, me, voting).map(ballot => ({ voting, ballot })));
  if (me.seat === null) return null;
  if (mine.length === 0) return <p className="soft">{t('delegate.votes.empty')}</p>;
  return (
    <ul className="lines">
      {mine.map(({ voting, ballot }) => {
        const recorded = recordedOf(state, me, marks, voting, ballot.seat) ?? keptOf(me.as, voting, ballot.seat);
        const choice = recorded?.choice;
        const secretly =
          !choice && (recorded !== null || (voting.result ?? voting.voided)?.voted?.includes(ballot.seat));
        return (
          <li key={`${voting.id} ${ballot.seat}`}>
            <span className="clamp-3">
              {voting.test ? <strong>{t('part.test.short')} · </strong> : null}
              {votingTitle(language, voting)}
            </span>
            {ballot.own ? null : (
              <span className="soft small">
                {t('part.seat.proxy', { who: localize(seatOf(state, ballot.seat)?.label ?? {}) })}
              </span>
            )}
            <span className="row">
              {choice ? (
                <span className={`badge ${toneOf(choice)}`}>
                  <span aria-hidden="true">{MARK[choice] ?? '●'}</span>
                  {ballotWord(language, voting, choice)}
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
