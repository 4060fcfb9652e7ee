import { canonical, sha256Hex } from '@kengesh/journal';
import * as z from 'zod';
import { type Wording, wording } from './text.js';

/** Wording of a motion, at most 20,000 characters a language. */
export const motionText = wording(20000);

/** SHA-256, lower-case hex. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** SHA-256 of the canonical JSON of a text in all its languages: the same in motion, vote, decision and minutes (REC-03). */
export const textHash = (text: Wording): string => sha256Hex(canonical(text));
