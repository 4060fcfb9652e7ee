/**
 * Reading the journal. Whoever reads the same entries in the same order arrives at the same state, today or in ten years;
 * and whoever may see only some of them arrives at exactly his slice of it.
 */
import type { Audience, Entry, FoldDef, Frame, Snapshot, Viewer } from './types.js';

/** An entry this build does not know is shown to nobody (J-11): better a page reloaded than a secret shown. */
const NOBODY: Audience = { only: [] };

function eventOf<S>(def: FoldDef<S>, type: string) {
  return Object.hasOwn(def.events, type) ? def.events[type] : undefined;
}

/** The state after one entry. An unknown event type changes nothing, so that old and new readers can live side by side (J-11). */
export function evolve<S>(def: FoldDef<S>, state: S, entry: Entry): S {
  return eventOf(def, entry.type)?.evolve(state, entry) ?? state;
}

/** The state after all entries, from the empty journal or from a state held before (J-10). */
export function fold<S>(def: FoldDef<S>, entries: Iterable<Entry>, from: S = def.initial): S {
  let state = from;
  for (const entry of entries) state = evolve(def, state, entry);
  return state;
}

/** Who may see this entry, by the state before it (J-12). */
export function audienceOf<S>(def: FoldDef<S>, before: S, entry: Entry): Audience {
  return eventOf(def, entry.type)?.audience(before, entry) ?? NOBODY;
}

/** Whether a viewer belongs to an audience. */
export function isInAudience(audience: Audience, viewer: Viewer): boolean {
  if (audience === 'all') return true;
  if (audience === 'bureau') return viewer.bureau;
  if (audience.bureau === true && viewer.bureau) return true;
  return viewer.participant !== null && audience.only.includes(viewer.participant);
}

/** The entries a viewer may see, each judged by the whole state before it; `from` is the state before the first (J-12). */
export function visibleEntries<S>(
  def: FoldDef<S>,
  entries: Iterable<Entry>,
  viewer: Viewer,
  from: S = def.initial,
): Entry[] {
  const shown: Entry[] = [];
  let state = from;
  for (const entry of entries) {
    if (isInAudience(audienceOf(def, state, entry), viewer)) shown.push(entry);
    state = evolve(def, state, entry);
  }
  return shown;
}

/** The frame that carries these (gapless) entries to a viewer, out of the state before them (J-14). */
export function frame<S>(def: FoldDef<S>, before: Snapshot<S>, entries: readonly Entry[], viewer: Viewer): Frame {
  return {
    from: before.seq,
    to: entries.at(-1)?.seq ?? before.seq,
    entries: visibleEntries(def, entries, viewer, before.state),
  };
}

/** Pairs of objects that were found equal before; they stay so, for no state is changed in place. */
type KnownPairs = WeakMap<object, WeakSet<object>>;

/** Equal as JSON: order of members and members that are undefined do not count. */
export function isSameJson(a: unknown, b: unknown, known?: KnownPairs): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if ('toJSON' in a || 'toJSON' in b) return isSameJson(jsonOf(a), jsonOf(b), known);
  if (known?.get(a)?.has(b)) return true;
  if (!hasSameMembers(a, b, known)) return false;
  if (known) known.set(a, (known.get(a) ?? new WeakSet()).add(b));
  return true;
}

/** Of what is not written as it stands, how it is written. */
const jsonOf = (value: object): unknown => {
  const { toJSON } = value as { toJSON?: () => unknown };
  return typeof toJSON === 'function' ? toJSON.call(value) : value;
};

function hasSameMembers(a: object, b: object, known: KnownPairs | undefined): boolean {
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isSameJson(item, b[index], known))
    );
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const name in left) if (!isSameJson(left[name], right[name], known)) return false;
  for (const name in right) if (left[name] === undefined && right[name] !== undefined) return false;
  return true;
}

/**
 * The first seq after which `fold(visible(entries)) = view(fold(entries))` does not hold for this viewer (J-13), or null.
 * For tests of a journal's definition: the follower is led entry by entry, as in a browser, each state through `view`.
 */
export function findViewLawViolation<S>(def: FoldDef<S>, entries: readonly Entry[], viewer: Viewer): number | null {
  let whole = def.initial;
  let followed = def.view(def.initial, viewer);
  const known: KnownPairs = new WeakMap();
  for (const entry of entries) {
    const shown = isInAudience(audienceOf(def, whole, entry), viewer);
    whole = evolve(def, whole, entry);
    if (shown) followed = def.view(evolve(def, followed, entry), viewer);
    if (!isSameJson(def.view(whole, viewer), followed, known)) return entry.seq;
  }
  // Once more without what was found equal on the way: a state changed in place would stand out here.
  return isSameJson(def.view(whole, viewer), followed) ? null : (entries.at(-1)?.seq ?? 0);
}
