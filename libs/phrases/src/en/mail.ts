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
  'city.bishkek': 'Bishkek',
  'city.tashkent': 'Tashkent',
  'city.astana': 'Astana',
  'city.dushanbe': 'Dushanbe',
  'city.yerevan': 'Yerevan',
  'city.moscow': 'Moscow',

  'subject.request': 'Invitation: {title}, {date}',
  'subject.update': 'Changed: {title}, {date}',
  'subject.cancel': 'Cancelled: {title}, {date}',
  'subject.uninvite': 'Taken off the roll: {title}, {date}',
  greeting: 'Dear {name},',
  'lead.request': '{council} invites you to a session.',
  'lead.update': '{council} has changed the session. What follows is what holds now.',
  'lead.cancel': '{council} has cancelled the session.',
  'lead.uninvite': '{council} informs you that you are no longer on the roll of this session.',
  'label.session': 'Session',
  'label.when': 'When',
  'label.where': 'Where',
  'label.times': 'Local times',
  when: '{date}, {from}–{to} ({offset})',
  open_page: 'Open my page',
  answer_hint: 'Please answer in your calendar. If it is not there, open the attachment invite.ics.',
  signature: 'The secretariat, {council}',
  sample: 'This is sample data, not a real invitation.',
} satisfies Translation<typeof ru>;
