import type { Voting } from '@kengesh/domain';
import { useId } from 'react';
import { useLanguage } from '../../language.js';

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
