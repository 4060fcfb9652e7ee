import * as z from 'zod';
import { MODES } from '../council.js';
import { id, instant } from '../council-schemas.js';
import { CORRECTION_REASONS } from './events.js';

export const interval = z.strictObject({
  from: instant,
  to: instant.nullable(),
  mode: z.enum(MODES),
  source: z.enum(['self', 'secretary']),
});

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const attendanceEventSchemas = {
  'attendance.arrived': z.strictObject({ participant: id, mode: z.enum(MODES), source: z.enum(['self', 'secretary']) }),
  'attendance.lost': z.strictObject({ participant: id }),
  'attendance.returned': z.strictObject({ participant: id }),
  'attendance.left': z.strictObject({
    participant: id,
    at: instant,
    reason: z.enum(['self', 'secretary', 'grace', 'closed']),
  }),
  'attendance.corrected': z.strictObject({
    participant: id,
    intervals: z.array(interval).max(200),
    reason: z.enum(CORRECTION_REASONS),
    /** The mark that it takes back: the instant at which it was made. */
    undoes: instant.optional(),
  }),
};

/** What each act says. */
export const attendanceActSchemas = {
  'attendance.join': z.strictObject({ type: z.literal('attendance.join'), mode: z.enum(MODES) }),
  'attendance.leave': z.strictObject({ type: z.literal('attendance.leave') }),
  'attendance.checkIn': z.strictObject({ type: z.literal('attendance.checkIn'), participant: id }),
  'attendance.checkInAll': z.strictObject({ type: z.literal('attendance.checkInAll') }),
  'attendance.undoMarks': z.strictObject({ type: z.literal('attendance.undoMarks'), at: instant }),
  'attendance.checkOut': z.strictObject({ type: z.literal('attendance.checkOut'), participant: id }),
  'attendance.correct': z.strictObject({
    type: z.literal('attendance.correct'),
    participant: id,
    intervals: z.array(interval).max(200),
    reason: z.enum(CORRECTION_REASONS),
  }),
  'attendance.lineLost': z.strictObject({ type: z.literal('attendance.lineLost'), participant: id }),
  'attendance.lineBack': z.strictObject({ type: z.literal('attendance.lineBack'), participant: id }),
  'attendance.graceEnd': z.strictObject({ type: z.literal('attendance.graceEnd'), participant: id, lostAt: instant }),
};
