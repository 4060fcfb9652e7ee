import { LANGUAGES, type Language, type Wording } from '@kengesh/domain';
import { INTERFACE_LANGUAGES } from '@kengesh/phrases/page';
import { useId, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useValue } from './fields.js';
import { useAround } from './form.js';
import { errorAt } from './form-errors.js';
import { LANGUAGE_NAMES } from './language-names.js';

/** A wording as it is typed: every language may be empty for a while. */
export type Texts = { readonly [language in Language]?: string };

/** Without what is empty, as it is sent. */
export const wordingOf = (texts: Texts): Wording =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim())) as Wording;

/** One text in Russian and English side by side, and below in whatever further language it has. */
export function WordingPair({
  name,
  ...rest
}: Omit<Parameters<typeof TextsPair>[0], 'value' | 'onChange' | 'path'> & {
  readonly name: string;
  readonly path?: string;
}) {
  const [value, onChange] = useValue<Texts>(name);
  return <TextsPair path={name} {...rest} value={value} onChange={onChange} />;
}

/** The same of a value that is held elsewhere. */
export function TextsPair({
  path,
  label: given,
  hint,
  value,
  max,
  onEnter,
  onChange,
}: {
  readonly path: string;
  /** Where the form's labels do not say. */
  readonly label?: string;
  readonly hint?: string;
  readonly value: Texts;
  readonly max: number;
  /** In a title Enter sends the form, unless it means something else here. */
  readonly onEnter?: () => void;
  readonly onChange: (value: Texts) => void;
}) {
  const { language, t } = useLanguage();
  const { labels, form } = useAround();
  const { errors } = form;
  const label = given ?? labels[path] ?? '';
  const id = useId();
  const [added, setAdded] = useState<readonly Language[]>([]);
  const first: readonly Language[] = [language, ...INTERFACE_LANGUAGES.filter(one => one !== language)];
  const shown = [
    ...first,
    ...LANGUAGES.filter(one => !first.includes(one) && (value[one] !== undefined || added.includes(one))),
  ];
  const others = LANGUAGES.filter(one => !shown.includes(one));
  const whole = errors[path] ?? null;
  return (
    <fieldset className="wording-pair" data-path={path} aria-describedby={whole ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {hint ? <p className="hint">{hint}</p> : null}
      <div className="pair">
        {shown.map(one => {
          const error = errorAt(errors, `${path}.${one}`);
          const control = {
            id: `${id}-${one}`,
            lang: one,
            maxLength: max,
            className: 'input growing',
            'aria-invalid': error || whole ? true : undefined,
            'aria-describedby': error ? `${id}-${one}-error` : undefined,
            value: value[one] ?? '',
          };
          return (
            <div className="field" key={one} data-path={`${path}.${one}`}>
              <label htmlFor={control.id}>
                <span className="visually-hidden">{label}, </span>
                {LANGUAGE_NAMES[one]}
              </label>
              {/* Of one line, and yet never cut: it grows with what is written. */}
              <textarea
                {...control}
                rows={1}
                onChange={event => onChange({ ...value, [one]: event.target.value.replace(/[\r\n]+/g, ' ') })}
                onKeyDown={event => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                  event.preventDefault();
                  if (onEnter) onEnter();
                  else event.currentTarget.form?.requestSubmit();
                }}
              />
              {error ? (
                <span className="error" id={`${id}-${one}-error`}>
                  {error}
                </span>
              ) : null}
            </div>
          );
        })}
      </div>
      {whole ? (
        <span className="error" id={`${id}-error`}>
          {whole}
        </span>
      ) : null}
      {others.length > 0 ? (
        <select
          className="input more-language"
          aria-label={`${label}: ${t('desk.moreLanguage')}`}
          value=""
          onChange={event => setAdded([...added, event.target.value as Language])}
        >
          <option value="">{t('desk.moreLanguage')}</option>
          {others.map(one => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      ) : null}
    </fieldset>
  );
}
