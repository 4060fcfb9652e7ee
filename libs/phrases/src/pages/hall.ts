import type { PageSentences } from '../load.js';

/** The hall’s screen. */
export const hall: PageSentences = {
  ru: () => import('../ru/pages/hall.js'),
  en: () => import('../en/pages/hall.js'),
};
