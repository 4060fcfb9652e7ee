import * as z from 'zod';
import type { ElectionResult } from './types.js';

const votes = z.string().regex(/^\d+(\/\d+)?$/);
const count = z.int().min(0);
const name = z.string();
const names = z.array(name);

const tie = z.strictObject({
  purpose: z.enum(['seats', 'goes_on', 'surplus', 'exclusion']),
  candidates: names,
  votes,
  places: count,
  settledBy: z.enum(['previous_round', 'lot', 'runoff', 'none']),
  taken: names,
  previousRound: z.int().nullable(),
  lot: z
    .strictObject({
      seed: z.string(),
      drawn: z.array(z.strictObject({ name, hash: z.string().regex(/^[0-9a-f]{64}$/) })),
    })
    .nullable(),
});

const round = z.strictObject({
  number: z.int().min(1),
  action: z.union([
    z.strictObject({ kind: z.literal('first') }),
    z.strictObject({ kind: z.literal('surplus'), from: name, votes, surplus: votes, factor: votes }),
    z.strictObject({ kind: z.literal('exclusion'), from: names, votes }),
  ]),
  transfers: z.array(z.strictObject({ to: name.nullable(), votes })),
  counts: z.record(name, votes),
  exhausted: votes,
  elected: names,
  tie: tie.nullable(),
});

/** The count of an election as it stands in a result: told to whoever reads records, never asked of what was written long ago. */
export const electionResultShape = z.strictObject({
  method: z.enum(['block_plurality', 'approval', 'absolute_majority', 'stv']),
  outcome: z.enum(['elected', 'runoff', 'lot', 'not_filled', 'no_votes']),
  seats: z.int().min(1),
  elected: z.array(
    z.strictObject({
      candidate: name,
      by: z.enum(['votes', 'majority', 'quota', 'last_places', 'lot']),
      votes,
      round: z.int().min(1),
    }),
  ),
  runoff: z
    .strictObject({ kind: z.enum(['tie', 'extra', 'second']), candidates: names, places: count, through: names })
    .nullable(),
  pendingLot: z.strictObject({ purpose: z.enum(['seats', 'goes_on', 'surplus', 'exclusion']), names }).nullable(),
  tie: tie.nullable(),
  unfilled: z.enum(['against_all', 'below_threshold', 'too_few_candidates']).nullable(),
  counts: z.record(name, votes),
  turnout: z.strictObject({
    issued: count.nullable(),
    cast: count,
    valid: count,
    blank: count,
    invalid: count,
    againstAll: count,
    validVotes: votes,
    againstAllVotes: votes,
  }),
  need: z.strictObject({ votes, base: votes }).nullable(),
  rounds: z.array(round),
  decidedBy: z.enum(['votes', 'previous_round', 'lot', 'none']),
}) satisfies z.ZodType<ElectionResult>;
