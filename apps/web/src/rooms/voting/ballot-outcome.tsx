import './ballot.css';
import type { State, Voting } from '@kengesh/domain';
import { outcomeSentence } from '@kengesh/phrases';
import { Fragment } from 'react';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import type { Mark } from './ballot-marks.js';
import { recordedOf, standingOf } from './ballot-state.js';
import { choiceWord, MARK, toneOf, votingTitle } from './ballot-words.js';

/** The vote that closed last, if it belongs to the item under consideration. */
export function lastOutcome(state: State): Voting | null {
  const closed = Object.values(state.votings).filter(one => one.closedAt && one.result);
  const last = closed.sort((a, b) => (a.closedAt! < b.closedAt! ? -1 : 1)).at(-1);
  return last && (state.agenda.current === null || last.item === state.agenda.current) ? last : null;
}

/** The outcome in a sentence, the counts as bars, and what became of one's own ballot. */
export function BallotOutcome({ voting, marks }: { readonly voting: Voting; readonly marks: readonly Mark[] }) {
  const language = useLanguage();
  const { t } = language;
  const { result } = voting;
  if (!result) return null;
  const tone = { adopted: 'for', elected: 'for', rejected: 'against' }[result.outcome as string] ?? 'warn';
  return (
    <section className="card stack outcome">
      <p className="overline">{t('delegate.outcome.heading')}</p>
      <h2 className="clamp-3">{votingTitle(language, voting)}</h2>
      <p className={`notice ${tone} outcome-sentence`}>{outcomeSentence(language.language, voting)}</p>
      <dl className={`outcome-bars ${voting.office ? 'named' : ''}`}>
        {voting.choices.map(choice => (
          <Fragment key={choice.id}>
            <dt className={toneOf(choice.id)}>
              <span className="mark" aria-hidden="true">
                {MARK[choice.id] ?? (result.winners.includes(choice.id) ? '★' : '')}
              </span>
              {choice.id === 'abstain' ? t('delegate.outcome.abstain') : choiceWord(language, choice)}
            </dt>
            <dd className={`bar ${toneOf(choice.id)}`} aria-hidden="true">
              <span
                style={{ width: `${result.present ? ((result.counts[choice.id] ?? 0) / result.present) * 100 : 0}%` }}
              />
            </dd>
            <dd className="number">{result.counts[choice.id] ?? 0}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="soft small row">
        <span>{t('delegate.outcome.present', { n: result.present })}</span>
        {result.notVoting ? <span>{t('delegate.outcome.notVoting', { n: result.notVoting })}</span> : null}
        {result.invalid ? <span>{t('delegate.outcome.invalid', { n: result.invalid })}</span> : null}
      </p>
      <MyPart voting={voting} marks={marks} />
    </section>
  );
}

function MyPart({ voting, marks }: { readonly voting: Voting; readonly marks: readonly Mark[] }) {
  const language = useLanguage();
  const { t } = language;
  const { me, state } = useSession();
  const standing = standingOf(state, me, voting);
  if (standing.kind !== 'entitled') return null;
  const recorded = recordedOf(state, me, marks, voting);
  const choice = voting.choices.find(one => one.id === recorded?.choice);
  const voted = recorded !== null || (me.seat !== null && voting.result?.voted.includes(me.seat));
  return (
    <p className="my-part">
      {choice
        ? t('delegate.outcome.mine', { choice: choiceWord(language, choice) })
        : t(voted ? 'delegate.outcome.mineSecret' : 'delegate.outcome.mineNone')}
      {recorded?.receipt ? (
        <span className="soft"> · {t('delegate.ballot.receipt', { receipt: recorded.receipt })}</span>
      ) : null}
    </p>
  );
}
