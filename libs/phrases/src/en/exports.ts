import type { exports as ru } from '../ru/exports.js';
import type { Translation } from '../translation.js';

/** Documents that are exported. */
export const exports = {
  title: 'Documents of the session',
} satisfies Translation<typeof ru>;
