import type { PageSentences } from '../load.js';

/** What sound and video say besides. */
export const liveVideo: PageSentences = {
  ru: () => import('../ru/pages/live-video.js'),
  en: () => import('../en/pages/live-video.js'),
};
