import { type PlainJson, plainJson, RULE_PROBLEMS, type RuleProblem } from '@kengesh/domain';
import { type PhraseKey, ruleProblemSentence } from '@kengesh/phrases/page';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { ConflictChoice } from './conflict-choice.js';
import { type ApiRefusal, useWhy } from './desk-queries.js';
import type { Draft } from './drafts.js';

/** What is wrong, by the path of its field: `rules.quorum.num`. */
export type Errors = { readonly [path: string]: string };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string | undefined;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  /** Of a union: what is wrong for each of its kinds. */
  readonly errors?: readonly (readonly Issue[])[];
}
interface Schema<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { issues: unknown[] } };
}

type Say = (key: PhraseKey, params?: { readonly [name: string]: string | number }) => string;
const NAMED = [
  'email',
  'local_time',
  'control_characters',
  'visible_character',
  'one_language_at_least',
  'more_than_the_whole',
  'not_this_kind',
] as const;

function sentence(t: Say, { code, message, origin, minimum, maximum }: Issue): string {
  const named = NAMED.find(one => one === message);
  if (named) return t(`desk.error.${named}`);
  const text = origin === undefined || origin === 'string';
  if (code === 'too_small')
    return text || origin === 'array' ? t('desk.error.required') : t('desk.error.min', { n: Number(minimum) });
  if (code === 'too_big') return t(text ? 'desk.error.long' : 'desk.error.max', { n: Number(maximum) });
  if (code === 'invalid_type') return t('desk.error.number');
  return t('desk.error.check');
}

/** Where one of several kinds is expected, what is wrong with the kind that was meant. */
function plainly(issue: Issue): readonly Issue[] {
  const meant = issue.errors?.find(kind => !kind.some(one => one.path.at(-1) === 'kind' || one.path.length === 0));
  const tried = meant ?? issue.errors?.find(kind => !kind.some(one => one.path.at(-1) === 'kind'));
  return tried ? tried.flatMap(one => plainly({ ...one, path: [...issue.path, ...one.path] })) : [issue];
}

/** The schema the server checks with, asked before anything is sent; sentences instead of codes. */
export function check<T>(
  schema: Schema<T>,
  value: unknown,
  t: Say,
): { readonly data: PlainJson<T>; readonly errors: null } | { readonly data: null; readonly errors: Errors } {
  const found = schema.safeParse(value);
  if (found.success) return { data: plainJson(found.data), errors: null };
  const errors: Record<string, string> = {};
  for (const issue of (found.error.issues as Issue[]).flatMap(plainly))
    errors[issue.path.map(String).join('.')] ??= sentence(t, issue);
  return { data: null, errors };
}

/** What the server found wrong with single fields. */
export function errorsOf(refusal: ApiRefusal | null, t: Say, language = 'en'): Errors {
  const issues = refusal?.params.issues;
  if (!Array.isArray(issues)) return {};
  return Object.fromEntries(
    (issues as { path: string; message: string; params?: RuleProblem['params'] }[]).map(
      ({ path, message, params = {} }) => {
        const code = RULE_PROBLEMS.find(one => one === message);
        const problem = code && ruleProblemSentence(language, { severity: 'impossible', code, path, params });
        return [path, problem ?? sentence(t, { path: [], message })];
      },
    ),
  );
}

/** A whole number as typed; what is none stays none, so that the schema says so beside the field. */
export const wholeNumber = (typed: string): number => (/^\s*-?\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN);

/** The error of a field, or of something in it. */
export const errorAt = (errors: Errors, path: string): string | null =>
  errors[path] ?? Object.entries(errors).find(([one]) => one.startsWith(`${path}.`))?.[1] ?? null;

type Control = Parameters<Parameters<typeof Field>[0]['children']>[0];

/** A field that the list of errors on top can lead to. */
export function FormField({
  path,
  errors,
  label,
  hint,
  className,
  children,
}: {
  readonly path: string;
  readonly errors: Errors;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly className?: string;
  readonly children: (control: Control) => ReactNode;
}) {
  return (
    <div data-path={path} className={className}>
      <Field label={label} hint={hint} error={errorAt(errors, path)}>
        {children}
      </Field>
    </div>
  );
}

/** What a field is called, or what it is in. */
function labelOf(labels: { readonly [path: string]: string }, path: string): string {
  for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const label = labels[at];
    if (label) return label;
  }
  return '';
}

