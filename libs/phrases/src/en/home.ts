import type { home as ru } from '../ru/home.js';
import type { Translation } from '../translation.js';

/** The first page, signing in, the list of sessions. */
export const home = {
  what: 'Hybrid sessions of a council: in the hall and online, as one body',
  how: 'Quorum, floor, votes and minutes in one place. Every step is recorded, and anyone can verify the record.',
  delegate: 'For participants',
  delegateHow: 'Open the personal link from your invitation. No account and nothing to install.',
  bureau: 'For the chair and the secretariat',
  bureauHow: 'Sign in with your e-mail and password to lead a session or to prepare one.',
  signIn: 'Sign in',
  signInFor: 'For the chair, the deputy chair and the secretariat.',
  email: 'E-mail',
  emailMissing: 'Write your e-mail.',
  password: 'Password',
  passwordMissing: 'Write your password.',
  enter: 'Enter',
  look: 'Look',
  noPassword: 'Taking part in a session? You need no password, open the personal link from your invitation.',
  mySessions: 'My sessions',
  noSessions: 'No sessions yet. They are convened at the secretariat’s desk.',
  toDesk: 'Secretariat’s desk',
  signOut: 'Sign out',
  sample: 'sample',
  nothing: 'There is nothing at this address',
  toHome: 'To the first page',
  again: 'Try again',
} satisfies Translation<typeof ru>;
