import type { PageSentences } from '../load.js';

/** What is said of the key of a ballot box, by the piece of a page that keeps it. */
export const ballotKey: PageSentences = {
  ru: () => import('../ru/pages/ballot-key.js'),
  en: () => import('../en/pages/ballot-key.js'),
};
