import * as z from 'zod';
import type { DataOf } from '../json.js';
import { LANGUAGES, wording } from '../text.js';

/** Who comes in from afar: everyone on the roll; those who were let in or seen once in this session; each time by the bureau. */
export const ADMISSIONS = ['everyone', 'known', 'oneByOne'] as const;
/** Whose camera may be on: of whoever has the floor; in a vote of everybody who votes from afar too (PROC-17); always. */
export const CAMERAS = ['floor', 'vote', 'always'] as const;
/** How surely a person is known (PROC-20). So far there are two: by the link alone, and seen by the secretary. */
export const LINK_ONLY = 0;
export const SEEN_BY_SECRETARY = 3;

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
export type Video = DataOf<typeof video>;
