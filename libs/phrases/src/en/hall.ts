import type { hall as ru } from '../ru/hall.js';
import type { Translation } from '../translation.js';

/** The hall's screen. */
export const hall = {
  title: 'Hall screen',
} satisfies Translation<typeof ru>;
