import { canonical, type Json, sha256Hex } from '@kengesh/journal';
import type { Threshold } from '../council.js';
import type { Ballot, Result, Voting } from '../state.js';
import { needed, reaches } from './fractions.js';

/** What was handed in: choices without seats, and which seats voted. Named votes also say who chose what. */
export interface Urn {
  readonly choices: readonly string[];
  readonly voted: readonly string[];
  readonly ballots: Result['ballots'];
}

export function namedUrn(ballots: { readonly [seat: string]: Ballot }): Urn {
  const seats = Object.keys(ballots).sort();
  const list = seats.map(seat => ({ seat, choice: ballots[seat]!.choice, channel: ballots[seat]!.channel }));
  return { choices: list.map(one => one.choice), voted: seats, ballots: list };
}

export function secretUrn(keys: readonly string[], contents: readonly Json[]): Urn {
  return { choices: contents.map(String), voted: [...keys].sort(), ballots: null };
}

/** Size of a threshold's base (3.1): C = yes + no; ballots = C + abstentions; P, F, S. */
export function baseOf(
  threshold: Threshold,
  numbers: { yes: number; no: number; abstain: number; present: number; filled: number; statutory: number },
): number {
  switch (threshold.base) {
    case 'cast':
      return numbers.yes + numbers.no;
    case 'ballots':
      return numbers.yes + numbers.no + numbers.abstain;
    default:
      return numbers[threshold.base];
  }
}

/**
 * The result of a vote from its register and urn. Holds P = Σ counts + invalid + not voting (REC-01): a choice the vote
 * does not have counts as invalid, an entitled seat without a ballot as not voting.
 */
export function tally(voting: Voting, urn: Urn): Result {
  const counts: { [choice: string]: number } = Object.fromEntries(voting.choices.map(choice => [choice.id, 0]));
  let invalid = 0;
  for (const choice of urn.choices) {
    if (Object.hasOwn(counts, choice)) counts[choice]! += 1;
    else invalid += 1;
  }
  const present = voting.register.filter(line => line.entitled).length;
  const common = {
    counts,
    invalid,
    notVoting: present - urn.choices.length,
    present,
    voted: urn.voted,
    ballots: urn.ballots,
    listHash: urn.ballots ? null : sha256Hex(canonical([...urn.choices].sort())),
  };
  return voting.kind === 'motion'
    ? { ...common, ...decideMotion(voting, urn, counts, present) }
    : { ...common, ...decideElection(voting, counts) };
}

type Verdict = Pick<Result, 'outcome' | 'winners' | 'base' | 'need' | 'decidedBy'>;

function decideMotion(voting: Voting, urn: Urn, counts: { [choice: string]: number }, present: number): Verdict {
  const { yes = 0, no = 0, abstain = 0 } = counts;
  const threshold = voting.threshold;
  if (!threshold) throw new Error('a vote on a motion has a threshold');
  const base = baseOf(threshold, { yes, no, abstain, present, filled: voting.filled, statutory: voting.statutory });
  const need = needed(base, threshold);
  // PROC-06: all abstain or nobody votes: no decision, neither adopted nor rejected by vote.
  if (yes + no === 0) return { outcome: 'no_votes', winners: [], base, need, decidedBy: 'none' };
  // PROC-05: on equality the chair's side decides, even where the base is wider than the votes cast.
  if (yes === no && voting.tie === 'chairSide' && voting.method === 'named') {
    const chairSeat = voting.register.find(line => line.entitled && line.participant === voting.presiding)?.seat;
    const side = urn.ballots?.find(ballot => ballot.seat === chairSeat)?.choice;
    if (side === 'yes' || side === 'no') {
      return { outcome: side === 'yes' ? 'adopted' : 'rejected', winners: [], base, need, decidedBy: 'chairSide' };
    }
  }
  return {
    outcome: reaches(yes, base, threshold) ? 'adopted' : 'rejected',
    winners: [],
    base,
    need,
    decidedBy: 'threshold',
  };
}

/** Plurality to one office (3.9): most votes; equal at the top is a tie; "against all" must be beaten. */
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
