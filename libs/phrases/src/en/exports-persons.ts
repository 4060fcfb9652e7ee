import type { exportsPersons as ru } from '../ru/exports-persons.js';
import type { Translation } from '../translation.js';

/** Whoever has no name any more: the part of `exports` that the desk says too. */
export const exportsPersons = {
  'person.not_kept': 'name not kept',
  'person.erased': 'name erased',
} satisfies Translation<typeof ru>;
