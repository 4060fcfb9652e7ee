import type { RefObject } from 'react';
import { useLanguage } from '../../language.js';
import { Field } from '../../ui/field.js';

/** The address an account signs in by. A text field: a browser's own check of addresses refuses some that are in use. */
export function EmailField({
  input,
  value,
  missing,
  onChange,
}: {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly missing: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useLanguage();
  return (
    <Field label={t('home.email')} error={missing ? t('home.emailMissing') : null}>
      {control => (
        <input
          {...control}
          ref={input}
          className="input"
          type="text"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="username"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
