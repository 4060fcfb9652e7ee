import * as z from 'zod';

/** What an election adds up: one vote a seat, or the weights of seats (PROC-07). */
export const ELECTION_COUNTS = ['seats', 'weights'] as const;
export type ElectionCount = (typeof ELECTION_COUNTS)[number];

/**
 * How a council elects. `count` not said: a plurality counts seats and the other methods weights, as it was before the
 * rule existed (PROC-31).
 */
export const electionRules = z.strictObject({ count: z.enum(ELECTION_COUNTS).optional() });

/**
 * From when whoever is elected to the chair may preside: in the session of the election itself, at once or when the item of
 * the election has ended; from the next session's roll on; or not by the election itself.
 */
export const PRESIDES_FROM = ['at_once', 'end_of_item', 'next_session', 'never'] as const;

/**
 * From when whoever is elected to an office of the roll for a term holds it there (PROC-36). Not said: as under `never`, for
 * then only the desk sets roles.
 */
export const officeRules = z.strictObject({ presidesFrom: z.enum(PRESIDES_FROM).optional() });
