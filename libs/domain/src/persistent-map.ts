/**
 * Tables of ten thousand rows by name, of which every change leaves the one before as it was. A short one is a plain object that
 * is copied, a long one a `PersistentMap`, which shares what has not changed; both are the same in JSON.
 */

interface Leaf<T> {
  readonly key: string;
  readonly hash: number;
  readonly value: T;
  /** When this key came in: members keep that order, as those of an object do. */
  readonly place: number;
}
type Branch<T> = readonly (Branch<T> | Leaf<T> | undefined)[];

type PlainTable<T> = { readonly [key: string]: T };
/** To be read by `entryOf`, `keysOf`, `valuesOf` and `entriesOf`, and never by its members: what is long has none. */
export type Table<T> = PlainTable<T> | PersistentMap<T>;

/** Shorter ones are copied: that is quicker, and a page that holds but its own rows stays with plain objects. */
const SHORT = 32;
const BITS = 5;
const MASK = (1 << BITS) - 1;
/** A hash is used up after so many levels; then the key is hashed anew with another seed. */
const LEVELS = 6;
const EMPTY: Branch<never> = new Array(1 << BITS).fill(undefined);

function hashOf(key: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  // The last characters of names that count up differ least; this spreads them over all bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return hash ^ (hash >>> 16);
}

function slotOf(key: string, hash: number, level: number): number {
  const seed = Math.floor(level / LEVELS);
  return ((seed === 0 ? hash : hashOf(key, seed)) >>> ((level % LEVELS) * BITS)) & MASK;
}

const isBranch = <T>(node: Branch<T> | Leaf<T>): node is Branch<T> => Array.isArray(node);

function leafOf<T>(branch: Branch<T>, key: string, hash: number): Leaf<T> | undefined {
  let node: Branch<T> | Leaf<T> | undefined = branch;
  for (let level = 0; node !== undefined && isBranch(node); level++) node = node[slotOf(key, hash, level)];
  return node !== undefined && !isBranch(node) && node.key === key ? node : undefined;
}

function withLeaf<T>(branch: Branch<T>, leaf: Leaf<T>, level: number): Branch<T> {
  const slot = slotOf(leaf.key, leaf.hash, level);
  const here = branch[slot];
  const copy = branch.slice();
  if (here === undefined) copy[slot] = leaf;
  else if (isBranch(here)) copy[slot] = withLeaf(here, leaf, level + 1);
  else if (here.key === leaf.key) copy[slot] = leaf;
  else copy[slot] = withLeaf(withLeaf(EMPTY as Branch<T>, here, level + 1), leaf, level + 1);
  return copy;
}

function* leaves<T>(branch: Branch<T>): Iterable<Leaf<T>> {
  for (const node of branch) {
    if (node === undefined) continue;
    if (isBranch(node)) yield* leaves(node);
    else yield node;
  }
}

/** A trie by the hashes of names; untouched parts are shared by all that came of one another. Rows keep the order they came in. */
export class PersistentMap<T> implements Iterable<readonly [string, T]> {
  static readonly empty: PersistentMap<never> = new PersistentMap<never>(EMPTY, 0);
  readonly #branch: Branch<T>;
  #entries: readonly (readonly [string, T])[] | undefined;

  private constructor(
    branch: Branch<T>,
    readonly size: number,
  ) {
    this.#branch = branch;
  }

  get(key: string): T | undefined {
    return leafOf(this.#branch, key, hashOf(key))?.value;
  }

  with(key: string, value: T): PersistentMap<T> {
    const hash = hashOf(key);
    const before = leafOf(this.#branch, key, hash);
    const place = before?.place ?? this.size;
    return new PersistentMap(
      withLeaf(this.#branch, { key, hash, value, place }, 0),
      before ? this.size : this.size + 1,
    );
  }

  entries(): readonly (readonly [string, T])[] {
    this.#entries ??= [...leaves(this.#branch)]
      .sort((a, b) => a.place - b.place)
      .map(({ key, value }) => [key, value] as const);
    return this.#entries;
  }

  [Symbol.iterator](): Iterator<readonly [string, T]> {
    return this.entries()[Symbol.iterator]();
  }

  toJSON(): PlainTable<T> {
    return Object.fromEntries(this.entries());
  }
}

const isLong = <T>(table: Table<T>): table is PersistentMap<T> => table instanceof PersistentMap;

export const entryOf = <T>(table: Table<T> | undefined, key: string): T | undefined => {
  if (!table) return undefined;
  if (isLong(table)) return table.get(key);
  return Object.hasOwn(table, key) ? table[key] : undefined;
};
export const entriesOf = <T>(table: Table<T> = {}): readonly (readonly [string, T])[] =>
  isLong(table) ? table.entries() : Object.entries(table);
export const keysOf = <T>(table?: Table<T>): string[] => entriesOf(table).map(([key]) => key);
export const valuesOf = <T>(table?: Table<T>): T[] => entriesOf(table).map(([, value]) => value);

/** The same table with this row added, or in place of the one of that name. */
export function withEntry<T>(table: Table<T> = {}, key: string, value: T): Table<T> {
  if (isLong(table)) return table.with(key, value);
  const longer = { ...table, [key]: value };
  const rows = Object.entries(longer);
  if (rows.length <= SHORT) return longer;
  return rows.reduce<PersistentMap<T>>((long, row) => long.with(...row), PersistentMap.empty);
}

const indexes = new WeakMap<readonly object[], Map<unknown, Map<unknown, object>>>();

/** The first of a list whose `name` is this. A long list that never changes is indexed when first asked. */
export function indexedFind<T extends object, K extends keyof T>(list: readonly T[], name: K, is: T[K]): T | undefined {
  if (list.length <= SHORT) return list.find(one => one[name] === is);
  const ofList = indexes.get(list) ?? new Map<unknown, Map<unknown, object>>();
  indexes.set(list, ofList);
  let index = ofList.get(name) as Map<T[K], T> | undefined;
  if (!index) {
    index = new Map();
    for (const one of list) if (!index.has(one[name])) index.set(one[name], one);
    ofList.set(name, index as Map<unknown, object>);
  }
  return index.get(is);
}
