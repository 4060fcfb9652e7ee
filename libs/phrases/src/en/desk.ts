import type { desk as ru } from '../ru/desk.js';
import type { Translation } from '../translation.js';

/** The secretariat's desk. */
export const desk = {
  title: 'Secretariat',
} satisfies Translation<typeof ru>;
