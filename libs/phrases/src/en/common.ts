import type { common as ru } from '../ru/common.js';
import type { Translation } from '../translation.js';

/** Words that every page needs. */
export const common = {
  'refused.unknown': 'This is not possible now (code {code}).',
  unknown: 'unknown',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  yes: 'Yes',
  no: 'No',
  language: 'Language',
} satisfies Translation<typeof ru>;
