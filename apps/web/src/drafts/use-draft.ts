import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useSession } from '../live/session-context.js';
import {
  type DraftKind,
  type DraftPlace,
  draftsVersion,
  type KeptDraft,
  type SessionDrafts,
  sessionDrafts,
  subscribeToDrafts,
} from './store.js';

export interface FormDraft<T> {
  readonly value: T;
  readonly change: (part: Partial<T>) => void;
  /** Sent, or thrown away. */
  readonly clear: () => void;
  /** Kept, and not opened again by itself. */
  readonly setAside: () => void;
  /** It was typed before this form was opened, and brought back. */
  readonly restored: boolean;
}

export interface DraftOf<T> {
  readonly form: string;
  readonly kind: DraftKind;
  readonly item: string | null;
  readonly place?: DraftPlace;
  readonly initial: T;
  /** Its beginning, by which it is known again. */
  readonly excerpt: (value: T) => string;
}

export function useSessionDrafts(): SessionDrafts {
  const { me } = useSession();
  return useMemo(() => sessionDrafts(me.as, me.sessionId), [me.as, me.sessionId]);
}

/** All that was typed in this session and not sent, for its reader to be told. */
export function useKeptDrafts(): readonly KeptDraft[] {
  const drafts = useSessionDrafts();
  const version = useSyncExternalStore(subscribeToDrafts, draftsVersion);
  // the version stands for what is stored
  return useMemo(() => drafts.all().filter(draft => !draft.unnamed), [drafts, version]);
}

/** Whether a form is open at first: where something typed in it was not put aside. */
export function useOpenAtFirst(form: string): boolean {
  const drafts = useSessionDrafts();
  const [open] = useState(() => drafts.find(form)?.aside === false);
  return open;
}

const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What is typed in a form: outlasts another item, a reload and a refusal. */
export function useFormDraft<T extends object>({
  form,
  kind,
  item,
  place = 'now',
  initial,
  excerpt,
}: DraftOf<T>): FormDraft<T> {
  const drafts = useSessionDrafts();
  const { state } = useSession();
  // After the close nothing that is typed stays in this browser.
  const persistent = state.session.phase !== 'closed';
  const [first] = useState(() => ({ initial, kept: drafts.find(form) }));
  const [value, setValue] = useState<T>(() => ({ ...first.initial, ...(first.kept?.value as Partial<T> | undefined) }));
  const latest = useRef(value);
  const keep = useCallback(
    (next: T, aside: boolean) => {
      if (equal(next, first.initial)) drafts.forget(form);
      else
        drafts.keep(
          { form, kind, place, item, excerpt: excerpt(next), value: next, aside, savedAt: Date.now() },
          persistent,
        );
    },
    // the words by which it is known again are made anew each time
    [drafts, form, kind, place, item, persistent, first],
  );
  const change = useCallback(
    (part: Partial<T>) => {
      latest.current = { ...latest.current, ...part };
      setValue(latest.current);
      keep(latest.current, false);
    },
    [keep],
  );
  const clear = useCallback(() => {
    drafts.forget(form);
    latest.current = first.initial;
    setValue(first.initial);
  }, [drafts, form, first]);
  const setAside = useCallback(() => keep(latest.current, true), [keep]);
  return { value, change, clear, setAside, restored: first.kept !== null };
}
