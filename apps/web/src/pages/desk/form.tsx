import { createContext, type FormEvent, type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { ConflictChoice } from './conflict-choice.js';
import { useWhy } from './desk-queries.js';
import type { EditForm } from './edit-form.js';
import type { Errors } from './form-errors.js';

interface Around {
  readonly form: EditForm;
  /** What its fields are called, by their paths. */
  readonly labels: { readonly [path: string]: string };
}
const Context = createContext<Around | null>(null);

/** The form that a field stands in. */
export function useAround(): Around {
  const around = useContext(Context);
  if (!around) throw new Error('a field stands inside a form');
  return around;
}
export const useErrors = (): Errors => useAround().form.errors;

/** A form as it stands on the page, around its fields. */
export function FormFrame<Typed extends FieldValues>({
  form,
  label,
  labels,
  className,
  off,
  children,
}: {
  readonly form: EditForm<Typed>;
  readonly label: string;
  readonly labels: { readonly [path: string]: string };
  readonly className: string;
  /** It may not be sent now. */
  readonly off?: boolean;
  readonly children: ReactNode;
}) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!form.busy && !off && form.conflicts.length === 0) form.submit(event);
  };
  return (
    <Context value={{ form: form as unknown as EditForm, labels }}>
      <form className={className} aria-label={label} onSubmit={send} noValidate>
        {children}
      </form>
    </Context>
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

/** What is wrong, on top of the form and each a way to its field. */
function ErrorSummary({ place }: { readonly place: RefObject<HTMLFieldSetElement | null> }) {
  const { t } = useLanguage();
  const { labels } = useAround();
  const errors = useErrors();
  if (Object.keys(errors).length === 0) return null;
  const go = (path: string) => {
    const form = place.current?.closest('form');
    for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const found = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])].find(
        one => one.dataset.path === at,
      );
      const control = found?.querySelector<HTMLElement>('input, textarea, select, button');
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
      ref={place}
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

/** Why the server said no to the form as a whole. */
export function Refused({
  form,
  why,
}: {
  readonly form: Pick<EditForm, 'refusal'>;
  readonly why?: string | undefined;
}) {
  const { t } = useLanguage();
  const explain = useWhy();
  const { refusal } = form;
  if (!refusal) return null;
  return (
    <p className={`notice ${refusal.refused === 'revision.stale' ? 'warn' : 'against'}`} role="alert">
      {why ?? explain(refusal)}
      {refusal.status === 0 ? ` ${t('desk.nothingLost')}` : null}
    </p>
  );
}

/** A form that says what is wrong on top and beside, what is not saved, and never throws away what was typed. */
export function Form<Typed extends FieldValues>({
  form,
  label,
  labels,
  submit,
  why,
  saved,
  always,
  nameOf,
  wordsOf,
  children,
  aside,
}: {
  readonly form: EditForm<Typed>;
  readonly label: string;
  readonly labels: { readonly [path: string]: string };
  readonly submit?: string | undefined;
  /** Why it may not be saved at all. */
  readonly why?: string | null | undefined;
  /** Said after saving, until something is typed again. */
  readonly saved?: string | null | undefined;
  /** The button is there before anything is typed: a form for something new. */
  readonly always?: boolean;
  /** Of a field that somebody else has changed too: what it is called, where `labels` does not say, and its values in words. */
  readonly nameOf?: (path: string) => string | undefined;
  readonly wordsOf?: (path: string, value: unknown) => string | undefined;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}) {
  const { t } = useLanguage();
  const { busy, dirty, restored, conflicts, tried } = form;
  const summary = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (tried > 0) summary.current?.focus();
  }, [tried]);
  const notNow =
    why ?? (conflicts.length > 0 ? t('desk.conflict.choose') : dirty || always ? null : t('desk.nothingToSave'));
  return (
    <FormFrame form={form} label={label} labels={labels} className="desk-form stack" off={Boolean(why)}>
      <ErrorSummary place={summary} />
      {restored ? <p className="notice warn">{t('desk.restored')}</p> : null}
      {children}
      <Refused form={form} />
      <ConflictChoice
        form={form as Pick<EditForm, 'conflicts' | 'resolve'>}
        nameOf={path => nameOf?.(path) ?? labelOf(labels, path)}
        wordsOf={(path, value) => wordsOf?.(path, value)}
      />
      <div className={dirty ? 'save-bar row dirty' : 'save-bar row'}>
        <Button type="submit" kind="primary" busy={busy} why={notNow}>
          {submit ?? t('common.save')}
        </Button>
        {dirty ? (
          <Button kind="quiet" onClick={form.discard}>
            {t('desk.discard')}
          </Button>
        ) : null}
        {aside}
        <span role="status" className="save-state small">
          {busy ? t('desk.saving') : dirty ? <Unsaved /> : (saved ?? '')}
        </span>
      </div>
    </FormFrame>
  );
}

export function Unsaved() {
  const { t } = useLanguage();
  return <span className="badge warn">● {t('desk.unsaved')}</span>;
}
