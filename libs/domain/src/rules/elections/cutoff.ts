import { drawLot } from './lots.js';
import { byId, type SortedBallots, votesOf } from './sort-ballots.js';
import type { CandidateId, ElectionResult, Purpose, Tie, Unfilled } from './types.js';

/** What to do with a tie across the border: another ballot between the tied, or a lot at once. */
export type OnTie = 'runoff' | 'lot';

/** Who is in by votes alone, and who is equal across the border for the places `left`. */
interface Cutoff {
  readonly taken: readonly CandidateId[];
  readonly tied: readonly CandidateId[];
  readonly left: number;
}

/** The `places` highest of the names; equals on both sides of the border are neither in nor out. */
export function highest(
  counts: ReadonlyMap<CandidateId, bigint>,
  names: readonly CandidateId[],
  places: number,
): Cutoff {
  const of = (name: CandidateId) => counts.get(name)!;
  const order = [...names].sort((a, b) => (of(a) === of(b) ? byId(a, b) : of(a) < of(b) ? 1 : -1));
  if (order.length <= places) return { taken: order, tied: [], left: 0 };
  const border = of(order[places - 1]!);
  if (of(order[places]!) < border) return { taken: order.slice(0, places), tied: [], left: 0 };
  const taken = order.filter(name => of(name) > border);
  return { taken, tied: order.filter(name => of(name) === border), left: places - taken.length };
}

/** Settles the border: by lot where that is the rule and the seed is known, else the tie says what is due. */
export function settleTie(
  border: Cutoff,
  purpose: Purpose,
  counts: ReadonlyMap<CandidateId, bigint>,
  urn: SortedBallots,
  { onTie, seed }: { readonly onTie: OnTie; readonly seed?: string | null | undefined },
): Tie | null {
  const [one] = border.tied;
  if (one === undefined) return null;
  const votes = votesOf(counts.get(one)!, urn.scale);
  const tie = { purpose, candidates: border.tied, votes, places: border.left, previousRound: null };
  if (onTie === 'runoff') return { ...tie, settledBy: 'runoff', taken: [], lot: null };
  if (!seed) return { ...tie, settledBy: 'none', taken: [], lot: null };
  const lot = drawLot(seed, border.tied);
  return { ...tie, settledBy: 'lot', taken: lot.drawn.slice(0, border.left).map(one => one.name), lot };
}

/** Counts as they are told: exact votes by candidate, by id. */
export function formatCounts(urn: SortedBallots, counts: ReadonlyMap<CandidateId, bigint>): ElectionResult['counts'] {
  return Object.fromEntries(urn.candidates.map(name => [name, votesOf(counts.get(name)!, urn.scale)]));
}

/** What the methods of one count have in common; the rest of the result is laid over it. */
export function emptyResult(method: ElectionResult['method'], urn: SortedBallots, seats: number): ElectionResult {
  return {
    method,
    outcome: 'no_votes',
    seats,
    elected: [],
    runoff: null,
    pendingLot: null,
    tie: null,
    unfilled: null,
    counts: Object.fromEntries(urn.candidates.map(name => [name, '0'])),
    turnout: urn.turnout,
    need: null,
    rounds: [],
    decidedBy: 'none',
  };
}

export interface Filling {
  readonly method: 'block_plurality' | 'approval';
  readonly seats: number;
  readonly onTie: OnTie;
  readonly seed: string | null | undefined;
  readonly counts: ReadonlyMap<CandidateId, bigint>;
  /** Whether so many votes are enough, where the method asks for more than the most votes. */
  readonly enough: (votes: bigint) => boolean;
  readonly need: ElectionResult['need'];
}

/**
 * Gives the seats to the highest. Nobody is elected without a vote, nor without more votes than "against all", nor below
 * the threshold; such candidates stand in no further ballot either.
 */
export function fillSeats(urn: SortedBallots, filling: Filling): ElectionResult {
  const { method, seats, counts } = filling;
  const start = { ...emptyResult(method, urn, seats), counts: formatCounts(urn, counts), need: filling.need };
  if (urn.turnout.valid === 0) return start;
  const eligible = urn.candidates.filter(
    name => counts.get(name)! > urn.againstAll && filling.enough(counts.get(name)!),
  );
  const border = highest(counts, eligible, seats);
  const votes = (name: CandidateId) => votesOf(counts.get(name)!, urn.scale);
  const tie = settleTie(border, 'seats', counts, urn, filling);
  const elected = [
    ...border.taken.map(candidate => ({ candidate, by: 'votes' as const, votes: votes(candidate), round: 1 })),
    ...(tie?.taken ?? []).map(candidate => ({ candidate, by: 'lot' as const, votes: votes(candidate), round: 1 })),
  ];
  const result = { ...start, elected, tie };
  switch (tie?.settledBy) {
    case 'runoff': {
      const runoff = { kind: 'tie' as const, candidates: border.tied, places: border.left, through: [] };
      return { ...result, outcome: 'runoff', runoff, decidedBy: 'votes' };
    }
    case 'none':
      return { ...result, outcome: 'lot', pendingLot: { purpose: 'seats', names: border.tied } };
    default: {
      const decidedBy = tie ? 'lot' : 'votes';
      if (elected.length === seats) return { ...result, outcome: 'elected', decidedBy };
      return { ...result, outcome: 'not_filled', unfilled: whyUnfilled(urn, counts, eligible), decidedBy };
    }
  }
}

/** The reason that kept out the best of those kept out. */
function whyUnfilled(
  urn: SortedBallots,
  counts: ReadonlyMap<CandidateId, bigint>,
  eligible: readonly CandidateId[],
): Unfilled {
  const [best] = highest(
    counts,
    urn.candidates.filter(name => !eligible.includes(name)),
    urn.candidates.length,
  ).taken;
  if (best === undefined) return 'too_few_candidates';
  const votes = counts.get(best)!;
  if (urn.againstAll > 0n && votes <= urn.againstAll) return 'against_all';
  return votes > 0n ? 'below_threshold' : 'too_few_candidates';
}
