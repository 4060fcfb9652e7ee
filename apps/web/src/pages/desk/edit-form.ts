/**
 * The forms of the desk: react-hook-form over the schema that the server checks with. What is typed is kept until it is
 * saved or thrown away; what others save meanwhile is merged in; only what was changed is sent.
 */
import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { PlainJson } from '@kengesh/domain';
import { type FormEvent, useEffect, useLayoutEffect, useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import { useLanguage } from '../../language.js';
import { type ApiRefusal, refusalOf } from './desk-queries.js';
import { useDraftStore } from './drafts.js';
import { check, type Errors, errorsOf, flatErrors, type Schema } from './form-errors.js';
import * as merging from './merge.js';
import { type Conflict, changedFields, type Merged, sameValue } from './merge.js';

export interface EditForm<Typed extends FieldValues = FieldValues> {
  readonly form: UseFormReturn<Typed, unknown, unknown>;
  readonly value: Typed;
  readonly set: (part: Partial<Typed>) => void;
  readonly errors: Errors;
  /** What the server said no to as a whole. */
  readonly refusal: ApiRefusal | null;
  readonly dirty: boolean;
  /** It was typed before this page was opened, and brought back. */
  readonly restored: boolean;
  /** What is saved shows again. */
  readonly discard: () => void;
  /** Fields that somebody else has changed and saved since they were typed here. */
  readonly conflicts: readonly Conflict[];
  /** Settles one of them. */
  readonly resolve: (conflict: Conflict, whose: 'mine' | 'theirs') => void;
  readonly busy: boolean;
  /** How often sending was tried. */
  readonly tried: number;
  readonly submit: (event: FormEvent) => void;
}

interface EditFormOf<Typed extends FieldValues, Input extends object> {
  /** Where what is typed is kept; null: nowhere. */
  readonly draft: { readonly key: string; readonly href: string; readonly reads?: (kept: Typed) => boolean } | null;
  readonly saved: Typed;
  /** The name of the list that all of it is: its items are merged by their keys. */
  readonly list?: keyof Typed & string;
  /** Of what is sent, and how it is made of what is typed. */
  readonly schema: Schema<Input>;
  readonly inputOf: (typed: Typed) => object;
  /** All that is wrong, given what the schema says is. */
  readonly wrong?: (typed: Typed, found: Errors, input: PlainJson<Input> | null) => Errors;
  /** Of a refusal that is none of single fields: the fields it is about. */
  readonly refused?: (refusal: ApiRefusal) => Errors | undefined;
  /** Sends the whole or, of something that is there, what was changed. A refusal is thrown. */
  readonly save: (input: PlainJson<Input>, changed: Partial<PlainJson<Input>>, typed: Typed) => Promise<unknown>;
}

const MERGING = { merge: merging.merge, withValue: merging.withValue };
const mergingList = <Typed extends FieldValues>(name: keyof Typed & string): typeof MERGING => {
  const whole = <T>(list: unknown) => ({ [name]: list }) as T;
  return {
    merge: <T>(base: T, mine: T, theirs: T): Merged<T> => {
      const of = (one: T) => (one as FieldValues)[name];
      const merged = merging.merge<unknown>(of(base), of(mine), of(theirs));
      return { value: whole(merged.value), base: whole(merged.base), conflicts: merged.conflicts };
    },
    withValue: <T>(typed: T, path: string, value: unknown) =>
      whole<T>(merging.withValue((typed as FieldValues)[name], path, value)),
  };
};

export function useEditForm<Typed extends FieldValues, Input extends object>(
  options: EditFormOf<Typed, Input>,
): EditForm<Typed> {
  const { draft, saved, schema, inputOf, wrong, refused, save } = options;
  const { merge, withValue } = options.list ? mergingList<Typed>(options.list) : MERGING;
  const { t, language } = useLanguage();
  const store = useDraftStore<Typed>(draft?.key ?? null);
  const [kept] = useState(() => {
    const found = store.kept();
    return found && draft?.reads?.(found.value) !== false ? found : null;
  });
  const [base, setBase] = useState(kept?.base ?? saved);
  const [restored, setRestored] = useState(kept !== null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);

  const judge = (typed: Typed) => {
    const { data, errors } = check(schema, inputOf(typed), t);
    const found = wrong?.(typed, errors ?? {}, data) ?? errors ?? {};
    if (data && Object.keys(found).length === 0) return { value: data };
    return { issues: Object.entries({ ...found }).map(([path, message]) => ({ path: [path], message })) };
  };
  const form = useForm<Typed, unknown, PlainJson<Input>>({
    defaultValues: (kept ? merge(base, kept.value, saved).value : saved) as DefaultValues<Typed>,
    resolver: standardSchemaResolver<Typed, unknown, PlainJson<Input>>({
      '~standard': { version: 1, vendor: 'kengesh', validate: typed => judge(typed as Typed) },
    }),
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  });
  const { setValue, getValues, trigger, subscribe, setError, formState } = form;
  const value = form.watch();

  const set = (part: Partial<Typed>) => {
    for (const [name, next] of Object.entries(part))
      if (!sameValue(getValues(name as Path<Typed>), next))
        setValue(name as Path<Typed>, next as PathValue<Typed, Path<Typed>>);
  };
  const merged = merge(base, value, saved);
  const dirty = !sameValue(merged.value, saved);
  useLayoutEffect(() => {
    set(merged.value);
    if (!sameValue(base, merged.base)) setBase(merged.base);
  });
  useEffect(() => store.keep(dirty && draft ? { value, base, href: draft.href } : null));
  // Once something was found wrong, each change is looked at at once.
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ errors }) => {
          if (errors && Object.keys(errors).length > 0) void trigger();
        },
      }),
    [subscribe, trigger],
  );

  const discard = () => {
    store.keep(null);
    setBase(saved);
    setRestored(false);
    set(saved);
    form.clearErrors();
  };
  const resolve = ({ path, mine, theirs }: Conflict, whose: 'mine' | 'theirs') => {
    setBase(withValue(base, path, theirs));
    set(withValue(merged.value, path, whose === 'mine' ? mine : theirs));
  };
  const submit = form.handleSubmit(async input => {
    setRefusal(null);
    try {
      const read = check(schema, inputOf(saved), t).data ?? inputOf(saved);
      await save(input, changedFields(input as object, read) as Partial<PlainJson<Input>>, getValues());
    } catch (error) {
      const why = refusalOf(error);
      const fields = { ...errorsOf(why, t, language), ...refused?.(why) };
      for (const [path, message] of Object.entries(fields)) setError(path as Path<Typed>, { type: 'server', message });
      setRefusal(Object.keys(fields).length > 0 ? null : why);
      return;
    }
    discard();
  });
  return {
    form: form as unknown as EditForm<Typed>['form'],
    value,
    set,
    errors: flatErrors(formState.errors),
    refusal,
    dirty,
    restored: restored && dirty,
    discard,
    conflicts: merged.conflicts,
    resolve,
    busy: formState.isSubmitting,
    tried: formState.submitCount,
    submit: event => void submit(event),
  };
}
