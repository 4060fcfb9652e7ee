import * as z from 'zod';
import { id } from '../council-schemas.js';
import { hash, motionText } from '../text-schemas.js';
import { POINT_ABOUT } from './types.js';

const none = z.strictObject;

export const procedure = z.discriminatedUnion('kind', [
  none({ kind: z.literal('suspend'), minutes: z.int().min(1).max(1440).nullable() }),
  none({ kind: z.literal('adjourn') }),
  none({ kind: z.literal('adjournDebate') }),
  none({ kind: z.literal('closeDebate') }),
  none({ kind: z.literal('closeList') }),
  none({ kind: z.literal('limitTime'), seconds: z.int().min(10).max(7200) }),
  none({ kind: z.literal('separateVote'), motion: id }),
  none({ kind: z.literal('secretVote'), motion: id }),
  none({ kind: z.literal('reconsider'), motion: id }),
  none({ kind: z.literal('changeAgenda'), order: z.array(id).max(200) }),
]);
const appeal = none({ kind: z.literal('appeal'), point: id });

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const orderEventSchemas = {
  'order.moved': none({
    id,
    item: id,
    seat: id,
    procedure: z.union([procedure, appeal]),
    text: motionText,
    hash,
  }),
  'order.granted': none({ id }),
  'order.pointRaised': none({ id, seat: id, participant: id, about: z.enum(POINT_ABOUT), item: id.nullable() }),
  'order.pointWithdrawn': none({ id }),
  'order.ruled': none({ id, ruling: z.enum(['upheld', 'dismissed']) }),
  'order.appealDecided': none({ id, outcome: z.enum(['stands', 'overruled']) }),
  'order.adjourning': none({}),
  'order.divisionGranted': none({ motion: id }),
  'order.secretGranted': none({ motion: id }),
};

/** What each act says. */
export const orderActSchemas = {
  'order.move': z.strictObject({ type: z.literal('order.move'), seat: id, procedure }),
  'order.grant': z.strictObject({ type: z.literal('order.grant'), motion: id }),
  'order.point': z.strictObject({ type: z.literal('order.point'), about: z.enum(POINT_ABOUT) }),
  'order.enterPoint': z.strictObject({
    type: z.literal('order.enterPoint'),
    participant: id,
    about: z.enum(POINT_ABOUT),
  }),
  'order.withdrawPoint': z.strictObject({ type: z.literal('order.withdrawPoint'), point: id }),
  'order.rule': z.strictObject({ type: z.literal('order.rule'), point: id, ruling: z.enum(['upheld', 'dismissed']) }),
  'order.appeal': z.strictObject({ type: z.literal('order.appeal'), point: id, seat: id }),
};
