import * as z from 'zod';
import { plainShape } from './json.js';
import { isReadable, PLAIN } from './text.js';

/**
 * A text as a person types it: without the spaces around it, in composed form (NFC, L10N-32), so that the same letters are the same
 * characters whatever keyboard they came from, and with something to read in it.
 */
export const typed = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(max)
    .regex(PLAIN, 'control_characters')
    .refine(isReadable, 'visible_character');

/** A wording of at most `max` characters a language; control characters other than newline and tab, marks that turn the direction of what follows (shown otherwise than it is hashed), and halves of a surrogate pair, are refused (CAL-08). */
export function wording(max: number) {
  const text = typed(max);
  return plainShape(
    z
      .strictObject({
        ru: text.optional(),
        en: text.optional(),
        ky: text.optional(),
        uz: text.optional(),
        hy: text.optional(),
        kk: text.optional(),
        tg: text.optional(),
      })
      .refine(value => Object.values(value).some(Boolean), 'one_language_at_least'),
  );
}

/** Wording of a motion, at most 20,000 characters a language. */
export const motionText = wording(20000);

/** SHA-256, lower-case hex. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
