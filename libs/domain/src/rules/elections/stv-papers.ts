import type { SortedBallots } from './sort-ballots.js';
import type { CandidateId } from './types.js';

/** Papers of one ranking, counted together: they always go the same way. */
interface StvPaper {
  readonly names: readonly CandidateId[];
  readonly weight: bigint;
}

/** What a count asks of its papers; values are integers over `den`. */
export type PapersOfCount = Pick<Papers, 'den' | 'exhausted' | 'valueOf' | 'isEmpty' | 'passPart' | 'passAll'>;

/**
 * The papers of an STV count and what each is worth. Every value is an integer over the one denominator `den` (in units
 * of weight): passing a part s/t multiplies `den` and everything that stays by t, and everything that passes by s. So
 * nothing is ever rounded, and papers that went through the same surpluses share one value (`worth`) and are added up by
 * their weights alone.
 */
export class Papers {
  den = 1n;
  exhausted: bigint;
  /** Value of one unit of weight, by the way it came: 0 is a paper at its full value. */
  private readonly worth: bigint[] = [1n];
  private readonly piles: Map<CandidateId, Map<number, StvPaper[]>>;
  private readonly values: Map<CandidateId, bigint>;

  constructor(urn: SortedBallots) {
    this.exhausted = urn.againstAll;
    this.piles = new Map(urn.candidates.map(name => [name, new Map<number, StvPaper[]>()]));
    this.values = new Map(urn.candidates.map(name => [name, 0n]));
    const alike = new Map<string, { names: readonly CandidateId[]; weight: bigint }>();
    for (const { names, weight } of urn.papers) {
      const key = JSON.stringify(names);
      const known = alike.get(key);
      if (known) known.weight += weight;
      else alike.set(key, { names, weight });
    }
    for (const paper of alike.values()) this.put(paper.names[0]!, 0, paper);
    for (const { names, weight } of alike.values()) {
      this.values.set(names[0]!, this.values.get(names[0]!)! + weight);
    }
  }

  /** Over `den`. Of an elected whose surplus has passed: the quota it keeps. */
  valueOf(name: CandidateId): bigint {
    return this.values.get(name)!;
  }

  isEmpty(name: CandidateId): boolean {
    return this.piles.get(name)!.size === 0;
  }

  /**
   * Passes s/t of the value of every paper `from` holds to the next continuing name on it, and leaves `from` the rest.
   * @returns what each received, over the new `den`; under null what was exhausted.
   */
  passPart(from: CandidateId, s: bigint, t: bigint, continuing: ReadonlySet<CandidateId>) {
    const held = this.values.get(from)!;
    const old = this.worth.length;
    const renamed = new Map<number, number>();
    for (const way of this.piles.get(from)!.keys()) {
      renamed.set(way, this.worth.length);
      this.worth.push(this.worth[way]! * s);
    }
    for (let way = 0; way < old; way += 1) this.worth[way]! *= t;
    for (const [name, value] of this.values) this.values.set(name, value * t);
    this.exhausted *= t;
    this.den *= t;
    this.values.set(from, held * (t - s));
    return this.deal(from, continuing, way => renamed.get(way)!);
  }

  /** Passes every paper of `from` on at its present value, and leaves it nothing. */
  passAll(from: CandidateId, continuing: ReadonlySet<CandidateId>) {
    this.values.set(from, 0n);
    return this.deal(from, continuing, way => way);
  }

  private deal(from: CandidateId, continuing: ReadonlySet<CandidateId>, wayOn: (way: number) => number) {
    const received = new Map<CandidateId | null, bigint>();
    const pile = [...this.piles.get(from)!];
    this.piles.get(from)!.clear();
    for (const [way, papers] of pile) {
      const on = wayOn(way);
      const weights = new Map<CandidateId | null, bigint>();
      for (const paper of papers) {
        const to = paper.names.find(name => continuing.has(name)) ?? null;
        weights.set(to, (weights.get(to) ?? 0n) + paper.weight);
        if (to !== null) this.put(to, on, paper);
      }
      for (const [to, weight] of weights) received.set(to, (received.get(to) ?? 0n) + weight * this.worth[on]!);
    }
    for (const [to, value] of received) {
      if (to === null) this.exhausted += value;
      else this.values.set(to, this.values.get(to)! + value);
    }
    return received;
  }

  private put(to: CandidateId, way: number, paper: StvPaper): void {
    const pile = this.piles.get(to)!;
    const papers = pile.get(way);
    if (papers) papers.push(paper);
    else pile.set(way, [paper]);
  }
}
