import * as z from 'zod';
import { id } from '../council-schemas.js';
import { SEEN_BY_SECRETARY } from '../rules/video.js';
import { NOT_LET_IN } from './events.js';

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const admissionEventSchemas = {
  'admission.asked': z.strictObject({ participant: id }),
  // `away`: without a line; presence begins when it is back.
  'admission.granted': z.strictObject({ participant: id, away: z.boolean().optional() }),
  'admission.lineLost': z.strictObject({ participant: id }),
  'admission.lineBack': z.strictObject({ participant: id }),
  'admission.refused': z.strictObject({ participant: id, reason: z.enum(NOT_LET_IN) }),
  'admission.identitySeen': z.strictObject({ participant: id, level: z.literal(SEEN_BY_SECRETARY) }),
};

/** What each act says. */
export const admissionActSchemas = {
  'admission.grant': z.strictObject({ type: z.literal('admission.grant'), participant: id }),
  'admission.grantAll': z.strictObject({ type: z.literal('admission.grantAll') }),
  'admission.refuse': z.strictObject({
    type: z.literal('admission.refuse'),
    participant: id,
    reason: z.enum(NOT_LET_IN),
  }),
  'admission.seeIdentity': z.strictObject({ type: z.literal('admission.seeIdentity'), participant: id }),
};
