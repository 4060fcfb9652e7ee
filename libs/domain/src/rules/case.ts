import * as z from 'zod';
import { CATEGORIES, id, QUORUM_AT, quorumRule, rules, TIE_RULES, threshold } from '../council.js';
import { weightOf } from './weights.js';

const count = z.int().min(0).max(20000);

/** Seats of the roll: one, or `count` of a kind, which are then `id-1`, `id-2` … and the group `id`. */
const rollLine = z
  .strictObject({
    id,
    count: z.int().min(1).max(20000).optional(),
    delegation: z.string().trim().min(1).max(40).optional(),
    category: z.enum(CATEGORIES).optional(),
    /** As written, `1.5`; at most six places. */
    weight: z
      .string()
      .refine(text => weightOf(text) !== null, 'a number above 0 with at most six places, as text: "1.5"')
      .optional(),
    /** Head of its delegation; of several, the first is. */
    head: z.boolean().optional(),
    filled: z.boolean().optional(),
    /** Present, or how many of them are; all unless said. */
    present: z.union([z.boolean(), count]).optional(),
    /** A recused seat casts no ballot: `excluded` it is not counted at all, `present` it counts as present (PROC-09). */
    recused: z.enum(['excluded', 'present']).optional(),
    suspended: z.boolean().optional(),
    /** Leaves before the close, without a ballot of its own unless one is given. */
    leaves: z.boolean().optional(),
  })
  .refine(line => typeof line.present !== 'number' || line.present <= (line.count ?? 1), {
    path: ['present'],
    message: 'more are present than there are',
  });
export type RollLine = z.output<typeof rollLine>;

const ballotCounts = z.strictObject({
  yes: count.optional(),
  no: count.optional(),
  abstain: count.optional(),
  invalid: count.optional(),
});
export type BallotCounts = z.output<typeof ballotCounts>;

const candidates = z.array(id).min(1).max(60);
const ballotContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('marks'), marks: z.array(id).max(60), count: count.optional() }),
  z.strictObject({ kind: z.literal('ranking'), ranking: z.array(id.nullable()).max(60), count: count.optional() }),
  z.strictObject({ kind: z.literal('against_all'), count: count.optional() }),
  z.strictObject({ kind: z.literal('blank'), count: count.optional() }),
  z.strictObject({ kind: z.literal('invalid'), count: count.optional() }),
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
      })
      .optional(),
    /** The one rule to decide by; else `majority`, the key of one that the rules know; else the first of them. */
    threshold: threshold.optional(),
    majority: id.optional(),
    method: z.enum(['named', 'secret']).optional(),
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
        given: z.array(z.strictObject({ principal: id, holder: id })).max(20000),
      })
      .optional(),
    ballots: z
      .strictObject({
        /** By seat; anything but yes, no, abstain is a spoiled ballot. */
        seats: z.record(id, z.string().max(64)).optional(),
        /** By group of the roll, over its seats in order. */
        groups: z.record(id, ballotCounts).optional(),
        /** Over all entitled seats that are left, in order. */
        all: ballotCounts.optional(),
      })
      .optional(),
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
        ballots: z.array(ballotContent).max(20000),
      })
      .optional(),
  })
  .refine(one => (one.ballots === undefined) !== (one.election === undefined), {
    path: ['ballots'],
    message: 'give either ballots of a vote, or an election',
  });
export type SimulationCase = z.output<typeof simulationCase>;
