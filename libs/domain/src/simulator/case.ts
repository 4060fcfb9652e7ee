import * as z from 'zod';
import { CATEGORIES, QUORUM_AT, TIE_RULES } from '../council.js';
import { id, instant, quorumRule, rules, threshold } from '../council-schemas.js';
import type { DataOf } from '../json.js';
import { weightOf } from '../rules/weights.js';
import { typed } from '../text-schemas.js';
import { VOID_REASONS, WAYS } from '../voting/types.js';

const count = z.int().min(0).max(20000);

const weightText = z
  .string()
  .refine(text => weightOf(text) !== null, 'a number above 0 with at most six places, as text: "1.5"');

/** Seats of the roll: one, or `count` of a kind, which are then `id-1`, `id-2` … and the group `id`. */
export const rollLine = z
  .strictObject({
    id,
    count: z.int().min(1).max(20000).optional(),
    delegation: typed(40).optional(),
    category: z.enum(CATEGORIES).optional(),
    /** As written, `1.5`; at most six places. */
    weight: weightText.optional(),
    /** Head of its delegation; of several, the first is. */
    head: z.boolean().optional(),
    filled: z.boolean().optional(),
    /** Present, or how many of them are; all unless said. */
    present: z.union([z.boolean(), count]).optional(),
    /** A recused seat casts no ballot: `excluded` it is not counted at all, `present` it counts as present (PROC-09). */
    recused: z.enum(['excluded', 'present']).optional(),
    suspended: z.boolean().optional(),
    /** Present in the hall, or how many of the present are; all others take part from afar. */
    hall: z.union([z.boolean(), count]).optional(),
    /** Who sits there instead, by a name of its own; `present` is then said of the substitute. */
    substitute: id.optional(),
    /** Leaves before the close, without a ballot of its own unless one is given. */
    leaves: z.boolean().optional(),
  })
  .refine(line => typeof line.present !== 'number' || line.present <= (line.count ?? 1), {
    path: ['present'],
    message: 'more are present than there are',
  })
  .refine(line => line.substitute === undefined || line.count === undefined, {
    path: ['substitute'],
    message: 'a substitute takes one seat, not several',
  });
export type RollLine = DataOf<typeof rollLine>;

const ballotCounts = z.strictObject({
  yes: count.optional(),
  no: count.optional(),
  abstain: count.optional(),
  invalid: count.optional(),
});
export type BallotCounts = DataOf<typeof ballotCounts>;
const choice = z.enum(['yes', 'no', 'abstain']);
const handCounts = ballotCounts.omit({ invalid: true });

/** What was handed in; told in the second table of SIMULATOR.md. */
export const ballotsOfCase = z.strictObject({
  /** By seat, on its device; anything but yes, no, abstain is a spoiled ballot. Of a consensus: its position. */
  seats: z.record(id, z.string().max(64)).optional(),
  /** By group of the roll, over its seats in order. */
  groups: z.record(id, ballotCounts).optional(),
  /** Over all entitled seats that are left, in order. */
  all: ballotCounts.optional(),
  /** Ballots and positions changed before the close, where the rules allow it (PROC-19). */
  changed: z.record(id, z.string().max(64)).optional(),
  /** Told by telephone: counts once a second person has confirmed it (PROC-16). */
  assisted: z.record(id, z.strictObject({ choice, confirmed: z.boolean() })).optional(),
  /** Show of hands: what the secretary counted in the hall. */
  hall: handCounts.optional(),
  /** Roll call: what the seats said when they were called, the first time and the second. */
  answers: z
    .strictObject({ first: z.record(id, choice).optional(), second: z.record(id, choice).optional() })
    .optional(),
  /** Papers given out in the hall (all its seats without a ballot, unless said), and the totals of the two tellers. */
  papers: z.strictObject({ issued: count.optional(), tellers: z.tuple([ballotCounts, ballotCounts]) }).optional(),
  /** No objection, silence: in the order in which they came, or by their instants. */
  objections: z
    .array(z.strictObject({ seat: id, kind: z.enum(['objection', 'amendment']).optional(), at: instant.optional() }))
    .max(20000)
    .optional(),
  /** Silence: the seats that confirmed receipt. */
  acknowledged: z.array(id).max(20000).optional(),
  /** Seats whose ballot came after whoever cast it had left (PROC-30); of others that leave it came before. */
  afterLeaving: z.array(id).max(20000).optional(),
  /** Written vote: when a seat's ballot came, where it is not simply in time. */
  sent: z.record(id, instant).optional(),
});
export type BallotsOfCase = DataOf<typeof ballotsOfCase>;

const candidates = z.array(id).min(1).max(60);
/** By their number and weight, or by the seat of the roll whose ballot it is. */
const times = { count: count.optional(), weight: weightText.optional(), seat: id.optional() };
const ballotContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('marks'), marks: z.array(id).max(60), ...times }),
  z.strictObject({ kind: z.literal('ranking'), ranking: z.array(id.nullable()).max(60), ...times }),
  z.strictObject({ kind: z.literal('against_all'), ...times }),
  z.strictObject({ kind: z.literal('blank'), ...times }),
  z.strictObject({ kind: z.literal('invalid'), ...times }),
]);

