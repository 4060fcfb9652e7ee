/** Records changed at random in one place, with every hash made anew: what a forger without a plan would do. */
import type { Entry, Json, JsonObject } from '@kengesh/journal';
import type { Chance } from '../../../domain/src/random-chance.suite.js';
import { type Forged, forger } from './forger.suite.js';

export const KINDS = [
  'value',
  'value',
  'value',
  'member',
  'drop',
  'swap',
  'double',
  'insert',
  'actor',
  'time',
] as const;

export interface Mutant extends Forged {
  readonly kind: (typeof KINDS)[number];
  /** What was done, for whoever reads the list of those that stand: `task.set text.ru`. */
  readonly what: string;
}

type Path = readonly (string | number)[];

/** Every value of an entry that is not an object or list itself. */
function leaves(value: Json, path: Path = []): { path: Path; value: Json }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function replaced(value: Json, [head, ...rest]: Path, by: Json | undefined): Json {
  if (head === undefined) return by as Json;
  if (Array.isArray(value)) {
    const list = [...value] as Json[];
    if (rest.length === 0 && by === undefined) list.splice(Number(head), 1);
    else list[Number(head)] = replaced(list[Number(head)]!, rest, by);
    return list;
  }
  const { [String(head)]: member, ...others } = value as JsonObject;
  return rest.length === 0 && by === undefined ? others : { ...others, [String(head)]: replaced(member!, rest, by) };
}

/** Another value of the same kind: a number beside it, or what stands in this place, or anywhere, in another entry. */
function other({ pick, chance }: Chance, value: Json, alike: readonly Json[], known: readonly Json[]): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + pick([-1, 1, 1000]);
  const different = (chance(0.7) && alike.length > 0 ? alike : known).filter(one => one !== value);
  return different.length > 0 ? pick(different) : `${value}x`;
}

const nameOf = (path: Path) => path.filter(step => typeof step === 'string').join('.');

export function mutant(luck: Chance, entries: readonly Entry[], people: readonly string[]): Mutant {
  const { pick, chance } = luck;
  const f = forger(entries);
  const kind = pick(KINDS);
  const entry = pick(entries.slice(chance(0.9) ? 1 : 0));
  const told = (forged: Forged, what = ''): Mutant => ({ ...forged, kind, what: `${entry.type} ${what}`.trim() });
  const list = leaves(entry.data);
  switch (kind) {
    case 'value': {
      if (list.length === 0) return told(f.double(entry), 'double');
      const { path, value } = pick(list);
      const alike = f
        .all(entry.type)
        .flatMap(one => leaves(one.data).filter(each => nameOf(each.path) === nameOf(path)))
        .map(one => one.value);
      const known = leaves(pick(entries).data).map(one => one.value);
      const next = other(luck, value, alike, known);
      return told(
        f.change(entry, data => replaced(data, path, next) as object),
        nameOf(path),
      );
    }
    case 'member': {
      if (list.length === 0) return told(f.drop(entry), 'drop');
      const { path } = pick(list);
      return told(
        f.change(entry, data => replaced(data, path, undefined) as object),
        `without ${nameOf(path)}`,
      );
    }
    case 'drop':
      return told(f.drop(entry), 'drop');
    case 'swap':
      return told(f.swap(entry.seq > 1 ? entry : entries[1]!), 'swap');
    case 'double':
      return told(f.double(entry), 'double');
    case 'insert': {
      const from = pick(entries);
      return told(
        f.insert(entry, { ...from, at: entry.at, command: `forged-${entry.seq}`, part: 0 }),
        `insert ${from.type}`,
      );
    }
    case 'actor':
      return told(
        f.change(entry, data => data, { actor: pick(people.filter(one => one !== entry.actor)) }),
        'actor',
      );
    case 'time': {
      const at = pick(entries).at;
      return told(chance(0.5) ? f.move(entry, at) : f.change(entry, data => data, { at }), 'time');
    }
  }
}
