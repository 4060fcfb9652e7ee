import type { PageSentences } from '../load.js';

/** The page of whoever leads the session. */
export const chair: PageSentences = {
  ru: () => import('../ru/pages/chair.js'),
  en: () => import('../en/pages/chair.js'),
};
