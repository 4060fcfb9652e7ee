import { LANGUAGES, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../language.js';
import { Field } from './field.js';

/** Languages by their own names. */
const NAMES: { readonly [language in (typeof LANGUAGES)[number]]: string } = {
  ru: 'русский',
  en: 'English',
  ky: 'кыргызча',
  uz: 'oʻzbekcha',
  hy: 'հայերեն',
  kk: 'қазақша',
  tg: 'тоҷикӣ',
};

interface Props {
  readonly label: string;
  readonly value: Wording;
  readonly onChange: (value: Wording) => void;
  readonly rows?: number;
  readonly max: number;
  readonly error?: string | null;
}

/** A text in the reader's language, and beside it in every language it already has, so that no version is left behind. */
export function WordingField({ label, value, onChange, rows = 1, max, error }: Props) {
  const { language, t } = useLanguage();
  const [shown, setShown] = useState<readonly string[]>(() => [
    language,
    ...LANGUAGES.filter(one => one !== language && value[one] !== undefined),
  ]);
  const others = LANGUAGES.filter(one => !shown.includes(one));
  const set = (one: string, text: string) => {
    const { [one as 'ru']: _before, ...rest } = value;
    onChange(text === '' ? rest : { ...rest, [one]: text });
  };
  return (
    <div className="stack">
      {LANGUAGES.filter(one => shown.includes(one))
        .sort(one => (one === language ? -1 : 0))
        .map((one, index) => (
          <Field
            key={one}
            label={shown.length > 1 ? `${label} (${NAMES[one]})` : label}
            error={index === 0 ? (error ?? null) : null}
          >
            {control =>
              rows > 1 ? (
                <textarea
                  {...control}
                  className="input"
                  lang={one}
                  rows={rows}
                  maxLength={max}
                  value={value[one] ?? ''}
                  onChange={event => set(one, event.target.value)}
                />
              ) : (
                <input
                  {...control}
                  className="input"
                  lang={one}
                  maxLength={max}
                  value={value[one] ?? ''}
                  onChange={event => set(one, event.target.value)}
                />
              )
            }
          </Field>
        ))}
      {others.length > 0 ? (
        <select
          className="input language-more"
          aria-label={t('chair.inAnotherLanguage')}
          value=""
          onChange={event => setShown([...shown, event.target.value])}
        >
          <option value="">{t('chair.inAnotherLanguage')}</option>
          {others.map(one => (
            <option key={one} value={one} lang={one}>
              {NAMES[one]}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}

/** The wording without empty texts; null where nothing was written. */
export function written(value: Wording): Wording | null {
  const kept = Object.entries(value).filter(([, text]) => text?.trim());
  return kept.length > 0 ? (Object.fromEntries(kept) as Wording) : null;
}
