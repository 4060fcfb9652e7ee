/** From what was promised, a wall clock in a zone, to the instant it means (TZ-01). Node's own tables, no process zone. */
import { tzlib_get_timezones } from 'timezones-ical-library';
import { refused } from '../problems/refused-error.js';

/** Zones we can also describe in an invitation. */
const describable = new Set(tzlib_get_timezones() as string[]);
const formats = new Map<string, Intl.DateTimeFormat>();

export const tzdbVersion = (): string => process.versions.tz ?? 'unknown';

/**
 * IANA ids as they are written, area and place. Abbreviations are refused (TZ-06: AMT is the Amazon to one and Armenia to
 * another), and so is `Etc/GMT+6`, whose sign means the opposite (TZ-07).
 */
export function isZone(zone: string): boolean {
  if (!zone.includes('/') || /^Etc\/GMT[+\-\d]/.test(zone) || !describable.has(zone)) return false;
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** @throws session.unknown_zone {zone} */
export function mustBeZone(zone: string): void {
  if (!isZone(zone)) throw refused('session.unknown_zone', { zone });
}

/**
 * @param local `YYYY-MM-DDTHH:mm`
 * @returns the instant; where clocks go back and the local time comes twice, the first (TZ-10)
 * @throws session.unknown_zone {zone}, session.no_such_time {local, zone}
 */
export function instantOf(local: string, zone: string): Date {
  mustBeZone(zone);
  const naive = Date.parse(`${local}:00.000Z`);
  const day = 86_400_000;
  const candidates = Number.isNaN(naive)
    ? []
    : [naive - day, naive + day]
        .map(around => naive - (wallClock(around, zone) - around))
        .filter(instant => wallClock(instant, zone) === naive);
  // Date.parse reads 30 February as 2 March.
  if (candidates.length === 0 || new Date(naive).toISOString().slice(0, 16) !== local)
    throw refused('session.no_such_time', { local: local.replace('T', ' '), zone });
  return new Date(Math.min(...candidates));
}

/** The wall clock of the zone at an instant, `YYYY-MM-DDTHH:mm`. */
export const localOf = (instant: Date, zone: string): string =>
  new Date(wallClock(instant.getTime(), zone)).toISOString().slice(0, 16);

/** What the wall clock shows, read as if it were UTC: milliseconds, to the second. */
function wallClock(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, 0);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}
