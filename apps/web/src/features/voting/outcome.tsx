import type { Voting } from '@kengesh/domain';
import { outcomeSentence } from '@kengesh/phrases/page';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { ElectionCount } from './election-count.js';
import { Marks } from './open-vote.js';
import { DecidedBy, HallSums, Parts, States } from './outcome-parts.js';
import { NamedList, ResultBars } from './result-bars.js';

const HEADLINE = {
  adopted: ['✓', 'for'],
  rejected: ['✕', 'against'],
  no_votes: ['–', 'warn'],
  void: ['–', 'warn'],
  elected: ['✓', 'for'],
  tied: ['=', 'warn'],
  not_elected: ['✕', 'against'],
  objected: ['✕', 'against'],
} as const;

/** How a vote came out: the word, the sentence that explains it, its conditions, the bars, and of a named vote who chose what. */
export function Outcome({ voting }: { readonly voting: Voting }) {
  const { t, localize, language } = useLanguage();
  const { result, voided } = voting;
  const title = voting.office
    ? localize(voting.office.title)
    : voting.motion
      ? excerpt(localize(voting.motion.text), 70)
      : null;
  const more = [
    voting.runoffOf ? t('chair.vote.runoff') : null,
    voting.repeats || voting.revoteOf ? t('conduct.void.repeats') : null,
  ];
  const head = (
    <div className="row spread">
      <Marks voting={voting} />
      <span className="small soft">{[title, ...more].filter(Boolean).join(' · ')}</span>
    </div>
  );
  if (voided)
    return (
      <article className="outcome card">
        {head}
        <p className="headline warn">
          <span aria-hidden="true">– </span>
          {t('conduct.void.headline')}
        </p>
        <p className="sentence">
          {outcomeSentence(language, voting)}{' '}
          {t('conduct.void.told', { reason: t(`conduct.void.reason.${voided.reason}`) })}
        </p>
      </article>
    );
  if (!result) return null;
  const further = result.election?.runoff?.kind;
  // Nothing need be equal where nobody has a majority.
  const [sign, tone] = further === 'second' ? (['→', 'warn'] as const) : HEADLINE[result.outcome];
  const words = result.awaits
    ? t(result.awaits === 'chair' ? 'conduct.outcome.awaitsChair' : 'conduct.outcome.awaitsRevote')
    : further
      ? t(`conduct.outcome.${further}`)
      : t(`chair.outcome.${result.outcome}`);
  return (
    <article className={voting.test ? 'outcome card test' : 'outcome card'}>
      {head}
      {voting.test ? <p className="notice warn">{t('ways.test')}</p> : null}
      <p className={`headline ${tone}`}>
        <span aria-hidden="true">{sign} </span>
        {words}
      </p>
      <p className="sentence">{outcomeSentence(language, voting)}</p>
      <Parts voting={voting} />
      <ResultBars voting={voting} />
      <HallSums voting={voting} />
      <States voting={voting} />
      {result.election ? <ElectionCount voting={voting} count={result.election} /> : null}
      <DecidedBy voting={voting} />
      {result.ballots && result.ballots.length > 0 ? <NamedList voting={voting} /> : null}
    </article>
  );
}
