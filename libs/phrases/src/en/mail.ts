import type { mail as ru } from '../ru/mail.js';
import type { Translation } from '../translation.js';

/** Mails and invitations. */
export const mail = {
  title: 'Invitation to a session',

  alarm: 'The session starts in 15 minutes',
  conference: 'Join the session',
  cancelled: 'The session is cancelled.',
  uninvited: 'You are no longer on the roll of this session.',
  'form.hybrid': 'In the hall or remotely.',
  'form.hall': 'In the hall.',
  'form.remote': 'Remotely.',
  page: 'Your page: {url}',
  page_hint: 'It is entered by the personal link the secretariat gives you.',

  'subject.request': 'Invitation: {title}, {date}',
  'subject.update': 'Changed: {title}, {date}',
  'subject.cancel': 'Cancelled: {title}, {date}',
  'subject.uninvite': 'Taken off the roll: {title}, {date}',
  'subject.key': 'A new link was issued for you: {title}',
  greeting: 'Dear {name},',
  'lead.request': '{council} invites you to a session.',
  'lead.update': '{council} has changed the session. What follows is what holds now.',
  'lead.cancel': '{council} has cancelled the session.',
  'lead.uninvite': '{council} informs you that you are no longer on the roll of this session.',
  'lead.key':
    'The secretariat issued a new personal link in your name: {title}, {council}. Reason: {reason, select, first {first entry} lost {the device is lost} broken {the device does not work} changed {another device} leaked {a stranger may know the link} unsaid {none given} other {another}}.',
  'key.unasked':
    'If you did not ask for it, tell the chair at once: whoever has this link can take part in your name. That it was issued is on the record of the session.',
  'label.session': 'Session',
  'label.when': 'When',
  'label.where': 'Where',
  'label.times': 'Local times',
  when: '{date}, {from}–{to} ({offset})',
  open_page: 'Open my page',
  answer_hint: 'Please answer in your calendar. If it is not there, open the attachment invite.ics.',
  signature: 'The secretariat, {council}',
  sample: 'This is sample data, not a real invitation.',
  'reset.subject': 'A new password for Kengesh',
  'reset.lead':
    'Somebody asked for a new password for your sign-in at the desk ({council}). Open the link and set one:',
  'reset.hint':
    'The link is good once, for {minutes, plural, one {# minute} other {# minutes}}. If it was not you, there is nothing to do.',
  'desk.subject': 'Invitation to the desk: {council}',
  'desk.lead': '{council} invites you to its desk. Your way in:',
  'desk.hint':
    '{link, select, yes {The link is good once, for a day. Then set a password.} other {Sign in with your address and password.}}',
} satisfies Translation<typeof ru>;
