import * as z from 'zod';
import { ELECTION_COUNTS, PRESIDES_FROM } from './rules.js';

/**
 * How a council elects. `count` not said: a plurality counts seats and the other methods weights, as it was before the
 * rule existed (PROC-31).
 */
export const electionRules = z.strictObject({ count: z.enum(ELECTION_COUNTS).optional() });

/**
 * From when whoever is elected to an office of the roll for a term holds it there (PROC-36). Not said: as under `never`, for
 * then only the desk sets roles.
 */
export const officeRules = z.strictObject({ presidesFrom: z.enum(PRESIDES_FROM).optional() });
