import type { DataOf } from '../json.js';
import type { video } from './video-schema.js';

/** Who comes in from afar: everyone on the roll; those who were let in or seen once in this session; each time by the bureau. */
export const ADMISSIONS = ['everyone', 'known', 'oneByOne'] as const;
/** Whose camera may be on: of whoever has the floor; in a vote of everybody who votes from afar too (PROC-17); always. */
export const CAMERAS = ['floor', 'vote', 'always'] as const;
/** How surely a person is known (PROC-20). So far there are two: by the link alone, and seen by the secretary. */
export const LINK_ONLY = 0;
export const SEEN_BY_SECRETARY = 3;
export type Video = DataOf<typeof video>;
