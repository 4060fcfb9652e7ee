import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useDeskHandle } from './desk-queries.js';

// What was typed and not saved lives in the tab's own storage: it outlasts leaving the page, a reload, a lost connection.
const PREFIX = 'kengesh.desk.';

interface Kept<T = unknown> {
  readonly value: T;
  /** What was saved when it was typed; absent in drafts of an older build. */
  readonly base?: T;
  /** Where it can be gone on with, within the desk. */
  readonly href: string;
}
export interface Unsaved {
  readonly key: string;
  readonly href: string;
}

const listeners = new Set<() => void>();
const memory = new Map<string, string>();
let told = 0;

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return memory.get(name) ?? null;
  }
}

function write(name: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {
    // A browser that keeps nothing: at least while the page stands.
    if (text === null) memory.delete(name);
    else memory.set(name, text);
  }
  told++;
  for (const listener of listeners) listener();
}

function names(as: string): string[] {
  const start = `${PREFIX}${as}.`;
  try {
    return Object.keys(sessionStorage).filter(name => name.startsWith(start));
  } catch {
    return [...memory.keys()].filter(name => name.startsWith(start));
  }
}

function keptUnder<T>(name: string): Kept<T> | null {
  const text = read(name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept<T>;
  } catch {
    return null;
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Everything typed at this desk and not saved yet. */
export function useUnsaved(): readonly Unsaved[] {
  const as = useDeskHandle();
  const version = useSyncExternalStore(subscribe, () => told);
  return useMemo(
    () =>
      names(as)
        .map(name => ({ key: name.slice(PREFIX.length + as.length + 1), href: keptUnder(name)?.href ?? '/' }))
        .sort((one, other) => one.key.localeCompare(other.key)),
    [as, version],
  );
}

/** After signing out nothing of what was typed stays in this browser. */
export function forgetDrafts(as: string): void {
  for (const name of names(as)) write(name, null);
}

/** What is typed in one form, by its key; without a key nothing is kept. */
export function useDraftStore<T>(key: string | null) {
  const as = useDeskHandle();
  return useMemo(() => {
    const name = key && `${PREFIX}${as}.${key}`;
    return {
      kept: () => (name ? keptUnder<T>(name) : null),
      keep: (kept: Kept<T> | null) => {
        const text = kept && JSON.stringify(kept);
        if (name && read(name) !== text) write(name, text);
      },
    };
  }, [as, key]);
}

/** Closing the tab would lose what is not saved: the browser asks first. */
export function useLeaveWarning(when: boolean): void {
  useEffect(() => {
    if (!when) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [when]);
}
