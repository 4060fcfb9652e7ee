import * as z from 'zod';
import { id } from '../council-schemas.js';
import { REMOVALS } from './events.js';

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const videoEventSchemas = {
  'video.muted': z.strictObject({ participant: id }),
  'video.unmuted': z.strictObject({ participant: id }),
  'video.removed': z.strictObject({ participant: id, reason: z.enum(REMOVALS) }),
  'video.readmitted': z.strictObject({ participant: id }),
};

/** What each act says. */
export const videoActSchemas = {
  'video.mute': z.strictObject({ type: z.literal('video.mute'), participant: id }),
  'video.unmute': z.strictObject({ type: z.literal('video.unmute'), participant: id }),
  'video.remove': z.strictObject({ type: z.literal('video.remove'), participant: id, reason: z.enum(REMOVALS) }),
  'video.readmit': z.strictObject({ type: z.literal('video.readmit'), participant: id }),
};
