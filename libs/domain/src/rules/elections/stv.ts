import { emptyResult, formatCounts } from './cutoff.js';
import { drawLot } from './lots.js';
import { gcd, rational, write } from './rational.js';
import { byId, checkWhole, type ReadBallot, type SortedBallots, sortBallots, votesOf } from './sort-ballots.js';
import { Papers, type PapersOfCount } from './stv-papers.js';
import type { CandidateId, CommonOptions, Elected, ElectionBallot, ElectionResult, Round, Tie } from './types.js';

export interface StvOptions extends CommonOptions {
  readonly seats: number;
  /**
   * What a fault in a ranking does: a name repeated, a name not on the list, a place left empty before a later name.
   * `invalid` (default): the ballot is invalid. `cut`: it counts up to the fault, and is invalid only where nothing
   * stands before it. Empty places at the end are no fault under either; a ranking without any name is blank. Ranking
   * only some of the candidates is always allowed.
   */
  readonly faults?: 'invalid' | 'cut';
}

/**
 * Single transferable vote (3.9, V56) by these rules, each exact:
 * 1. Quota: Droop, floor(V / (seats + 1)) + 1 whole votes, V being the valid ballots, those against all among them. It
 *    never changes. Weights that are shares of less than one vote are to be counted with `scale: 1`, else one whole vote
 *    may be more than anybody can reach and seats go to the last continuing.
 * 2. Whoever has the quota after a round is elected and receives nothing more.
 * 3. Surplus: the largest first; every ballot the elected holds passes, at its value times surplus / votes, to its next
 *    continuing candidate (weighted inclusive Gregory). A ballot without one is exhausted by that part. All surpluses
 *    pass before anybody is excluded.
 * 4. Exclusion of the lowest; its ballots pass at the value they have. Where the lowest hold no ballots at all and enough
 *    others continue they go together, for no order among them could change anything.
 * 5. Equal surpluses or equal lowest: the latest earlier round in which they differed parts them, and those still equal
 *    the one before it; where none does, the lot (`lots.ts`).
 * 6. Where as many continue as seats are left, or fewer, they are elected and nothing more passes. The count also ends
 *    when the seats are filled.
 * 7. "Against all" passes to nobody; where it has at least as many votes as all rankings together, nobody is elected.
 *
 * Without a seed the count stops at the first lot it needs (`outcome: 'lot'`): draw the seed and count again.
 * Exact values grow longer with each surplus that mixes with an earlier one: nothing to 5,000 ballots and 20 candidates
 * (a fraction of a second), but such a result may hold fractions of hundreds of digits; show them by `decimal`.
 * @throws ElectionError on options or weights that cannot be counted.
 */
export function countStv(ballots: readonly ElectionBallot[], options: StvOptions): ElectionResult {
  const { seats, faults = 'invalid' } = options;
  checkWhole('options.seats', seats, 1);
  const urn = sortBallots(ballots, options, 'ranking', (names, known) => readRanking(names, known, faults));
  return countPapers(urn, firstPreferences(urn), options, () => new Papers(urn));
}

/** The count of papers that are sorted: those of an urn, or (`stv-told.ts`) what a count says of its transfers. */
export function countPapers(
  urn: SortedBallots,
  first: ReadonlyMap<CandidateId, bigint>,
  { seats, seed = null }: Pick<StvOptions, 'seats' | 'seed'>,
  papers: () => PapersOfCount,
): ElectionResult {
  const whole = urn.valid / (urn.scale * BigInt(seats + 1)) + 1n;
  const need = { votes: write(rational(whole)), base: urn.turnout.validVotes };
  const start = { ...emptyResult('stv', urn, seats), counts: formatCounts(urn, first), need };
  if (urn.turnout.valid === 0) return start;
  if (urn.againstAll * 2n >= urn.valid) {
    return { ...start, outcome: 'not_filled', unfilled: 'against_all', decidedBy: 'votes' };
  }
  return { ...start, ...new StvCount(urn, papers(), seats, whole * urn.scale, seed).run() };
}

