import type { Voting } from '@kengesh/domain';
import { outcomeSentence } from '@kengesh/phrases';
import { useLanguage } from '../../language.js';
import { NamedList, ResultBars } from './result-bars.js';
import { excerpt } from './vote-choice.js';

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

/** How a vote came out: the word, the sentence that explains it, the bars, and of a named vote who chose what. */
export function Outcome({ voting }: { readonly voting: Voting }) {
  const { t, w, language } = useLanguage();
  const result = voting.result;
  if (!result) return null;
  const [sign, tone] = HEADLINE[result.outcome];
  return (
    <article className="outcome card">
      <div className="row spread">
        <span className="badge">{t(`roles.method.${voting.method}`)}</span>
        <span className="small soft">
          {voting.office ? w(voting.office.title) : voting.motion ? excerpt(w(voting.motion.text), 70) : null}
          {voting.runoffOf ? ` · ${t('chair.vote.runoff')}` : ''}
        </span>
      </div>
      <p className={`headline ${tone}`}>
        <span aria-hidden="true">{sign} </span>
        {t(`chair.outcome.${result.outcome}`)}
      </p>
      <p className="sentence">{outcomeSentence(language, voting)}</p>
      <ResultBars voting={voting} />
      {result.ballots ? <NamedList voting={voting} /> : null}
    </article>
  );
}
