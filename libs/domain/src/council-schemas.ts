import * as z from 'zod';
import {
  BASES,
  CATEGORIES,
  FURTHER_DEVICES,
  MODES,
  QUORUM_AT,
  ROLES,
  SPEAKERS_MODES,
  THRESHOLD_KINDS,
  TIE_RULES,
} from './council.js';
import { electionRules, officeRules } from './elections/rules-schema.js';
import { ballotRules, representation } from './representation/rules-schema.js';
import { video } from './rules/video-schema.js';
import { typed, wording } from './text-schemas.js';

/**
 * Ids are made by the server or by the sample: short, printable, safe in addresses and file names. Things are kept by id
 * in plain objects, so a name that every object has (`constructor`) is none.
 */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/)
  .refine(value => !(value in Object.prototype), 'reserved');
export const instant = z.iso.datetime({ precision: 3 });

/** A share with the way it is compared: passed iff part·den > num·base (gt) or ≥ (gte). Integers only. */
const share = {
  num: z.int().min(1).max(1000),
  den: z.int().min(1).max(1000),
  cmp: z.enum(['gt', 'gte']),
};
const properShare = (rule: { num: number; den: number }) => rule.num <= rule.den;
const by = z.enum(['heads', 'weight']).optional();

/** One condition of a quorum. `by` is heads where it is not said (PROC-07). */
export const quorumPart = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('fraction'), ...share, base: z.enum(['statutory', 'filled']), by })
    .refine(properShare, 'more_than_the_whole'),
  /** So many seats, whatever the size of the council; by weight: of so much weight, in whole votes. */
  z.strictObject({ kind: z.literal('number'), seats: z.int().min(1).max(20000), by }),
  /** So many seats of each category named. */
  z.strictObject({
    kind: z.literal('category'),
    of: z
      .array(z.strictObject({ category: z.enum(CATEGORIES), seats: z.int().min(1).max(20000) }))
      .min(1)
      .max(CATEGORIES.length),
  }),
  /** So many states, each with at least `each` seats present. */
  z.strictObject({
    kind: z.literal('states'),
    states: z.int().min(1).max(1000),
    each: z.int().min(1).max(1000),
  }),
  /** A share of all states, each with at least `each` seats present. */
  z
    .strictObject({ kind: z.literal('states_share'), ...share, each: z.int().min(1).max(1000) })
    .refine(properShare, 'more_than_the_whole'),
  /** Tested on the vote itself, at its close: ballots, or votes for and against, as a share of the base. */
  z
    .strictObject({
      kind: z.literal('participation'),
      ...share,
      of: z.enum(['ballots', 'cast']),
      base: z.enum(['present', 'filled', 'statutory']),
    })
    .refine(properShare, 'more_than_the_whole'),
]);

/** A quorum: one condition, or several that must all hold. */
export const quorumRule = z.union([
  quorumPart,
  z.strictObject({ kind: z.literal('all'), of: z.array(quorumPart).min(1).max(10) }),
]);

const properThreshold = (rule: { kind: string; num: number; den: number; cmp: string; except?: number | undefined }) =>
  rule.kind === 'half_plus_one'
    ? rule.num === 1 && rule.den === 2 && rule.cmp === 'gte' && !rule.except
    : rule.kind === 'unanimity'
      ? rule.num === rule.den && rule.cmp === 'gte'
      : properShare(rule) && !rule.except;

const thresholdShape = {
  /**
   * fraction: num/den as written. half_plus_one (1/2 gte): half of the base and one vote more, which of 15 is 9 where more
   * than half is 8. unanimity (1/1 gte): all of the base, less `except` (consensus minus one).
   */
  kind: z.enum(THRESHOLD_KINDS),
  ...share,
  base: z.enum(BASES),
  except: z.int().min(0).max(5).optional(),
  /** heads where it is not said. */
  by,
  /** Spoiled ballots count in the base of votes cast (`cast`, `ballots`); left out where it is not said. */
  invalidInBase: z.boolean().optional(),
};
export const thresholdPart = z.strictObject(thresholdShape).refine(properThreshold, 'not_this_kind');

/**
 * The second half of a double majority: states for. A state's position is the ballot of its head of delegation, or what
 * more of its members chose. The base: all states of the roll, those present at the opening, those for or against.
 */
export const statesRule = z
  .strictObject({
    position: z.enum(['head', 'internal']),
    ...share,
    base: z.enum(['all', 'present', 'with_position']),
  })
  .refine(properShare, 'more_than_the_whole');

/** Base names follow the quantities of the rules: cast = yes + no, ballots = cast + abstentions, present, filled, statutory. */
export const threshold = z
  .strictObject({
    ...thresholdShape,
    /** Further thresholds that must be passed as well. */
    and: z.array(thresholdPart).min(1).max(5).optional(),
    states: statesRule.optional(),
  })
  .refine(properThreshold, 'not_this_kind');

