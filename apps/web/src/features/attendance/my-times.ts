import { formatLocalDate, zoneLabel } from '@kengesh/phrases/page';
import { instantOf, offsetMinutes, wallClock } from '../../ui/zone-time.js';

/** An instant as the session's own clock shows it, with the zone said: «14:33 по Бишкеку, UTC+6» (TZ-04). */
export function timeThere(language: string, instant: string, zone: string): { time: string; zone: string } {
  const at = Date.parse(instant);
  return { time: wallClock(at, zone).slice(11, 16), zone: zoneLabel(language, zone, offsetMinutes(at, zone)) };
}

/** A promised wall clock `YYYY-MM-DDTHH:mm` in words, with its zone. */
export function promised(language: string, local: string, zone: string): { date: string; time: string; zone: string } {
  return {
    date: formatLocalDate(language, local),
    time: local.slice(11, 16),
    zone: zoneLabel(language, zone, offsetMinutes(instantOf(local, zone), zone)),
  };
}
