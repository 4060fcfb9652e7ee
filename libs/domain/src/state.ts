import type { Admission } from './admission/state.js';
import type {
  Mode,
  Participant,
  PreparedSession,
  Seat,
  SpeakersMode,
  SpeechLimits,
  Threshold,
  ThresholdPart,
  TieRule,
} from './council.js';
import type { Election, ElectionOutcome, VotingOfElection } from './elections/state.js';
import type { Interpretation } from './interpretation/state.js';
import { indexedFind } from './persistent-map.js';
import type {
  MotionMore,
  PointsOfOrderState,
  RequestMore,
  Signature,
  SpeechKind,
  TaskMore,
} from './procedure/types.js';
import type { Recording } from './recording/state.js';
import type { RepresentationState } from './representation/state.js';
import type { Wording } from './text.js';
import type { Moderation } from './video/state.js';
import {
  type AssistedBallot,
  type Channel,
  type HallCount,
  isCorrespondence,
  type RegisterRowExtras,
  type ResultProcedureFields,
  type VotingProcedureFields,
} from './voting/types.js';

/** What a session is at one moment: the fold of its journal. Plain JSON; every viewer holds the slice `view` leaves it. */
export interface State {
  readonly session: SessionSlice;
  /** Roll, rules and papers as frozen at preparation; null before. */
  readonly prepared: PreparedSession | null;
  readonly agenda: AgendaSlice;
  /** By participant. Bureau sees all, others their own line. */
  readonly attendance: { readonly [participant: string]: AttendanceRecord };
  readonly floor: FloorSlice;
  readonly motions: { readonly [motion: string]: Motion };
  readonly votings: { readonly [voting: string]: Voting };
  /** Named ballots by voting and seat, before and after the close. A viewer holds only those of the own seat. */
  readonly ballots: { readonly [voting: string]: { readonly [seat: string]: Ballot } };
  readonly decisions: readonly AdoptedDecision[];
  readonly tasks: readonly Task[];
  readonly offices: readonly OfficeAppointment[];
  /** Elections that were called, with their candidates; absent until the first. */
  readonly elections?: { readonly [election: string]: Election };
  /** Proxies, substitutes, recusals, suspensions; absent until the first. */
  readonly represent?: RepresentationState;
  /** Shows of hands: what was counted in the hall, by voting. The bureau's until the close. */
  readonly hands?: { readonly [voting: string]: HallCount };
  /** Ballots given by telephone, by voting and seat: the bureau's and the seat's. */
  readonly assists?: { readonly [voting: string]: { readonly [seat: string]: AssistedBallot } };
  /** Points of order and what was ordered of the whole meeting; absent until there is any. */
  readonly order?: PointsOfOrderState;
  /** Dissent, reservations, explanations of vote; absent until there is any. */
  readonly remarks?: readonly Remark[];
  /** Who waits at the door and who was seen there; absent until anybody. The bureau's and one's own. */
  readonly admission?: Admission;
  /** Whom the chair muted or put out of the video room; absent until anybody. */
  readonly video?: Moderation;
  /** Who interprets now; absent until anybody. */
  readonly interpretation?: Interpretation;
  /** Recordings, in order; absent until the first. */
  readonly recording?: readonly Recording[];
}

export type Phase = 'none' | 'prepared' | 'open' | 'recess' | 'closed';
export interface SessionSlice {
  readonly phase: Phase;
  /** By which rules the session is decided (`procedureOf`); absent in journals that say nothing of it. */
  readonly procedure?: number;
  /** Participant who presides; null before opening. */
  readonly presiding: string | null;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly quorumAtOpening: QuorumFinding | null;
  readonly recess: { readonly since: string; readonly until: string | null } | null;
  /** Declared not held for want of a quorum (PROC-04); then `openedAt` is null. */
  readonly notHeld?: NotHeld;
  /** Who waited for the floor when the session was closed; the item they would have spoken to. */
  readonly unheard?: readonly UnheardSpeaker[];
  /** Where the session was adjourned to a date: wall clock in the session's zone. */
  readonly next?: string;
}
export interface UnheardSpeaker {
  readonly participant: string;
  readonly item: string | null;
}
export interface NotHeld {
  readonly by: string;
  readonly at: string;
  readonly quorum: QuorumFinding;
  /** Seats that had come, and how. */
  readonly present: readonly { readonly seat: string; readonly mode: Mode }[];
}

export interface AgendaSlice {
  readonly items: readonly AgendaItem[];
  readonly current: string | null;
}
export interface AgendaItem {
  readonly id: string;
  readonly title: Wording;
  readonly rapporteur: string | null;
  readonly status: 'pending' | 'current' | 'finished';
  readonly takenAt: string | null;
  readonly finishedAt: string | null;
  /** Whether the item may be debated; open where it is not said. */
  readonly debate?: 'open' | 'closed' | 'adjourned';
  /** Only who was present at the whole hearing votes on it (PROC-15). */
  readonly mustHearAll?: boolean;
  /** When, since it was first taken up, it was not heard: a recess, or another item was on. */
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
}

export interface AttendanceRecord {
  readonly here: boolean;
  readonly mode: Mode;
  /** When the line was lost; the seat still counts until the grace ends. */
  readonly lostAt: string | null;
  readonly intervals: readonly Interval[];
  readonly corrections: readonly Correction[];
}
export interface Interval {
  readonly from: string;
  /** null: still here. */
  readonly to: string | null;
  readonly mode: Mode;
  readonly source: 'self' | 'secretary';
}
export interface Correction {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly before: readonly Interval[];
}

