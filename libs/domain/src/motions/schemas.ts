import * as z from 'zod';
import { id } from '../council-schemas.js';
import { hash, motionText, wording } from '../text-schemas.js';
import { INADMISSIBLE, NOT_PUT } from './events.js';

const date = z.iso.date();
export const effect = z.strictObject({ kind: z.enum(['supersedes', 'repeals']), motion: id });
const passage = wording(2000);

export const change = z.strictObject({
  kind: z.enum(['add', 'delete', 'replace']),
  passage: passage.nullable(),
  words: wording(10000).nullable(),
});

/** What came later than the first motions: absent where there is nothing to say. */
const more = {
  status: z.literal('submitted').optional(),
  rivalOf: id.optional(),
  effect: effect.optional(),
};

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const motionEventSchemas = {
  'motion.submitted': z.strictObject({ id, item: id, text: motionText, hash, mover: id.nullable(), ...more }),
  'motion.revised': z.strictObject({ id, version: z.int(), text: motionText, hash }),
  'motion.withdrawn': z.strictObject({ id, consent: z.boolean().optional() }),
  'motion.put': z.strictObject({ id }),
  'motion.decided': z.strictObject({ id, status: z.enum(['adopted', 'rejected', 'no_decision']) }),
  'motion.seconded': z.strictObject({ id, seat: id }),
  'motion.admitted': z.strictObject({ id }),
  'motion.inadmissible': z.strictObject({ id, reason: z.enum(INADMISSIBLE) }),
  'motion.takenOver': z.strictObject({ id, mover: id }),
  'motion.deferred': z.strictObject({ id, item: id.nullable(), date: date.nullable() }),
  'motion.referred': z.strictObject({ id, body: wording(300), due: date.nullable() }),
  'motion.merged': z.strictObject({ id, into: id }),
  'motion.lapsed': z.strictObject({ ids: z.array(id).min(1) }),
  'motion.moved': z.strictObject({ id, item: id }),
  'motion.superseded': z.strictObject({ id, by: id, how: z.enum(['supersedes', 'repeals']) }),
  'motion.reconsidered': z.strictObject({ id }),
  'amendment.submitted': z.strictObject({
    id,
    item: id,
    amends: id,
    change,
    text: motionText,
    hash,
    mover: id.nullable(),
    status: z.literal('submitted').optional(),
  }),
  'motion.amended': z.strictObject({
    id,
    version: z.int(),
    text: motionText,
    hash,
    by: z.array(id).min(1),
    change: change.optional(),
  }),
  'motion.translated': z.strictObject({ id, version: z.int(), text: motionText, hash }),
  'motion.notPut': z.strictObject({ id, reason: z.enum(NOT_PUT), by: id.nullable() }),
  'motion.ordered': z.strictObject({ id, order: z.array(id), what: z.enum(['amendments', 'rivals']) }),
  'motion.divided': z.strictObject({
    id,
    parts: z.array(z.strictObject({ id, text: motionText, hash, operative: z.boolean() })).min(2),
  }),
  'motion.fell': z.strictObject({ id }),
};

/** What each act says. */
export const motionLifeActSchemas = {
  'motion.second': z.strictObject({ type: z.literal('motion.second'), motion: id, seat: id }),
  'motion.admit': z.strictObject({ type: z.literal('motion.admit'), motion: id }),
  'motion.inadmissible': z.strictObject({
    type: z.literal('motion.inadmissible'),
    motion: id,
    reason: z.enum(INADMISSIBLE),
  }),
  'motion.takeOver': z.strictObject({ type: z.literal('motion.takeOver'), motion: id, seat: id }),
  'motion.defer': z.strictObject({
    type: z.literal('motion.defer'),
    motion: id,
    item: id.nullable(),
    date: z.iso.date().nullable(),
  }),
  'motion.refer': z.strictObject({
    type: z.literal('motion.refer'),
    motion: id,
    body: wording(300),
    due: z.iso.date().nullable(),
  }),
  'motion.merge': z.strictObject({ type: z.literal('motion.merge'), motion: id, into: id }),
  'motion.translate': z.strictObject({ type: z.literal('motion.translate'), motion: id, text: motionText }),
  'amendment.submit': z.strictObject({ type: z.literal('amendment.submit'), motion: id, change, mover: id.nullable() }),
  'motion.order': z.strictObject({
    type: z.literal('motion.order'),
    motion: id,
    what: z.enum(['amendments', 'rivals']),
    order: z.array(id).min(1).max(500),
  }),
  'motion.dropVote': z.strictObject({
    type: z.literal('motion.dropVote'),
    motion: id,
    reason: z.enum(NOT_PUT),
    by: id.nullable(),
  }),
  'motion.divide': z.strictObject({
    type: z.literal('motion.divide'),
    motion: id,
    parts: z
      .array(z.strictObject({ text: motionText, operative: z.boolean() }))
      .min(2)
      .max(100),
  }),
};

/** What each act says. */
export const motionActSchemas = {
  'motion.submit': z.strictObject({
    type: z.literal('motion.submit'),
    item: id,
    text: motionText,
    mover: id.nullable(),
    rivalOf: id.optional(),
    effect: effect.optional(),
  }),
  'motion.revise': z.strictObject({ type: z.literal('motion.revise'), motion: id, text: motionText }),
  'motion.withdraw': z.strictObject({
    type: z.literal('motion.withdraw'),
    motion: id,
    consent: z.boolean().optional(),
  }),
};
