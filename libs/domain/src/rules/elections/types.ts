/** A candidate's id on the frozen list. Never `against_all`, which is a choice of its own. */
export type CandidateId = string;

/**
 * An exact number of votes in lowest terms, as text so that it can be stored: `12`, `17/8`. In whole votes, whatever the
 * scale of the weights. `rational.ts` reads it (`parse`) and prints it (`decimal`).
 */
export type Votes = string;

/** What one ballot says. `invalid` is for paper the tellers could not read; every other fault is found by the count. */
export type BallotContent =
  | { readonly kind: 'marks'; readonly marks: readonly CandidateId[] }
  /** Best first; `null` is a place left empty between two others (a gap). */
  | { readonly kind: 'ranking'; readonly ranking: readonly (CandidateId | null)[] }
  | { readonly kind: 'against_all' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'invalid' };

/** `weight`: whole number of units, `scale` of which make one vote (PROC-07); one vote where it is left out. */
export type ElectionBallot = BallotContent & { readonly weight?: number };

/** What every method is told. */
export interface CommonOptions {
  /** The list frozen before opening. Its order means nothing. */
  readonly candidates: readonly CandidateId[];
  /** Whether "against all" stood on the ballot; where it did not, such a ballot is invalid. */
  readonly againstAll?: boolean;
  /** Ballots handed out; told in the result beside those cast. */
  readonly issued?: number;
  /** Units of weight in one vote: 1 where ballots are counted by heads, 1000000 for weights with six places. */
  readonly scale?: number;
  /** The seed drawn in public for any lot this count needs. Without it the result asks for one (`pendingLot`). */
  readonly seed?: string | null;
}

export type Method = 'block_plurality' | 'approval' | 'absolute_majority' | 'stv';

/** Ballots by number, and the valid ones by weight. issued ≥ cast = valid + blank + invalid; `againstAll` are valid. */
export interface Turnout {
  readonly issued: number | null;
  readonly cast: number;
  readonly valid: number;
  readonly blank: number;
  readonly invalid: number;
  readonly againstAll: number;
  /** V: weight of the valid ballots. */
  readonly validVotes: Votes;
  readonly againstAllVotes: Votes;
}

/** A lot as drawn: the seed and every name with its number, first drawn first (see `lots.ts`). */
export interface Lot {
  readonly seed: string;
  readonly drawn: readonly { readonly name: string; readonly hash: string }[];
}

/**
 * What a lot or a further ballot is about: `seats` to be filled; who `goes_on` to the second ballot; whose `surplus` is
 * passed on first; who is spared `exclusion`.
 */
export type Purpose = 'seats' | 'goes_on' | 'surplus' | 'exclusion';

/** Candidates equal where it mattered, and what settled it. */
export interface Tie {
  readonly purpose: Purpose;
  /** All who were equal, by id. */
  readonly candidates: readonly CandidateId[];
  readonly votes: Votes;
  /** How many of them were to be taken. */
  readonly places: number;
  /** `runoff`: a further ballot is due. `none`: a lot is due and no seed was given. */
  readonly settledBy: 'previous_round' | 'lot' | 'runoff' | 'none';
  /** Who was taken (elected, going on, first to pass a surplus); for an exclusion who was excluded. */
  readonly taken: readonly CandidateId[];
  /** The latest earlier round that parted them; null where none did. */
  readonly previousRound: number | null;
  /** Drawn between those whom no earlier round parted. */
  readonly lot: Lot | null;
}

/** `majority`: more than half. `last_places`: as many continued as seats were left. `lot`: equal on the border. */
export type ElectedBy = 'votes' | 'majority' | 'quota' | 'last_places' | 'lot';

export interface Elected {
  readonly candidate: CandidateId;
  readonly by: ElectedBy;
  readonly votes: Votes;
  /** Of an STV count; 1 elsewhere. */
  readonly round: number;
}

/** A further ballot that is due: between whom, for how many places, and who need not stand in it. */
export interface Runoff {
  /** `tie`: for the seats left. `extra`: who goes on to the second ballot. `second`: between the two highest. */
  readonly kind: 'tie' | 'extra' | 'second';
  readonly candidates: readonly CandidateId[];
  readonly places: number;
  /** Those already sure of the second ballot while an `extra` one decides on the rest. */
  readonly through: readonly CandidateId[];
}

/** One step of an STV count. Σ counts + exhausted = V after each. */
export interface Round {
  readonly number: number;
  readonly action:
    | { readonly kind: 'first' }
    /** `factor` = surplus / votes: every ballot held by `from` passes on at its own value times this. */
    | {
        readonly kind: 'surplus';
        readonly from: CandidateId;
        readonly votes: Votes;
        readonly surplus: Votes;
        readonly factor: Votes;
      }
    /** More than one only where none of them holds a ballot. */
    | { readonly kind: 'exclusion'; readonly from: readonly CandidateId[]; readonly votes: Votes };
  /** Where ballots went, by id; `to: null` are exhausted. Empty in the first round. */
  readonly transfers: readonly { readonly to: CandidateId | null; readonly votes: Votes }[];
  /** After the step; those elected keep theirs, those excluded hold 0. */
  readonly counts: { readonly [candidate: CandidateId]: Votes };
  /** Votes with no candidate left to pass to, those against all among them. */
  readonly exhausted: Votes;
  readonly elected: readonly CandidateId[];
  /** The tie settled to know whose turn the step was. */
  readonly tie: Tie | null;
}

/** Why seats stay empty though no further ballot is due. */
export type Unfilled = 'against_all' | 'below_threshold' | 'too_few_candidates';

export interface ElectionResult {
  readonly method: Method;
  /**
   * `elected`: every seat is filled. `runoff`: a further ballot is due. `lot`: a lot is due, count again with its seed.
   * `not_filled`: seats stay empty (`unfilled` says why). `no_votes`: not one valid ballot (PROC-06).
   */
  readonly outcome: 'elected' | 'runoff' | 'lot' | 'not_filled' | 'no_votes';
  readonly seats: number;
  /**
   * In order of votes (STV: of election). Equals who are all elected stand by id, which decides nothing. Where a lot is
   * due, STV lists only whom the count had elected when it stopped.
   */
  readonly elected: readonly Elected[];
  readonly runoff: Runoff | null;
  readonly pendingLot: { readonly purpose: Purpose; readonly names: readonly string[] } | null;
  /** The tie across the border; STV has its ties in its rounds. */
  readonly tie: Tie | null;
  readonly unfilled: Unfilled | null;
  /** Votes of each candidate on the list; for STV its first preferences. */
  readonly counts: { readonly [candidate: CandidateId]: Votes };
  readonly turnout: Turnout;
  /** Votes needed (a majority, a threshold, the quota), and of how many; null where the most votes win. */
  readonly need: { readonly votes: Votes; readonly base: Votes } | null;
  /** Of an STV count, else empty. */
  readonly rounds: readonly Round[];
  /** The weakest thing the outcome rests on. */
  readonly decidedBy: 'votes' | 'previous_round' | 'lot' | 'none';
}

/** The count was asked for something that cannot be counted; `path` says where (`options.seats`, `ballots.3.weight`). */
export class ElectionError extends RangeError {
  override readonly name = 'ElectionError';
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path}: ${problem}`);
  }
}
