import type { StatesRule, Threshold, ThresholdPart } from '../council.js';
import type { ResultPart, StatePosition } from '../state.js';
import { needed, ONE_VOTE, reaches } from './fractions.js';
import { statesBase } from './states.js';

/** The quantities of 3.1, all in one unit: seats, or millionths of a vote. */
export interface Quantities {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly invalid?: number;
  readonly present: number;
  readonly filled: number;
  readonly statutory: number;
}

/** Size of a threshold's base (3.1): C = yes + no; ballots = C + abstentions; P, F, S. Spoiled ballots where the rule counts them. */
export function baseOf(rule: Pick<ThresholdPart, 'base' | 'invalidInBase'>, numbers: Quantities): number {
  const { yes, no, abstain, invalid = 0 } = numbers;
  const spoiled = rule.invalidInBase ? invalid : 0;
  switch (rule.base) {
    case 'cast':
      return yes + no + spoiled;
    case 'ballots':
      return yes + no + abstain + spoiled;
    default:
      return numbers[rule.base];
  }
}

export interface Counted {
  readonly heads: Quantities;
  /** null: every seat has one vote. */
  readonly weight: Quantities | null;
  /** null: the rule asks for no states. */
  readonly states: readonly StatePosition[] | null;
}

/** Every threshold of a decision, in the order of the rule, the states last. A decision is adopted where all are passed. */
export function partsOf(rule: Threshold, counted: Counted): readonly ResultPart[] {
  const members = [rule, ...(rule.and ?? [])].map(part => memberPart(part, counted));
  return rule.states && counted.states ? [...members, statesPart(rule.states, counted.states)] : members;
}

function memberPart(rule: ThresholdPart, { heads, weight }: Counted): ResultPart {
  const by = rule.by ?? 'heads';
  const unit = by === 'weight' ? ONE_VOTE : 1;
  const numbers = by === 'weight' ? (weight ?? scaled(heads)) : heads;
  const base = baseOf(rule, numbers);
  return {
    of: 'members',
    by,
    rule: shareOf(rule),
    base,
    need: needed(base, rule, unit),
    got: numbers.yes,
    passed: reaches(numbers.yes, base, rule, unit),
  };
}

function statesPart(rule: StatesRule, states: readonly StatePosition[]): ResultPart {
  const base = statesBase(rule.base, states);
  const got = states.filter(one => one.position === 'for').length;
  const { num, den, cmp } = rule;
  return {
    of: 'states',
    by: 'heads',
    rule: { kind: 'fraction', num, den, cmp, base: rule.base },
    base,
    need: needed(base, rule),
    got,
    passed: reaches(got, base, rule),
  };
}

const shareOf = ({ kind, num, den, cmp, base, except, invalidInBase }: ThresholdPart): ResultPart['rule'] => ({
  ...{ kind, num, den, cmp, base },
  ...(except ? { except } : {}),
  ...(invalidInBase ? { invalidInBase } : {}),
});

const scaled = (heads: Quantities): Quantities =>
  Object.fromEntries(Object.entries(heads).map(([name, one]) => [name, one * ONE_VOTE])) as unknown as Quantities;

/** Whether a rule can be decided without knowing who chose what: secret ballots carry neither weight nor state. */
export const needsNames = (rule: Threshold): boolean =>
  rule.states !== undefined || [rule, ...(rule.and ?? [])].some(part => part.by === 'weight');
