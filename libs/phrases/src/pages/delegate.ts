import type { PageSentences } from '../load.js';

/** The delegate’s page and the door to it. */
export const delegate: PageSentences = {
  ru: () => import('../ru/pages/delegate.js'),
  en: () => import('../en/pages/delegate.js'),
};
