import type { delegate as ru } from '../ru/delegate.js';
import type { Translation } from '../translation.js';

/** The delegate's page. */
export const delegate = {
  title: 'Delegate',
} satisfies Translation<typeof ru>;
