// The council's rules: what a session is, what may be asked of it, what follows. Pure.
export { acts } from './acts.js';
export { NOT_LET_IN } from './admission/events.js';
export type { Admission, AdmissionLine } from './admission/state.js';
export { awaitedArrivals, identityLevel, isAdmitted, recordedLine, waitingRoom } from './admission/who.js';
export { CORRECTION_REASONS } from './attendance/events.js';
export { marksToUndo, UNDO_SECONDS } from './attendance/marks.js';
export * from './council.js';
export * from './council-schemas.js';
export { councilSession } from './council-session.js';
export {
  type AdmittedDevice,
  type DeviceEnd,
  type Devices,
  type Hand,
  type IssuedLink,
  LINK_REASONS,
  type LinkIssuer,
  type LinkReason,
  type LinkStanding,
  type ParticipantDevices,
} from './devices/state.js';
export {
  admittedDevice,
  CONFIRM_SECONDS,
  FURTHER_GRACE_SECONDS,
  hasOneVotingDevice,
  isAdmittedByOne,
  isMarked,
  linkAsked,
  linkOf,
  linkOfDevice,
  MARKED_SECONDS,
  watches,
} from './devices/which.js';
export { isListFrozen, isTieSettled } from './elections/again.js';
export { electionCount, weighsElections } from './elections/counting.js';
export * from './elections/offices.js';
export { ELECTION_COUNTS, type ElectionCount, PRESIDES_FROM } from './elections/rules.js';
export { isBureau, mayChangeRoles, roleNow } from './elections/session-roles.js';
export type { Candidate, Election } from './elections/state.js';
export { type DomainEntry, type EntryOf, type EventType, events, isKnown, type Payload } from './events.js';
export { limitsOf, overLimit } from './floor/limits.js';
export { type Speaker, speakersMode, speakersOrder } from './floor/speakers.js';
export { SIGNALS } from './interpretation/events.js';
export type { ChannelLine, Interpretation, InterpretationSignal, Source } from './interpretation/state.js';
export { channelOf, channelsOf, channelTrack, languageOfTrack } from './interpretation/who.js';
export { type PlainJson, plainJson } from './json.js';
export { type DeclaredSchemas, declaredSchemas, type JsonSchema } from './json-schema.js';
export type { LineForms, Said } from './line.js';
export { lineParams } from './lines.js';
export { applyChange, rivalsOf, votingOrder } from './motions/amendments.js';
export { INADMISSIBLE, NOT_PUT } from './motions/events.js';
export { isMover } from './motions/lifecycle.js';
export { cannotPut, forcedMajority, nextToPut } from './motions/put.js';
export { delegationKey, isSameName, isSameWording, type NamedTwice, namedTwice, nameKey } from './names.js';
export { entriesOf, entryOf, keysOf, PersistentMap, type Table, valuesOf } from './persistent-map.js';
export {
  appealable,
  PROCEDURES,
  type ProceduralRule,
  pendingPoint,
  pendingProcedures,
} from './procedure/procedures.js';
export { debateOf, debateRules, reconsiderMajority, type WholeDebate } from './procedure/settings.js';
export * from './procedure/types.js';
export { amendmentText, procedureText } from './procedure/wordings.js';
export { PROCEDURE, procedureOf } from './procedure.js';
export { FAILURES } from './recording/events.js';
export { currentRecording, type Mark, recordingMarks } from './recording/marks.js';
export type { Recording } from './recording/state.js';
export { missedHearing } from './register/hearing.js';
export { holdersOf, lineOf, registerNow } from './register/register.js';
export { secrecyNow } from './register/secrecy.js';
export { actsBehind, type Behind, mayBeActed } from './replay/behind.js';
export { holdsSeveral, recountFromSums, toldBox } from './replay/told-box.js';
export {
  presenceByMode,
  presentSeats,
  reachesItem,
  representationOf,
  seatOccupant,
  seatOccupiedBy,
} from './representation/queries.js';
export { isProof } from './representation/rules.js';
export type {
  Instruction,
  Recusal,
  RepresentationState,
  Substitution,
  Suspension,
  VotingProxy,
} from './representation/state.js';
export { type Explanation, explainOutcome } from './rules/explain.js';
export { needed, ONE_VOTE, reaches, type Share } from './rules/fractions.js';
export { inPresence } from './rules/presence.js';
export { PRESETS, type Preset } from './rules/presets/index.js';
export { findQuorum, mayDebate, type QuorumNumbers, quorumNow, quorumNumbers, seatNumbers } from './rules/quorum.js';
export { type ResolvedRules, rulesOf } from './rules/resolved-rules.js';
export { type CastBallots, tally } from './rules/tally.js';
export { baseOf } from './rules/thresholds.js';
export {
  RULE_PROBLEMS,
  type RuleNumbers,
  type RuleProblem,
  type RuleProblemCode,
  validateRules,
} from './rules/validate.js';
export { ADMISSIONS, CAMERAS, LINK_ONLY, SEEN_BY_SECRETARY, type Video } from './rules/video.js';
export { videoOf, videoRules, type WholeVideo } from './rules/video-settings.js';
export { weightOf } from './rules/weights.js';
export { type Act, type ActType, actSchemas, anyAct, eventSchemas } from './schemas.js';
export { closesProceedings, LATER_KINDS, type LaterKind, laterKindOf } from './session/after-close.js';
export { type LeftUndone, leftUndone, waitingSpeakers } from './session/left-undone.js';
export { type Orphan, type OrphanAnswer, orphansOf } from './session/orphans.js';
export { quorumFinding } from './session/schemas.js';
export { deadlines, sessionFold, view, viewerOf } from './session.js';
export { type CaseProblem, type Simulation, simulate } from './simulator/simulate.js';
export * from './state.js';
export { dateAt, type TaskState, taskState, unfinishedTasks } from './tasks/due.js';
export { REMARKS, REPORTS, RETURNED, TAKEN_BACK } from './tasks/events.js';
export { isReadable, LANGUAGES, type Language, localizedText, PLAIN, type Wording } from './text.js';
export { textHash } from './text-hash.js';
export { typed, wording } from './text-schemas.js';
export { addSeconds, secondsBetween } from './time.js';
export { REMOVALS } from './video/events.js';
export { type Grants, grants, type MediaDevice, type MediaSource } from './video/grants.js';
export { ELSEWHERE, HALL, type MediaIdentity, mediaIdentity, mediaIdentityOf, RECORDER } from './video/identities.js';
export type { Moderation } from './video/state.js';
export { BOX_OPENING_ACTS, LEAST_HOLDERS, needsKey, voteAwaitingKey, waitsForKey } from './voting/ballot-key.js';
export { boxOf, receiptOf } from './voting/cast-ballot.js';
export { leastAcknowledged } from './voting/correspondence.js';
export { closedResult, countVote, SPOILED } from './voting/count.js';
export { givesWay, isPending, pendingAssist, voterOf } from './voting/entered.js';
export { type Forecast, type ForecastPart, forecast, forecastOf } from './voting/forecast.js';
export { hasLeft, isGone, leftBefore, mayCastAfterLeaving } from './voting/leaving.js';
export { type Closed, type GoneQuorum, goneAtClose, type QuorumTest, quorumTestOf } from './voting/presence.js';
export * from './voting/types.js';
