import { canonical, type Json, sha256Hex } from '@kengesh/journal';
import type { Threshold, ThresholdPart } from '../council.js';
import { entriesOf, type Table } from '../persistent-map.js';
import type { Ballot, Result, ResultPart, Voting, WeightCounts } from '../state.js';
import { ONE_VOTE } from './fractions.js';
import { inPresence } from './presence.js';
import { statePositions } from './states.js';
import { type Counted, needsNames, partsOf, type Quantities } from './thresholds.js';

/** What was handed in: choices without seats, and which seats voted. Named votes also say who chose what. */
export interface CastBallots {
  readonly choices: readonly string[];
  readonly voted: readonly string[];
  readonly ballots: Result['ballots'];
}

export function namedBallots(ballots: Table<Ballot>): CastBallots {
  const list = entriesOf(ballots)
    .map(([seat, { choice, channel, admitted }]) => ({ seat, choice, channel, ...(admitted ? { admitted } : {}) }))
    .sort((a, b) => (a.seat < b.seat ? -1 : 1));
  return { choices: list.map(one => one.choice), voted: list.map(one => one.seat), ballots: list };
}

export function secretBallots(keys: readonly string[], contents: readonly Json[]): CastBallots {
  return { choices: contents.map(String), voted: [...keys].sort(), ballots: null };
}

/**
 * The result of a vote from its register and urn. Holds P = Σ counts + invalid + not voting (REC-01): a choice the vote
 * does not have counts as invalid, an entitled seat without a ballot as not voting. The same identity holds by weight.
 */
export function tally(voting: Voting, urn: CastBallots): Result {
  const counts: { [choice: string]: number } = Object.fromEntries(voting.choices.map(choice => [choice.id, 0]));
  let invalid = 0;
  for (const choice of urn.choices) {
    if (Object.hasOwn(counts, choice)) counts[choice]! += 1;
    else invalid += 1;
  }
  const present = voting.register.filter(inPresence).length;
  const weights = voting.countsBy === 'seats' ? null : countWeights(voting, urn);
  const common = {
    counts,
    invalid,
    notVoting: present - urn.choices.length,
    present,
    voted: urn.voted,
    ballots: urn.ballots,
    listHash: urn.ballots ? null : sha256Hex(canonical([...urn.choices].sort())),
    ...(weights ? { weights } : {}),
  };
  return voting.kind === 'motion'
    ? { ...common, ...decideMotion(voting, urn, common, weights) }
    : { ...common, ...decideElection(voting, voting.countsBy === 'weights' && weights ? weights.counts : counts) };
}

/** The counts by weight (PROC-07); null where every seat has one vote, or ballots carry no seat. */
function countWeights(voting: Voting, urn: CastBallots): WeightCounts | null {
  if (!urn.ballots || !voting.register.some(line => (line.weight ?? ONE_VOTE) !== ONE_VOTE)) return null;
  const bySeat = new Map(voting.register.map(line => [line.seat, line.weight ?? ONE_VOTE]));
  const counts: { [choice: string]: number } = Object.fromEntries(voting.choices.map(choice => [choice.id, 0]));
  let invalid = 0;
  let cast = 0;
  for (const { seat, choice } of urn.ballots) {
    const votes = bySeat.get(seat) ?? ONE_VOTE;
    cast += votes;
    if (Object.hasOwn(counts, choice)) counts[choice]! += votes;
    else invalid += votes;
  }
  const present = weightOf(voting, inPresence);
  return { counts, invalid, notVoting: present - cast, present };
}

const weightOf = ({ register }: Voting, which: (line: Voting['register'][number]) => boolean) =>
  register.reduce((sum, line) => (which(line) ? sum + (line.weight ?? ONE_VOTE) : sum), 0);

type Verdict = Pick<Result, 'outcome' | 'winners' | 'base' | 'need' | 'decidedBy' | 'parts' | 'states' | 'awaits'>;

/** What the thresholds of a motion are measured against. Statutory seats that are not on the roll weigh one vote each. */
function counted(voting: Voting, urn: CastBallots, result: Pick<Result, 'counts' | 'invalid' | 'present'>): Counted {
  const rule = voting.threshold;
  if (!rule) throw new Error('a vote on a motion has a threshold');
  if (needsNames(rule) && !urn.ballots) throw new Error('weights and states are counted in named votes only');
  const quantities = (count: Pick<Result, 'counts' | 'invalid' | 'present'>, filled: number, statutory: number) => {
    const { yes = 0, no = 0, abstain = 0 } = count.counts;
    return { yes, no, abstain, invalid: count.invalid, present: count.present, filled, statutory };
  };
  const weights = countWeights(voting, urn);
  const beyond = Math.max(0, voting.statutory - voting.register.length) * ONE_VOTE;
  const choices = new Map(urn.ballots?.map(ballot => [ballot.seat, ballot.choice]));
  return {
    heads: quantities(result, voting.filled, voting.statutory),
    weight:
      weights &&
      quantities(
        weights,
        weightOf(voting, line => line.why !== 'vacant'),
        weightOf(voting, () => true) + beyond,
      ),
    states: rule.states ? statePositions(rule.states.position, voting.register, choices, rule.by ?? 'heads') : null,
  };
}

