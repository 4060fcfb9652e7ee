import * as z from 'zod';
import { LANGUAGES } from '../text.js';
import { wording } from '../text-schemas.js';
import { ADMISSIONS, CAMERAS, LINK_ONLY, SEEN_BY_SECRETARY } from './video.js';

/** How a council meets by video. What is not said: `videoRules`. */
export const video = z.strictObject({
  admission: z.enum(ADMISSIONS).optional(),
  camera: z.enum(CAMERAS).optional(),
  /** Only who is known so surely votes from afar (PROC-20). */
  identity: z.union([z.literal(LINK_ONLY), z.literal(SEEN_BY_SECRETARY)]).optional(),
  /** Languages interpreted into, a channel each. */
  languages: z.array(z.enum(LANGUAGES)).max(LANGUAGES.length).optional(),
  /** What everybody is told when a recording begins; a standard sentence where nothing is said. */
  consent: wording(1000).optional(),
});