/** What is wrong, on top of the form and each a way to its field; focused once, when sending was tried. */
function ErrorSummary({
  errors,
  labels,
  tried,
}: {
  readonly errors: Errors;
  readonly labels: { readonly [path: string]: string };
  readonly tried: number;
}) {
  const { t } = useLanguage();
  const ref = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (tried > 0) ref.current?.focus();
  }, [tried]);
  const go = (path: string) => {
    const form = ref.current?.closest('form');
    for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const place = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])].find(
        one => one.dataset.path === at,
      );
      const control = place?.querySelector<HTMLElement>('input, textarea, select, button');
      if (control) {
        control.focus();
        return;
      }
    }
  };
  // As the fields stand on the page.
  const fields = Object.keys(labels);
  const rank = (path: string) => fields.findIndex(field => path === field || path.startsWith(`${field}.`));
  const inOrder = Object.entries(errors).sort(([one], [other]) => rank(one) - rank(other));
  return (
    // The focus goes here, so it is read out once.
    <fieldset
      ref={ref}
      tabIndex={-1}
      className="notice against stack error-summary"
      aria-label={t('desk.error.summary')}
    >
      <strong>{t('desk.error.summary')}</strong>
      <ul>
        {inOrder.map(([path, text]) => (
          <li key={path}>
            <button type="button" className="as-link" onClick={() => go(path)}>
              {labelOf(labels, path) ? `${labelOf(labels, path)}: ${text}` : text}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** A form that says what is wrong on top and beside, what is not saved, and never throws away what was typed. */
export function Form({
  label,
  draft,
  errors,
  labels,
  tried,
  refusal,
  busy,
  onSubmit,
  submit,
  why,
  saved,
  always,
  nameOf,
  wordsOf,
  children,
  aside,
}: {
  readonly label: string;
  readonly draft: Pick<Draft<unknown>, 'dirty' | 'restored' | 'done' | 'conflicts' | 'resolve'>;
  readonly errors: Errors;
  readonly labels: { readonly [path: string]: string };
  /** How often sending was tried with something wrong. */
  readonly tried: number;
  readonly refusal: ApiRefusal | null;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly submit?: string | undefined;
  /** Why it may not be saved at all. */
  readonly why?: string | null;
  /** Said after saving, until something is typed again. */
  readonly saved?: string | null;
  /** The button is there before anything is typed: a form for something new. */
  readonly always?: boolean;
  /** Of a field that somebody else has changed too: what it is called, where `labels` does not say, and its values in words. */
  readonly nameOf?: (path: string) => string | undefined;
  readonly wordsOf?: (path: string, value: unknown) => string | undefined;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}) {
  const { t } = useLanguage();
  const explain = useWhy();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !why && draft.conflicts.length === 0) onSubmit();
  };
  return (
    <form className="desk-form stack" aria-label={label} onSubmit={send} noValidate>
      {Object.keys(errors).length > 0 ? <ErrorSummary errors={errors} labels={labels} tried={tried} /> : null}
      {draft.restored ? <p className="notice warn">{t('desk.restored')}</p> : null}
      {children}
      {refusal && !Array.isArray(refusal.params.issues) ? (
        <p className={`notice ${refusal.refused === 'revision.stale' ? 'warn' : 'against'}`} role="alert">
          {explain(refusal)} {refusal.status === 0 ? t('desk.nothingLost') : null}
        </p>
      ) : null}
      <ConflictChoice
        draft={draft}
        nameOf={path => nameOf?.(path) ?? labelOf(labels, path)}
        wordsOf={(path, value) => wordsOf?.(path, value)}
      />
      <div className={draft.dirty ? 'save-bar row dirty' : 'save-bar row'}>
        <Button
          type="submit"
          kind="primary"
          busy={busy}
          why={
            why ??
            (draft.conflicts.length > 0
              ? t('desk.conflict.choose')
              : draft.dirty || always
                ? null
                : t('desk.nothingToSave'))
          }
        >
          {submit ?? t('common.save')}
        </Button>
        {draft.dirty ? (
          <Button kind="quiet" onClick={draft.done}>
            {t('desk.discard')}
          </Button>
        ) : null}
        {aside}
        <span role="status" className="save-state small">
          {busy ? t('desk.saving') : draft.dirty ? <Unsaved /> : (saved ?? '')}
        </span>
      </div>
    </form>
  );
}

export function Unsaved() {
  const { t } = useLanguage();
  return <span className="badge warn">● {t('desk.unsaved')}</span>;
}
