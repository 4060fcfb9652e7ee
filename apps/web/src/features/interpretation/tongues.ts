import type { Language } from '@kengesh/domain';

/** Each language as it calls itself: it is looked for by whoever speaks no other. */
export const TONGUES: { readonly [L in Language]: string } = {
  ru: 'Русский',
  en: 'English',
  ky: 'Кыргызча',
  uz: 'Oʻzbekcha',
  hy: 'Հայերեն',
  kk: 'Қазақша',
  tg: 'Тоҷикӣ',
};