function decideMotion(
  voting: Voting,
  urn: CastBallots,
  result: Pick<Result, 'counts' | 'invalid' | 'present'>,
  weights: WeightCounts | null,
): Verdict {
  const all = counted(voting, urn, result);
  const rule = voting.threshold!;
  const parts = partsOf(rule, all);
  const plain = parts.length === 1 && parts[0]!.by === 'heads';
  const found = {
    winners: [],
    base: rule.by === 'weight' ? null : parts[0]!.base,
    need: rule.by === 'weight' ? null : parts[0]!.need,
    ...(plain ? {} : { parts }),
    ...(all.states ? { states: all.states } : {}),
  };
  const { yes = 0, no = 0 } = (rule.by === 'weight' && weights ? weights : result).counts;
  // PROC-06: all abstain or nobody votes: no decision, neither adopted nor rejected by vote.
  if (yes + no === 0) return { ...found, outcome: 'no_votes', decidedBy: 'none' };
  const byThreshold = parts.every(part => part.passed);
  const verdict = { ...found, outcome: byThreshold ? 'adopted' : 'rejected', decidedBy: 'threshold' } as const;
  if (yes !== no || !equalityMatters(rule, parts)) return verdict;
  if (voting.method !== 'named') {
    // A second vote is as secret as the first.
    return !byThreshold && awaitsRevote(voting)
      ? { ...found, outcome: 'tied', decidedBy: 'none', awaits: 'revote' }
      : verdict;
  }
  if (voting.tie === 'chairSide') {
    const side = urn.ballots?.find(ballot => ballot.seat === chairSeat(voting))?.choice;
    if (side === 'yes' || side === 'no')
      return { ...found, outcome: withChair(voting, all, side), decidedBy: 'chairSide' };
    if (voting.chairAsked && !byThreshold) return { ...found, outcome: 'tied', decidedBy: 'none', awaits: 'chair' };
  }
  if (byThreshold) return verdict;
  if (voting.tie === 'chairExtra') return { ...found, outcome: 'tied', decidedBy: 'none', awaits: 'chair' };
  if (awaitsRevote(voting)) return { ...found, outcome: 'tied', decidedBy: 'none', awaits: 'revote' };
  return verdict;
}

const awaitsRevote = (voting: Voting) => voting.tie === 'revote' && voting.revoteOf === undefined;

/** The seat of whoever presides: not one that is only held by proxy. */
export const chairSeat = ({ register, presiding }: Pick<Voting, 'register' | 'presiding'>): string | undefined =>
  register.find(line => line.entitled && line.why !== 'proxy' && line.participant === presiding)?.seat;

/** Half of something, or half and one vote: what an equal vote stands on the edge of. */
const isHalf = ({ kind, num, den }: Pick<ThresholdPart, 'kind' | 'num' | 'den'>) =>
  kind !== 'unanimity' && num * 2 === den;

/**
 * Whether an equal vote is what the rule for ties is about: a half is asked for, and nothing else stands in the way. Six to
 * six is nowhere near two thirds, whoever presides.
 */
function equalityMatters(rule: Threshold, parts: readonly ResultPart[]): boolean {
  const asked = [rule, ...(rule.and ?? [])];
  return isHalf(rule) && parts.every((part, index) => part.passed || part.of === 'states' || isHalf(asked[index]!));
}

/**
 * PROC-05: on equality the chair's side decides, even where the base is wider than the votes cast; where the rules do not let
 * it, the chair's side is one vote more, and the threshold decides. A double majority needs its states either way, and what
 * asks for another share than a half is as it was counted.
 */
function withChair(voting: Voting, { heads, weight, states }: Counted, side: 'yes' | 'no'): 'adopted' | 'rejected' {
  if (side === 'no') return 'rejected';
  const rule = voting.threshold!;
  const more = (numbers: Quantities, unit: number) => ({ ...numbers, yes: numbers.yes + unit });
  const parts = partsOf(rule, { heads: more(heads, 1), weight: weight && more(weight, ONE_VOTE), states });
  const binding = voting.tieOverridesBase === false ? parts : parts.filter(part => part.of === 'states');
  return binding.every(part => part.passed) ? 'adopted' : 'rejected';
}

/** The result after the casting vote: the counts stay as they were, the outcome is settled. */
export function withCastingVote(
  voting: Voting,
  casting: 'yes' | 'no' | 'none',
): Result & { readonly outcome: 'adopted' | 'rejected' } {
  if (!voting.result) throw new Error('a casting vote follows a count');
  const { awaits: _, ...result } = voting.result;
  const urn = { choices: [], voted: result.voted, ballots: result.ballots };
  if (casting === 'none') return { ...result, outcome: 'rejected', decidedBy: 'threshold', casting };
  const outcome = withChair(voting, counted(voting, urn, result), casting);
  return { ...result, outcome, decidedBy: 'chairExtra', casting };
}

/** Plurality to one office (3.9), by heads or by weight as the rules count elections (PROC-31): most votes; equal at the top is a tie; "against all" must be beaten. */
function decideElection(voting: Voting, counts: { [choice: string]: number }): Verdict {
  const candidates = voting.choices.filter(choice => choice.id !== 'abstain' && choice.id !== 'against_all');
  const against = counts.against_all ?? 0;
  const top = Math.max(0, ...candidates.map(candidate => counts[candidate.id] ?? 0));
  const verdict = { base: null, need: null, decidedBy: 'plurality' as const };
  if (top === 0 && against === 0) return { ...verdict, outcome: 'no_votes', winners: [], decidedBy: 'none' };
  if (against >= top) return { ...verdict, outcome: 'not_elected', winners: [] };
  const winners = candidates.filter(candidate => counts[candidate.id] === top).map(candidate => candidate.id);
  return { ...verdict, outcome: winners.length === 1 ? 'elected' : 'tied', winners };
}
