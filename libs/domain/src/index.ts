// The council's rules: what a session is, what may be asked of it, what follows. Pure.
export { type Act, type ActType, acts, anyAct } from './acts.js';
export { CORRECTION_REASONS } from './attendance/events.js';
export * from './council.js';
export type { Candidate, Election } from './elections/state.js';
export { facts } from './facts.js';
export { textHash } from './motions/commands.js';
export type { Instruction, Recusal, Represent, Substitution, Suspension, VotingProxy } from './represent/state.js';
export { type Explanation, explainOutcome } from './rules/explain.js';
export { type Forecast, type ForecastPart, forecast, forecastOf } from './rules/forecast.js';
export { needed, ONE_VOTE, reaches, type Share } from './rules/fractions.js';
export { PRESETS, type Preset } from './rules/presets/index.js';
export { findQuorum, mayDebate, type QuorumNumbers, quorumNow, quorumNumbers, seatNumbers } from './rules/quorum.js';
export { rulesOf, type WholeRules, wholeRules } from './rules/rules-of.js';
export { type CaseProblem, type Simulation, simulate } from './rules/simulate.js';
export { tally, type Urn } from './rules/tally.js';
export { baseOf } from './rules/thresholds.js';
export {
  RULE_PROBLEMS,
  type RuleNumbers,
  type RuleProblem,
  type RuleProblemCode,
  validateRules,
} from './rules/validate.js';
export { weightOf } from './rules/weights.js';
export { councilSession, deadlines, view, viewerOf } from './session.js';
export * from './state.js';
export { LANGUAGES, type Language, say, type Wording, wording } from './text.js';
export { addSeconds, secondsBetween } from './time.js';
export { type Grants, grants } from './video/grants.js';
export { boxOf, receiptOf } from './voting/casting.js';
export * from './voting/shapes.js';
