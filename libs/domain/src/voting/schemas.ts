import * as z from 'zod';
import { BASES, THRESHOLD_KINDS, TIE_RULES } from '../council.js';
import { id, instant, threshold, weight } from '../council-schemas.js';
import { hand, secondHand } from '../devices/schemas.js';
import { ELECTION_METHODS } from '../elections/events.js';
import { ELECTION_COUNTS } from '../elections/rules.js';
import type { ElectionResult } from '../rules/elections/types.js';
import { quorumFinding } from '../session/schemas.js';
import { hash, motionText, wording } from '../text-schemas.js';
import { CHANNELS, VOIDED_FOR, WAYS } from './types.js';

/** A choice; in an election the names marked, or ranked, with a dot between. */
export const ballotText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,299}$/);
/** How the device of a ballot was admitted, where that is marked (SEC-19, SEC-20). */
const admitted = z.enum(['one', 'recent']);
export const choice = z.strictObject({ id, label: wording(300).nullable(), seat: id.nullable() });

const registerLine = z.strictObject({
  seat: id,
  participant: id.nullable(),
  entitled: z.boolean(),
  why: z.enum([
    'present',
    'proxy',
    'absent',
    'vacant',
    'recused',
    'suspended',
    'missed',
    'state_speaks',
    'unidentified',
  ]),
  by: z.array(id).optional(),
  counts: z.boolean().optional(),
  hall: z.boolean().optional(),
  away: z.boolean().optional(),
  weight: weight.optional(),
  delegation: z.string().optional(),
  head: z.boolean().optional(),
});
const count = z.int().min(0);

/** A public key of X25519 as base64url. */
export const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const keyHolder = z.union([
  z.strictObject({ participant: id }),
  z.strictObject({ recoveryCode: z.literal(true) }),
]);
const ballotKey = z.strictObject({ public: publicKey, holders: z.array(keyHolder).min(2).max(50) });

const part = z.strictObject({
  of: z.enum(['members', 'states']),
  by: z.enum(['heads', 'weight']),
  rule: z.strictObject({
    kind: z.enum(THRESHOLD_KINDS),
    num: z.int(),
    den: z.int(),
    cmp: z.enum(['gt', 'gte']),
    base: z.enum([...BASES, 'all', 'with_position']),
    except: z.int().optional(),
    invalidInBase: z.boolean().optional(),
  }),
  base: count,
  need: count,
  got: count,
  passed: z.boolean(),
});

const statePosition = z.strictObject({
  delegation: z.string(),
  present: count,
  yes: count,
  no: count,
  abstain: count,
  position: z.enum(['for', 'against', 'none']),
});

/** The whole count is as `rules/elections` makes it; its shape is told there, once. */
const electionCounted = z.looseObject({ method: z.enum(ELECTION_METHODS), outcome: z.string() });

