// The council's rules: what a session is, what may be asked of it, what follows. Pure.
export { type Act, type ActType, acts, anyAct } from './acts.js';
export { CORRECTION_REASONS } from './attendance/events.js';
export * from './council.js';
export { facts } from './facts.js';
export { textHash } from './motions/commands.js';
export { type Explanation, explainOutcome } from './rules/explain.js';
export { needed, ONE_VOTE, reaches, type Share } from './rules/fractions.js';
export { findQuorum, mayDebate, type QuorumNumbers, quorumNow, quorumNumbers, seatNumbers } from './rules/quorum.js';
export { rulesOf, type WholeRules, wholeRules } from './rules/rules-of.js';
export { tally, type Urn } from './rules/tally.js';
export { baseOf } from './rules/thresholds.js';
export { councilSession, deadlines, view, viewerOf } from './session.js';
export * from './state.js';
export { LANGUAGES, type Language, say, type Wording, wording } from './text.js';
export { addSeconds, secondsBetween } from './time.js';
export { type Grants, grants } from './video/grants.js';
export { boxOf, receiptOf } from './voting/commands.js';
