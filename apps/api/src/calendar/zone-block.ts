import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { zoned } from './zone.js';

/**
 * The VTIMEZONE of a zone, as told by timezones-ical-library: with both clocks and their yearly rule where it has two. It knows a
 * zone's present rule only, so its offsets are compared with Node's tables, and where they differ on the day (Almaty before March
 * 2024, a zone whose changes follow no yearly rule) what holds from the one instant to the other is written out (CAL-26).
 */
export function zoneBlock(zone: string, instants: readonly Date[]): string {
  const key = `${zone} ${instants.map(Number).join(' ')}`;
  const known = blocks.get(key);
  if (known !== undefined) return known;
  // Every delegate's invitation asks for the same few.
  if (blocks.size > 100) blocks.clear();
  const made = makeBlock(zone, instants);
  blocks.set(key, made);
  return made;
}

const blocks = new Map<string, string>();

function makeBlock(zone: string, instants: readonly Date[]): string {
  const [found] = tzlib_get_ical_block(zone) as [string] | [];
  const named = found?.replace(/^TZID:.*$/m, `TZID:${zone}`);
  const agrees = named !== undefined && instants.every(instant => offsetBy(named, instant) === offsetAt(zone, instant));
  return agrees ? named : writtenOut(zone, instants);
}

const offsetAt = (zone: string, instant: Date): number => zoned(instant, zone).offset;

/** Minutes east of UTC at an instant by this block: those of the last onset before it (RFC 5545 3.6.5). */
export function offsetBy(block: string, instant: Date): number {
  const component = new ICAL.Component(ICAL.parse(block) as unknown[]);
  let last = { at: Number.NEGATIVE_INFINITY, offset: Number.NaN };
  for (const observance of component.getAllSubcomponents()) {
    const offsetOf = (key: string) =>
      (observance.getFirstPropertyValue(key) as InstanceType<typeof ICAL.UtcOffset>).toSeconds();
    const [from, to] = [offsetOf('tzoffsetfrom'), offsetOf('tzoffsetto')];
    const onsets = new ICAL.RecurExpansion({
      component: observance,
      dtstart: observance.getFirstPropertyValue('dtstart') as InstanceType<typeof ICAL.Time>,
    });
    // An onset is told by the clock that is left.
    for (let onset = onsets.next(); onset; onset = onsets.next()) {
      const { year, month, day, hour, minute, second } = onset;
      const at = Date.UTC(year, month - 1, day, hour, minute, second) - from * 1000;
      if (at > instant.getTime()) break;
      if (at >= last.at) last = { at, offset: to / 60 };
    }
  }
  return last.offset;
}

/** The offset at the first instant, and the change of clocks on the way to the last, where there is one. */
function writtenOut(zone: string, instants: readonly Date[]): string {
  const times = instants.map(Number);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const [before, after] = [offsetAt(zone, new Date(first)), offsetAt(zone, new Date(last))];
  const change = before === after ? [] : observance(before, after, changeBetween(zone, first, last) + before * 60_000);
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observance(before, before, 0), ...change, 'END:VTIMEZONE'].join('\r\n');
}

/** The first instant of the second offset, by halves, to the second. */
function changeBetween(zone: string, first: number, last: number): number {
  const offset = offsetAt(zone, new Date(last));
  let [before, after] = [first, last];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (middle === before) break;
    if (offsetAt(zone, new Date(middle)) === offset) after = middle;
    else before = middle;
  }
  return Math.floor(after / 1000) * 1000;
}

/** @param onset what the clock that is left shows then, as milliseconds of UTC */
function observance(from: number, to: number, onset: number): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  const local = new Date(onset).toISOString().slice(0, 19).replace(/[-:]/g, '');
  return [
    `BEGIN:${kind}`,
    `TZNAME:${offsetText(to)}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `DTSTART:${local}`,
    `END:${kind}`,
  ];
}

function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
