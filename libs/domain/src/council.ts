import type {
  debate,
  participant,
  preparedSession,
  quorumPart,
  quorumRule,
  rules,
  seat,
  speechLimits,
  statesRule,
  threshold,
  thresholdPart,
} from './council-schemas.js';
import type { DataOf } from './json.js';

export const ROLES = ['chair', 'deputy', 'delegate', 'secretary', 'observer', 'interpreter'] as const;
export type Role = (typeof ROLES)[number];
export const CATEGORIES = ['state', 'ngo', 'expert'] as const;
export type Category = (typeof CATEGORIES)[number];
export const MODES = ['hall', 'remote'] as const;
export type Mode = (typeof MODES)[number];
export type QuorumPart = DataOf<typeof quorumPart>;
export type QuorumRule = DataOf<typeof quorumRule>;

export const BASES = ['cast', 'ballots', 'present', 'filled', 'statutory'] as const;
export const THRESHOLD_KINDS = ['fraction', 'half_plus_one', 'unanimity'] as const;
export type ThresholdPart = DataOf<typeof thresholdPart>;
export type StatesRule = DataOf<typeof statesRule>;
export type Threshold = DataOf<typeof threshold>;

/**
 * On an equal vote: the threshold decides (which is nearly always rejection); the side of whoever presides; a casting vote
 * given after the count; a second vote, and if equal again the threshold.
 */
export const TIE_RULES = ['rejected', 'chairSide', 'chairExtra', 'revote'] as const;
export type TieRule = (typeof TIE_RULES)[number];

export const QUORUM_AT = ['open', 'close', 'both', 'participation'] as const;

/** Who speaks next: in the order of asking; for and against in turn; the delegation heard least; who has not spoken yet; the states in turn. */
export const SPEAKERS_MODES = ['fifo', 'proContra', 'delegation', 'firstTime', 'roundRobin'] as const;
export type SpeakersMode = (typeof SPEAKERS_MODES)[number];

/**
 * How a further device, that comes by a link already out, comes to vote: the first hands over, or has had no line for a while
 * (`link`; `press`: it is asked to on its page); the secretary says so (`secretary`). Not said: all vote.
 */
export const FURTHER_DEVICES = ['press', 'link', 'secretary'] as const;
export type FurtherDevice = (typeof FURTHER_DEVICES)[number];

export type SpeechLimits = DataOf<typeof speechLimits>;
export type Debate = DataOf<typeof debate>;
export type Rules = DataOf<typeof rules>;
export type Seat = DataOf<typeof seat>;
export type Participant = DataOf<typeof participant>;
export type PreparedSession = DataOf<typeof preparedSession>;
