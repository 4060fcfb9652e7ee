/**
 * Whether two names are one, as a reader takes them: without case, width, invisible characters and composition (L10N-31). Letters
 * of different alphabets stay different, also where they look alike.
 */
import { STATES } from './states.js';
import { visible, type Wording } from './text.js';

/** The signs that are typed for the apostrophe of Uzbek, Ukrainian or Armenian names. */
const APOSTROPHES = /['\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u055a\u0060\u00b4]/gu;

/** By which a name is compared; never shown. */
export function nameKey(name: string): string {
  const seen = visible(name).normalize('NFKC');
  // Up and down again: what has no single small letter (ß, և) is told apart by neither.
  const folded = visible(seen).toUpperCase().toLowerCase().normalize('NFKC');
  return folded.replaceAll('ς', 'σ').replace(APOSTROPHES, '’').replace(/\s+/gu, ' ').trim();
}

export const isSameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** Whether two wordings name the same, in whichever of their languages. */
export function isSameWording(one: Wording, other: Wording): boolean {
  const keys = new Set(Object.values(one).map(nameKey));
  return Object.values(other).some(name => keys.has(nameKey(name)));
}

const byName = new Map(
  Object.entries(STATES).flatMap(([code, names]) => [code, ...names].map(name => [nameKey(name), code] as const)),
);

/** By which a delegation is compared: its state, where it is named in one of the ways we know, else its name. */
export const delegationKey = (delegation: string): string => byName.get(nameKey(delegation)) ?? nameKey(delegation);

interface NamedSeat {
  readonly label: Wording;
  readonly delegation: string;
}

/** What of a roll may be named twice: pairs of seats of one name, and delegations that are one under several names. */
export interface NamedTwice<S> {
  readonly seats: readonly (readonly [S, S])[];
  readonly delegations: readonly (readonly string[])[];
}

/** Each seat with the first of its name before it; each delegation with all the ways in which it is written. */
export function namedTwice<S extends NamedSeat>(roll: readonly S[]): NamedTwice<S> {
  const first = new Map<string, S>();
  const seats: (readonly [S, S])[] = [];
  const spellings = new Map<string, Set<string>>();
  for (const seat of roll) {
    const keys = [...new Set(Object.values(seat.label).map(nameKey))];
    const before = keys.map(key => first.get(key)).find(found => found !== undefined);
    if (before) seats.push([before, seat]);
    for (const key of keys) if (!first.has(key)) first.set(key, seat);
    const key = delegationKey(seat.delegation);
    spellings.set(key, (spellings.get(key) ?? new Set()).add(seat.delegation));
  }
  return { seats, delegations: [...spellings.values()].filter(each => each.size > 1).map(each => [...each]) };
}
