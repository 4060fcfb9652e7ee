import * as z from 'zod';

/** What an election adds up: one vote a seat, or the weights of seats (PROC-07). */
export const ELECTION_COUNTS = ['seats', 'weights'] as const;
export type ElectionCount = (typeof ELECTION_COUNTS)[number];

/**
 * How a council elects. `count` not said: a plurality counts seats and the other methods weights, as it was before the
 * rule existed (PROC-31).
 */
export const electionRules = z.strictObject({ count: z.enum(ELECTION_COUNTS).optional() });
