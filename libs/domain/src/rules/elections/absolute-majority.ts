import { leastUnits } from './approval.js';
import { emptyResult, formatCounts, highest, type OnTie, settleTie } from './cutoff.js';
import { checkWhole, countMarks, readMarks, type SortedBallots, sortBallots, votesOf } from './sort-ballots.js';
import {
  type CandidateId,
  type CommonOptions,
  type ElectionBallot,
  ElectionError,
  type ElectionResult,
} from './types.js';

export interface AbsoluteMajorityOptions extends CommonOptions {
  /** Which ballot this is; `first` where left out. `extra` and `second` repeat what the `runoff` before them said. */
  readonly ballot?:
    | { readonly kind: 'first' }
    | { readonly kind: 'extra'; readonly places: number; readonly through: readonly CandidateId[] }
    | { readonly kind: 'second' };
  /** A tie for a place in the second ballot: an extra ballot (`runoff`, the default) or a lot at once. */
  readonly onTie?: OnTie;
}

type CandidateCounts = ReadonlyMap<CandidateId, bigint>;

/**
 * One office by absolute majority (3.9): one mark, and more than half of the valid ballots; blank ones are not valid
 * (V53), those against all are.
 * - First ballot without a majority: a second one between the two highest. Equal for a place in it: an extra ballot
 *   among those tied decides who goes on; equal again there, the lot. Where "against all" is not beaten by the highest,
 *   nobody is elected and there is no second ballot.
 * - Second ballot: more votes win, and more than "against all" has; equal, the lot.
 * @throws ElectionError on options or weights that cannot be counted.
 */
export function countAbsoluteMajority(
  ballots: readonly ElectionBallot[],
  options: AbsoluteMajorityOptions,
): ElectionResult {
  const { ballot = { kind: 'first' }, onTie = 'runoff', seed, candidates } = options;
  if (ballot.kind === 'second' && candidates.length !== 2) {
    throw new ElectionError('options.candidates', `a second ballot is between two, not ${candidates.length}`);
  }
  if (ballot.kind === 'extra') {
    checkWhole('options.ballot.places', ballot.places, 1);
    if (ballot.places >= candidates.length) {
      throw new ElectionError('options.ballot.places', 'an extra ballot has more candidates than places');
    }
    if (options.againstAll) throw new ElectionError('options.againstAll', 'not a choice in an extra ballot');
    if (ballot.places + ballot.through.length !== 2) {
      throw new ElectionError('options.ballot.through', 'with the places it makes two for the second ballot');
    }
    const both = ballot.through.find(name => candidates.includes(name));
    if (both !== undefined) throw new ElectionError('options.ballot.through', `stands in the extra ballot: ${both}`);
  }
  const urn = sortBallots(ballots, options, 'marks', readMarks(1));
  const counts = countMarks(urn);
  const start = { ...emptyResult('absolute_majority', urn, 1), counts: formatCounts(urn, counts) };
  const majority = leastUnits(urn.valid, { num: 1, den: 2, cmp: 'gt' });
  const need = { votes: votesOf(majority, urn.scale), base: urn.turnout.validVotes };
  switch (ballot.kind) {
    case 'first': {
      const first = { ...start, need };
      return urn.turnout.valid === 0 ? first : decideFirst(first, urn, counts, majority, { onTie, seed });
    }
    case 'extra':
      if (urn.turnout.valid === 0) return start;
      return goOn(start, urn, counts, ballot.places, ballot.through, { onTie: 'lot', seed });
    case 'second':
      return urn.turnout.valid === 0 ? start : decideSecond(start, urn, counts, majority, seed);
  }
}

type ElectionTieRule = { readonly onTie: OnTie; readonly seed: string | null | undefined };

function decideFirst(
  start: ElectionResult,
  urn: SortedBallots,
  counts: CandidateCounts,
  majority: bigint,
  rule: ElectionTieRule,
): ElectionResult {
  const [top] = highest(counts, urn.candidates, urn.candidates.length).taken;
  const votes = top === undefined ? 0n : counts.get(top)!;
  if (top !== undefined && votes >= majority) {
    const elected = [{ candidate: top, by: 'majority' as const, votes: votesOf(votes, urn.scale), round: 1 }];
    return { ...start, outcome: 'elected', elected, decidedBy: 'votes' };
  }
  if (votes <= urn.againstAll) return { ...start, outcome: 'not_filled', unfilled: 'against_all', decidedBy: 'votes' };
  return goOn(start, urn, counts, 2, [], rule);
}

/** The highest take the places in the second ballot beside those already through. */
function goOn(
  start: ElectionResult,
  urn: SortedBallots,
  counts: CandidateCounts,
  places: number,
  through: readonly CandidateId[],
  rule: ElectionTieRule,
): ElectionResult {
  const border = highest(counts, urn.candidates, places);
  const tie = settleTie(border, 'goes_on', counts, urn, rule);
  const sure = [...through, ...border.taken, ...(tie?.taken ?? [])];
  if (tie?.settledBy === 'none') {
    return { ...start, outcome: 'lot', tie, pendingLot: { purpose: 'goes_on', names: border.tied } };
  }
  const runoff =
    tie?.settledBy === 'runoff'
      ? { kind: 'extra' as const, candidates: border.tied, places: border.left, through: sure }
      : { kind: 'second' as const, candidates: sure, places: 1, through: [] };
  return { ...start, outcome: 'runoff', tie, runoff, decidedBy: tie?.settledBy === 'lot' ? 'lot' : 'votes' };
}

function decideSecond(
  start: ElectionResult,
  urn: SortedBallots,
  counts: CandidateCounts,
  majority: bigint,
  seed: string | null | undefined,
): ElectionResult {
  const border = highest(counts, urn.candidates, 1);
  const votes = counts.get(border.taken[0] ?? border.tied[0]!)!;
  if (votes <= urn.againstAll) return { ...start, outcome: 'not_filled', unfilled: 'against_all', decidedBy: 'votes' };
  const tie = settleTie(border, 'seats', counts, urn, { onTie: 'lot', seed });
  if (tie?.settledBy === 'none') {
    return { ...start, outcome: 'lot', tie, pendingLot: { purpose: 'seats', names: border.tied } };
  }
  const candidate = border.taken[0] ?? tie!.taken[0]!;
  const by = tie ? 'lot' : votes >= majority ? 'majority' : 'votes';
  const elected = [{ candidate, by, votes: votesOf(votes, urn.scale), round: 1 } as const];
  return { ...start, outcome: 'elected', elected, tie, decidedBy: tie ? 'lot' : 'votes' };
}
