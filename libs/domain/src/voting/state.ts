import type { Threshold, ThresholdPart, TieRule } from '../council.js';
import type { ElectionOutcome, VotingOfElection } from '../elections/state.js';
import type { QuorumFinding } from '../rules/quorum-finding.js';
import type { Wording } from '../text.js';
import type { Channel, RegisterRowExtras, ResultProcedureFields, VotingProcedureFields } from './types.js';

export interface RegisterRow extends RegisterRowExtras {
  readonly seat: string;
  /** Who may cast this seat's ballot. */
  readonly participant: string | null;
  readonly entitled: boolean;
  /**
   * `proxy`: not here, the holder votes. `state_speaks`: another seat speaks for this one's state. `missed`: away from a part
   * of the hearing that had to be heard whole (PROC-15). `unidentified`: from afar, and not known surely enough (PROC-20).
   */
  readonly why:
    | 'present'
    | 'proxy'
    | 'absent'
    | 'vacant'
    | 'recused'
    | 'suspended'
    | 'missed'
    | 'state_speaks'
    | 'unidentified';
  /** Millionths of a vote; one vote where it is not said. */
  readonly weight?: number;
  /** Where states are counted too. */
  readonly delegation?: string;
  readonly head?: boolean;
}

/** `yes`, `no`, `abstain` of a motion; candidate ids, `against_all`, `abstain` of an election. */
export interface Choice {
  readonly id: string;
  readonly label: Wording | null;
  readonly seat: string | null;
}

export interface Voting extends VotingProcedureFields, VotingOfElection {
  readonly id: string;
  readonly item: string | null;
  readonly kind: 'motion' | 'election';
  readonly motion: {
    readonly id: string;
    readonly version: number;
    readonly hash: string;
    readonly text: Wording;
  } | null;
  readonly office: { readonly id: string; readonly title: Wording } | null;
  readonly choices: readonly Choice[];
  readonly method: 'named' | 'secret';
  /** null: plurality. */
  readonly threshold: (Threshold & { readonly key: string }) | null;
  readonly tie: TieRule;
  /** false: on equality the chair's side counts as one vote more, and the threshold decides. */
  readonly tieOverridesBase?: boolean;
  /** Under `chairSide`: a chair without a side is asked for a deciding vote. */
  readonly chairAsked?: boolean;
  /** The equal vote this one repeats. */
  readonly revoteOf?: string;
  readonly presiding: string | null;
  readonly register: readonly RegisterRow[];
  readonly statutory: number;
  readonly filled: number;
  readonly quorum: QuorumFinding;
  readonly openedAt: string;
  readonly closesAt: string | null;
  readonly runoffOf: string | null;
  readonly closedAt: string | null;
  readonly result: Result | null;
}

export interface Ballot {
  readonly choice: string;
  /** Participant who cast or entered it. */
  readonly by: string;
  readonly channel: Channel;
  readonly at: string;
  readonly receipt: string;
  /** Receipt of the ballot of this seat whose place it took (PROC-32). */
  readonly replaces?: string;
  /** Since when the device was admitted that cast it. */
  readonly since?: string;
  /** That device was admitted by one (SEC-18), or on the desk's word within the last ten minutes (SEC-20). */
  readonly admitted?: 'one' | 'recent';
}

/** `objected`: not adopted, for somebody objected. `tied` of a motion: equal, and the rules ask for a casting vote or a second vote. `void`: no quorum was found at the close. */
export type Outcome = 'adopted' | 'rejected' | 'no_votes' | 'void' | 'elected' | 'tied' | 'not_elected' | 'objected';

/** One threshold of a decision and how it came out. Numbers in seats or states; by weight, in millionths of a vote. */
export interface ResultPart {
  readonly of: 'members' | 'states';
  readonly by: 'heads' | 'weight';
  readonly rule: Pick<ThresholdPart, 'kind' | 'num' | 'den' | 'cmp' | 'except' | 'invalidInBase'> & {
    readonly base: ThresholdPart['base'] | 'all' | 'with_position';
  };
  readonly base: number;
  readonly need: number;
  readonly got: number;
  readonly passed: boolean;
}

/** How a state stands in a double majority: its members' votes (heads or millionths, as the rule counts) and its position. */
export interface StatePosition {
  readonly delegation: string;
  readonly present: number;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly position: 'for' | 'against' | 'none';
}

/** The same counts by weight, in millionths of a vote (PROC-07). */
export interface WeightCounts {
  readonly counts: { readonly [choice: string]: number };
  readonly invalid: number;
  readonly notVoting: number;
  readonly present: number;
}

export interface Result extends ResultProcedureFields {
  /** The whole count of an election by one of the counting methods. */
  readonly election?: ElectionOutcome;
  /** Ballots by choice id, every choice present. Identity: present = Σ counts + invalid + notVoting. */
  readonly counts: { readonly [choice: string]: number };
  readonly invalid: number;
  readonly notVoting: number;
  readonly present: number;
  readonly outcome: Outcome;
  /** Elected candidate, or those tied. */
  readonly winners: readonly string[];
  /** Size of the threshold's base and the votes needed; null where no number decides. */
  readonly base: number | null;
  readonly need: number | null;
  /** What decided: the threshold, the chair's vote on a tie, plurality, or that nobody voted. */
  readonly decidedBy:
    | 'threshold'
    | 'chairSide'
    | 'chairExtra'
    | 'quorum'
    | 'plurality'
    | 'none'
    | 'consensus'
    | 'silence'
    | 'no_objection'
    | 'lot';
  /** Seats that voted, sorted. */
  readonly voted: readonly string[];
  /** Of a named vote: who chose what, by seat. Of a secret one: null. */
  readonly ballots:
    | readonly ({ readonly seat: string; readonly choice: string; readonly channel: Channel } & Pick<
        Ballot,
        'admitted'
      >)[]
    | null;
  /** Of a secret vote: SHA-256 of the canonical JSON of the sorted list of choices. */
  readonly listHash: string | null;
  /** Where a decision has several thresholds, or counts weights: each of them; `base` and `need` above are of the first. */
  readonly parts?: readonly ResultPart[];
  readonly states?: readonly StatePosition[];
  /** Where any seat of the register has a weight other than one. */
  readonly weights?: WeightCounts;
  /** The quorum as found at the close, where the rules test it then. */
  readonly quorum?: QuorumFinding;
  /** Who was present at the close against what deciding needs, whether or not the rules test it then (PROC-40); since procedure 3. */
  readonly presentAtClose?: QuorumFinding;
  /** Of a vote by correspondence: the seats that were asked. Here `present` is the same number, and says nothing of presence. */
  readonly asked?: number;
  /** Of a tie: what it waits for. */
  readonly awaits?: 'chair' | 'revote';
  /** The casting vote given after the count; `none`: the chair gave none. */
  readonly casting?: 'yes' | 'no' | 'none';
}
