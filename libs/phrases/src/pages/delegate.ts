import type { PageSentences } from '../load.js';

/** The delegate’s page and the page of the link that leads to it. */
export const delegate: PageSentences = {
  ru: () => import('../ru/pages/delegate.js'),
  en: () => import('../en/pages/delegate.js'),
};
