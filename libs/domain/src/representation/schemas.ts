import * as z from 'zod';
import { id } from '../council-schemas.js';
import { SUSPENSION_REASONS } from './events.js';
import { PROOF, RECUSAL_MODES } from './rules.js';

export const instruction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free') }),
  z.strictObject({
    kind: z.literal('directed'),
    choices: z
      .array(z.strictObject({ item: id, choice: z.enum(['yes', 'no', 'abstain']) }))
      .min(1)
      .max(200),
  }),
]);

/** What `isProof` takes, as it is typed. */
export const proof = z.string().trim().normalize('NFC').regex(PROOF);

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const representEventSchemas = {
  'proxy.registered': z.strictObject({
    id,
    principal: id,
    holder: id,
    item: id.nullable(),
    after: id.nullable(),
    instruction,
    proof,
  }),
  'proxy.revoked': z.strictObject({ id, principal: id, holder: id }),
  'seat.substituted': z.strictObject({ seat: id, participant: id }),
  'seat.givenBack': z.strictObject({ seat: id, participant: id }),
  'seat.recused': z.strictObject({ seat: id, item: id, mode: z.enum(RECUSAL_MODES) }),
  'seat.recusalWithdrawn': z.strictObject({ seat: id, item: id }),
  'seat.suspended': z.strictObject({ seat: id, reason: z.enum(SUSPENSION_REASONS) }),
  'seat.restored': z.strictObject({ seat: id }),
};

/** What each act says. */
export const representActSchemas = {
  'proxy.register': z.strictObject({
    type: z.literal('proxy.register'),
    principal: id,
    holder: id,
    /** null: for the session. */
    item: id.nullable(),
    instruction,
    proof,
  }),
  'proxy.revoke': z.strictObject({ type: z.literal('proxy.revoke'), proxy: id }),
  'seat.substitute': z.strictObject({ type: z.literal('seat.substitute'), seat: id, participant: id }),
  'seat.giveBack': z.strictObject({ type: z.literal('seat.giveBack'), seat: id }),
  'seat.recuse': z.strictObject({ type: z.literal('seat.recuse'), seat: id, item: id }),
  'seat.withdrawRecusal': z.strictObject({ type: z.literal('seat.withdrawRecusal'), seat: id, item: id }),
  'seat.suspend': z.strictObject({ type: z.literal('seat.suspend'), seat: id, reason: z.enum(SUSPENSION_REASONS) }),
  'seat.restore': z.strictObject({ type: z.literal('seat.restore'), seat: id }),
};
