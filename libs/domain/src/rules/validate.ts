import type { QuorumPart, QuorumRule, Rules, Seat, ThresholdPart } from '../council.js';
import { needed, ONE_VOTE } from './fractions.js';
import { needsNames } from './thresholds.js';

/**
 * Something about a set of rules that a council should hear before it goes by them. `impossible`: no session or no vote could
 * ever satisfy it. `contradiction`: two settings do not fit. `note`: it works, and may not be what was meant.
 */
export interface RuleProblem {
  readonly severity: 'impossible' | 'contradiction' | 'note';
  /** Worded by libs/phrases: `rules.problem.<code>`. */
  readonly code: RuleProblemCode;
  /** Where in the rules: `majorities.1.threshold`. */
  readonly path: string;
  readonly params: { readonly [name: string]: string | number };
}
export const RULE_PROBLEMS = [
  'quorum_above_seats',
  'quorum_above_category',
  'quorum_above_states',
  'need_above_seats',
  'never_passes',
  'majority_twice',
  'opens_above_deciding',
  'state_without_head',
  'majority_unknown',
  'reconsider_below_two_thirds',
  'tie_in_secret',
  'tie_wider_than_votes',
  'names_in_secret',
  'small_states',
  'weights_unused',
  'weights_missing',
  'elections_unsaid',
  'equality_passes',
  'half_plus_one',
  'silence_above_seats',
  'secret_above_seats',
  'secret_least_unsaid',
  'written_least_unsaid',
  'leaving_unsaid',
  'presides_from_unsaid',
  'further_device_unsaid',
] as const;
export type RuleProblemCode = (typeof RULE_PROBLEMS)[number];

export interface RuleNumbers {
  readonly statutory: number;
  readonly filled: number;
  /** The roll, where it is known: categories, states, weights and heads of delegation are checked against it. */
  readonly seats?: readonly Seat[];
}

/** What is impossible or contradictory in these rules for a council of this size, and what it should look at twice. */
export function validateRules(rules: Rules, numbers: RuleNumbers): readonly RuleProblem[] {
  const problems: RuleProblem[] = [];
  const tell = (
    severity: RuleProblem['severity'],
    code: RuleProblemCode,
    path: string,
    params: RuleProblem['params'] = {},
  ) => problems.push({ severity, code, path, params });

  for (const [path, rule] of [
    ['quorum', rules.quorum],
    ['quorumToOpen', rules.quorumToOpen],
  ] as const)
    if (rule) for (const [at, part] of conditions(path, rule)) checkQuorum(part, at, numbers, tell);
  const [open, decide] = [headsNeeded(rules.quorumToOpen, numbers), headsNeeded(rules.quorum, numbers)];
  if (open !== null && decide !== null && open > decide)
    tell('contradiction', 'opens_above_deciding', 'quorumToOpen', { open, decide });

  const keys = new Set<string>();
  rules.majorities.forEach(({ key, threshold }, index) => {
    const path = `majorities.${index}.threshold`;
    if (keys.has(key)) tell('contradiction', 'majority_twice', `majorities.${index}.key`, { key });
    keys.add(key);
    checkThreshold(threshold, path, numbers, tell);
    threshold.and?.forEach((part, at) => {
      checkThreshold(part, `${path}.and.${at}`, numbers, tell);
    });
    if (threshold.states) {
      if (threshold.states.num === threshold.states.den && threshold.states.cmp === 'gt')
        tell('impossible', 'never_passes', `${path}.states`);
      if (threshold.states.position === 'head') checkHeads(`${path}.states`, numbers, tell);
    }
    if (needsNames(threshold)) tell('note', 'names_in_secret', path, { key });
    const small = threshold.states ? smallStates(numbers.seats ?? []) : [];
    if (small.length > 0) tell('note', 'small_states', `${path}.states`, { states: small.join(', ') });
    const equal = threshold.num * 2 <= threshold.den && threshold.cmp === 'gte' && threshold.base === 'cast';
    if (equal && threshold.kind === 'fraction') tell('note', 'equality_passes', path, { key });
  });
  for (const field of ['procedureMajority', 'reconsiderMajority'] as const) {
    const key = rules.debate?.[field];
    const named = rules.majorities.find(one => one.key === key)?.threshold;
    if (key !== undefined && !named) tell('contradiction', 'majority_unknown', `debate.${field}`, { key });
    if (key !== undefined && named && field === 'reconsiderMajority' && named.num * 3 < named.den * 2)
      tell('note', 'reconsider_below_two_thirds', `debate.${field}`, { key });
  }
  if (rules.tie === 'chairSide' || rules.tie === 'chairExtra') {
    tell('note', 'tie_in_secret', 'tie');
    const wider = rules.majorities.find(({ threshold: { kind, num, den, base } }) => {
      return kind !== 'unanimity' && num * 2 === den && base !== 'cast';
    });
    // Six to six is adopted by the chair, and seven to six is not.
    if (wider && rules.tieOverridesBase !== false) tell('note', 'tie_wider_than_votes', 'tie', { key: wider.key });
  }
  checkWeights(rules, numbers, tell);
  checkBallots(rules, numbers, tell);
  if (rules.furtherDevice === undefined) tell('note', 'further_device_unsaid', 'furtherDevice');
  if (rules.offices?.presidesFrom === undefined) tell('note', 'presides_from_unsaid', 'offices.presidesFrom');
  return problems;
}

