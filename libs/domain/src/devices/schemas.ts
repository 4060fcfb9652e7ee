import * as z from 'zod';
import { id, instant } from '../council-schemas.js';
import { LINK_REASONS } from './state.js';

const generation = z.int().min(1);
/** An account of the desk has no place in the roll; its handle says which one it was. */
export const issuer = z.strictObject({ account: id, participant: id.optional() });
const reason = z.enum(LINK_REASONS);
const ofLink = z.strictObject({ participant: id, generation });
/** `device`: with which it was done, where it was admitted in this session, or is the member's own. */
const settled = ofLink.extend({ as: z.enum(['officer', 'own']), device: id.optional() });
const settling = <T extends 'link.confirm' | 'link.refuse'>(type: T) =>
  z.strictObject({ type: z.literal(type), participant: id, generation });

/** With what one half of a two-person act was done: the device, where it was admitted in this session, and its browser. */
export const hand = z.strictObject({ browser: z.string().max(64).optional(), device: id.optional() });
/** What the entry of the second half says besides. `oneHand`: there was no third person who could have been it (SEC-21). */
export const secondHand = { hand: hand.optional(), oneHand: z.literal(true).optional() };

/** By whom a device ends, and why: without `why` its owner or the secretariat ended just this one. */
export const ended = z.strictObject({
  participant: id,
  device: id,
  by: z.enum(['self', 'desk', 'server']),
  why: z.enum(['signedOut', 'expired', 'password', 'access']).optional(),
});

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const deviceEventSchemas = {
  // `until`: it waits for a second person; from then on the secretary alone may let it in.
  'link.issued': z.strictObject({
    participant: id,
    generation,
    by: issuer,
    reason,
    replaces: z.boolean().optional(),
    until: instant.optional(),
  }),
  'link.revoked': z.strictObject({ participant: id, by: issuer, reason }),
  'link.confirmed': settled,
  'link.refused': settled,
  'link.admitted': ofLink.extend({ by: issuer }),
  // `first`: it only watches, for this other one votes and sends. `replaces`: it takes the place of all before it.
  'device.admitted': z.strictObject({
    participant: id,
    device: id,
    via: z.enum(['link', 'account']),
    generation: generation.nullable(),
    first: id.optional(),
    replaces: z.boolean().optional(),
  }),
  // `lost`: the one that voted had no line for the grace, and ends; `handed`: by its own hand; `secretary`: by the secretary's.
  'device.tookOver': z.strictObject({
    participant: id,
    device: id,
    from: id,
    how: z.enum(['lost', 'handed', 'secretary']),
  }),
  'device.ended': ended,
};

/** What each act says. */
export const deviceActSchemas = {
  'link.issue': z.strictObject({
    type: z.literal('link.issue'),
    participant: id,
    by: issuer,
    reason,
    /** Whether the participant has, or had today, a device: by the server's own register. */
    known: z.boolean(),
  }),
  'link.revoke': z.strictObject({ type: z.literal('link.revoke'), participant: id, by: issuer, reason }),
  'link.confirm': settling('link.confirm'),
  'link.refuse': settling('link.refuse'),
  'link.admit': z.strictObject({
    type: z.literal('link.admit'),
    participant: id,
    generation,
    by: issuer.optional(),
  }),
  'device.admit': z.strictObject({
    type: z.literal('device.admit'),
    participant: id,
    device: id,
    via: z.enum(['link', 'account']),
    generation: generation.nullable(),
    /** The device that acts for this participant now, by the server's register; null: there is none. */
    first: id.nullable(),
  }),
  'device.handOver': z.strictObject({ type: z.literal('device.handOver'), participant: id, device: id }),
  'device.takeOver': z.strictObject({ type: z.literal('device.takeOver'), participant: id, device: id, from: id }),
  'device.end': z.strictObject({
    type: z.literal('device.end'),
    ...ended.shape,
  }),
};
