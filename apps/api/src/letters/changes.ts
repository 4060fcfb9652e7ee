/** What of a session is other than a person was told before: each told as old → new, in that person's language. */
import { localizedText } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases';
import { line } from '../calendar/text.js';
import { offsetLabel, zoned } from '../calendar/zone.js';
import type { Changed, Promised } from './letter-draft.js';

export interface Change {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** The most important first: when, where, how, what. */
export function changesIn({ before, after }: Changed, language: string): Change[] {
  const told = [
    ['when', whenOf(before, language), whenOf(after, language)],
    ['where', line(localizedText(before.place, language)), line(localizedText(after.place, language))],
    ['form', phrase(language, `letters.changed.${before.form}`), phrase(language, `letters.changed.${after.form}`)],
    ['session', line(localizedText(before.title, language)), line(localizedText(after.title, language))],
  ] as const;
  return told
    .filter(([, from, to]) => from !== to)
    .map(([key, from, to]) => ({
      label: phrase(language, key === 'form' ? 'letters.changed.form' : `mail.label.${key}`),
      from,
      to,
    }));
}

export const arrow = ({ from, to }: Change): string => `${from} → ${to}`;

function whenOf({ startsAt, endsAt, zone }: Promised, language: string): string {
  const start = zoned(startsAt, zone);
  return phrase(language, 'mail.when', {
    date: dateOf(startsAt, zone, language),
    from: start.toFormat('HH:mm'),
    to: zoned(endsAt, zone).toFormat('HH:mm'),
    offset: offsetLabel(start.offset),
  });
}

export const dateOf = (at: Date, zone: string, language: string, dateStyle: 'long' | 'full' = 'long'): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', { dateStyle, timeZone: zone }).format(at);
