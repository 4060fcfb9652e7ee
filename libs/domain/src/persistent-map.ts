/**
 * Long lists by name, such as ten thousand ballots. `put` gives a list with one more or another line and leaves the one before
 * as it was, without copying it: a trie whose untouched parts both share. Read like any object, and the same in JSON.
 */

interface Leaf<T> {
  readonly key: string;
  readonly hash: number;
  readonly value: T;
  /** When this key came in: members keep that order, as those of an object do. */
  readonly place: number;
}
type Branch<T> = readonly (Branch<T> | Leaf<T> | undefined)[];
interface Root<T> {
  readonly branch: Branch<T>;
  readonly size: number;
}

type Table<T> = { readonly [key: string]: T };

/** Shorter ones are copied: that is quicker, and a page that holds but its own lines stays with plain objects. */
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

function withMember<T>({ branch, size }: Root<T>, key: string, value: T): Root<T> {
  const hash = hashOf(key);
  const before = leafOf(branch, key, hash);
  const place = before?.place ?? size;
  return { branch: withLeaf(branch, { key, hash, value, place }, 0), size: before ? size : size + 1 };
}

function* leaves<T>(branch: Branch<T>): Iterable<Leaf<T>> {
  for (const node of branch) {
    if (node === undefined) continue;
    if (isBranch(node)) yield* leaves(node);
    else yield node;
  }
}

/**
 * Under this name a list gives away its trie to `put`, and to nobody else. Not a WeakMap beside the lists: a thousand ballots
 * leave a thousand lists behind, and the collector would look through such a map again and again.
 */
const ROOT = Symbol('root');

/** What an object asked of its members, answered out of the trie. */
class TableReading<T> implements ProxyHandler<Table<T>> {
  private keys: string[] | undefined;

  constructor(private readonly root: Root<T>) {}

  private leaf(key: string | symbol): Leaf<T> | undefined {
    return typeof key === 'string' ? leafOf(this.root.branch, key, hashOf(key)) : undefined;
  }

  get(target: Table<T>, key: string | symbol): unknown {
    if (key === ROOT) return this.root;
    const leaf = this.leaf(key);
    return leaf ? leaf.value : Reflect.get(target, key);
  }

  has(target: Table<T>, key: string | symbol): boolean {
    return this.leaf(key) !== undefined || Reflect.has(target, key);
  }

  ownKeys(): string[] {
    this.keys ??= [...leaves(this.root.branch)].sort((a, b) => a.place - b.place).map(leaf => leaf.key);
    return this.keys;
  }

  getOwnPropertyDescriptor(_target: Table<T>, key: string | symbol): PropertyDescriptor | undefined {
    const leaf = this.leaf(key);
    return leaf && { value: leaf.value, enumerable: true, configurable: true, writable: false };
  }

  // States are never changed in place.
  set(): boolean {
    return false;
  }
  defineProperty(): boolean {
    return false;
  }
  deleteProperty(): boolean {
    return false;
  }
}

/** The same list with this line added, or in place of the one of that name. */
export function withEntry<T>(list: Table<T> | undefined, key: string, value: T): Table<T> {
  const known = (list as { readonly [ROOT]?: Root<T> } | undefined)?.[ROOT];
  if (!known) {
    const longer = { ...list, [key]: value };
    if (Object.keys(longer).length <= SHORT) return longer;
  }
  let root: Root<T> = known ?? { branch: EMPTY, size: 0 };
  if (!known) for (const [name, member] of Object.entries(list ?? {})) root = withMember(root, name, member);
  root = withMember(root, key, value);
  return new Proxy<Table<T>>({}, new TableReading(root));
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
