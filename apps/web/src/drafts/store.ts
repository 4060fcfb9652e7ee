/**
 * What was typed on the page of a session and was not sent: kept in this browser, apart for each participant and session,
 * until it is sent, thrown away or the session is closed.
 */
import type { PhraseKey } from '@kengesh/phrases/page';

const PREFIX = 'kengesh.draft.';
/** What nobody came back to goes after a week. */
const KEPT_FOR_MS = 7 * 24 * 3_600_000;

/** The forms whose text is kept, worded by `chair.draft.kind.<kind>`. */
export type DraftKind = PhraseKey extends infer Key
  ? Key extends `chair.draft.kind.${infer Kind}`
    ? Kind
    : never
  : never;
/** Where on the page a form stands. */
export type DraftPlace = 'now' | 'agenda' | 'present';

export interface KeptDraft {
  /** Its own name within the session, such as `motion.i2`. */
  readonly form: string;
  readonly kind: DraftKind;
  readonly place: DraftPlace;
  /** The item of the agenda that it belongs to; null: to the session as a whole. */
  readonly item: string | null;
  /** Its beginning, by which it is known again. */
  readonly excerpt: string;
  readonly value: object;
  /** Put aside: it does not open by itself. */
  readonly aside: boolean;
  /** Settings of a step, not a text to be sent: brought back, and not named beside the large button. */
  readonly unnamed?: boolean;
  readonly savedAt: number;
}

const listeners = new Set<() => void>();
/** Where the browser keeps nothing, or nothing is to stay: as long as the page stands. */
const memory = new Map<string, string>();
let version = 0;

export const draftsVersion = (): number => version;
export function subscribeToDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

const scopeOf = (as: string, sessionId: string | null) => `${PREFIX}${as}.${sessionId ?? ''}.`;

function storedNames(start: string): string[] {
  let names: string[] = [];
  try {
    names = Object.keys(localStorage).filter(name => name.startsWith(start));
  } catch {
    // Only what is in memory, then.
  }
  return [...new Set([...names, ...[...memory.keys()].filter(name => name.startsWith(start))])];
}

function storedText(name: string): string | null {
  const inMemory = memory.get(name);
  if (inMemory !== undefined) return inMemory;
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name: string, text: string | null, persistent: boolean): void {
  memory.delete(name);
  try {
    if (text === null || !persistent) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    if (text !== null && !persistent) memory.set(name, text);
  } catch {
    if (text !== null) memory.set(name, text);
  }
  version += 1;
  for (const listener of listeners) listener();
}

const isKept = (found: Partial<KeptDraft> | null): found is KeptDraft =>
  typeof found?.form === 'string' &&
  typeof found.kind === 'string' &&
  typeof found.place === 'string' &&
  typeof found.excerpt === 'string' &&
  typeof found.savedAt === 'number' &&
  typeof found.value === 'object' &&
  found.value !== null;

function parse(text: string | null): KeptDraft | null {
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as Partial<KeptDraft> | null;
    return isKept(found) ? found : null;
  } catch {
    return null;
  }
}

/** The drafts of one participant in one session. `persistent` false: they go with the page. */
export interface SessionDrafts {
  readonly all: () => readonly KeptDraft[];
  readonly find: (form: string) => KeptDraft | null;
  readonly keep: (draft: KeptDraft, persistent: boolean) => void;
  readonly forget: (form: string) => void;
  readonly forgetAll: () => void;
}

export function sessionDrafts(as: string, sessionId: string | null): SessionDrafts {
  const scope = scopeOf(as, sessionId);
  const names = () => storedNames(scope);
  return {
    all: () =>
      names()
        .flatMap(name => parse(storedText(name)) ?? [])
        .sort((one, other) => one.savedAt - other.savedAt),
    find: form => parse(storedText(scope + form)),
    keep: (draft, persistent) => store(scope + draft.form, JSON.stringify(draft), persistent),
    forget: form => {
      if (storedText(scope + form) !== null) store(scope + form, null, true);
    },
    forgetAll: () => {
      for (const name of names()) store(name, null, true);
    },
  };
}

/** Drafts of any session that were left lying, and what cannot be read any more. */
export function sweepOldDrafts(now: number): void {
  for (const name of storedNames(PREFIX)) {
    const draft = parse(storedText(name));
    if (!draft || now - draft.savedAt > KEPT_FOR_MS) store(name, null, true);
  }
}
