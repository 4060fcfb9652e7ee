/**
 * What two people made of the same form: three readings of it, field by field. What only one of them has changed is taken
 * as changed; where both did, the conflict is told and stays as typed here until somebody chooses.
 */
export interface Conflict {
  /** Of the field, as `label.ru`. */
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}
export interface Merged<T> {
  readonly value: T;
  /** What `value` is to be compared with from now on: their reading, but at a conflict still the old one. */
  readonly base: T;
  readonly conflicts: readonly Conflict[];
}
type Tree = { readonly [key: string]: unknown };
interface Keyed extends Tree {
  readonly key: string;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const isKeyed = (value: unknown): value is readonly Keyed[] =>
  Array.isArray(value) && value.every(one => isTree(one) && typeof one.key === 'string');

/** Whatever the order of keys; what is undefined is not there. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, place) => sameValue(each, other[place]));
  if (!isTree(one) || !isTree(other)) return Object.is(one, other);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(key => sameValue(one[key], other[key]));
}

/** Where a list of items stands for the whole form, its items are merged by their keys, and their order as a field of its own. */
export const ORDER = 'order';

export function merge<T>(base: T, mine: T, theirs: T): Merged<T> {
  const merged =
    isKeyed(base) && isKeyed(mine) && isKeyed(theirs) ? lists(base, mine, theirs) : at('', base, mine, theirs);
  return merged as Merged<T>;
}

function at(path: string, base: unknown, mine: unknown, theirs: unknown): Merged<unknown> {
  if (sameValue(mine, base) || sameValue(mine, theirs)) return { value: theirs, base: theirs, conflicts: [] };
  if (sameValue(theirs, base)) return { value: mine, base: theirs, conflicts: [] };
  if (!isTree(mine) || !isTree(theirs) || !isTree(base))
    return { value: mine, base, conflicts: [{ path, mine, theirs }] };
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const parts = keys.map(key => [key, at(path ? `${path}.${key}` : key, base[key], mine[key], theirs[key])] as const);
  return {
    value: Object.fromEntries(parts.map(([key, part]) => [key, part.value])),
    base: Object.fromEntries(parts.map(([key, part]) => [key, part.base])),
    conflicts: parts.flatMap(([, part]) => part.conflicts),
  };
}

/** Taking an item away never takes away what the other has just changed in it. */
function lists(base: readonly Keyed[], mine: readonly Keyed[], theirs: readonly Keyed[]): Merged<readonly Keyed[]> {
  const [before, here, there] = [base, mine, theirs].map(list => new Map(list.map(item => [item.key, item])));
  const values = new Map<string, Keyed>();
  const bases = new Map<string, Keyed>();
  const conflicts: Conflict[] = [];
  for (const key of new Set([...there!.keys(), ...here!.keys()])) {
    const [old, own, other] = [before!.get(key), here!.get(key), there!.get(key)];
    if (old && own && other) {
      const merged = at(key, old, own, other);
      values.set(key, merged.value as Keyed);
      bases.set(key, merged.base as Keyed);
      conflicts.push(...merged.conflicts);
    } else if (!(old && sameValue(old, own ?? other))) values.set(key, (own ?? other)!);
    if (other && !bases.has(key)) bases.set(key, other);
  }
  const order = orders(base, mine, theirs);
  return {
    value: inOrder(values, order.value),
    base: inOrder(bases, order.base),
    conflicts: [...conflicts, ...order.conflicts],
  };
}

/** The order of what all three have is one field; what one of them has more follows what it follows there. */
function orders(base: readonly Keyed[], mine: readonly Keyed[], theirs: readonly Keyed[]) {
  const [before, here, there] = [base, mine, theirs].map(list => list.map(item => item.key)) as [
    string[],
    string[],
    string[],
  ];
  const common = (list: readonly string[]) =>
    list.filter(key => [before, here, there].every(other => other.includes(key)));
  const merged = at(ORDER, common(before), common(here), common(there));
  const { value, base: compared } = merged as Merged<string[]>;
  const [lead, follow] = sameValue(value, common(there)) ? [there, here] : [here, there];
  return {
    value: placed(follow, lead),
    base: sameValue(compared, common(there)) ? there : placed(there, before),
    conflicts: merged.conflicts.map(conflict => ({ ...conflict, mine: here, theirs: there })),
  };
}

/** `list`, and what `more` has besides, each after what it follows there. */
function placed(more: readonly string[], list: readonly string[]): readonly string[] {
  const all = [...list];
  more.forEach((key, place) => {
    if (all.includes(key)) return;
    const after = place === 0 ? -1 : all.indexOf(more[place - 1]!);
    all.splice(after + 1, 0, key);
  });
  return all;
}

const inOrder = (items: ReadonlyMap<string, Keyed>, order: readonly string[]): readonly Keyed[] =>
  order.flatMap(key => items.get(key) ?? []);

/** The same with this value at a conflict's path. */
export function withValue<T>(whole: T, path: string, value: unknown): T {
  if (isKeyed(whole)) {
    if (path === ORDER) {
      const items = new Map(whole.map(item => [item.key, item]));
      return inOrder(items, placed([...items.keys()], value as string[])) as T;
    }
    return whole.map(item =>
      path.startsWith(`${item.key}.`) ? put(item, path.slice(item.key.length + 1), value) : item,
    ) as T;
  }
  return put(whole as Tree, path, value) as T;
}

/** Keys may have dots in them: the longest that is there is meant. */
function put(tree: Tree, path: string, value: unknown): Tree {
  const key = Object.keys(tree)
    .filter(one => path === one || path.startsWith(`${one}.`))
    .sort((one, other) => other.length - one.length)[0];
  if (key === undefined || key === path) return { ...tree, [path]: value };
  return { ...tree, [key]: put(tree[key] as Tree, path.slice(key.length + 1), value) };
}

/** Of what is sent only what differs from what was read. */
export function changedFields<T extends object>(input: T, read: object): Partial<T> {
  const known = read as Tree;
  return Object.fromEntries(
    Object.entries(input).filter(([key, value]) => !sameValue(value, known[key])),
  ) as Partial<T>;
}
