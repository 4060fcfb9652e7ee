import type { chair as ru } from '../ru/chair.js';
import type { Translation } from '../translation.js';

/** The chair's page. */
export const chair = {
  title: 'Chair',
} satisfies Translation<typeof ru>;
