import type { PageSentences } from '../load.js';

/** What the delegate’s rare panels say besides. */
export const rare: PageSentences = {
  ru: () => import('../ru/pages/rare.js'),
  en: () => import('../en/pages/rare.js'),
};
