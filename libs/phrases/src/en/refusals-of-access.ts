import type { refusalsOfAccess as ru } from '../ru/refusals-of-access.js';
import type { Translation } from '../translation.js';

/** Why a way in, a password or a right at the desk was refused. */
export const refusalsOfAccess = {
  'council.quota':
    'You have founded {most, plural, one {# council} other {# councils}} already, more are not allowed here.',
  'desk.last_secretary': 'A council needs at least one secretary. Invite another one first.',
  'host.unknown':
    'This server does not answer under the name {host}. Whoever runs it sets PUBLIC_URL to the address people type, https://council.example for example.',
  'mail.not_configured': 'Mail is not set up here. Ask the operator of this installation for a link.',
  'may.found_councils': 'Only those whom the operator of this installation let do so may found councils.',
  'password.common':
    'This password is among the first that are tried. Choose another one, several words in a row for example.',
  'password.own_address': 'The password may not be made of your own address.',
  'password.short': 'The password is short: at least 12 characters are needed.',
} satisfies Translation<typeof ru>;
