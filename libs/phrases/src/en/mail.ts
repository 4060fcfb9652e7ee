import type { mail as ru } from '../ru/mail.js';
import type { Translation } from '../translation.js';

/** Mails and invitations. */
export const mail = {
  title: 'Invitation to a session',
} satisfies Translation<typeof ru>;
