import type { Act, Wording } from '@kengesh/domain';
import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { useLanguage } from '../language.js';
import { useSubmitAct } from '../live/session-context.js';
import { focusField, useFocusFirst } from '../ui/focus-first.js';
import { formId, useBarForm } from '../ui/open-forms.js';
import { RefusalNotice } from '../ui/refusal-notice.js';
import { written } from '../ui/wording-field.js';
import { excerpt } from './excerpt.js';
import { FormActions } from './form-actions.js';
import { type DraftOf, useFormDraft } from './use-draft.js';

type Ask = ReturnType<typeof useSubmitAct>['ask'];
/** What is not said yet, by the field that asks for it. */
export type Missing = { readonly [field: string]: string | false | undefined };

interface DraftFormOf<T> extends Omit<DraftOf<T>, 'excerpt'> {
  /** Its text, by whose beginning it is known again; on the large button it says what is sent. */
  readonly words: (typed: T) => Wording;
  /** Of the large button. */
  readonly label: (typed: T) => string;
  /** What is to be known before it is sent. */
  readonly note?: (typed: T) => string | null;
  /** Why it may not be sent at all. */
  readonly why?: string | null;
  /** It has a button of its own, wherever it stands. */
  readonly alone?: boolean;
  readonly missing: (typed: T) => Missing;
  /** Whether all that it asks for was accepted. */
  readonly send: (typed: T, ask: Ask) => Promise<boolean>;
  readonly onDone: () => void;
}

export interface DraftForm<T> {
  readonly name: string;
  readonly value: T;
  readonly change: (part: Partial<T>) => void;
  readonly missing: Missing;
  readonly element: RefObject<HTMLFormElement | null>;
  readonly bar: ReturnType<typeof useBarForm>;
  readonly why: string | null;
  readonly busy: boolean;
  readonly refusal: ReturnType<typeof useSubmitAct>['refusal'];
  readonly submit: () => Promise<void>;
  /** Thrown away. */
  readonly cancel: () => void;
}

/** A form of the session: what is typed is kept until it is sent or thrown away, and the large button sends it. */
export function useDraftForm<T extends object>(of: DraftFormOf<T>): DraftForm<T> {
  const { form: name, words, label, note, why = null, alone, onDone } = of;
  const { localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const draft = useFormDraft<T>({ ...of, excerpt: typed => excerpt(localize(words(typed)), 40) });
  const [missing, setMissing] = useState<Missing>({});
  const element = useFocusFirst<HTMLFormElement>(!draft.restored);
  const given = written(words(draft.value));
  const done = () => {
    draft.clear();
    onDone();
  };
  const bar = useBarForm(
    alone
      ? null
      : {
          form: name,
          label: label(draft.value),
          detail: given && excerpt(localize(given), 56),
          note: note?.(draft.value) ?? null,
          why,
          busy,
          submit: () => element.current?.requestSubmit(),
          setAside: () => {
            draft.setAside();
            onDone();
          },
        },
  );
  const submit = async () => {
    if (why) return;
    const found = of.missing(draft.value);
    setMissing(found);
    if (Object.values(found).some(Boolean)) requestAnimationFrame(() => focusField(element.current));
    else if (await of.send(draft.value, ask)) done();
  };
  const { value, change } = draft;
  return { name, value, change, missing, element, bar, why, busy, refusal, submit, cancel: done };
}

export function DraftForm<T>({
  form,
  yes,
  className = 'card stack',
  children,
}: {
  readonly form: DraftForm<T>;
  readonly yes: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { name, element, bar, why, busy, refusal, submit, cancel } = form;
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <form ref={element} id={formId(name)} className={className} onFocus={bar.onFocus} onSubmit={send}>
      {children}
      <RefusalNotice refusal={refusal} />
      <FormActions inBar={bar.inBar} yes={yes} busy={busy} why={why} onCancel={cancel} />
    </form>
  );
}

/** Asks for one act: whether it was accepted. */
export const accepted = async (ask: Ask, act: Act): Promise<boolean> => (await ask(act)).ok;