function readRanking(
  names: readonly (CandidateId | null)[],
  known: ReadonlySet<string>,
  faults: 'invalid' | 'cut',
): ReadBallot {
  let length = names.length;
  while (length > 0 && names[length - 1] === null) length -= 1;
  if (length === 0) return 'blank';
  const good: CandidateId[] = [];
  for (const name of names.slice(0, length)) {
    if (name === null || !known.has(name) || good.includes(name)) {
      return faults === 'invalid' || good.length === 0 ? 'invalid' : good;
    }
    good.push(name);
  }
  return good;
}

function firstPreferences(urn: SortedBallots): Map<CandidateId, bigint> {
  const counts = new Map(urn.candidates.map(candidate => [candidate, 0n]));
  for (const { names, weight } of urn.papers) counts.set(names[0]!, counts.get(names[0]!)! + weight);
  return counts;
}

/** Whose turn it is, and the tie that had to be settled to know it. `null` in place of a turn: a lot is due. */
interface Turn {
  readonly one: CandidateId;
  readonly tie: Tie | null;
}

/** A count under way. Values are integers over `papers.den`, so that they add and compare exactly. */
class StvCount {
  private readonly rounds: Round[] = [];
  private readonly elected: Elected[] = [];
  private readonly waiting: CandidateId[] = [];
  private readonly continuing: Set<CandidateId>;
  /** Values after each round, for ties; within one round they share a denominator. */
  private readonly history: Map<CandidateId, bigint>[] = [];
  /** Exact values as written in the last round, to write again only what changed. */
  private told: { readonly [candidate: CandidateId]: string } = {};
  private pending: ElectionResult['pendingLot'] = null;

  constructor(
    private readonly urn: SortedBallots,
    private readonly papers: PapersOfCount,
    private readonly seats: number,
    private readonly quota: bigint,
    private readonly seed: string | null,
  ) {
    this.continuing = new Set(urn.candidates);
  }

  run(): Partial<ElectionResult> {
    this.close({ action: { kind: 'first' }, tie: null, transfers: [] }, this.urn.candidates);
    while (this.elected.length < this.seats && this.continuing.size > 0 && !this.pending) this.step();
    const result = { elected: this.elected, rounds: this.rounds, pendingLot: this.pending };
    if (this.pending) return { ...result, outcome: 'lot' };
    const ties = this.rounds.map(round => round.tie?.settledBy);
    const decidedBy = ties.includes('lot') ? 'lot' : ties.includes('previous_round') ? 'previous_round' : 'votes';
    if (this.elected.length === this.seats) return { ...result, outcome: 'elected', decidedBy };
    return { ...result, outcome: 'not_filled', unfilled: 'too_few_candidates', decidedBy };
  }

  private step(): void {
    if (this.waiting.length > 0) this.passSurplus();
    else this.exclude();
  }

  private passSurplus(): void {
    const quota = this.quota * this.papers.den;
    const turn = this.choose(this.waiting, 'surplus');
    if (!turn) return;
    const { one: from, tie } = turn;
    this.waiting.splice(this.waiting.indexOf(from), 1);
    const held = this.papers.valueOf(from);
    const surplus = held - quota;
    const common = gcd(surplus, held);
    const unit = this.papers.den * this.urn.scale;
    const action = {
      kind: 'surplus' as const,
      from,
      votes: this.told[from]!,
      surplus: write(rational(surplus, unit)),
      factor: write(rational(surplus, held)),
    };
    const changed = this.papers.passPart(from, surplus / common, held / common, this.continuing);
    this.close({ action, tie, transfers: this.tellTransfers(changed) }, [from, ...changed.keys()]);
  }

  private exclude(): void {
    const empty = [...this.continuing].filter(name => this.papers.isEmpty(name)).sort(byId);
    const left = this.seats - this.elected.length;
    const together = empty.length > 0 && this.continuing.size - empty.length >= left;
    const turn = together ? null : this.choose([...this.continuing], 'exclusion');
    if (!turn && !together) return;
    const from = turn ? [turn.one] : empty;
    for (const name of from) this.continuing.delete(name);
    const action = { kind: 'exclusion' as const, from, votes: this.told[from[0]!]! };
    const changed = turn ? this.papers.passAll(turn.one, this.continuing) : new Map<CandidateId | null, bigint>();
    this.close({ action, tie: turn?.tie ?? null, transfers: this.tellTransfers(changed) }, [
      ...from,
      ...changed.keys(),
    ]);
  }

