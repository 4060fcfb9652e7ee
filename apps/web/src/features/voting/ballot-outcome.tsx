import './ballot.css';
import type { ResultPart, Voting } from '@kengesh/domain';
import { seatOf } from '@kengesh/domain';
import { outcomeSentence, weightText } from '@kengesh/phrases/page';
import { Fragment } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { keptOf } from './ballot-marks.js';
import type { Mark } from './ballot-seats.js';
import { ballotsOf, recordedOf } from './ballot-seats.js';
import { TestMark } from './ballot-way.js';
import { ballotWord, choiceWord, votingTitle } from './ballot-words.js';
import { MARK, toneOf } from './choice-look.js';
import { FARED, faredAs, recusedNotVoting } from './outcome-facts.js';

/** The outcome in a sentence, the counts as bars, and what became of one's own ballot. */
export function BallotOutcome({ voting, marks }: { readonly voting: Voting; readonly marks: readonly Mark[] }) {
  const language = useLanguage();
  const { t } = language;
  const { result } = voting;
  if (!result)
    return voting.voided ? (
      <section className="card stack outcome">
        <p className="overline">{t('delegate.outcome.heading')}</p>
        <h2 className="clamp-3">{votingTitle(language, voting)}</h2>
        <p className="notice warn outcome-sentence">{outcomeSentence(language.language, voting)}</p>
        <p className="small">{t('part.void', { reason: voting.voided.reason })}</p>
      </section>
    ) : null;
  const tone = { adopted: 'for', elected: 'for', rejected: 'against' }[result.outcome as string] ?? 'warn';
  return (
    <section className="card stack outcome">
      <p className="overline">{t('delegate.outcome.heading')}</p>
      <TestMark voting={voting} />
      <h2 className="clamp-3">{votingTitle(language, voting)}</h2>
      <p className={`notice ${tone} outcome-sentence`}>{outcomeSentence(language.language, voting)}</p>
      {result.parts && result.parts.length > 1 ? <Parts parts={result.parts} states={result.states} /> : null}
      <dl className={`outcome-bars ${voting.office ? 'named' : ''}`}>
        {voting.choices.map(choice => {
          const fared = faredAs(result, choice.id);
          return (
            <Fragment key={choice.id}>
              <dt className={toneOf(choice.id)}>
                <span className="mark" aria-hidden="true">
                  {MARK[choice.id] ?? (fared ? FARED[fared] : '')}
                </span>
                {choice.id === 'abstain'
                  ? t(voting.election ? 'part.election.blank' : 'delegate.outcome.abstain')
                  : choiceWord(language, choice)}
                {fared === 'second' ? <span className="soft small"> · {t('outcome.goesOn')}</span> : null}
              </dt>
              <dd className={`bar ${toneOf(choice.id)}`} aria-hidden="true">
                <span
                  style={{ width: `${result.present ? ((result.counts[choice.id] ?? 0) / result.present) * 100 : 0}%` }}
                />
              </dd>
              <dd className="number">{result.counts[choice.id] ?? 0}</dd>
            </Fragment>
          );
        })}
      </dl>
      <p className="soft small row">
        <span>
          {result.asked === undefined
            ? t('delegate.outcome.present', { n: result.present })
            : t('delegate.outcome.asked', { n: result.asked })}
        </span>
        {result.notVoting ? (
          <span>{t('delegate.outcome.notVoting', { n: result.notVoting, recused: recusedNotVoting(voting) })}</span>
        ) : null}
        {result.invalid ? <span>{t('delegate.outcome.invalid', { n: result.invalid })}</span> : null}
      </p>
      <MyPart voting={voting} marks={marks} />
    </section>
  );
}

/** Every condition of a compound rule, and how each state stands where states count. */
function Parts({
  parts,
  states,
}: {
  readonly parts: readonly ResultPart[];
  readonly states: NonNullable<Voting['result']>['states'];
}) {
  const { t, language } = useLanguage();
  const number = (part: ResultPart, value: number) => (part.by === 'weight' ? weightText(language, value) : value);
  return (
    <>
      <ul className="outcome-parts" aria-label={t('part.outcome.parts')}>
        {parts.map((part, index) => (
          <li key={index} className={part.passed ? 'for' : 'against'}>
            <span className="mark" aria-hidden="true">
              {part.passed ? '✓' : '✕'}
            </span>
            {t('part.outcome.part', {
              of: part.of,
              by: part.by,
              got: number(part, part.got),
              base: number(part, part.base),
              need: number(part, part.need),
            })}
          </li>
        ))}
      </ul>
      {states && states.length > 0 ? (
        <ul className="row outcome-states" aria-label={t('part.outcome.states')}>
          {states.map(one => (
            <li
              key={one.delegation}
              className={`badge ${{ for: 'for', against: 'against', none: 'abstain' }[one.position]}`}
            >
              {one.delegation}: {t('part.outcome.position', { position: one.position })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function MyPart({ voting, marks }: { readonly voting: Voting; readonly marks: readonly Mark[] }) {
  const language = useLanguage();
  const { t, localize } = language;
  const { me, state } = useSession();
  const mine = ballotsOf(state, me, voting);
  // Where nobody casts anything there is nothing of one's own to tell, but an objection.
  if (voting.way === 'no_objection' || voting.way === 'silence') return null;
  return mine.map(one => {
    const recorded = recordedOf(state, me, marks, voting, one.seat) ?? keptOf(me.as, voting, one.seat);
    const voted = recorded !== null || voting.result?.voted.includes(one.seat);
    const inHall = one.on !== 'device' && !voted;
    return (
      <p key={one.seat} className="my-part">
        {one.own ? null : <span className="soft">{localize(seatOf(state, one.seat)?.label ?? {})}: </span>}
        {recorded?.choice
          ? t('delegate.outcome.mine', { choice: ballotWord(language, voting, recorded.choice) })
          : inHall
            ? t('part.outcome.inHall', { on: one.on })
            : t(voted ? 'delegate.outcome.mineSecret' : 'delegate.outcome.mineNone')}
        {recorded?.receipt ? (
          <span className="soft"> · {t('delegate.ballot.receipt', { receipt: recorded.receipt })}</span>
        ) : null}
      </p>
    );
  });
}
