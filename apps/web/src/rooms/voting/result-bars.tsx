import { type Choice, seatOf, type Voting } from '@kengesh/domain';
import { choiceLabel } from '@kengesh/phrases';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';

const SIGN: { readonly [choice: string]: string } = { yes: '✓', no: '✕', against_all: '✕', abstain: '–' };
const TONE: { readonly [choice: string]: string } = {
  yes: 'for',
  no: 'against',
  against_all: 'against',
  abstain: 'abstain',
};

/** What a choice is called under a count: For, Against, Abstained, or the candidate. */
function useChoiceName(voting: Voting): (choice: Choice) => string {
  const { t, language } = useLanguage();
  return choice => {
    const found = (['yes', 'no', 'abstain', 'against_all'] as const).find(one => one === choice.id);
    return found && !choice.label ? t(`chair.choice.${found}`) : choiceLabel(language, voting, choice.id);
  };
}

/** The count of a closed vote: a bar and a number for each choice, then who did not vote. */
export function ResultBars({ voting }: { readonly voting: Voting }) {
  const { t } = useLanguage();
  const choiceName = useChoiceName(voting);
  const result = voting.result;
  if (!result) return null;
  const most = Math.max(1, result.present);
  return (
    <div className="stack">
      <ul className="result-bars">
        {voting.choices.map(choice => {
          const count = result.counts[choice.id] ?? 0;
          const won = result.winners.includes(choice.id);
          return (
            <li key={choice.id} className={TONE[choice.id] ?? 'candidate'}>
              <span className="sign" aria-hidden="true">
                {SIGN[choice.id] ?? (won ? '★' : '')}
              </span>
              <span className={`name${won ? ' won' : ''}`}>{choiceName(choice)}</span>
              <span className="track" aria-hidden="true">
                <span style={{ inlineSize: `${(count / most) * 100}%` }} />
              </span>
              <strong className="count">{count}</strong>
            </li>
          );
        })}
      </ul>
      <p className="small soft">
        {t('chair.vote.rest', { present: result.present, notVoting: result.notVoting, invalid: result.invalid })}
      </p>
    </div>
  );
}

/** Who chose what, by seat, in the order of the roll. */
export function NamedList({ voting }: { readonly voting: Voting }) {
  const { state } = useSession();
  const { t, w } = useLanguage();
  const choiceName = useChoiceName(voting);
  const ballots = new Map(voting.result?.ballots?.map(one => [one.seat, one]));
  const entitled = voting.register.filter(one => one.entitled);
  return (
    <details className="named-list" open={entitled.length <= 20}>
      <summary>{t('chair.vote.bySeat')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and is reached by keyboard */}
      <ul aria-label={t('chair.vote.bySeat')} tabIndex={0}>
        {entitled.map(({ seat }) => {
          const ballot = ballots.get(seat);
          const choice = voting.choices.find(one => one.id === ballot?.choice);
          return (
            <li key={seat} className={TONE[ballot?.choice ?? ''] ?? ''}>
              <span className="sign" aria-hidden="true">
                {ballot ? (SIGN[ballot.choice] ?? '•') : ''}
              </span>
              <span>{w(seatOf(state, seat)?.label ?? {})}</span>
              <span className="small soft">
                {choice ? choiceName(choice) : t('chair.vote.didNot')}
                {ballot?.channel === 'hand' ? ` · ${t('chair.vote.byHand')}` : ''}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
