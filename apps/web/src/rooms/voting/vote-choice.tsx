import type { Voting } from '@kengesh/domain';
import { ruleSentence } from '@kengesh/phrases';
import { useId } from 'react';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Field } from '../../ui/field.js';
import { waitingMotions } from './missing.js';

/** How the next vote is to be held: chosen here, asked for by the large button. */
export interface VoteChoice {
  readonly motion: string | null;
  readonly method: 'named' | 'secret';
  /** null: the council's usual one. */
  readonly majority: string | null;
  readonly closesInSeconds: number | null;
}
export const USUAL: VoteChoice = { motion: null, method: 'named', majority: null, closesInSeconds: null };

const MINUTES = [1, 2, 3, 5, 10, 15, 30] as const;

interface Props {
  readonly item: string;
  readonly choice: VoteChoice;
  readonly onChoice: (choice: VoteChoice) => void;
}

/** Before a vote: which text, named or secret, by what majority, until when. */
export function VoteChoicePanel({ item, choice, onChoice }: Props) {
  const { state } = useSession();
  const { t, w, language } = useLanguage();
  const motions = waitingMotions(state, item);
  const majorities = state.prepared?.rules.majorities ?? [];
  return (
    <div className="vote-choice">
      {motions.length > 1 ? (
        <Field label={t('chair.vote.onWhat')}>
          {control => (
            <select
              {...control}
              className="input"
              value={choice.motion ?? motions[0]?.id}
              onChange={event => onChoice({ ...choice, motion: event.target.value })}
            >
              {motions.map(one => (
                <option key={one.id} value={one.id}>
                  {excerpt(w(one.text))}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <MethodChoice value={choice.method} onChange={method => onChoice({ ...choice, method })} />
      <Radios
        label={t('chair.vote.majority')}
        value={choice.majority ?? majorities[0]?.key ?? ''}
        options={majorities.map(one => [one.key, ruleSentence(language, { ...one.threshold, key: one.key })])}
        onChange={majority => onChoice({ ...choice, majority })}
      />
      <ClosingChoice
        value={choice.closesInSeconds}
        onChange={closesInSeconds => onChoice({ ...choice, closesInSeconds })}
      />
    </div>
  );
}

export function MethodChoice({
  value,
  onChange,
}: {
  readonly value: Voting['method'];
  readonly onChange: (value: Voting['method']) => void;
}) {
  const { t } = useLanguage();
  return (
    <Radios
      label={t('chair.vote.method')}
      value={value}
      options={[
        ['named', t('roles.method.named')],
        ['secret', t('roles.method.secret')],
      ]}
      onChange={next => onChange(next === 'secret' ? 'secret' : 'named')}
    />
  );
}

/** A few ways to choose from, all in sight: a long rule is never cut. */
function Radios({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}) {
  const name = useId();
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {options.map(([one, words]) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}

export function ClosingChoice({
  value,
  onChange,
}: {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}) {
  const { t } = useLanguage();
  return (
    <Field label={t('chair.vote.closing')}>
      {control => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={event => onChange(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">{t('chair.vote.whenSaid')}</option>
          {MINUTES.map(minutes => (
            <option key={minutes} value={minutes * 60}>
              {t('chair.vote.after', { n: minutes })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The beginning of a text, whole words, for a place where the whole stands elsewhere. */
export function excerpt(text: string, length = 90): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`;
}
