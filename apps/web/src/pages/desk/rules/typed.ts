import {
  CATEGORIES,
  type QuorumPart,
  type QuorumRule,
  type Rules,
  type StatesRule,
  type ThresholdPart,
} from '@kengesh/domain';
import { wholeNumber } from '../form-errors.js';
import { type Texts, wordingOf } from '../wording-pair.js';
import { moreOf, NEW_MORE, type TypedMore, typedMore } from './more.js';

// The rules as they are typed: every number a text that may be wrong for a while. What is read back is what the schema checks.

export interface TypedShare {
  readonly num: string;
  readonly den: string;
  readonly cmp: 'gt' | 'gte';
}

export const QUORUM_KINDS = ['fraction', 'number', 'category', 'states', 'states_share', 'participation'] as const;
/** One condition of a quorum; fields of the other kinds are kept, so that trying another kind loses nothing. */
export interface TypedQuorum extends TypedShare {
  readonly kind: (typeof QUORUM_KINDS)[number];
  readonly base: string;
  readonly by: 'heads' | 'weight';
  readonly seats: string;
  readonly states: string;
  readonly each: string;
  readonly of: 'ballots' | 'cast';
  readonly categories: { readonly [category: string]: string };
}

export const MAJORITY_KINDS = ['fraction', 'half_plus_one', 'unanimity', 'consensus'] as const;
export interface TypedThreshold extends TypedShare {
  readonly kind: (typeof MAJORITY_KINDS)[number];
  readonly base: ThresholdPart['base'];
  readonly except: string;
  readonly weight: boolean;
  readonly spoiled: boolean;
}
export interface TypedStates extends TypedShare {
  readonly position: StatesRule['position'];
  readonly base: StatesRule['base'];
}
export interface TypedMajority {
  readonly key: string;
  readonly first: TypedThreshold;
  readonly and: readonly TypedThreshold[];
  readonly states: TypedStates | null;
}

export interface TypedRules {
  /** Version and preset, and whatever these fields do not show: not to be lost. */
  readonly kept: Partial<Rules>;
  readonly citation: Texts;
  readonly quorum: readonly TypedQuorum[];
  /** Empty: what is enough to decide is enough to open. */
  readonly toOpen: readonly TypedQuorum[];
  readonly majorities: readonly TypedMajority[];
  readonly tie: Rules['tie'];
  readonly presenceGrace: string;
  readonly speech: string;
  readonly overrun: string;
  readonly more: TypedMore;
}

export const HALF: TypedShare = { num: '1', den: '2', cmp: 'gt' };
export const NEW_QUORUM: TypedQuorum = {
  ...HALF,
  kind: 'fraction',
  base: 'statutory',
  by: 'heads',
  seats: '',
  states: '',
  each: '1',
  of: 'ballots',
  categories: {},
};
export const NEW_THRESHOLD: TypedThreshold = {
  ...HALF,
  kind: 'fraction',
  base: 'present',
  except: '1',
  weight: false,
  spoiled: false,
};
export const NEW_STATES: TypedStates = { ...HALF, position: 'head', base: 'all' };

const typedShare = (rule: { num: number; den: number; cmp: 'gt' | 'gte' }): TypedShare => ({
  num: String(rule.num),
  den: String(rule.den),
  cmp: rule.cmp,
});

function typedPart(part: QuorumPart): TypedQuorum {
  const { kind } = part;
  const share = 'num' in part ? typedShare(part) : {};
  const by = ('by' in part ? part.by : undefined) ?? 'heads';
  switch (part.kind) {
    case 'fraction':
      return { ...NEW_QUORUM, ...share, kind, by, base: part.base };
    case 'number':
      return { ...NEW_QUORUM, kind, by, seats: String(part.seats) };
    case 'category':
      return {
        ...NEW_QUORUM,
        kind,
        categories: Object.fromEntries(part.of.map(one => [one.category, String(one.seats)])),
      };
    case 'states':
      return { ...NEW_QUORUM, kind, states: String(part.states), each: String(part.each) };
    case 'states_share':
      return { ...NEW_QUORUM, ...share, kind, each: String(part.each) };
    case 'participation':
      return { ...NEW_QUORUM, ...share, kind, of: part.of, base: part.base };
  }
}
const typedQuorum = (rule: QuorumRule): readonly TypedQuorum[] =>
  (rule.kind === 'all' ? rule.of : [rule]).map(typedPart);

const typedThreshold = (rule: ThresholdPart): TypedThreshold => ({
  ...NEW_THRESHOLD,
  ...typedShare(rule),
  kind: rule.except ? 'consensus' : rule.kind,
  base: rule.base,
  ...(rule.except ? { except: String(rule.except) } : {}),
  weight: rule.by === 'weight',
  spoiled: rule.invalidInBase === true,
});