/** Limits of speaking; what is not said is not limited. Of a participant on one item, replies apart. */
export const speechLimits = z.strictObject({
  /** Of one speech. */
  seconds: z.int().min(10).max(7200).optional(),
  speeches: z.int().min(1).max(100).optional(),
  /** Of all speeches together. */
  total: z.int().min(10).max(86400).optional(),
});

/** How debate is held. What is not said: `debateRules`. */
export const debate = z.strictObject({
  /** Who puts motions and amendments in; what a seat puts in waits for the bureau to admit it. */
  motionsBy: z.enum(['bureau', 'seats']).optional(),
  /** Seats besides the mover that must support a motion before it is admitted. */
  secondsRequired: z.int().min(0).max(1000).optional(),
  /** Keys of majorities that these questions are always decided by. */
  procedureMajority: id.optional(),
  reconsiderMajority: id.optional(),
  speakers: z.enum(SPEAKERS_MODES).optional(),
  limits: speechLimits.optional(),
  /** Replies of a participant to an item, and the time of one. */
  replies: z.int().min(0).max(100).optional(),
  replySeconds: z.int().min(10).max(3600).optional(),
  /** Seconds for which a speaker whose line is lost is waited for. */
  reconnectGrace: z.int().min(0).max(3600).optional(),
});

/**
 * A council's rules of procedure as data. Frozen into a session when it is prepared. What is optional came later: sessions
 * prepared before hold none of it, and `rulesOf` says what its absence means.
 */
export const rules = z.strictObject({
  citation: wording(500),
  quorum: quorumRule,
  /** Majorities the council knows, by key; the first is the usual one. */
  majorities: z
    .array(z.strictObject({ key: id, threshold }))
    .min(1)
    .max(20),
  tie: z.enum(TIE_RULES),
  /** Seconds a lost line is bridged (PROC-12). */
  presenceGrace: z.int().min(0).max(3600),
  /** Seconds of a speech, and how long an overrun is suffered before the floor ends by itself. */
  speech: z.strictObject({ seconds: z.int().min(10).max(7200), grace: z.int().min(0).max(600) }),
  /** Version of this set of rules, counted by the desk; the preset it began as. */
  version: z.int().min(1).max(100000).optional(),
  preset: id.optional(),
  /** Two-tier: what is enough to open and debate, where deciding needs `quorum`. */
  quorumToOpen: quorumRule.optional(),
  /** When a vote's quorum is tested (PROC-02). */
  quorumAt: z.enum(QUORUM_AT).optional(),
  /** Minutes to wait for a quorum before the session may be declared not held (PROC-04). */
  quorumGrace: z.int().min(0).max(1440).optional(),
  debateWithoutQuorum: z.boolean().optional(),
  /** Whether the chair's decision on equality stands where the base is wider than the votes cast (PROC-05). */
  tieOverridesBase: z.boolean().optional(),
  /** Under `chairSide`: a chair who abstained or did not vote is asked once for a deciding vote. */
  chairAsked: z.boolean().optional(),
  debate: debate.optional(),
  representation: representation.optional(),
  ballots: ballotRules.optional(),
  elections: electionRules.optional(),
  offices: officeRules.optional(),
  video: video.optional(),
  furtherDevice: z.enum(FURTHER_DEVICES).optional(),
});

/** A seat's weight, in millionths of a vote: exact to six places (PROC-07). */
export const weight = z.int().min(1).max(100_000_000_000);

/** A right to sit and vote, the unit that is counted. Named by office and organisation, never by person. */
export const seat = z.strictObject({
  id,
  label: wording(200),
  delegation: typed(40),
  category: z.enum(CATEGORIES),
  filled: z.boolean(),
  /** One vote where it is not said. */
  weight: weight.optional(),
  /** Head of its delegation. */
  head: z.boolean().optional(),
});

/** Who takes part in this session. `seat` null: no vote. `nameHash`: salted hash of the person's name, kept outside. */
export const participant = z.strictObject({
  id,
  role: z.enum(ROLES),
  seat: id.nullable(),
  label: wording(200),
  mode: z.enum(MODES),
  nameHash: z.string().max(64).nullable(),
});
export const agendaDraftItem = z.strictObject({ id, title: wording(500), rapporteur: id.nullable() });

/** Everything a session takes from the desk when it is prepared (entry 1 of its journal). */
export const preparedSession = z.strictObject({
  council: z.strictObject({ id, name: wording(300) }),
  session: z.strictObject({
    id,
    number: z.int().min(1).max(100000),
    title: wording(500),
    form: z.enum(['hybrid', 'hall', 'remote']),
    place: wording(300),
    /** Wall clock as promised, `YYYY-MM-DDTHH:mm`, with the IANA zone it is promised in (TZ-01). */
    startsLocal: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
    endsLocal: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
    zone: z.string().min(1).max(60),
    /** The same beginning as an instant, where whoever prepares knows it. */
    startsAt: instant.optional(),
    sample: z.boolean(),
  }),
  rules,
  statutorySeats: z.int().min(1).max(20000),
  seats: z.array(seat).min(1).max(20000),
  participants: z.array(participant).min(1).max(40000),
  agenda: z.array(agendaDraftItem).max(200),
});
