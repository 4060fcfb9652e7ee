import { Field } from './field.js';

/** A question answered by one of a few: its label above, an empty answer first where there may be none. */
export function SelectField<Value extends string>({
  label,
  value,
  onChange,
  options,
  none,
  hint,
  error,
}: {
  readonly label: string;
  readonly value: Value | '';
  readonly onChange: (value: Value | '') => void;
  readonly options: readonly (readonly [value: Value, label: string])[];
  /** The empty answer; left out where there is always one. */
  readonly none?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {control => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={event => onChange(event.target.value as Value | '')}
        >
          {none === undefined ? null : <option value="">{none}</option>}
          {options.map(([one, said]) => (
            <option key={one} value={one}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
