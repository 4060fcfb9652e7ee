import type { letters as ru } from '../ru/letters.js';
import type { Translation } from '../translation.js';

/** Letters of a session at the desk, and what became of them. */
export const letters = {
  title: 'Letters of this session',
  none: 'No letter was written yet.',
  to: 'To',
  written: 'Written',
  fate: 'What became of it',
  recall: 'Take back',
  recallAll: 'Take back all that wait ({n})',
  now: 'Send now',
  again: 'Send again',
  'occasion.request': 'invitation',
  'occasion.update': 'change',
  'occasion.cancel': 'cancellation',
  'occasion.uninvite': 'taken off the roll',
  'occasion.key': 'a new link was issued',
  'occasion.reset': 'a new password',
  'occasion.desk': 'invitation to the desk',
  'state.waiting': 'waiting',
  'state.sending': 'on its way',
  'state.sent': 'sent',
  'state.refused': 'refused',
  'state.recalled': 'taken back',
  'state.replaced': 'joined a later letter',
  'state.lapsed': 'not sent in time',
  twice: 'perhaps twice',
  goes: 'goes {at}',
  next: 'tried again {at}',
  'said.refused': '{server} refuses it: {said}',
  'said.busy': '{server} puts it off: {said}',
  'said.unreachable': '{server} is not reached: {said}',
  'said.login': '{server} does not let us in: {said}',
  'fault.other_secret': 'It was written with another LETTER_SECRET; sent again it is written anew.',
  'fault.not_composed': 'It could not be written. The operator finds the fault in the log.',
  'trouble.unreachable':
    'The mail server {server} has not been reached since {since}: {said}. Nothing is lost: letters wait and go by themselves when it is back.',
  'trouble.login':
    'The mail server {server} has not let us in since {since}: {said}. Ask the operator to check SMTP_URL; letters wait and go by themselves.',
} satisfies Translation<typeof ru>;
