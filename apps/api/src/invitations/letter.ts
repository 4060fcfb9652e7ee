/** The letter around an invitation, in the recipient's language, for those whose mail shows no calendar. */
import { phrase } from '@kengesh/phrases';
import { capitalTimes } from '../calendar/capitals.js';
import type { Invitation } from '../calendar/invitation.js';
import { line, name } from '../calendar/text.js';
import { offsetLabel, zoned } from '../calendar/zone.js';

/** `update` and `request` carry a REQUEST; `cancel` and `uninvite` a CANCEL. */
export type Occasion = 'request' | 'update' | 'cancel' | 'uninvite';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function letter(of: Invitation, occasion: Occasion, sample: boolean): Letter {
  const { language, zone, startsAt, endsAt } = of;
  const tell = (key: Parameters<typeof phrase>[1], params = {}) => phrase(language, key, params);
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', {
    dateStyle: 'long',
    timeZone: zone,
  }).format(startsAt);
  const start = zoned(startsAt, zone);
  const when = tell('mail.when', {
    date,
    from: start.toFormat('HH:mm'),
    to: zoned(endsAt, zone).toFormat('HH:mm'),
    offset: offsetLabel(start.offset),
  });
  const title = line(of.title);
  const council = line(of.council);
  const invites = occasion === 'request' || occasion === 'update';
  const greeting = tell('mail.greeting', { name: name(of.recipient?.name ?? '', language) });
  const lead = tell(`mail.lead.${occasion}`, { council });
  const facts = [
    [tell('mail.label.session'), title],
    [tell('mail.label.when'), when],
    [tell('mail.label.where'), `${line(of.place)}. ${tell(`mail.form.${of.form}`)}`],
    [tell('mail.label.times'), capitalTimes(startsAt, zone, language).join('; ')],
  ] as const;
  const after = invites ? [tell('mail.answer_hint')] : [];
  const foot = [tell('mail.signature', { council }), ...(sample ? [tell('mail.sample')] : [])];
  const text = [
    greeting,
    '',
    lead,
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(invites ? ['', tell('mail.page', { url: of.page }), tell('mail.page_hint')] : []),
    ...after.flatMap(one => ['', one]),
    '',
    ...foot,
  ].join('\n');
  const html = [
    `<!doctype html><html lang="${language}"><body style="font: 16px/1.5 sans-serif; color: #1b1b1b">`,
    paragraph(greeting),
    paragraph(lead),
    '<table style="border-collapse: collapse">',
    ...facts.map(
      ([label, value]) =>
        `<tr><th style="text-align: left; vertical-align: top; padding: 4px 16px 4px 0">${safe(label)}</th>` +
        `<td style="padding: 4px 0">${safe(value)}</td></tr>`,
    ),
    '</table>',
    ...(invites
      ? [
          `<p><a href="${safe(of.page)}" style="color: #0b4f8a">${safe(tell('mail.open_page'))}</a><br>${safe(tell('mail.page_hint'))}</p>`,
        ]
      : []),
    ...after.map(paragraph),
    ...foot.map(paragraph),
    '</body></html>',
  ].join('\n');
  return { subject: line(tell(`mail.subject.${occasion}`, { title, date })), text, html };
}

/** A letter of paragraphs alone. */
export function plainLetter(language: string, subject: string, paragraphs: readonly string[]): Letter {
  const body = paragraphs.map(paragraph).join('\n');
  return {
    subject: line(subject),
    text: paragraphs.join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body style="font: 16px/1.5 sans-serif; color: #1b1b1b">${body}</body></html>`,
  };
}

const safe = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`);
const paragraph = (text: string) => `<p>${safe(text)}</p>`;
