import * as z from 'zod';
import { id } from '../council-schemas.js';
import { secondHand } from '../devices/schemas.js';
import { hash, motionText, typed, wording } from '../text-schemas.js';
import { REMARKS, REPORTS, RETURNED, TAKEN_BACK } from './events.js';

export const localDate = z.iso.date();

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const taskEventSchemas = {
  'decision.made': z.strictObject({ id, item: id.nullable(), motion: id, voting: id, text: motionText, hash }),
  'decision.signed': z.strictObject({ decision: id, hash, as: z.enum(['presiding', 'secretary']), ...secondHand }),
  'decision.numbered': z.strictObject({ decision: id, number: z.int().min(1), label: z.string().min(1).max(60) }),
  'decision.remarked': z.strictObject({
    id,
    kind: z.enum(REMARKS),
    seat: id,
    decision: id.nullable(),
    voting: id,
    hash,
  }),
  'task.set': z.strictObject({
    id,
    decision: id.nullable(),
    text: wording(2000),
    responsible: id,
    due: localDate.nullable(),
    co: z.array(id).optional(),
    next: z.boolean().optional(),
    report: z.enum(REPORTS).optional(),
    control: id.optional(),
  }),
  'task.started': z.strictObject({ id }),
  'task.reported': z.strictObject({ id, hash: hash.nullable() }),
  'task.accepted': z.strictObject({ id }),
  'task.returned': z.strictObject({ id, reason: z.enum(RETURNED) }),
  'task.withdrawn': z.strictObject({ id, reason: z.enum(TAKEN_BACK) }),
};

/** What each act says. */
export const taskActSchemas = {
  'task.set': z.strictObject({
    type: z.literal('task.set'),
    decision: id.nullable(),
    text: wording(2000),
    responsible: id,
    due: localDate.nullable(),
    /** Seats that help. */
    co: z.array(id).max(100).optional(),
    /** Due by the next session, with `due` null. */
    next: z.literal(true).optional(),
    report: z.enum(REPORTS).optional(),
    control: id.optional(),
  }),
  'task.start': z.strictObject({ type: z.literal('task.start'), task: id }),
  'task.report': z.strictObject({ type: z.literal('task.report'), task: id, hash: hash.nullable() }),
  'task.accept': z.strictObject({ type: z.literal('task.accept'), task: id }),
  'task.return': z.strictObject({ type: z.literal('task.return'), task: id, reason: z.enum(RETURNED) }),
  'task.withdraw': z.strictObject({ type: z.literal('task.withdraw'), task: id, reason: z.enum(TAKEN_BACK) }),
  'decision.sign': z.strictObject({ type: z.literal('decision.sign'), decision: id, hash }),
  'decision.number': z.strictObject({
    type: z.literal('decision.number'),
    numbers: z
      .array(z.strictObject({ decision: id, number: z.int().min(1), label: typed(60) }))
      .min(1)
      .max(200),
  }),
  'decision.remark': z.strictObject({
    type: z.literal('decision.remark'),
    kind: z.enum(REMARKS),
    seat: id,
    /** Decision id of a dissent or reservation; voting id of an explanation. */
    about: id,
    hash,
  }),
};