/**
 * A case to be simulated: a rule, a roll, ballots. What each field means is told in SIMULATOR.md beside this file, which a
 * test holds to these names.
 */
export const simulationCase = z
  .strictObject({
    title: z.string().max(300).optional(),
    /** Whole rules of a preset, by its id; what `rules` says comes over it. */
    preset: id.optional(),
    rules: z
      .strictObject({
        quorum: quorumRule.optional(),
        quorumToOpen: quorumRule.optional(),
        quorumAt: z.enum(QUORUM_AT).optional(),
        majorities: rules.shape.majorities.optional(),
        tie: z.enum(TIE_RULES).optional(),
        tieOverridesBase: z.boolean().optional(),
        chairAsked: z.boolean().optional(),
        representation: rules.shape.representation,
        ballots: rules.shape.ballots,
        elections: rules.shape.elections,
      })
      .optional(),
    /** The one rule to decide by; else `majority`, the key of one that the rules know; else the first of them. */
    threshold: threshold.optional(),
    majority: id.optional(),
    method: z.enum(['named', 'secret']).optional(),
    /** How the vote is taken, where it is not simply on devices. */
    way: z.enum(WAYS).optional(),
    /** Roll call: the seed drawn for who is called first. */
    seed: z.string().trim().min(1).max(200).optional(),
    /** Exclusive: what comes at that very instant is late (V50). */
    deadline: instant.optional(),
    /** Silence, written: when the vote was opened; then the deadline is held to `rules.ballots.writtenLeastMinutes`. */
    opened: instant.optional(),
    /** Silence: how many must at least confirm receipt; where it is not said, as many as the rules ask for. */
    minAcknowledged: count.optional(),
    /** Whose positions count, and how many objections are borne; else as the rules say. */
    consensus: z
      .strictObject({ by: z.enum(['seat', 'state']).optional(), except: z.int().min(0).max(5).optional() })
      .optional(),
    /** A rehearsal, plainly marked. */
    test: z.boolean().optional(),
    /** Declared void after the count (PROC-14). */
    voided: z.enum(VOID_REASONS).optional(),
    statutory: z.int().min(1).max(20000).optional(),
    /** Seat of whoever presides. */
    chair: id.optional(),
    roll: z.array(rollLine).min(1).max(20000),
    proxies: z
      .strictObject({
        /** Proxies a holder may have. */
        limit: z.int().min(0).max(100).optional(),
        /** Whether a represented seat counts for the quorum. */
        quorum: z.boolean().optional(),
        given: z
          .array(
            z.strictObject({
              principal: id,
              holder: id,
              /** Of the session, of this item, or of another one, which this vote is not on. */
              scope: z.enum(['session', 'item', 'other_item']).optional(),
              /** Registered when the item was under way: of the session, it does not reach it (PROC-08). */
              late: z.boolean().optional(),
              revoked: z.boolean().optional(),
              /** How the holder has to vote, in a vote by name. */
              instruction: choice.optional(),
            }),
          )
          .max(20000),
      })
      .optional(),
    ballots: ballotsOfCase.optional(),
    /** The casting vote, where a tie waits for one. */
    casting: z.enum(['yes', 'no', 'none']).optional(),
    /** The vote is the second one, after a tie. */
    second: z.boolean().optional(),
    election: z
      .strictObject({
        method: z.enum(['block_plurality', 'approval', 'absolute_majority', 'stv']),
        candidates,
        seats: z.int().min(1).max(60).optional(),
        againstAll: z.boolean().optional(),
        /** Approval: the share of valid ballots that elects. */
        threshold: z
          .strictObject({ num: z.int().min(1).max(1000), den: z.int().min(1).max(1000), cmp: z.enum(['gt', 'gte']) })
          .optional(),
        seed: z.string().max(200).nullable().optional(),
        /** Equal across the border: a further ballot, or the lot at once. Not of STV. */
        onTie: z.enum(['runoff', 'lot']).optional(),
        /** Absolute majority: which ballot this is. */
        ballot: z
          .discriminatedUnion('kind', [
            z.strictObject({ kind: z.enum(['first', 'second']) }),
            z.strictObject({ kind: z.literal('extra'), places: z.int().min(1).max(2), through: z.array(id).max(2) }),
          ])
          .optional(),
        /** STV: whether a fault makes a ranking invalid, or cuts it there. */
        faults: z.enum(['invalid', 'cut']).optional(),
        ballots: z.array(ballotContent).max(20000),
      })
      .optional(),
  })
  .refine(one => (one.ballots === undefined) !== (one.election === undefined), {
    path: ['ballots'],
    message: 'give either ballots of a vote, or an election',
  });
export type SimulationCase = DataOf<typeof simulationCase>;
