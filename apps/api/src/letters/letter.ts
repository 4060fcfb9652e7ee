/** The letter around an invitation, in the recipient's language, for those whose mail shows no calendar. */
import { phrase } from '@kengesh/phrases';
import { capitalTimes } from '../calendar/capitals.js';
import type { Invitation } from '../calendar/invitation.js';
import { line, name } from '../calendar/text.js';
import { offsetLabel, zoned } from '../calendar/zone.js';
import { arrow, changesIn, dateOf } from './changes.js';
import type { Changed, Occasion } from './letter-draft.js';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** @param changed what this person was told last, where it is something else */
export function letter(
  of: Invitation,
  occasion: Occasion,
  {
    sample,
    agenda,
    changed,
  }: { readonly sample: boolean; readonly agenda: readonly string[]; readonly changed: Changed | null },
): Letter {
  const { language, zone, startsAt, endsAt } = of;
  const tell = (key: Parameters<typeof phrase>[1], params = {}) => phrase(language, key, params);
  const date = dateOf(startsAt, zone, language);
  const start = zoned(startsAt, zone);
  const when = tell('mail.when', {
    date: dateOf(startsAt, zone, language, 'full'),
    from: start.toFormat('HH:mm'),
    to: zoned(endsAt, zone).toFormat('HH:mm'),
    offset: offsetLabel(start.offset),
  });
  const title = line(of.title);
  const council = line(of.council);
  const invites = occasion === 'request' || occasion === 'update';
  const changes = changed === null ? [] : changesIn(changed, language);
  const first = changes.map(change => `${change.label}: ${arrow(change)}`).join('; ');
  const items = invites ? agenda.map(line) : [];
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
    ...(first === '' ? [] : [first, '']),
    greeting,
    '',
    lead,
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(items.length > 0
      ? ['', `${tell('desk.agenda.title')}:`, ...items.map((item, index) => `${index + 1}. ${item}`)]
      : []),
    ...(invites ? ['', tell('mail.page', { url: of.page }), tell('mail.page_hint')] : []),
    ...after.flatMap(one => ['', one]),
    '',
    ...foot,
  ].join('\n');
  const html = [
    `<!doctype html><html lang="${language}"><body style="font: 16px/1.5 sans-serif; color: #1b1b1b">`,
    ...(first === '' ? [] : [`<p><strong>${safe(first)}</strong></p>`]),
    paragraph(greeting),
    paragraph(lead),
    '<table style="border-collapse: collapse">',
    ...facts.map(
      ([label, value]) =>
        `<tr><th style="text-align: left; vertical-align: top; padding: 4px 16px 4px 0">${safe(label)}</th>` +
        `<td style="padding: 4px 0">${safe(value)}</td></tr>`,
    ),
    '</table>',
    ...(items.length > 0
      ? [paragraph(`${tell('desk.agenda.title')}:`), `<ol>${items.map(item => `<li>${safe(item)}</li>`).join('')}</ol>`]
      : []),
    ...(invites
      ? [
          `<p><a href="${safe(of.page)}" style="color: #0b4f8a">${safe(tell('mail.open_page'))}</a><br>${safe(tell('mail.page_hint'))}</p>`,
        ]
      : []),
    ...after.map(paragraph),
    ...foot.map(paragraph),
    '</body></html>',
  ].join('\n');
  const [main] = changes;
  const subject = main
    ? tell('letters.changed.subject', { title, change: `${arrow(main)}${changes.length > 1 ? '…' : ''}` })
    : tell(`mail.subject.${occasion}`, { title, date });
  return { subject: line(subject), text, html };
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
