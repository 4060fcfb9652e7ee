/**
 * A quorum as it was found. The headline counts heads; where the rule has several conditions, or counts something else than
 * heads, `parts` says how each came out, and `met` is about all of them.
 */
export interface QuorumFinding {
  readonly present: number;
  readonly base: number;
  readonly need: number;
  readonly met: boolean;
  /** Found from the ballots handed in, not from who was present. */
  readonly tested?: 'ballots';
  /** Of a vote by correspondence at its opening: how many seats were asked, present or not (PROC-28). */
  readonly asked?: number;
  readonly parts?: readonly QuorumPartFinding[];
}

/** One condition. Numbers are of seats, states or ballots; by weight, in millionths of a vote. */
export interface QuorumPartFinding {
  readonly kind: 'heads' | 'category' | 'states' | 'participation';
  readonly by: 'heads' | 'weight';
  /** What it is a share of. `number`: an absolute number of seats. */
  readonly of?: 'statutory' | 'filled' | 'present' | 'number';
  readonly category?: string;
  /** Seats that a state must have present to be counted. */
  readonly each?: number;
  readonly counted?: 'ballots' | 'cast';
  readonly got: number;
  readonly base: number;
  readonly need: number;
  readonly met: boolean;
}
