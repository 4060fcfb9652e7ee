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

/** The wording in the language asked for, else in Russian, English, or whichever is there. */
export function localizedText(text: Wording, language: string): string {
  return (isLanguage(language) ? text[language] : undefined) ?? text.ru ?? text.en ?? Object.values(text)[0] ?? '';
}
