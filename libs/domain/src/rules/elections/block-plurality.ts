import { fillSeats, type OnTie } from './cutoff.js';
import { checkWhole, countMarks, readMarks, sortBallots } from './sort-ballots.js';
import type { CommonOptions, ElectionBallot, ElectionResult } from './types.js';

export interface BlockPluralityOptions extends CommonOptions {
  readonly seats: number;
  /** Default `runoff`. */
  readonly onTie?: OnTie;
}

/**
 * Block plurality (3.9): up to as many marks as seats, more spoil the ballot; the highest win. A tie across the border
 * calls a run-off among the tied for the seats left (V52), counted by this same method with `seats: runoff.places`. With
 * one seat it is plain plurality. A candidate has to have more votes than "against all".
 * @throws ElectionError on options or weights that cannot be counted.
 */
export function countBlockPlurality(
  ballots: readonly ElectionBallot[],
  options: BlockPluralityOptions,
): ElectionResult {
  const { seats, onTie = 'runoff', seed } = options;
  checkWhole('options.seats', seats, 1);
  const urn = sortBallots(ballots, options, 'marks', readMarks(seats));
  const counts = countMarks(urn);
  return fillSeats(urn, { method: 'block_plurality', seats, onTie, seed, counts, enough: () => true, need: null });
}
