import type { Voting } from '@kengesh/domain';
import { useId } from 'react';
import { useLanguage } from '../../language.js';
import { SecrecyNote } from './secrecy-note.js';

/** Named or secret, with what a secret vote cannot hide. */
export function MethodChoice({
  value,
  everyone = false,
  onChange,
}: {
  readonly value: Voting['method'];
  /** By correspondence all seats are asked, present or not. */
  readonly everyone?: boolean;
  readonly onChange: (value: Voting['method']) => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="stack tight">
      <Radios
        label={t('chair.vote.method')}
        value={value}
        options={[
          ['named', t('roles.method.named')],
          ['secret', t('roles.method.secret')],
        ]}
        onChange={next => onChange(next === 'secret' ? 'secret' : 'named')}
      />
      {value === 'secret' ? <SecrecyNote everyone={everyone} onNamed={() => onChange('named')} /> : null}
    </div>
  );
}

/** A few ways to choose from, all in sight: a long rule is never cut. */
export function Radios({
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