const typedMajority = ({ key, threshold }: Rules['majorities'][number]): TypedMajority => ({
  key,
  first: typedThreshold(threshold),
  and: (threshold.and ?? []).map(typedThreshold),
  states: threshold.states ? { ...threshold.states, ...typedShare(threshold.states) } : null,
});

/** A council without rules yet is offered the usual ones, to be read and changed. */
export function typedRules(rules: Rules | null): TypedRules {
  if (!rules)
    return {
      kept: {},
      citation: {},
      quorum: [NEW_QUORUM],
      toOpen: [],
      majorities: [
        { key: 'simple', first: { ...NEW_THRESHOLD, base: 'cast' }, and: [], states: null },
        { key: 'absolute', first: { ...NEW_THRESHOLD, base: 'statutory' }, and: [], states: null },
        { key: 'two-thirds', first: { ...NEW_THRESHOLD, num: '2', den: '3', cmp: 'gte' }, and: [], states: null },
      ],
      tie: 'rejected',
      presenceGrace: '60',
      speech: '300',
      overrun: '30',
      more: NEW_MORE,
    };
  return {
    kept: rules,
    citation: rules.citation,
    quorum: typedQuorum(rules.quorum),
    toOpen: rules.quorumToOpen ? typedQuorum(rules.quorumToOpen) : [],
    majorities: rules.majorities.map(typedMajority),
    tie: rules.tie,
    presenceGrace: String(rules.presenceGrace),
    speech: String(rules.speech.seconds),
    overrun: String(rules.speech.grace),
    more: typedMore(rules),
  };
}

const inputOfShare = ({ num, den, cmp }: TypedShare) => ({ num: wholeNumber(num), den: wholeNumber(den), cmp });
const by = (weight: boolean) => (weight ? { by: 'weight' } : {});

function inputOfPart(part: TypedQuorum) {
  const { kind } = part;
  switch (kind) {
    case 'fraction':
      return { kind, ...inputOfShare(part), base: part.base, ...by(part.by === 'weight') };
    case 'number':
      return { kind, seats: wholeNumber(part.seats), ...by(part.by === 'weight') };
    case 'category': {
      const asked = CATEGORIES.filter(one => part.categories[one]?.trim());
      return { kind, of: asked.map(category => ({ category, seats: wholeNumber(part.categories[category]!) })) };
    }
    case 'states':
      return { kind, states: wholeNumber(part.states), each: wholeNumber(part.each) };
    case 'states_share':
      return { kind, ...inputOfShare(part), each: wholeNumber(part.each) };
    case 'participation':
      return { kind, ...inputOfShare(part), of: part.of, base: part.base };
  }
}
export const inputOfQuorum = (parts: readonly TypedQuorum[]) =>
  parts.length === 1 ? inputOfPart(parts[0]!) : { kind: 'all', of: parts.map(inputOfPart) };

export function inputOfThreshold(one: TypedThreshold) {
  const rest = { base: one.base, ...by(one.weight), ...(one.spoiled ? { invalidInBase: true } : {}) };
  switch (one.kind) {
    case 'fraction':
      return { kind: 'fraction', ...inputOfShare(one), ...rest };
    case 'half_plus_one':
      return { kind: 'half_plus_one', num: 1, den: 2, cmp: 'gte', ...rest };
    case 'unanimity':
      return { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', ...rest };
    case 'consensus':
      return { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', except: wholeNumber(one.except), ...rest };
  }
}
export const inputOfMajority = ({ first, and, states }: TypedMajority) => ({
  ...inputOfThreshold(first),
  ...(and.length > 0 ? { and: and.map(inputOfThreshold) } : {}),
  ...(states ? { states: { position: states.position, ...inputOfShare(states), base: states.base } } : {}),
});

export function inputOfRules({ kept, more, ...typed }: TypedRules) {
  const { quorumToOpen: _, ...rest } = kept;
  return {
    ...moreOf(rest, more),
    citation: wordingOf(typed.citation),
    quorum: inputOfQuorum(typed.quorum),
    ...(typed.toOpen.length > 0 ? { quorumToOpen: inputOfQuorum(typed.toOpen) } : {}),
    majorities: typed.majorities.map(one => ({ key: one.key.trim(), threshold: inputOfMajority(one) })),
    tie: typed.tie,
    presenceGrace: wholeNumber(typed.presenceGrace),
    speech: { seconds: wholeNumber(typed.speech), grace: wholeNumber(typed.overrun) },
  };
}
