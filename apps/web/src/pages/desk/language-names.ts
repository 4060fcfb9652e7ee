import { LANGUAGES, type Language } from '@kengesh/domain';

/** Languages by their own names. */
export const LANGUAGE_NAMES: { readonly [language in Language]: string } = {
  ru: 'русский',
  en: 'English',
  ky: 'кыргызча',
  uz: 'oʻzbekcha',
  hy: 'հայերեն',
  kk: 'қазақша',
  tg: 'тоҷикӣ',
};

/** Of a language by its code; undefined for what is none. */
export const languageName = (code: string): string | undefined =>
  LANGUAGES.some(one => one === code) ? LANGUAGE_NAMES[code as Language] : undefined;
