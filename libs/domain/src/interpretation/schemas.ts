import * as z from 'zod';
import { id } from '../council-schemas.js';
import { LANGUAGES } from '../text.js';
import { SIGNALS } from './events.js';

export const language = z.enum(LANGUAGES);
export const source = z.enum(['floor', ...LANGUAGES]);

/** What each event holds. Folded for ever, so a shape once written is never changed. */
export const interpretationEventSchemas = {
  'interpretation.taken': z.strictObject({ language, participant: id, source }),
  'interpretation.offered': z.strictObject({ language, participant: id }),
  'interpretation.handedOver': z.strictObject({ language, from: id, participant: id }),
  'interpretation.sourceSet': z.strictObject({ language, source }),
  'interpretation.left': z.strictObject({ language, participant: id }),
  'interpretation.signalled': z.strictObject({ participant: id, about: z.enum(SIGNALS) }),
};

/** What each act says. */
export const interpretationActSchemas = {
  'interpretation.take': z.strictObject({ type: z.literal('interpretation.take'), language, source }),
  'interpretation.handOver': z.strictObject({ type: z.literal('interpretation.handOver'), language }),
  'interpretation.listenTo': z.strictObject({ type: z.literal('interpretation.listenTo'), language, source }),
  'interpretation.leave': z.strictObject({ type: z.literal('interpretation.leave'), language }),
  'interpretation.signal': z.strictObject({ type: z.literal('interpretation.signal'), about: z.enum(SIGNALS) }),
};
