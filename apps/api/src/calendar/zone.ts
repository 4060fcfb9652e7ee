/// <reference path="./luxon.d.ts" />
/** Wall clocks and instants of a zone. The one place that imports luxon: the host's own zone must never show through. */
import { DateTime } from 'luxon';

/** An instant as the wall clock of this zone shows it. */
export const zoned = (instant: Date, zone: string): DateTime => DateTime.fromMillis(instant.getTime(), { zone });

/** Local time told alike in every language, to the second: `2026-03-10 14:00:00`. */
export const localTime =
  (zone: string) =>
  (instant: string): string =>
    DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');

/** `UTC+6`, `UTC+5:30`, `UTC−3`: never an abbreviation (TZ-06). */
export function offsetLabel(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}
