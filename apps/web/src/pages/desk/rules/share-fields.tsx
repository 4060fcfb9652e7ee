import { useLanguage } from '../../../language.js';
import type { TypedShare } from './typed.js';

/** «больше чем 1/2»: a comparison and a fraction, as they are typed. */
export function ShareFields({
  name,
  wrong,
  value,
  onChange,
}: {
  /** Whose share it is, for those who hear the page. */
  readonly name: string;
  readonly wrong: boolean;
  readonly value: TypedShare;
  readonly onChange: (part: Partial<TypedShare>) => void;
}) {
  const { t } = useLanguage();
  const number = (field: 'num' | 'den') => (
    <input
      className="input"
      inputMode="numeric"
      aria-label={`${name}: ${t(`desk.rules.${field}`)}`}
      aria-invalid={wrong ? true : undefined}
      value={value[field]}
      onChange={event => onChange({ [field]: event.target.value })}
    />
  );
  return (
    <>
      <Choice
        label={`${name}: ${t('desk.rules.strictly')}`}
        value={value.cmp}
        options={[
          ['gt', t('desk.rules.gt')],
          ['gte', t('desk.rules.gte')],
        ]}
        onChange={cmp => onChange({ cmp: cmp as TypedShare['cmp'] })}
      />
      <span className="fraction">
        {number('num')}
        <span aria-hidden="true">/</span>
        {number('den')}
      </span>
    </>
  );
}

export function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <select className="input" aria-label={label} value={value} onChange={event => onChange(event.target.value)}>
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** A whole number with its label beside it, where a column of fields would be too much. */
export function SmallNumber({
  label,
  value,
  wrong,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly wrong?: boolean;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="small-number">
      <span>{label}</span>
      <input
        className="input"
        inputMode="numeric"
        aria-invalid={wrong ? true : undefined}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </label>
  );
}

export function Tick({
  label,
  lang,
  checked,
  onChange,
}: {
  readonly label: string;
  /** Where the label is not in the language of the page. */
  readonly lang?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
      <span lang={lang}>{label}</span>
    </label>
  );
}
