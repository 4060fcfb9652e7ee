/**
 * The finishing step over what ical-generator writes: values that it escapes though they are no text are set as they are, the
 * video room is named, properties stand before alarms, lines are folded and ended as the standard asks.
 */
import ICAL from 'ical.js';
import { mailto } from './text.js';

// ical.js knows the parameter of RFC 7986 only once it is told that it is a list.
Object.assign(ICAL.design.icalendar.param, { feature: { multiValue: ',' } });

export interface Finish {
  /** Raw: commas and semicolons in it are no text (CAL-06). */
  readonly url: string;
  /** Label of the way into the video room; null for a session in the hall only. */
  readonly conference: string | null;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendee: { readonly name: string; readonly email: string } | null;
}

export function finished(generated: string, { url, conference, organizer, attendee }: Finish): string {
  const calendar = new ICAL.Component(ICAL.parse(generated) as unknown[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) zone.removeAllProperties('x-lic-location');
  const event = calendar.getFirstSubcomponent('vevent');
  if (!event) throw new Error('a calendar without an event');
  event.removeAllProperties('url');
  event.addProperty(property('url', 'uri', url));
  if (conference !== null)
    event.addProperty(property('conference', 'uri', url, { feature: ['AUDIO', 'VIDEO'], label: conference }));
  for (const [key, person] of [
    ['organizer', organizer],
    ['attendee', attendee],
  ] as const) {
    const found = event.getFirstProperty(key);
    if (!found || !person) continue;
    found.setValue(mailto(person.email));
    found.setParameter('cn', person.name);
  }
  const unfolded = calendar.toString().replace(/\r?\n[ \t]/g, '');
  return `${unfolded
    .split(/\r?\n/)
    .filter(text => text !== '')
    .map(folded)
    .join('\r\n')}\r\n`;
}

function property(key: string, type: string, value: string, parameters: Record<string, string | string[]> = {}) {
  return new ICAL.Property([key, parameters, type, value]);
}

const OCTETS = 75;
// Signs that belong to the one before them: no fold between (CAL-04).
const JOINED = /^(?:\p{M}|\u200d|\p{Emoji_Modifier})/u;

/** Lines of at most 75 octets, the leading space of a continued line counted in (CAL-03). */
export function folded(text: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  // Signs that stay together, together with their size; one that alone fills a line is cut between its code points.
  for (const cluster of clusters(text)) {
    const size = Buffer.byteLength(cluster);
    if (octets + size > OCTETS && current !== '' && current !== ' ') {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += cluster;
    octets += size;
  }
  lines.push(current);
  return lines.join('\r\n');
}

function* clusters(text: string): Generator<string> {
  let cluster = '';
  for (const sign of text) {
    const joins = JOINED.test(sign) || cluster.endsWith('\u200d');
    if (cluster !== '' && (!joins || Buffer.byteLength(cluster + sign) > OCTETS - 1)) {
      yield cluster;
      cluster = '';
    }
    cluster += sign;
  }
  if (cluster !== '') yield cluster;
}
