import type { Share } from '../fractions.js';
import { fillSeats, type OnTie } from './cutoff.js';
import { checkWhole, countMarks, readMarks, sortBallots, votesOf } from './sort-ballots.js';
import { type CommonOptions, type ElectionBallot, ElectionError, type ElectionResult } from './types.js';

export interface ApprovalOptions extends CommonOptions {
  readonly seats: number;
  /** The part of the valid ballots that has to approve, such as more than 1/2; none where the most approvals win. */
  readonly threshold?: Share | null;
  /** Default `runoff`. */
  readonly onTie?: OnTie;
}

/**
 * Approval (3.9): any number of marks, the most approved win, where asked for only those whom the given share of the
 * valid ballots approves. Ties, "against all" and run-offs as in block plurality.
 * @throws ElectionError on options or weights that cannot be counted.
 */
export function countApproval(ballots: readonly ElectionBallot[], options: ApprovalOptions): ElectionResult {
  const { seats, threshold = null, onTie = 'runoff', seed } = options;
  checkWhole('options.seats', seats, 1);
  if (threshold) checkShare(threshold);
  const urn = sortBallots(ballots, options, 'marks', readMarks(options.candidates.length));
  const counts = countMarks(urn);
  const least = threshold ? leastUnits(urn.valid, threshold) : null;
  return fillSeats(urn, {
    method: 'approval',
    seats,
    onTie,
    seed,
    counts,
    enough: votes => least === null || votes >= least,
    need: least === null ? null : { votes: votesOf(least, urn.scale), base: urn.turnout.validVotes },
  });
}

function checkShare({ num, den }: Share): void {
  checkWhole('options.threshold.den', den, 1);
  checkWhole('options.threshold.num', num, 0);
  if (num > den) throw new ElectionError('options.threshold', `more than all: ${num}/${den}`);
}

/** The fewest units of weight that reach the share of `base`, at least one; as `needed`, for sums of any size. */
export function leastUnits(base: bigint, { num, den, cmp }: Share): bigint {
  const [part, whole] = [base * BigInt(num), BigInt(den)];
  const least = cmp === 'gt' ? part / whole + 1n : (part + whole - 1n) / whole;
  return least > 0n ? least : 1n;
}