  /** The highest (for a surplus) or the lowest (for an exclusion) of the names; null where a lot is due for it. */
  private choose(names: readonly CandidateId[], purpose: 'surplus' | 'exclusion'): Turn | null {
    const extreme = (values: ReadonlyMap<CandidateId, bigint>, among: readonly CandidateId[]) => {
      const best = among
        .map(name => values.get(name)!)
        .reduce((a, b) => ((purpose === 'surplus' ? a > b : a < b) ? a : b));
      return among.filter(name => values.get(name) === best);
    };
    const tied = extreme(this.history.at(-1)!, names).sort(byId);
    if (tied.length === 1) return { one: tied[0]!, tie: null };
    let left = tied;
    let previousRound: number | null = null;
    for (let index = this.history.length - 2; index >= 0 && left.length > 1; index -= 1) {
      const narrowed = extreme(this.history[index]!, left);
      if (narrowed.length < left.length) previousRound ??= index + 1;
      left = narrowed;
    }
    const tie = { purpose, candidates: tied, votes: this.told[tied[0]!]!, places: 1, previousRound };
    if (left.length === 1) {
      return { one: left[0]!, tie: { ...tie, settledBy: 'previous_round', taken: left, lot: null } };
    }
    if (this.seed === null) {
      this.pending = { purpose, names: left };
      return null;
    }
    const lot = drawLot(this.seed, left);
    const one = (purpose === 'surplus' ? lot.drawn[0] : lot.drawn.at(-1))!.name;
    return { one, tie: { ...tie, settledBy: 'lot', taken: [one], lot } };
  }

  private tellTransfers(changed: ReadonlyMap<CandidateId | null, bigint>): Round['transfers'] {
    const unit = this.papers.den * this.urn.scale;
    return [...changed]
      .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : byId(a, b)))
      .map(([to, value]) => ({ to, votes: votesOf(value, unit) }));
  }

  /** Writes the round down and elects whom it brought to the quota, or to the last seats. */
  private close(round: Pick<Round, 'action' | 'tie' | 'transfers'>, changed: readonly (CandidateId | null)[]): void {
    const { papers, urn } = this;
    const unit = papers.den * urn.scale;
    const values = new Map(urn.candidates.map(name => [name, papers.valueOf(name)]));
    this.history.push(values);
    const number = this.history.length;
    const fresh = changed.filter(name => name !== null).map(name => [name, votesOf(values.get(name)!, unit)]);
    this.told = { ...this.told, ...Object.fromEntries(fresh) };
    const quota = this.quota * papers.den;
    const order = [...this.continuing].sort((a, b) => this.before(a, b));
    const reached = order.filter(name => values.get(name)! >= quota);
    for (const name of reached) {
      this.take(name, 'quota', number);
      if (values.get(name)! > quota) this.waiting.push(name);
    }
    const rest = order.filter(name => this.continuing.has(name));
    if (rest.length <= this.seats - this.elected.length)
      for (const name of rest) this.take(name, 'last_places', number);
    const elected = this.elected.filter(one => one.round === number).map(one => one.candidate);
    this.rounds.push({ number, ...round, counts: this.told, exhausted: votesOf(papers.exhausted, unit), elected });
  }

  /** More votes first; equals by the latest round in which they differed, then by id, which decides nothing. */
  private before(a: CandidateId, b: CandidateId): number {
    for (let index = this.history.length - 1; index >= 0; index -= 1) {
      const values = this.history[index]!;
      if (values.get(a) !== values.get(b)) return values.get(a)! < values.get(b)! ? 1 : -1;
    }
    return byId(a, b);
  }

  private take(candidate: CandidateId, by: Elected['by'], round: number): void {
    this.continuing.delete(candidate);
    this.elected.push({ candidate, by, votes: this.told[candidate]!, round });
  }
}
