import * as z from 'zod';
import { SPEAKERS_MODES } from '../council.js';
import { id, instant, speechLimits } from '../council-schemas.js';

export const stance = z.enum(['for', 'against', 'neutral']);

/** What may be asked for in the list; a point of order is not asked for, it is raised. */
export const listKind = z.enum(['speech', 'reply', 'intervention']);
const reason = z.enum(['yielded', 'chair', 'time', 'left', 'closed', 'lost', 'ruled']);

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const floorEventSchemas = {
  'floor.asked': z.strictObject({
    participant: id,
    entered: z.boolean(),
    kind: listKind.optional(),
    stance: stance.optional(),
    returned: z.boolean().optional(),
    left: z.int().optional(),
    item: id.nullable().optional(),
  }),
  // `kept`: the line broke, or the item changed, before a speech could be resumed; its place is kept.
  'floor.withdrawn': z.strictObject({ participant: id, kept: z.boolean().optional() }),
  'floor.moved': z.strictObject({
    order: z.array(id),
    reason: z.enum(['balance', 'rapporteur', 'agreed']),
    /** The order stands against the mode's. */
    fixed: z.boolean().optional(),
  }),
  'floor.given': z.strictObject({
    participant: id,
    seconds: z.int(),
    kind: z.enum(['speech', 'reply', 'intervention', 'point']).optional(),
    stance: stance.optional(),
    item: id.nullable().optional(),
    /** The speech that the line broke off goes on (PROC-33). */
    resumes: z.boolean().optional(),
  }),
  'floor.extended': z.strictObject({ seconds: z.int() }),
  'floor.paused': z.strictObject({ reason: z.enum(['lost', 'point']).optional() }),
  'floor.resumed': z.strictObject({}),
  // `left`: seconds not used yet, where the line is what ended it.
  'floor.ended': z.strictObject({ participant: id, reason, left: z.int().min(1).optional() }),
  'floor.listClosed': z.strictObject({}),
  'floor.listOpened': z.strictObject({}),
  'floor.modeSet': z.strictObject({ mode: z.enum(SPEAKERS_MODES) }),
  'floor.limited': z.strictObject({ limits: speechLimits }),
  'floor.cleared': z.strictObject({}),
};
const wish = { kind: listKind.optional(), stance: stance.optional() };

/** What each act says. */
export const floorActSchemas = {
  'floor.ask': z.strictObject({ type: z.literal('floor.ask'), ...wish }),
  'floor.enter': z.strictObject({ type: z.literal('floor.enter'), participant: id, ...wish }),
  'floor.withdraw': z.strictObject({ type: z.literal('floor.withdraw'), participant: id }),
  'floor.move': z.strictObject({
    type: z.literal('floor.move'),
    order: z.array(id).max(5000),
    reason: z.enum(['balance', 'rapporteur', 'agreed']),
  }),
  'floor.give': z.strictObject({
    type: z.literal('floor.give'),
    participant: id,
    seconds: z.int().min(10).max(7200).nullable(),
  }),
  'floor.yield': z.strictObject({ type: z.literal('floor.yield') }),
  'floor.end': z.strictObject({ type: z.literal('floor.end') }),
  'floor.extend': z.strictObject({ type: z.literal('floor.extend'), seconds: z.int().min(10).max(3600) }),
  'floor.pause': z.strictObject({ type: z.literal('floor.pause') }),
  'floor.resume': z.strictObject({ type: z.literal('floor.resume') }),
  'floor.timeUp': z.strictObject({ type: z.literal('floor.timeUp'), participant: id, endsAt: instant }),
  'floor.lostOut': z.strictObject({ type: z.literal('floor.lostOut'), participant: id, pausedAt: instant }),
  'floor.closeList': z.strictObject({ type: z.literal('floor.closeList') }),
  'floor.openList': z.strictObject({ type: z.literal('floor.openList') }),
  'floor.mode': z.strictObject({ type: z.literal('floor.mode'), mode: z.enum(SPEAKERS_MODES) }),
  'floor.limit': z.strictObject({ type: z.literal('floor.limit'), limits: speechLimits }),
};
