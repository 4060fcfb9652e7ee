import * as z from 'zod';
import { plainShape } from './json.js';

/** Languages in which a council may word its own texts (BCP 47). Interface languages are in libs/phrases. */
export const LANGUAGES = ['ru', 'en', 'ky', 'uz', 'hy', 'kk', 'tg'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether a council may word its texts in it. */
export const isLanguage = (name: string): name is Language => LANGUAGES.some(language => language === name);

/** One text side by side in several languages; at least one is there. */
export type Wording = { readonly [language in Language]?: string };

/** Control characters other than newline and tab, marks that turn the direction of what follows, and halves of a surrogate pair stand nowhere in it. */
export const PLAIN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  /^[^\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Cs}]*$/u;

/** Takes no room on any page: format characters, fillers, marks of variation, and the empty pattern of Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The text without what nobody sees in it. */
export const visible = (text: string): string => text.replace(UNSEEN, '');

/** Whether there is anything in it to be read: not only spaces, invisible characters, and marks that stand on nothing. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(visible(text));

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

/** The wording in the language asked for, else in Russian, English, or whichever is there. */
export function localizedText(text: Wording, language: string): string {
  return (isLanguage(language) ? text[language] : undefined) ?? text.ru ?? text.en ?? Object.values(text)[0] ?? '';
}
