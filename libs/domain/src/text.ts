import * as z from 'zod';

/** Languages in which a council may word its own texts (BCP 47). Interface languages are in libs/phrases. */
export const LANGUAGES = ['ru', 'en', 'ky', 'uz', 'hy', 'kk', 'tg'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text side by side in several languages; at least one is there. */
export type Wording = { readonly [language in Language]?: string };

/** Control characters other than newline and tab, marks that turn the direction of what follows, and halves of a surrogate pair stand nowhere in it. */
export const PLAIN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  /^[^\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Cs}]*$/u;

/** A wording of at most `max` characters a language; control characters other than newline and tab, marks that turn the direction of what follows (shown otherwise than it is hashed), and halves of a surrogate pair, are refused (CAL-08). */
export function wording(max: number) {
  const text = z.string().trim().min(1).max(max).regex(PLAIN, 'control_characters');
  return z
    .strictObject({
      ru: text.optional(),
      en: text.optional(),
      ky: text.optional(),
      uz: text.optional(),
      hy: text.optional(),
      kk: text.optional(),
      tg: text.optional(),
    })
    .refine(value => Object.values(value).some(Boolean), 'one_language_at_least') as unknown as z.ZodType<Wording>;
}

/** The wording in the language asked for, else in Russian, English, or whichever is there. */
export function say(text: Wording, language: string): string {
  return text[language as Language] ?? text.ru ?? text.en ?? Object.values(text)[0] ?? '';
}
