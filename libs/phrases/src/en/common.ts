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
  'line.inDoubt':
    'It is not known yet whether your action was recorded. This page is asking again by itself, under the same number; nothing is done twice.',
  'line.putBack':
    'The record of the session was restored from a backup to an earlier state. What this page showed after that no longer holds; you now see what there is. Check whether your latest actions are recorded.',
  'line.lapsed':
    'Before this page was reloaded an action was sent, more than ten minutes ago. Whether it was recorded shows in what you see here; it is not sent again by itself.',
  'line.understood': 'Understood',
  language: 'Language',
  'language.failed': 'This language could not be loaded. Check the connection and choose it again.',
  'heads.title': 'What the record is sealed with',
  'heads.proceedings': 'Hash of the proceedings, sealed at entry No. {n}',
  'heads.proceedingsHow':
    'What happened in the session, up to its close. Keep this hash or read it out: with it anyone can check that none of it was changed.',
  'heads.present': 'Hash of the journal now, at entry No. {n}',
  'heads.presentHow':
    'After the close come only what it brings about of itself (such as motions that lapse), signatures, numbers, corrections, remarks and what becomes of tasks: {later, plural, one {# entry} other {# entries}} so far. With each further one this hash is another.',
  'heads.presentOpen': 'The session is not closed: with every entry this hash is another.',
} satisfies Translation<typeof ru>;
