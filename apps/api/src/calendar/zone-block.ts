import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { zoned } from './zone.js';

/**
 * The VTIMEZONE of a zone, as told by timezones-ical-library. It knows a zone's present rule only, so for instants of an earlier
 * rule (Almaty before March 2024) its offset is compared with Node's tables and, where it differs, the offset of that moment
 * is written as the whole rule (CAL-26).
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
  return named !== undefined &&
    instants.every(instant => offsetBy(named, zone, instant) === zoned(instant, zone).offset)
    ? named
    : fixedBlock(zone, zoned(instants[0] ?? new Date(0), zone).offset);
}

/** Minutes east of UTC at an instant by this block. */
export function offsetBy(block: string, zone: string, instant: Date): number {
  const component = new ICAL.Component(ICAL.parse(block) as unknown[]);
  const timezone = new ICAL.Timezone({ component, tzid: zone });
  const local = ICAL.Time.fromJSDate(instant, true).convertToZone(timezone);
  return timezone.utcOffset(local) / 60;
}

function fixedBlock(zone: string, minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    'BEGIN:STANDARD',
    `TZNAME:${offset}`,
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'DTSTART:19700101T000000',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
}
