import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';

export interface Shortcut {
  /** One sign: a Latin letter, a digit, `+` or `?`. */
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
  /** Why it is not lawful now. */
  readonly why: string | null;
}

interface Keys {
  readonly all: () => readonly Shortcut[];
  readonly set: (id: string, shortcut: Shortcut | null) => void;
  /** What a key that may not be used now has answered. */
  readonly said: string;
}

const Context = createContext<Keys | null>(null);

/** The sign a key stands for, by its place on the board where the layout is not Latin: «т» is N. */
function signOf(event: KeyboardEvent): string {
  if (/^[a-z0-9?]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === '+' || event.key === '=') return '+';
  return event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

/** Listens for the keys of the page below it. Silent while somebody types or a dialog is open. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const shortcuts = useRef(new Map<string, Shortcut>());
  const [said, say] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const sign = signOf(event);
      const all = [...shortcuts.current.values()].filter(one => one.key === sign);
      const found = all.find(one => one.why === null) ?? all[0];
      if (!found) return;
      event.preventDefault();
      say(found.why ? `${found.label}: ${found.why}` : '');
      if (!found.why) found.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const keys = useMemo<Keys>(
    () => ({
      all: () => [...shortcuts.current.values()],
      set: (id, shortcut) => {
        if (shortcut) shortcuts.current.set(id, shortcut);
        else shortcuts.current.delete(id);
      },
      said,
    }),
    [said],
  );
  return <Context.Provider value={keys}>{children}</Context.Provider>;
}

/** Gives an action its key for as long as the component stands; `when` false: not on this page now. */
export function useKey(key: string, label: string, run: () => void, why: string | null = null, when = true): void {
  const id = useId();
  const set = useContext(Context)?.set;
  useEffect(() => {
    set?.(id, when ? { key, label, run, why } : null);
  });
  useEffect(() => () => set?.(id, null), [set, id]);
}

export function useKeys(): Pick<Keys, 'all' | 'said'> {
  return useContext(Context) ?? { all: () => [], said: '' };
}

/** The key shown on its button. */
export function Key({ of }: { readonly of: string }) {
  return (
    <span className="key" aria-hidden="true">
      {of.toUpperCase()}
    </span>
  );
}
