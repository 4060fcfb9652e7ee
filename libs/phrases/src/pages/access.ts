import type { PageSentences } from '../load.js';

/** Who may work at the desk, one’s own password and devices, the security log, a new council. */
export const access: PageSentences = {
  ru: () => import('../ru/pages/access.js'),
  en: () => import('../en/pages/access.js'),
};
