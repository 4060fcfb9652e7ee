import type { Json } from '@kengesh/journal';
import type { Hand } from '../devices/state.js';

/** How a vote is taken, where it is not simply on devices. Whether it is secret is said by its `method`. */
export const WAYS = ['hands', 'roll_call', 'paper', 'no_objection', 'consensus', 'silence', 'written'] as const;
export type VotingProcedure = (typeof WAYS)[number];

/** Votes by correspondence have a deadline that nobody moves, and run beside each other and beside the meeting. */
export const isCorrespondence = ({ way }: { readonly way?: VotingProcedure | undefined }): boolean =>
  way === 'silence' || way === 'written';

export const CHANNELS = ['device', 'hand', 'voice', 'assisted'] as const;
/** Own device; hand raised in the hall; spoken in a roll call; told by telephone and confirmed by a second person. */
export type Channel = (typeof CHANNELS)[number];

/** Why whoever presides may declare a vote void. */
export const VOID_REASONS = ['outage', 'irregular', 'mistake'] as const;
/** Of a secret vote that has ended: nobody has the key of its box any more (SEC-28). */
export const KEY_LOST = 'key_lost';
/** `few`: too few ballots for a secret vote to be counted (PROC-29); found by its close, chosen by nobody. */
export const VOIDED_FOR = [...VOID_REASONS, 'few', KEY_LOST] as const;

/** Where the tellers' agreed totals lie in a secret vote's box: no seat has this name. */
export const PAPER_KEY = ':paper';
export const isPaperTotals = (one: Json): one is { paper: HallCount; spoiled: number } =>
  typeof one === 'object' && one !== null && 'paper' in one;

/** What a line of the register says beyond entitled or not. */
export interface RegisterRowExtras {
  /** Who may cast this ballot, in order: who sits there, then the holder of the proxy. Where there is a proxy. */
  readonly by?: readonly string[];
  /** Recused, but counted in presence (PROC-09). */
  readonly counts?: boolean;
  /** Votes in the hall: by a raised hand, or on paper. */
  readonly hall?: boolean;
  /** Asked by correspondence, and not present when the vote was opened (PROC-28). */
  readonly away?: boolean;
}

export interface HallCount {
  readonly [choice: string]: number;
}

/** A ballot given by telephone, waiting for its second person, or confirmed by it (PROC-16). */
export interface AssistedBallot {
  readonly choice: string;
  readonly by: string;
  /** Who heard the same, or the voter on the own device. */
  readonly confirmedBy: string | null;
  /** With what it was entered (SEC-21). */
  readonly hand?: Hand;
  /** Both halves are one hand, for there was no third person. */
  readonly oneHand?: true;
  /** Whose connected device is asked whether it is theirs, and until when (PROC-32). */
  readonly asked?: { readonly participant: string; readonly until: string };
  /** It did not answer in time: the chair or the deputy confirms. */
  readonly unanswered?: boolean;
  /** Not theirs, they said, or the seat's ballot was cast otherwise meanwhile: it counts no more. */
  readonly denied?: 'not_so' | 'voted';
}

/** Who held a copy of a key that the own page could open, when the vote was opened. */
export type KeyHolder = { readonly participant: string } | { readonly recoveryCode: true };
/** The public key that ballots of a secret vote are sealed to (SEC-23). The private one is with its holders and nowhere here. */
export interface BallotKey {
  readonly public: string;
  readonly holders: readonly KeyHolder[];
}

/** What a vote has of its way; all absent from a plain one. */
export interface VotingProcedureFields {
  /** Of a secret vote since procedure 4. */
  readonly key?: BallotKey;
  /** Since when it takes no ballots, where it ends before it is counted. */
  readonly endedAt?: string;
  /** Seats that were present when it ended. */
  readonly presentAtEnd?: readonly string[];
  /** Its box was opened with the key, and it waits for papers or a lot: the seats that voted on a device. */
  readonly unsealed?: { readonly voted: readonly string[] };
  readonly way?: VotingProcedure;
  /** A rehearsal: nothing follows from it. */
  readonly test?: boolean;
  /** The voided vote that this one repeats (PROC-14). */
  readonly repeats?: string;
  readonly voided?: {
    readonly reason: (typeof VOIDED_FOR)[number];
    readonly by: string;
    readonly at: string;
    /** Where too few voted: the seats that did on a device, the number of ballots, and how many there must be. */
    readonly voted?: readonly string[];
    readonly ballots?: number;
    readonly least?: number;
  };
  /** Roll call: the seats in the order of calling, from the one drawn with the seed. */
  readonly roll?: { readonly seed: string; readonly order: readonly string[] };
  readonly called?: { readonly seat: string; readonly call: 1 | 2 };
  /** Show of hands: the hall was counted. The numbers are the bureau's until the close. */
  readonly hallCounted?: boolean;
  /** Secret with paper: who counts, which seats hold a paper, and how far the count is. */
  readonly tellers?: readonly string[];
  readonly paper?: {
    readonly seats: readonly string[];
    readonly round: number;
    /** Tellers who have entered their totals in this round. */
    readonly entered: readonly string[];
    /** With what the first of them entered (SEC-21). */
    readonly hand?: Hand;
    readonly counted: boolean;
  };
  /** Consensus: whose positions count, and how many objections it bears. */
  readonly consensus?: { readonly by: 'seat' | 'state'; readonly except: number };
  /** No objection, silence: who objected, and who said that the text was received. */
  readonly objections?: readonly {
    readonly seat: string;
    readonly kind: 'objection' | 'amendment';
    readonly at: string;
  }[];
  readonly acknowledged?: readonly string[];
  readonly minAcknowledged?: number;
}

/** What a result has of its way. */
export interface ResultProcedureFields {
  /** Show of hands: what of the counts was counted in the hall; no seat is named. */
  readonly hall?: HallCount;
  /** Secret with paper: papers given out and counted in. */
  readonly paper?: { readonly issued: number; readonly counted: number };
}
