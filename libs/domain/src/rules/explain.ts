import type { TieRule } from '../council.js';
import type { Outcome, QuorumFinding, Result, ResultPart, StatePosition, Voting, WeightCounts } from '../state.js';
import { ONE_VOTE, reaches } from './fractions.js';
import { chairSeat } from './tally.js';

/** Why a vote on a motion came out as it did, in the order in which it is read aloud. */
export interface Explanation {
  readonly outcome: Outcome;
  readonly decidedBy: Result['decidedBy'];
  /** Every threshold: rule, base, need, what was got. The first is the rule's own; states come last. */
  readonly parts: readonly ResultPart[];
  /** For and against, in the unit in which the first threshold counts: heads, or millionths of a vote. */
  readonly votes: { readonly by: 'heads' | 'weight'; readonly yes: number; readonly no: number };
  readonly weights: WeightCounts | null;
  readonly states: readonly StatePosition[] | null;
  /** Of an equal vote: the rule for it, the chair's own side, the casting vote, and what is waited for. */
  readonly tie: {
    readonly rule: TieRule;
    readonly side: 'yes' | 'no' | null;
    readonly casting: NonNullable<Result['casting']> | null;
    readonly awaits: NonNullable<Result['awaits']> | null;
  } | null;
  /** The quorum found at the close, where that was asked. */
  readonly quorum: QuorumFinding | null;
}

/** Null while the vote is open, and of an election, whose count explains itself. */
export function explainOutcome(voting: Voting): Explanation | null {
  const { result, threshold } = voting;
  if (!result || !threshold) return null;
  const by = threshold.by ?? 'heads';
  const { yes = 0, no = 0 } = (by === 'weight' && result.weights ? result.weights : result).counts;
  const unit = by === 'weight' && !result.weights ? ONE_VOTE : 1;
  const votes = { by, yes: yes * unit, no: no * unit };
  return {
    outcome: result.outcome,
    decidedBy: result.decidedBy,
    parts: result.parts ?? [onlyPart(threshold, result)],
    votes,
    weights: result.weights ?? null,
    states: result.states ?? null,
    tie: yes === no && yes > 0 ? tieOf(voting, result) : null,
    quorum: result.quorum ?? null,
  };
}

/** Results of one plain threshold keep it in `base` and `need` alone. */
function onlyPart(threshold: NonNullable<Voting['threshold']>, { base, need, counts }: Result): ResultPart {
  const { kind, num, den, cmp, base: name, except, invalidInBase } = threshold;
  const got = counts.yes ?? 0;
  return {
    of: 'members',
    by: 'heads',
    rule: {
      kind,
      num,
      den,
      cmp,
      base: name,
      ...(except ? { except } : {}),
      ...(invalidInBase ? { invalidInBase } : {}),
    },
    base: base ?? 0,
    need: need ?? 0,
    got,
    passed: reaches(got, base ?? 0, threshold),
  };
}

function tieOf(voting: Voting, result: Result): Explanation['tie'] {
  const seat = chairSeat(voting);
  const choice = result.ballots?.find(ballot => ballot.seat === seat)?.choice;
  return {
    rule: voting.tie,
    side: choice === 'yes' || choice === 'no' ? choice : null,
    casting: result.casting ?? null,
    awaits: result.awaits ?? null,
  };
}
