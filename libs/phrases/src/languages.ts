import type { Language } from '@kengesh/domain';

interface InterfaceLanguageLine {
  /** As it calls itself. */
  readonly name: string;
  /** Says what this one has no sentence for yet. With it a language is never offered; without it nothing may be lacking. */
  readonly fallback?: 'ru' | 'en';
}

/** A language is a line here, its folder, and the folder's line in complete.ts. */
const languages = {
  ru: { name: 'Русский' },
  en: { name: 'English' },
} as const satisfies { readonly [L in Language]?: InterfaceLanguageLine };

type Lines = typeof languages;
/** Languages that there are sentences in. */
export type KnownLanguage = keyof Lines;
/** Languages a page, a mail or a document can be had in. */
export type InterfaceLanguage = {
  [L in KnownLanguage]: Lines[L] extends { readonly fallback: string } ? never : L;
}[KnownLanguage];

const lines: { readonly [L in KnownLanguage]: InterfaceLanguageLine } = languages;
export const KNOWN_LANGUAGES = Object.keys(lines) as readonly KnownLanguage[];
const isInterfaceLanguage = (language: KnownLanguage): language is InterfaceLanguage =>
  lines[language].fallback === undefined;
export const INTERFACE_LANGUAGES = KNOWN_LANGUAGES.filter(isInterfaceLanguage);

export const languageName = (language: KnownLanguage): string => lines[language].name;

/** The language nearest to the one asked for: `en-GB` is English, one we do not speak is Russian. */
export function knownLanguage(language: string): KnownLanguage {
  const primary = language.toLowerCase().split('-')[0];
  return KNOWN_LANGUAGES.find(one => one === primary) ?? 'ru';
}

/** Which language says what this one has no sentence for. */
export const fallbackOf = (language: KnownLanguage): InterfaceLanguage =>
  isInterfaceLanguage(language) ? language : (lines[language] as InterfaceLanguageLine).fallback!;
