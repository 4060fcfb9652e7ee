import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';

/** A form that is open beside the large button: the button sends it, and nothing past it. */
export interface OpenForm {
  readonly form: string;
  /** Worded as its effect. */
  readonly label: string;
  /** What exactly is sent, in a few words. */
  readonly detail: string | null;
  readonly why: string | null;
  /** What is to be known before it is sent. */
  readonly note?: string | null;
  readonly busy: boolean;
  readonly submit: () => void;
  /** Closed for now, and kept. */
  readonly setAside: () => void;
}

interface OpenForms {
  readonly set: (form: OpenForm | null, key: string) => void;
  /** This form is being worked on: of several that are open it is the one the button sends. */
  readonly bringToFront: (key: string) => void;
  readonly front: () => OpenForm | null;
  /** A question that waits for its answer elsewhere on the page. */
  readonly ask: (question: string | null, key: string) => void;
  readonly question: () => string | null;
  /** Asks whoever shows this form to open it. */
  readonly request: (form: string) => void;
  readonly requested: () => string | null;
  readonly taken: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const same = (one: OpenForm, other: OpenForm) =>
  one.form === other.form &&
  one.label === other.label &&
  one.detail === other.detail &&
  one.why === other.why &&
  one.note === other.note &&
  one.busy === other.busy;

function createOpenForms(): OpenForms {
  const forms = new Map<string, OpenForm>();
  const questions = new Map<string, string>();
  const listeners = new Set<() => void>();
  let requested: string | null = null;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    set(form, key) {
      const before = forms.get(key);
      if (form === null) {
        if (forms.delete(key)) tell();
      } else if (!before || !same(before, form)) {
        forms.set(key, form);
        tell();
      }
    },
    bringToFront(key) {
      const form = forms.get(key);
      if (!form || [...forms.keys()].at(-1) === key) return;
      forms.delete(key);
      forms.set(key, form);
      tell();
    },
    front: () => [...forms.values()].at(-1) ?? null,
    ask(question, key) {
      if ((questions.get(key) ?? null) === question) return;
      if (question === null) questions.delete(key);
      else questions.set(key, question);
      tell();
    },
    question: () => [...questions.values()].at(-1) ?? null,
    request(form) {
      requested = form;
      tell();
    },
    requested: () => requested,
    taken() {
      requested = null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const Context = createContext<OpenForms | null>(null);
const nothing = () => null;
const never = () => () => undefined;

/** Around a page with a large button. On other pages each form has a button of its own. */
export function OpenFormsProvider({ children }: { readonly children: ReactNode }) {
  const forms = useMemo(createOpenForms, []);
  return <Context.Provider value={forms}>{children}</Context.Provider>;
}

/** The form that the large button sends now; null: none is open, and it does the next step. */
export function useFrontForm(): OpenForm | null {
  const forms = useContext(Context);
  return useSyncExternalStore(forms?.subscribe ?? never, forms?.front ?? nothing);
}

/** A question that was asked elsewhere on the page and not answered: the large button does nothing past it. */
export function useOpenQuestion(): string | null {
  const forms = useContext(Context);
  return useSyncExternalStore(forms?.subscribe ?? never, forms?.question ?? nothing);
}

/** Tells the large button that a question waits, for as long as the component stands. */
export function useQuestionAsked(question: string | null): void {
  const key = useId();
  const ask = useContext(Context)?.ask;
  useEffect(() => ask?.(question, key), [ask, question, key]);
  useEffect(() => () => ask?.(null, key), [ask, key]);
}

/** The DOM id of a form, by which the way to it leads. */
export const formId = (form: string): string => `form-${form}`;

export function useRequestForm(): (form: string) => void {
  const forms = useContext(Context);
  return form => forms?.request(form);
}

/** Opens a form when a way to its draft was taken. `form` may end in a point: then of what, is told by `open`. */
export function useFormRequest(
  form: string,
  open: (of: string) => void,
  shows: (of: string) => boolean = () => true,
): void {
  const forms = useContext(Context);
  const requested = useSyncExternalStore(forms?.subscribe ?? never, forms?.requested ?? nothing);
  useEffect(() => {
    if (requested === null || !(form.endsWith('.') ? requested.startsWith(form) : requested === form)) return;
    const of = requested.slice(form.length);
    if (!shows(of)) return;
    forms?.taken();
    open(of);
  });
}

/** Gives a form to the large button for as long as it stands; `inBar` false: it needs a button of its own. */
export function useBarForm(form: OpenForm | null): { readonly inBar: boolean; readonly onFocus: () => void } {
  const key = useId();
  const forms = useContext(Context);
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    forms?.set(
      form && {
        ...form,
        submit: () => latest.current?.submit(),
        setAside: () => latest.current?.setAside(),
      },
      key,
    );
  });
  useEffect(() => () => forms?.set(null, key), [forms, key]);
  return { inBar: forms !== null && form !== null, onFocus: () => forms?.bringToFront(key) };
}