export interface FloorSlice {
  readonly queue: readonly FloorRequest[];
  readonly holder: FloorHolder | null;
  /** Set while nobody may be added to the list of speeches. */
  readonly closed?: boolean;
  /** As set in this session; else as the rules say. */
  readonly mode?: SpeakersMode;
  readonly limits?: SpeechLimits;
  /** Whose speech a point of order broke into; goes on after it. */
  readonly interrupted?: FloorHolder | null;
  /** Speakers whose line was lost: they stand first when they are back. */
  readonly kept?: readonly ReservedTurn[];
  /** Speeches made, where the rules count them. */
  readonly spoken?: readonly SpeechRecord[];
}
export interface ReservedTurn extends RequestMore {
  readonly participant: string;
}
export interface SpeechRecord extends RequestMore {
  readonly participant: string;
  readonly item: string | null;
  /** As used. */
  readonly seconds: number;
  /** In how many pieces, where the line broke and the speech was resumed. */
  readonly pieces?: number;
}
export interface FloorRequest extends RequestMore {
  readonly participant: string;
  readonly askedAt: string;
  /** True where the secretary entered a hand raised in the hall. */
  readonly entered: boolean;
}
export interface FloorHolder extends Omit<RequestMore, 'kind'> {
  readonly kind?: SpeechKind;
  readonly participant: string;
  readonly since: string;
  readonly seconds: number;
  /** When the time runs out; moves while paused. */
  readonly endsAt: string;
  readonly pausedAt: string | null;
  /** Why the clock stands; whoever presides stopped it where it is not said. */
  readonly pausedFor?: 'lost' | 'point';
  /** The same speech goes on which the line broke off. */
  readonly resumes?: boolean;
}

export interface Motion extends MotionMore {
  readonly id: string;
  readonly item: string;
  readonly text: Wording;
  readonly version: number;
  /** SHA-256 of the canonical JSON of `text`, hex. */
  readonly hash: string;
  readonly mover: string | null;
  readonly status: MotionStatus;
}
export type MotionStatus =
  | 'submitted'
  | 'inadmissible'
  | 'admitted'
  | 'put'
  | 'adopted'
  | 'rejected'
  | 'no_decision'
  | 'withdrawn'
  | 'not_put'
  | 'deferred'
  | 'referred'
  | 'merged'
  | 'lapsed'
  | 'superseded'
  | 'repealed';

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
  readonly ballots: readonly { readonly seat: string; readonly choice: string; readonly channel: Channel }[] | null;
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

export interface AdoptedDecision {
  readonly id: string;
  readonly item: string | null;
  readonly motion: string;
  readonly voting: string;
  readonly text: Wording;
  readonly hash: string;
  readonly at: string;
  readonly signed?: readonly Signature[];
  /** From the council's register, given after both signatures. */
  readonly registered?: { readonly number: number; readonly label: string };
  /** The body took the question up again; this is not a decision any more. */
  readonly reconsidered?: boolean;
}

/** Its text is a free remark and is kept beside the journal; the salted hash proves it. */
export interface Remark {
  readonly id: string;
  readonly kind: 'dissent' | 'reservation' | 'explanation';
  readonly seat: string;
  /** The decision remarked on; of an explanation the vote. */
  readonly decision: string | null;
  readonly voting: string;
  readonly hash: string;
  readonly at: string;
}

export interface Task extends TaskMore {
  readonly id: string;
  readonly decision: string | null;
  readonly text: Wording;
  /** Responsible seat. */
  readonly responsible: string;
  /** Local date of the session's zone, or null: standing. */
  readonly due: string | null;
  readonly at: string;
}

export interface OfficeAppointment {
  readonly office: string;
  readonly title: Wording;
  readonly seat: string | null;
  readonly candidate: string;
  readonly voting: string;
  /** Local dates, both included; where the election was called for a term. */
  readonly term?: { readonly from: string; readonly to: string };
  readonly at: string;
}

export const INITIAL: State = {
  session: { phase: 'none', presiding: null, openedAt: null, closedAt: null, quorumAtOpening: null, recess: null },
  prepared: null,
  agenda: { items: [], current: null },
  attendance: {},
  floor: { queue: [], holder: null },
  motions: {},
  votings: {},
  ballots: {},
  decisions: [],
  tasks: [],
  offices: [],
};

// Small questions that many rooms ask of a state.

export function participantOf(state: State, participant: string): Participant | undefined {
  return state.prepared ? indexedFind(state.prepared.participants, 'id', participant) : undefined;
}
export function participantOfSeat(state: State, seat: string): Participant | undefined {
  return state.prepared ? indexedFind(state.prepared.participants, 'seat', seat) : undefined;
}
export function seatOf(state: State, seat: string): Seat | undefined {
  return state.prepared ? indexedFind(state.prepared.seats, 'id', seat) : undefined;
}
export function isBureau(state: State, participant: string): boolean {
  const role = participantOf(state, participant)?.role;
  return role === 'chair' || role === 'deputy' || role === 'secretary';
}
/** The vote whose tie waits for the chair's casting vote, if any. */
export function voteAwaitingCastingVote(state: State): Voting | undefined {
  return Object.values(state.votings).find(one => one.result?.awaits === 'chair');
}
/** The vote that holds the meeting now, if any: one at a time. Those by correspondence run beside it. */
export function meetingVote(state: State): Voting | undefined {
  return Object.values(state.votings).find(one => one.closedAt === null && !isCorrespondence(one));
}
/** The vote that is open now, if any: the meeting's, else the first by correspondence. */
export function openVoting(state: State): Voting | undefined {
  return meetingVote(state) ?? Object.values(state.votings).find(one => one.closedAt === null);
}
