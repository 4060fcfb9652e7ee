import type { Choice } from '@kengesh/domain';
import { useId } from 'react';
import { useLanguage } from '../../language.js';
import { choiceWord } from './ballot-words.js';
import { MARK, toneOf } from './choice-look.js';

/** The choices as large targets: a sign, a word, a colour. None is chosen beforehand. */
export function BallotChoices({
  choices,
  value,
  onChoose,
  locked,
}: {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChoose: (choice: string) => void;
  readonly locked: boolean;
}) {
  const language = useLanguage();
  const name = useId();
  return (
    <fieldset
      className={`ballot-choices n${choices.length} ${choices.every(one => one.label === null) ? 'few' : ''}`}
      disabled={locked}
    >
      <legend className="visually-hidden">{language.t('delegate.ballot.yours')}</legend>
      {choices.map(choice => (
        <label key={choice.id} className={`ballot-choice ${toneOf(choice.id)}`}>
          <input
            type="radio"
            name={name}
            value={choice.id}
            checked={value === choice.id}
            onChange={() => onChoose(choice.id)}
          />
          {MARK[choice.id] ? (
            <span className="mark" aria-hidden="true">
              {MARK[choice.id]}
            </span>
          ) : null}
          <span>{choiceWord(language, choice)}</span>
        </label>
      ))}
    </fieldset>
  );
}
