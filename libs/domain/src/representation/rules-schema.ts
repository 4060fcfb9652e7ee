import * as z from 'zod';
import { wording } from '../text-schemas.js';
import { RECUSAL_MODES } from './rules.js';

/** What a council's rules say of who votes for whom. What is not said: one proxy a holder, proxies do not make a quorum. */
export const representation = z.strictObject({
  /** PROC-08. `perHolder` 0: this council knows no proxies. */
  proxies: z.strictObject({ perHolder: z.int().min(0).max(50), countForQuorum: z.boolean() }).optional(),
  /** Whether a seat may be taken by a substitute for a time. */
  substitutes: z.boolean().optional(),
  /** PROC-09. Excluded: deemed absent for the item. Present: counted in quorum and presence, without a ballot. */
  recusal: z.enum(RECUSAL_MODES).optional(),
  recusedMaySpeak: z.boolean().optional(),
});

/** What a council's rules say of ballots. What is not said: first ballot final, a vote may be assisted, full consensus. */
export const ballotRules = z.strictObject({
  /** A named ballot may be changed until the close (PROC-19). */
  changeAllowed: z.boolean().optional(),
  /** A named ballot given by telephone, entered by the secretary and confirmed by a second person (PROC-16). */
  assisted: z.boolean().optional(),
  /** How many objections a consensus bears: 1 is "consensus minus one". */
  consensusExcept: z.int().min(0).max(5).optional(),
  /** Minutes that a vote by correspondence stays open at least (PROC-28). What is not said: none can be opened in a session. */
  writtenLeastMinutes: z.int().min(1).max(525_600).optional(),
  /** Seats that must be entitled, and ballots that must be handed in, for a secret vote to be held and counted (PROC-29). */
  secretLeast: z.int().min(0).max(1000).optional(),
  /** Whether who was present at the opening of a vote and left may still cast a ballot in it (PROC-30). What is not said: yes. */
  mayCastAfterLeaving: z.boolean().optional(),
  /** A silence procedure in which fewer than a quorum must confirm receipt, and the rule that says so (PROC-28). */
  silence: z.strictObject({ least: z.int().min(0).max(20000), citation: wording(500) }).optional(),
});
