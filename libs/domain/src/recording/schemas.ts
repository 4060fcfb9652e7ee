import * as z from 'zod';
import { id, instant } from '../council-schemas.js';
import { FAILURES } from './events.js';

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const recordingEventSchemas = {
  'recording.started': z.strictObject({ id }),
  'recording.confirmed': z.strictObject({ id, at: instant }),
  'recording.failed': z.strictObject({ id, reason: z.enum(FAILURES) }),
  'recording.stopped': z.strictObject({ id }),
};

/** What each act says. */
export const recordingActSchemas = {
  'recording.start': z.strictObject({ type: z.literal('recording.start') }),
  'recording.stop': z.strictObject({ type: z.literal('recording.stop') }),
  'recording.confirm': z.strictObject({ type: z.literal('recording.confirm'), id, at: instant }),
  'recording.fail': z.strictObject({ type: z.literal('recording.fail'), id, reason: z.enum(FAILURES) }),
};
