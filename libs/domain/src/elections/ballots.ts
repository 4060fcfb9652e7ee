import { canonical, sha256Hex } from '@kengesh/journal';
import { countElection, type ElectionBallot, type ElectionResult } from '../rules/elections/index.js';
import { ONE_VOTE } from '../rules/fractions.js';
import { inPresence } from '../rules/presence.js';
import type { CastBallots } from '../rules/tally.js';
import type { Result, Voting, WeightCounts } from '../state.js';

type OfElection = NonNullable<Voting['election']>;

/** Names on a ballot are written one after the other, first preference first: `c3.c1`. */
const namesOf = (choice: string) => choice.split('.');

/** Whether this is a ballot of the election: against all, blank, or names of the list, none twice, not more than allowed. */
export function isBallot(voting: Voting, choice: string): boolean {
  const known = new Set(voting.choices.map(one => one.id));
  if (choice === 'against_all' || choice === 'abstain') return known.has(choice);
  const names = namesOf(choice);
  const most = { block_plurality: voting.election?.seats ?? 1, absolute_majority: 1, approval: 60, stv: 60 };
  const fit = names.every(name => known.has(name) && name !== 'against_all' && name !== 'abstain');
  return fit && new Set(names).size === names.length && names.length <= most[voting.election?.method ?? 'stv'];
}

function read({ method }: OfElection, choice: string): ElectionBallot {
  if (choice === 'against_all') return { kind: 'against_all' };
  if (choice === 'abstain') return { kind: 'blank' };
  return method === 'stv' ? { kind: 'ranking', ranking: namesOf(choice) } : { kind: 'marks', marks: namesOf(choice) };
}

/** Weight of each seat, in millionths of a vote; null where the rules count seats, every seat has one vote, or ballots carry no seat (PROC-07). */
function weightsOf({ register, countsBy }: Voting, urn: CastBallots): ReadonlyMap<string, number> | null {
  if (countsBy === 'seats' || !urn.ballots || register.every(line => (line.weight ?? ONE_VOTE) === ONE_VOTE))
    return null;
  return new Map(register.map(line => [line.seat, line.weight ?? ONE_VOTE]));
}

/** The count of an election's ballot, exact and by weight where seats have weights (PROC-07); `lot` where a seed is needed that was not given. */
export function countBallots(voting: Voting, urn: CastBallots, seed: string | null): ElectionResult {
  const election = voting.election!;
  const { method, seats, onTie, ballot } = election;
  const candidates = voting.choices.flatMap(one => (one.id === 'against_all' || one.id === 'abstain' ? [] : [one.id]));
  const againstAll = voting.choices.some(one => one.id === 'against_all');
  const issued = voting.register.filter(line => line.entitled).length;
  const weights = weightsOf(voting, urn);
  const common = { candidates, againstAll, issued, seed, ...(weights ? { scale: ONE_VOTE } : {}) };
  const ballots = weights
    ? (urn.ballots ?? []).map(({ seat, choice }) => ({
        ...read(election, choice),
        weight: weights.get(seat) ?? ONE_VOTE,
      }))
    : urn.choices.map(choice => read(election, choice));
  switch (method) {
    case 'absolute_majority':
      return countElection(method, ballots, {
        ...common,
        onTie,
        ballot: ballot.kind === 'extra' ? ballot : { kind: ballot.kind === 'second' ? 'second' : 'first' },
      });
    case 'stv':
      return countElection(method, ballots, { ...common, seats });
    default:
      return countElection(method, ballots, { ...common, seats, onTie });
  }
}

/**
 * Ballots that name each choice (where names are ranked, first) by number and by weight. Either sum may be above what was cast,
 * as a ballot may hold several names.
 */
function weighed(
  voting: Voting,
  urn: CastBallots,
  weights: ReadonlyMap<string, number>,
): { heads: ChoiceCounts; weights: WeightCounts } {
  const heads: ChoiceCounts = Object.fromEntries(voting.choices.map(({ id }) => [id, 0]));
  const byWeight: ChoiceCounts = { ...heads };
  let cast = 0;
  for (const { seat, choice } of urn.ballots ?? []) {
    const weight = weights.get(seat) ?? ONE_VOTE;
    const names = namesOf(choice);
    cast += weight;
    for (const name of voting.election?.method === 'stv' ? names.slice(0, 1) : names) {
      heads[name] = (heads[name] ?? 0) + 1;
      byWeight[name] = (byWeight[name] ?? 0) + weight;
    }
  }
  const present = voting.register.reduce((sum, line) => sum + (inPresence(line) ? (line.weight ?? ONE_VOTE) : 0), 0);
  return { heads, weights: { counts: byWeight, invalid: 0, notVoting: present - cast, present } };
}
type ChoiceCounts = { [choice: string]: number };

/**
 * The result of an election's ballot. `counts` are votes of each candidate (first preferences where they are ranked), of which
 * one ballot may hold several; ballots are in `election.turnout`. Where seats have weights `counts` are of ballots, `weights`
 * of their weight, and `election` is by weight, in whole votes.
 */
export function electionResult(voting: Voting, urn: CastBallots, found: ElectionResult): Result {
  const present = voting.register.filter(inPresence).length;
  const seats = weightsOf(voting, urn);
  const byWeight = seats && weighed(voting, urn, seats);
  const votes =
    byWeight?.heads ?? Object.fromEntries(Object.entries(found.counts).map(([name, count]) => [name, Number(count)]));
  const counts: ChoiceCounts = {};
  for (const { id } of voting.choices) counts[id] = votes[id] ?? 0;
  if ('against_all' in counts) counts.against_all = found.turnout.againstAll;
  if ('abstain' in counts) counts.abstain = found.turnout.blank;
  const outcome = {
    elected: 'elected',
    runoff: 'tied',
    lot: 'tied',
    not_filled: 'not_elected',
    no_votes: 'no_votes',
  } as const;
  return {
    counts,
    invalid: found.turnout.invalid,
    notVoting: present - urn.choices.length,
    present,
    outcome: outcome[found.outcome],
    winners: found.runoff?.candidates ?? found.elected.map(one => one.candidate),
    base: null,
    need: null,
    decidedBy: found.outcome === 'no_votes' ? 'none' : found.decidedBy === 'lot' ? 'lot' : 'plurality',
    voted: urn.voted,
    ballots: urn.ballots,
    listHash: urn.ballots ? null : sha256Hex(canonical([...urn.choices].sort())),
    ...(byWeight ? { weights: byWeight.weights } : {}),
    election: found,
  };
}
