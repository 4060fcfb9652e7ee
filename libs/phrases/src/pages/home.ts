import type { PageSentences } from '../load.js';

/** The first page, signing in, and where nothing is. */
export const home: PageSentences = {
  ru: () => import('../ru/pages/home.js'),
  en: () => import('../en/pages/home.js'),
};
