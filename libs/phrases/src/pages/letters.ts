import type { PageSentences } from '../load.js';

/** What became of the letters of a session. */
export const letters: PageSentences = {
  ru: () => import('../ru/pages/letters.js'),
  en: () => import('../en/pages/letters.js'),
};
