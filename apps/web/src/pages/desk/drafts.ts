import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useDeskHandle } from './desk-queries.js';
import { type Conflict, merge, sameValue, withValue } from './merge.js';

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

export interface Draft<T> {
  readonly value: T;
  readonly set: (value: T) => void;
  readonly dirty: boolean;
  /** It was typed before this page was opened, and brought back. */
  readonly restored: boolean;
  /** Saved, or thrown away: what is saved shows again. */
  readonly done: () => void;
  /** Fields that somebody else has changed and saved since they were typed here. */
  readonly conflicts: readonly Conflict[];
  /** Settles one of them. */
  readonly resolve: (conflict: Conflict, whose: 'mine' | 'theirs') => void;
}

/**
 * A form's contents: what is saved, until something is typed; then what is typed, until it is saved or thrown away. What
 * others save meanwhile shows in the fields that were not typed in.
 */
export function useDraft<T>(key: string, saved: T, href: string): Draft<T> {
  const name = `${PREFIX}${useDeskHandle()}.${key}`;
  const [draft, setDraft] = useState<{ readonly name: string; readonly value: T; readonly base: T } | null>(() => {
    const kept = keptUnder<T>(name);
    return kept && { name, value: kept.value, base: kept.base ?? saved };
  });
  const [restored, setRestored] = useState(draft !== null);
  const typed = draft?.name === name ? draft : null;
  const { value, base, conflicts } = typed
    ? merge(typed.base, typed.value, saved)
    : { value: saved, base: saved, conflicts: [] };
  const keep = (value: T, base: T) => {
    setDraft({ name, value, base });
    write(name, sameValue(value, saved) ? null : JSON.stringify({ value, base, href } satisfies Kept<T>));
  };
  const set = (value: T) => keep(value, base);
  const resolve = ({ path, mine, theirs }: Conflict, whose: 'mine' | 'theirs') =>
    keep(withValue(value, path, whose === 'mine' ? mine : theirs), withValue(base, path, theirs));
  const done = useCallback(() => {
    setDraft(null);
    setRestored(false);
    write(name, null);
  }, [name]);
  const dirty = !sameValue(value, saved);
  // Somebody else has saved the very same.
  const isSettled = typed !== null && !dirty;
  useEffect(() => {
    if (isSettled) write(name, null);
  }, [isSettled, name]);
  return { value, set, dirty, restored: restored && dirty, done, conflicts, resolve };
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
