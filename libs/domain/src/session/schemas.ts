import * as z from 'zod';
import { MODES } from '../council.js';
import { id, instant, preparedSession } from '../council-schemas.js';

const KINDS = ['motion', 'recusal', 'proxy', 'instruction', 'mark'] as const;

/** What becomes of it: it goes with another item, or is withdrawn. */
export const orphanAnswer = z.strictObject({ kind: z.enum(KINDS), id, item: id, to: id.nullable() });
const found = { base: z.int(), need: z.int(), met: z.boolean() };

export const quorumFinding = z.strictObject({
  present: z.int(),
  ...found,
  tested: z.literal('ballots').optional(),
  asked: z.int().optional(),
  parts: z
    .array(
      z.strictObject({
        kind: z.enum(['heads', 'category', 'states', 'participation']),
        by: z.enum(['heads', 'weight']),
        of: z.enum(['statutory', 'filled', 'present', 'number']).optional(),
        category: z.string().optional(),
        each: z.int().optional(),
        counted: z.enum(['ballots', 'cast']).optional(),
        got: z.int(),
        ...found,
      }),
    )
    .optional(),
});

/** Which rules decide from here on (PROC-27): not written before there was a second. */
const procedureNumber = z.int().min(2).max(1000).optional();

/** Wall clock of the session's zone. */
export const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const sessionEventSchemas = {
  'session.prepared': preparedSession.extend({ procedure: procedureNumber }),
  'session.opened': z.strictObject({ presiding: id, quorum: quorumFinding, procedure: procedureNumber }),
  'session.recessed': z.strictObject({ until: instant.nullable() }),
  'session.resumed': z.strictObject({}),
  'session.presided': z.strictObject({ participant: id, reason: z.enum(['handed', 'absent', 'returned', 'elected']) }),
  // `next`: adjourned to this date and hour of the session's zone.
  'session.closed': z.strictObject({
    next: local.optional(),
    /** Who waited for the floor, and on which item. */
    unheard: z.array(z.strictObject({ participant: id, item: id.nullable() })).optional(),
  }),
  'session.notHeld': z.strictObject({
    by: id,
    quorum: quorumFinding,
    present: z.array(z.strictObject({ seat: id, mode: z.enum(MODES) })).max(20000),
    next: local.optional(),
  }),
};

/** What each act says. */
export const sessionActSchemas = {
  'session.prepare': z.strictObject({
    type: z.literal('session.prepare'),
    session: preparedSession,
    /** What becomes of everything that was put in on items which are not on this agenda any more. */
    orphans: z.array(orphanAnswer).max(5000).optional(),
  }),
  'session.open': z.strictObject({ type: z.literal('session.open') }),
  'session.notHeld': z.strictObject({ type: z.literal('session.notHeld'), next: local.nullable() }),
  'session.recess': z.strictObject({ type: z.literal('session.recess'), minutes: z.int().min(1).max(1440).nullable() }),
  'session.resume': z.strictObject({ type: z.literal('session.resume') }),
  /** `next`: where the session is adjourned to a date, which needs no quorum (PROC-03). */
  'session.close': z.strictObject({ type: z.literal('session.close'), next: local.optional() }),
  'session.preside': z.strictObject({ type: z.literal('session.preside'), participant: id }),
};
