/**
 * An STV count gone through again without its papers, for whoever has only the result: which ballots passed to whom is taken
 * from its rounds, and everything else has to follow: whose turn it was, how much passed, who reached the quota, every tie
 * and lot.
 */
import { gcd, parse } from './rational.js';
import type { SortedBallots } from './sort-ballots.js';
import { countPapers } from './stv.js';
import type { PapersOfCount } from './stv-papers.js';
import { type CandidateId, ElectionError, type ElectionResult, type Round, type Votes } from './types.js';

const lcm = (a: bigint, b: bigint) => (a / gcd(a, b)) * b;

class ToldPapers implements PapersOfCount {
  readonly den: bigint;
  exhausted: bigint;
  private readonly values: Map<CandidateId, bigint>;

  constructor(
    private readonly rounds: readonly Round[],
    first: ReadonlyMap<CandidateId, bigint>,
    againstAll: bigint,
  ) {
    const written = rounds.flatMap(round => round.transfers.map(one => parse(one.votes).den));
    this.den = written.reduce(lcm, 1n);
    this.exhausted = againstAll * this.den;
    this.values = new Map([...first].map(([name, votes]) => [name, votes * this.den]));
  }

  valueOf(name: CandidateId): bigint {
    return this.values.get(name)!;
  }
  /** Every paper is worth something, so who holds no votes holds no papers. */
  isEmpty(name: CandidateId): boolean {
    return this.valueOf(name) === 0n;
  }

  passPart(from: CandidateId, s: bigint, t: bigint, continuing: ReadonlySet<CandidateId>) {
    const part = (this.valueOf(from) * s) / t;
    const round = this.rounds.find(({ action }) => action.kind === 'surplus' && action.from === from);
    return this.pass(from, part, round, continuing);
  }
  passAll(from: CandidateId, continuing: ReadonlySet<CandidateId>) {
    const round = this.rounds.find(({ action }) => action.kind === 'exclusion' && action.from.includes(from));
    return this.pass(from, this.valueOf(from), round, continuing);
  }

  /** Takes the transfers as they were told: to those who continue, and together what there was to pass. */
  private pass(from: CandidateId, part: bigint, round: Round | undefined, continuing: ReadonlySet<CandidateId>) {
    const received = new Map<CandidateId | null, bigint>();
    let sum = 0n;
    for (const { to, votes } of round?.transfers ?? []) {
      const value = this.over(votes);
      if (value <= 0n || received.has(to) || (to !== null && !continuing.has(to)))
        throw new ElectionError(`transfers from ${from}`, `to ${to}`);
      received.set(to, value);
      sum += value;
    }
    if (sum !== part) throw new ElectionError(`transfers from ${from}`, 'not what there was to pass');
    this.values.set(from, this.valueOf(from) - part);
    for (const [to, value] of received) {
      if (to === null) this.exhausted += value;
      else this.values.set(to, this.valueOf(to) + value);
    }
    return received;
  }

  private over(votes: Votes): bigint {
    const { num, den } = parse(votes);
    return (num * this.den) / den;
  }
}

/**
 * The count that has these first preferences and these transfers. The same as `told`, or `told` is no count.
 * @throws ElectionError, RangeError where the transfers are none of the votes that there were to pass
 */
export function recountStv(
  told: Pick<ElectionResult, 'rounds' | 'turnout'>,
  first: ReadonlyMap<CandidateId, number>,
  options: { readonly seats: number; readonly seed: string | null },
): ElectionResult {
  const { rounds, turnout } = told;
  const counts = new Map([...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => [name, BigInt(n)]));
  const urn: SortedBallots = {
    candidates: [...counts.keys()],
    papers: [],
    valid: BigInt(turnout.valid),
    againstAll: BigInt(turnout.againstAll),
    scale: 1n,
    turnout,
  };
  return countPapers(urn, counts, options, () => new ToldPapers(rounds, counts, urn.againstAll));
}
