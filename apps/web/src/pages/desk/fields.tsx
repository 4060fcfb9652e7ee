/** Fields of a form of the desk. A field is named as what is typed in it, and has the path of what is sent. */
import type { InputHTMLAttributes, ReactNode } from 'react';
import { type FieldValues, type Path, useController } from 'react-hook-form';
import { Field } from '../../ui/field.js';
import { useAround, useErrors } from './form.js';
import { errorAt } from './form-errors.js';

type Control = Parameters<Parameters<typeof Field>[0]['children']>[0];

interface Named<Typed extends FieldValues> {
  readonly name: Path<Typed>;
  readonly path?: string;
  /** Where the form's labels do not say. */
  readonly label?: string;
  readonly hint?: string | undefined;
}

/** A field that the list of errors on top can lead to. */
export function FormField({
  path,
  label,
  hint,
  children,
}: {
  readonly path: string;
  readonly label?: string | undefined;
  readonly hint?: string | undefined;
  readonly children: (control: Control) => ReactNode;
}) {
  const { labels } = useAround();
  return (
    <div data-path={path}>
      <Field label={label ?? labels[path] ?? ''} hint={hint} error={errorAt(useErrors(), path)}>
        {children}
      </Field>
    </div>
  );
}

/** A value that is more than what one control of the browser holds. */
export function useValue<T>(name: string): readonly [value: T, set: (value: T) => void] {
  const { control } = useAround().form.form;
  const { field } = useController({ name, control });
  return [field.value, field.onChange];
}

/** A text of one line. */
export function Line<Typed extends FieldValues>({
  name,
  path = name,
  label,
  hint,
  tidy,
  short,
  ...input
}: Named<Typed> & {
  /** Puts what was typed into shape when the field is left. */
  readonly tidy?: (typed: string) => string;
  readonly short?: boolean;
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  const { register, setValue, getValues } = useAround().form.form;
  const onBlur = () => tidy && setValue(name, tidy(getValues(name)) as never);
  return (
    <FormField path={path} label={label} hint={hint}>
      {control => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...control}
          className={short ? 'input short' : 'input'}
          {...register(name, { onBlur })}
        />
      )}
    </FormField>
  );
}

/** Not of type email: a browser would turn a domain in other letters into punycode under one's hands. */
export function EmailLine<Typed extends FieldValues>(props: Named<Typed>) {
  return <Line<Typed> inputMode="email" autoCapitalize="none" spellCheck={false} maxLength={254} {...props} />;
}

/** One of a few. */
export function Choice<Typed extends FieldValues>({
  name,
  path = name,
  label,
  hint,
  options,
  onChange,
}: Named<Typed> & {
  readonly options: readonly (readonly [value: string, text: string])[];
  /** What follows from it for other fields. */
  readonly onChange?: (value: string) => void;
}) {
  const { register } = useAround().form.form;
  return (
    <FormField path={path} label={label} hint={hint}>
      {control => (
        <select
          {...control}
          className="input"
          {...register(name, { onChange: event => onChange?.(event.target.value) })}
        >
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

/** One of a few that are all seen at once. */
export function Radios<Typed extends FieldValues>({
  name,
  path = name,
  label,
  options,
}: Named<Typed> & { readonly options: readonly (readonly [value: string, text: string])[] }) {
  const { form, labels } = useAround();
  return (
    <fieldset className="choices" data-path={path}>
      <legend>{label ?? labels[path]}</legend>
      <div className="row">
        {options.map(([value, text]) => (
          <label key={value} className="choice">
            <input type="radio" value={value} {...form.form.register(name)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Tick<Typed extends FieldValues>({ name }: { readonly name: Path<Typed> }) {
  const { form, labels } = useAround();
  return (
    <label className="tick">
      <input type="checkbox" {...form.form.register(name)} />
      <span>{labels[name]}</span>
    </label>
  );
}
