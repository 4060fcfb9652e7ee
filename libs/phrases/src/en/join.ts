import type { join as ru } from '../ru/join.js';
import type { Translation } from '../translation.js';

/** The page a personal link opens. */
export const join = {
  title: 'Joining the session',
  ready: 'Your link has been read. Press the button to join from this device.',
  enter: 'Enter',
  entering: 'Joining…',
  personal: 'The link is personal: it opens your own page. Do not forward it.',
  'none.title': 'There is no link in the address',
  none: 'Open the personal link of your invitation as a whole, with the part after the # sign. A link that was opened here before must be opened from the invitation again.',
  'none.lost': 'If you do not have the invitation at hand, ask the secretariat for a new link.',
  'refused.title': 'You have not joined',
  'refused.unknown': 'This link does not fit. Perhaps it was not copied as a whole.',
  'refused.expired': 'This link has expired.',
  'refused.revoked': 'This link was revoked: a new one may have been issued instead.',
  'refused.used': 'This link has already been used and does not work a second time.',
  'waits.title': 'Waiting to be confirmed',
  waits:
    'A second person has to confirm this link: the chair, the deputy chair, or you on an earlier device. Keep this page open: it goes on by itself.',
  'refused.refused': 'This link was refused.',
  'refused.help': 'Ask the secretariat for a new link.',
  offline:
    'No connection to the server, you have not joined. Check your network and press again: the link is not lost.',
  again: 'Try again',
} satisfies Translation<typeof ru>;
