/** Who stands for whom, and who does not vote. Absent from the state until the first of it is recorded. */
export interface RepresentationState {
  readonly proxies: readonly VotingProxy[];
  readonly substitutes: readonly Substitution[];
  readonly recusals: readonly Recusal[];
  readonly suspensions: readonly Suspension[];
}

export interface VotingProxy {
  readonly id: string;
  /** Seats, both. */
  readonly principal: string;
  readonly holder: string;
  /** Of one item, or (null) of the session. */
  readonly item: string | null;
  /** Item under way when it was registered: the proxy does not reach it (PROC-08). */
  readonly after: string | null;
  readonly instruction: Instruction;
  /** Registration code or SHA-256 of the written form, which is kept elsewhere. */
  readonly proof: string;
  readonly at: string;
  readonly revokedAt: string | null;
}
export type Instruction =
  | { readonly kind: 'free' }
  /** How the holder has to vote on motions of these items, by name. */
  | {
      readonly kind: 'directed';
      readonly choices: readonly { readonly item: string; readonly choice: 'yes' | 'no' | 'abstain' }[];
    };

export interface Substitution {
  readonly seat: string;
  readonly participant: string;
  readonly from: string;
  readonly to: string | null;
}

export interface Recusal {
  readonly seat: string;
  readonly item: string;
  readonly mode: 'excluded' | 'present';
  readonly at: string;
  readonly withdrawnAt: string | null;
}

export interface Suspension {
  readonly seat: string;
  readonly reason: 'decision' | 'credentials' | 'dues';
  readonly from: string;
  readonly to: string | null;
}
