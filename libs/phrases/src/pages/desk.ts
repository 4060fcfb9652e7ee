import type { PageSentences } from '../load.js';

/** The desk of the secretariat. */
export const desk: PageSentences = {
  ru: () => import('../ru/pages/desk.js'),
  en: () => import('../en/pages/desk.js'),
};
