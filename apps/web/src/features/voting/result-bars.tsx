import { type Choice, inPresence, ONE_VOTE, seatOf, type Voting } from '@kengesh/domain';
import { choiceLabel, weightText } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { FARED, faredAs, recusedNotVoting } from './outcome-facts.js';

const SIGN: { readonly [choice: string]: string } = {
  ...{ yes: '✓', no: '✕', against_all: '✕', abstain: '–' },
  ...{ agree: '✓', object: '✕', not_interested: '–', reserve: '✓*' },
};
const TONE: { readonly [choice: string]: string } = {
  ...{ yes: 'for', no: 'against', against_all: 'against', abstain: 'abstain' },
  ...{ agree: 'for', object: 'against', not_interested: 'abstain', reserve: 'for' },
};
const NAMED = ['yes', 'no', 'abstain', 'against_all'] as const;
const POSITIONS = ['agree', 'not_interested', 'reserve', 'object'] as const;

/** What a choice is called under a count: For, Against, Abstained, or the candidate. */
function useChoiceName(voting: Voting): (choice: Choice) => string {
  const { t, language } = useLanguage();
  return choice => {
    const found = NAMED.find(one => one === choice.id);
    if (found && !choice.label) return t(`chair.choice.${found}`);
    const position = POSITIONS.find(one => one === choice.id);
    return position && !choice.label ? t(`conduct.choice.${position}`) : choiceLabel(language, voting, choice.id);
  };
}

/** The count of a closed vote: a bar and a number for each choice, by weight too where votes have weights; then who did not vote. */
export function ResultBars({ voting }: { readonly voting: Voting }) {
  const { t, language } = useLanguage();
  const choiceName = useChoiceName(voting);
  const result = voting.result;
  if (!result) return null;
  const most = Math.max(1, result.present, ...Object.values(result.counts));
  const recused = recusedNotVoting(voting);
  const { weights } = result;
  return (
    <div className="stack">
      <ul className={weights ? 'result-bars weighted' : 'result-bars'}>
        {voting.choices.map(choice => {
          const count = result.counts[choice.id] ?? 0;
          const fared = faredAs(result, choice.id);
          return (
            <li key={choice.id} className={TONE[choice.id] ?? 'candidate'}>
              <span className="sign" aria-hidden="true">
                {SIGN[choice.id] ?? (fared ? FARED[fared] : '')}
              </span>
              <span className={`name${fared === 'won' ? ' won' : ''}`}>
                {choiceName(choice)}
                {fared === 'second' ? <span className="small soft"> · {t('outcome.goesOn')}</span> : null}
              </span>
              <span className="track" aria-hidden="true">
                <span style={{ inlineSize: `${(count / most) * 100}%` }} />
              </span>
              <strong className="count">{count}</strong>
              {weights ? (
                <span className="small soft weight">
                  {t('conduct.weights.seat', { n: weightText(language, weights.counts[choice.id] ?? 0) })}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className="small soft">
        {result.asked === undefined
          ? t('chair.vote.rest', {
              present: result.present,
              notVoting: result.notVoting,
              recused,
              invalid: result.invalid,
            })
          : t('chair.vote.restAsked', {
              asked: result.asked,
              here: voting.register.filter(line => inPresence(line) && !line.away).length,
              notVoting: result.notVoting,
              invalid: result.invalid,
            })}
      </p>
    </div>
  );
}

/** Who chose what, by seat, in the order of the roll, or of the calling. */
export function NamedList({ voting }: { readonly voting: Voting }) {
  const { state } = useSession();
  const { t, localize, language } = useLanguage();
  const ballots = new Map(voting.result?.ballots?.map(one => [one.seat, one]));
  const entitled = voting.register.filter(one => one.entitled);
  const place = new Map(voting.roll?.order.map((seat, index) => [seat, index]));
  const lines = [...entitled].sort((a, b) => (place.get(a.seat) ?? 0) - (place.get(b.seat) ?? 0));
  const weighted = entitled.some(one => (one.weight ?? ONE_VOTE) !== ONE_VOTE);
  // A ballot of an election may hold several names, with a dot between.
  const words = (choice: string) =>
    choice
      .split('.')
      .flatMap(part => voting.choices.find(one => one.id === part) ?? [])
      .map(one => choiceLabel(language, voting, one.id))
      .join(', ');
  return (
    <details className="named-list" open={entitled.length <= 20}>
      <summary>{t('chair.vote.bySeat')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and is reached by keyboard */}
      <ul aria-label={t('chair.vote.bySeat')} tabIndex={0}>
        {lines.map(({ seat, why, weight = ONE_VOTE }) => {
          const ballot = ballots.get(seat);
          const notes = [
            ballot ? words(ballot.choice) : t('chair.vote.didNot'),
            ballot?.channel === 'hand' ? t('chair.vote.byHand') : null,
            ballot?.channel === 'voice' || ballot?.channel === 'assisted' ? t(`roles.channel.${ballot.channel}`) : null,
            ballot?.admitted ? t(`roles.admitted.${ballot.admitted}`) : null,
            why === 'proxy' ? t('conduct.named.proxy') : null,
            weighted ? t('conduct.weights.seat', { n: weightText(language, weight) }) : null,
          ];
          return (
            <li key={seat} className={TONE[ballot?.choice ?? ''] ?? ''}>
              <span className="sign" aria-hidden="true">
                {ballot ? (SIGN[ballot.choice] ?? '•') : ''}
              </span>
              <span>{localize(seatOf(state, seat)?.label ?? {})}</span>
              <span className="small soft">{notes.filter(Boolean).join(' · ')}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
