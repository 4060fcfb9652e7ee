import { canonical, sha256Hex } from '@kengesh/journal';
import type { Wording } from './text.js';

/** SHA-256 of the canonical JSON of a text in all its languages: the same in motion, vote, decision and minutes (REC-03). */
export const textHash = (text: Wording): string => sha256Hex(canonical(text));