export const result = z.strictObject({
  counts: z.record(id, count),
  invalid: count,
  notVoting: count,
  present: count,
  outcome: z.enum(['adopted', 'rejected', 'no_votes', 'void', 'elected', 'tied', 'not_elected', 'objected']),
  winners: z.array(id),
  base: count.nullable(),
  need: count.nullable(),
  decidedBy: z.enum([
    'threshold',
    'chairSide',
    'chairExtra',
    'quorum',
    'plurality',
    'none',
    'consensus',
    'silence',
    'no_objection',
    'lot',
  ]),
  voted: z.array(id),
  ballots: z
    .array(z.strictObject({ seat: id, choice: ballotText, channel: z.enum(CHANNELS), admitted: admitted.optional() }))
    .nullable(),
  listHash: hash.nullable(),
  parts: z.array(part).optional(),
  states: z.array(statePosition).optional(),
  weights: z.strictObject({ counts: z.record(id, count), invalid: count, notVoting: count, present: count }).optional(),
  quorum: quorumFinding.optional(),
  presentAtClose: quorumFinding.optional(),
  asked: count.optional(),
  awaits: z.enum(['chair', 'revote']).optional(),
  casting: z.enum(['yes', 'no', 'none']).optional(),
  hall: z.record(id, count).optional(),
  paper: z.strictObject({ issued: count, counted: count }).optional(),
  election: z.custom<ElectionResult>(value => electionCounted.safeParse(value).success).optional(),
});

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const votingEventSchemas = {
  'voting.opened': z.strictObject({
    id,
    item: id.nullable(),
    kind: z.enum(['motion', 'election']),
    motion: z.strictObject({ id, version: z.int(), hash, text: motionText }).nullable(),
    office: z.strictObject({ id, title: wording(300) }).nullable(),
    choices: z.array(choice).min(2).max(60),
    method: z.enum(['named', 'secret']),
    threshold: z.intersection(threshold, z.object({ key: id })).nullable(),
    tie: z.enum(TIE_RULES),
    tieOverridesBase: z.boolean().optional(),
    chairAsked: z.boolean().optional(),
    revoteOf: id.optional(),
    presiding: id.nullable(),
    register: z.array(registerLine),
    statutory: count,
    filled: count,
    quorum: quorumFinding,
    closesAt: instant.nullable(),
    runoffOf: id.nullable(),
    way: z.enum(WAYS).optional(),
    test: z.boolean().optional(),
    repeats: id.optional(),
    roll: z.strictObject({ seed: z.string(), order: z.array(id) }).optional(),
    tellers: z.array(id).optional(),
    consensus: z.strictObject({ by: z.enum(['seat', 'state']), except: count }).optional(),
    minAcknowledged: count.optional(),
    key: ballotKey.optional(),
    countsBy: z.enum(ELECTION_COUNTS).optional(),
    election: z
      .strictObject({
        id,
        method: z.enum(ELECTION_METHODS),
        seats: z.int().min(1),
        onTie: z.enum(['runoff', 'lot']),
        ballot: z.union([
          z.strictObject({ kind: z.enum(['first', 'second', 'tie']) }),
          z.strictObject({ kind: z.literal('extra'), places: z.int(), through: z.array(id) }),
        ]),
      })
      .optional(),
  }),
  'voting.cast': z.strictObject({
    voting: id,
    seat: id,
    choice: ballotText,
    channel: z.enum(CHANNELS),
    receipt: z.string().max(20),
    replaces: z.string().max(20).optional(),
    admitted: admitted.optional(),
    device: id.optional(),
    since: instant.optional(),
  }),
  /** No more ballots; counted once the key is given. */
  'voting.ended': z.strictObject({ voting: id, present: z.array(id) }),
  /** The box was opened with its key; who voted on a device. Counted once papers or a lot are there. */
  'voting.unsealed': z.strictObject({ voting: id, voted: z.array(id) }),
  'voting.extended': z.strictObject({ voting: id, closesAt: instant }),
  'voting.closed': z.strictObject({ voting: id, result }),
  'voting.tieDecided': z.strictObject({
    voting: id,
    casting: z.enum(['yes', 'no', 'none']),
    outcome: z.enum(['adopted', 'rejected']),
  }),
};

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const wayEventSchemas = {
  'voting.handsCounted': z.strictObject({ voting: id }),
  'voting.handsNoted': z.strictObject({ voting: id, counts: z.record(id, z.int().min(0)) }),
  'voting.called': z.strictObject({ voting: id, seat: id, call: z.union([z.literal(1), z.literal(2)]) }),
  'voting.paperIssued': z.strictObject({ voting: id, seat: id }),
  'voting.paperEntered': z.strictObject({ voting: id, teller: id, hand: hand.optional() }),
  'voting.paperDiffers': z.strictObject({ voting: id, teller: id }),
  'voting.paperCounted': z.strictObject({ voting: id, teller: id, ...secondHand }),
  'voting.objected': z.strictObject({ voting: id, seat: id, kind: z.enum(['objection', 'amendment']) }),
  'voting.acknowledged': z.strictObject({ voting: id, seat: id }),
  'voting.lotDue': z.strictObject({ voting: id, purpose: z.string(), names: z.array(id) }),
  'voting.voided': z.strictObject({
    voting: id,
    reason: z.enum(VOIDED_FOR),
    voted: z.array(id).optional(),
    ballots: z.int().min(0).optional(),
    least: z.int().min(0).optional(),
  }),
  'voting.assistAsked': z.strictObject({
    voting: id,
    seat: id,
    choice: id,
    asked: z.strictObject({ participant: id, until: instant }).optional(),
    hand: hand.optional(),
  }),
  'voting.assistConfirmed': z.strictObject({ voting: id, seat: id, ...secondHand }),
  'voting.assistDenied': z.strictObject({ voting: id, seat: id, why: z.enum(['not_so', 'voted']) }),
  'voting.assistUnanswered': z.strictObject({ voting: id, seat: id }),
};