type Tell = (
  severity: RuleProblem['severity'],
  code: RuleProblemCode,
  path: string,
  params?: RuleProblem['params'],
) => void;

const conditions = (path: string, rule: QuorumRule): readonly (readonly [string, QuorumPart])[] =>
  rule.kind === 'all' ? rule.of.map((part, index) => [`${path}.of.${index}`, part] as const) : [[path, rule]];

function checkQuorum(part: QuorumPart, path: string, numbers: RuleNumbers, tell: Tell): void {
  const filled = (numbers.seats ?? []).filter(seat => seat.filled);
  switch (part.kind) {
    case 'fraction':
    case 'number': {
      const weight = part.by === 'weight';
      const all = weight ? weighed(filled, numbers.filled) : numbers.filled;
      const base =
        part.kind === 'number' || part.base === 'filled'
          ? all
          : weight
            ? all + (numbers.statutory - numbers.filled) * ONE_VOTE
            : numbers.statutory;
      const unit = weight ? ONE_VOTE : 1;
      const need = part.kind === 'number' ? part.seats * unit : needed(base, part, unit);
      if (need > all)
        tell('impossible', 'quorum_above_seats', path, { need: Math.ceil(need / unit), filled: numbers.filled });
      return;
    }
    case 'category':
      if (!numbers.seats) return;
      for (const { category, seats } of part.of) {
        const there = filled.filter(seat => seat.category === category).length;
        if (seats > there) tell('impossible', 'quorum_above_category', path, { category, need: seats, filled: there });
      }
      return;
    case 'states':
    case 'states_share': {
      if (!numbers.seats) return;
      const states = [...seatsByState(filled).values()];
      const all = new Set(numbers.seats.map(seat => seat.delegation)).size;
      const able = states.filter(one => one.length >= part.each).length;
      const need = part.kind === 'states' ? part.states : needed(all, part);
      if (need > able) tell('impossible', 'quorum_above_states', path, { need, states: able, each: part.each });
      return;
    }
    case 'participation':
      if (part.num === part.den && part.cmp === 'gt') tell('impossible', 'never_passes', path);
  }
}

