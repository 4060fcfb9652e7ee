import type { Admission, AdmissionLine } from './admission/state.js';
import { type AgendaSlice, INITIAL_AGENDA } from './agenda/state.js';
import type { AttendanceRecord } from './attendance/state.js';
import type { Participant, PreparedSession, Seat } from './council.js';
import type { Devices, ParticipantDevices } from './devices/state.js';
import type { Election, OfficeAppointment } from './elections/state.js';
import { type FloorSlice, INITIAL_FLOOR } from './floor/state.js';
import type { Interpretation } from './interpretation/state.js';
import type { Motion } from './motions/state.js';
import { entryOf, indexedFind, type Table } from './persistent-map.js';
import type { PointsOfOrderState } from './procedure/state.js';
import type { Recording } from './recording/state.js';
import type { RepresentationState } from './representation/state.js';
import { INITIAL_SESSION, type SessionSlice } from './session/state.js';
import type { AdoptedDecision, Remark, Task } from './tasks/state.js';
import type { Moderation } from './video/state.js';
import type { Ballot, Voting } from './voting/state.js';
import { type AssistedBallot, type HallCount, isCorrespondence } from './voting/types.js';

export type * from './agenda/state.js';
export type * from './attendance/state.js';
export type { OfficeAppointment } from './elections/state.js';
export type * from './floor/state.js';
export type * from './motions/state.js';
export type * from './procedure/state.js';
export type * from './rules/quorum-finding.js';
export type * from './session/state.js';
export type * from './tasks/state.js';
export type * from './voting/state.js';

/** What a session is at one moment, slice by slice: the fold of its journal. Plain JSON; every viewer holds the slice `view` leaves it. */
export interface State {
  readonly session: SessionSlice;
  /** Roll, rules and papers as frozen at preparation; null before. */
  readonly prepared: PreparedSession | null;
  readonly agenda: AgendaSlice;
  /** By participant. Bureau sees all, others their own line. */
  readonly attendance: Table<AttendanceRecord>;
  readonly floor: FloorSlice;
  readonly motions: { readonly [motion: string]: Motion };
  readonly votings: { readonly [voting: string]: Voting };
  /** Named ballots by voting and seat, before and after the close. A viewer holds only those of the own seat. */
  readonly ballots: Table<Table<Ballot>>;
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
  /** Links and devices of the session while it is under way; absent until the first. The bureau's and one's own. */
  readonly devices?: Devices;
  /** Recordings, in order; absent until the first. */
  readonly recording?: readonly Recording[];
}

export const INITIAL: State = {
  session: INITIAL_SESSION,
  prepared: null,
  agenda: INITIAL_AGENDA,
  attendance: {},
  floor: INITIAL_FLOOR,
  motions: {},
  votings: {},
  ballots: {},
  decisions: [],
  tasks: [],
  offices: [],
};

// Small questions that many features ask of a state.

export function participantOf(state: State, participant: string): Participant | undefined {
  return state.prepared ? indexedFind(state.prepared.participants, 'id', participant) : undefined;
}

export function participantOfSeat(state: State, seat: string): Participant | undefined {
  return state.prepared ? indexedFind(state.prepared.participants, 'seat', seat) : undefined;
}

export function seatOf(state: State, seat: string): Seat | undefined {
  return state.prepared ? indexedFind(state.prepared.seats, 'id', seat) : undefined;
}

export const presenceOf = (state: State, participant: string): AttendanceRecord | undefined =>
  entryOf(state.attendance, participant);

export const admissionOf = (state: State, participant: string): AdmissionLine | undefined =>
  entryOf(state.admission, participant);

export const devicesOf = (state: State, participant: string): ParticipantDevices | undefined =>
  entryOf(state.devices, participant);

/** Named ballots of one vote by seat. */
export const ballotsBySeat = (state: State, voting: string): Table<Ballot> => entryOf(state.ballots, voting) ?? {};

export const ballotOf = (state: State, voting: string, seat: string): Ballot | undefined =>
  entryOf(ballotsBySeat(state, voting), seat);

/** The vote whose tie waits for the chair's casting vote, if any. */
export function voteAwaitingCastingVote(state: State): Voting | undefined {
  return Object.values(state.votings).find(one => one.result?.awaits === 'chair');
}

/** The vote that holds the meeting now, if any: one at a time. Those by correspondence, and those that only wait for their key, run beside it. */
export function meetingVote(state: State): Voting | undefined {
  return Object.values(state.votings).find(
    one => one.closedAt === null && one.endedAt === undefined && !isCorrespondence(one),
  );
}

/** The vote that is open now, if any: the meeting's, else the first by correspondence. */
export function openVoting(state: State): Voting | undefined {
  return (
    meetingVote(state) ?? Object.values(state.votings).find(one => one.closedAt === null && one.endedAt === undefined)
  );
}
