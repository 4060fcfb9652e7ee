import { localizedText, type Voting } from '@kengesh/domain';
import { phrase, weightText } from '@kengesh/phrases/page';
import { MARK, toneOf } from './choice-look.js';
import { FARED, faredAs, recusedNotVoting } from './outcome-facts.js';

const KNOWN = ['yes', 'no', 'abstain', 'against_all', 'agree', 'not_interested', 'reserve', 'object'] as const;

/** The counts as bars with numbers, in the order of the ballot; of many candidates the strongest. */
export function HallBars({ voting }: { readonly voting: Voting }) {
  const { result } = voting;
  if (!result) return null;
  const count = (id: string) => result.counts[id] ?? 0;
  const most = Math.max(1, result.present);
  const shown =
    voting.choices.length <= 6
      ? voting.choices
      : [...voting.choices].sort((a, b) => count(b.id) - count(a.id)).slice(0, 6);
  return (
    <ul className={`hall-bars n${shown.length}`}>
      {shown.map(choice => {
        const known = KNOWN.find(one => one === choice.id);
        const word = choice.label
          ? localizedText(choice.label, 'ru')
          : known
            ? phrase('ru', `hall.outcome.${known}`)
            : choice.id;
        const fared = faredAs(result, choice.id);
        return (
          <li key={choice.id} className={`${toneOf(choice.id)} ${fared === 'won' ? 'won' : ''}`}>
            <span className="mark" aria-hidden="true">
              {MARK[choice.id] ?? (fared ? FARED[fared] : '')}
            </span>
            <span className="word">
              {word}
              {fared === 'second' ? ` · ${phrase('ru', 'outcome.goesOn')}` : null}
            </span>
            <span className="bar" aria-hidden="true">
              <span style={{ width: `${(count(choice.id) / most) * 100}%` }} />
            </span>
            <strong>{count(choice.id)}</strong>
          </li>
        );
      })}
    </ul>
  );
}

/** Who did not vote, and how many of them are recused; nothing where all did. */
export function HallNotVoting({ voting }: { readonly voting: Voting }) {
  const n = voting.result?.notVoting ?? 0;
  const recused = recusedNotVoting(voting);
  // Where nobody is asked to vote, nobody has not voted.
  const isAsked = voting.way === 'no_objection' || voting.way === 'silence';
  return n > 0 && !isAsked ? (
    <p className="hall-facts">{phrase('ru', 'hall.outcome.notVoting', { n, recused })}</p>
  ) : null;
}

/** The conditions of a compound rule, each with its mark, and how each state stands. */
export function HallParts({ voting }: { readonly voting: Voting }) {
  const { parts, states } = voting.result ?? {};
  if (!parts || parts.length < 2) return null;
  return (
    <div className="hall-parts">
      <ul>
        {parts.map((part, index) => {
          const number = (value: number) => (part.by === 'weight' ? weightText('ru', value) : value);
          return (
            <li key={index} className={part.passed ? 'for' : 'against'}>
              <span className="mark" aria-hidden="true">
                {part.passed ? '✓' : '✕'}
              </span>
              {phrase('ru', 'hall.outcome.part', {
                of: part.of,
                by: part.by,
                got: number(part.got),
                base: number(part.base),
                need: number(part.need),
              })}
            </li>
          );
        })}
      </ul>
      {states && states.length > 0 && states.length <= 12 ? (
        <ul className="hall-states">
          {states.map(one => (
            <li key={one.delegation} className={{ for: 'for', against: 'against', none: 'abstain' }[one.position]}>
              {one.delegation} <span aria-hidden="true">{{ for: '✓', against: '✕', none: '–' }[one.position]}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