function checkThreshold(rule: ThresholdPart, path: string, numbers: RuleNumbers, tell: Tell): void {
  // More than the whole of anything is never reached.
  if (rule.num === rule.den && rule.cmp === 'gt') {
    tell('impossible', 'never_passes', path);
    return;
  }
  if ((rule.base === 'statutory' || rule.base === 'filled') && rule.by !== 'weight') {
    const need = needed(numbers[rule.base], rule);
    if (need > numbers.filled) tell('impossible', 'need_above_seats', path, { need, filled: numbers.filled });
  }
  if (rule.kind === 'half_plus_one') {
    const size = numbers.filled - ((numbers.filled + 1) % 2);
    const more = needed(size, { num: 1, den: 2, cmp: 'gt' });
    tell('note', 'half_plus_one', path, { size, need: needed(size, rule), more });
  }
}

function checkHeads(path: string, { seats }: RuleNumbers, tell: Tell): void {
  if (!seats) return;
  const without = [...seatsByState(seats)]
    .filter(([, members]) => members.filter(seat => seat.head).length !== 1)
    .map(([state]) => state);
  if (without.length > 0) tell('contradiction', 'state_without_head', path, { states: without.join(', ') });
}

/** Of settings that came later: what the rules do not say is the council's to decide, so it is told. */
function checkBallots({ ballots }: Rules, { filled }: RuleNumbers, tell: Tell): void {
  const least = ballots?.silence?.least ?? 0;
  if (least > filled) tell('impossible', 'silence_above_seats', 'ballots.silence.least', { need: least, filled });
  const secret = ballots?.secretLeast;
  if (secret === undefined) tell('note', 'secret_least_unsaid', 'ballots.secretLeast');
  else if (secret > filled) tell('note', 'secret_above_seats', 'ballots.secretLeast', { need: secret, filled });
  if (ballots?.writtenLeastMinutes === undefined) tell('note', 'written_least_unsaid', 'ballots.writtenLeastMinutes');
  if (ballots?.mayCastAfterLeaving === undefined) tell('note', 'leaving_unsaid', 'ballots.mayCastAfterLeaving');
}

function checkWeights(rules: Rules, { seats }: RuleNumbers, tell: Tell): void {
  if (!seats) return;
  const weighted = seats.some(seat => (seat.weight ?? ONE_VOTE) !== ONE_VOTE);
  const parts = rules.majorities.flatMap(({ threshold }) => [threshold, ...(threshold.and ?? [])]);
  const quorums = [rules.quorum, ...(rules.quorumToOpen ? [rules.quorumToOpen] : [])]
    .flatMap(rule => conditions('', rule))
    .map(([, part]) => part);
  const asked =
    parts.some(part => part.by === 'weight') ||
    quorums.some(part => 'by' in part && part.by === 'weight') ||
    rules.elections?.count === 'weights';
  if (weighted && !asked) tell('note', 'weights_unused', 'majorities');
  if (!weighted && asked) tell('note', 'weights_missing', 'majorities');
  if (weighted && rules.elections?.count === undefined) tell('note', 'elections_unsaid', 'elections.count');
}

/** Heads that a quorum asks for first of all; null where it counts something else. */
function headsNeeded(rule: QuorumRule | undefined, numbers: RuleNumbers): number | null {
  for (const [, part] of rule ? conditions('', rule) : []) {
    if (part.kind === 'number' && part.by !== 'weight') return part.seats;
    if (part.kind === 'fraction' && part.by !== 'weight') return needed(numbers[part.base], part);
  }
  return null;
}

function seatsByState(seats: readonly Seat[]): Map<string, Seat[]> {
  const states = new Map<string, Seat[]>();
  for (const seat of seats) states.set(seat.delegation, [...(states.get(seat.delegation) ?? []), seat]);
  return states;
}

/** A state's result tells how its few members voted. */
const smallStates = (seats: readonly Seat[]) =>
  [...seatsByState(seats)].filter(([, members]) => members.length < 5).map(([state]) => state);

const weighed = (filled: readonly Seat[], count: number) =>
  filled.length > 0 ? filled.reduce((sum, seat) => sum + (seat.weight ?? ONE_VOTE), 0) : count * ONE_VOTE;
