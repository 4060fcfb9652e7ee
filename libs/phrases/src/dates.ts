import { addSeconds } from '@kengesh/domain';
import { isPhraseKey, type PhraseParams, phrase } from './phrase.js';
import type { PhraseKey } from './topics.js';

// Own patterns: those of Intl change between its versions, and what stands in signed papers must not (L10N-02).

/** `YYYY-MM-DD` of a local text, in words: «10 марта 2026 г.», “10 March 2026”. */
export function formatLocalDate(language: string, local: string): string {
  return phrase(language, 'dates.date', dateParts(language, local));
}

/** A local wall clock `YYYY-MM-DDTHH:mm`, in words: «10 марта 2026 г. в 14:00». */
export function formatLocalDateTime(language: string, local: string): string {
  return phrase(language, 'dates.dateTime', { ...dateParts(language, local), time: local.slice(11, 16) });
}

/** @param offsetMinutes of the zone at that instant, east positive: 360 in Bishkek. The caller knows it, this package has no clock. */
export const formatDate = (language: string, instant: string, offsetMinutes: number): string =>
  formatLocalDate(language, localOf(instant, offsetMinutes));
export const formatDateTime = (language: string, instant: string, offsetMinutes: number): string =>
  formatLocalDateTime(language, localOf(instant, offsetMinutes));
/** `14:05`, of 24 hours (L10N-02); with seconds `14:05:09`. */
export const formatTime = (instant: string, offsetMinutes: number, seconds = false): string =>
  localOf(instant, offsetMinutes).slice(11, seconds ? 19 : 16);

/** A span of seconds as a clock shows it: `2:41`, `1:02:41`. What is past its end counts on with a minus. */
export function formatSpan(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return `${seconds <= -1 ? '−' : ''}${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}`;
}

/** `UTC+6`, `UTC+5:30`, `UTC−3`, `UTC`. */
export function formatOffset(offsetMinutes: number): string {
  const whole = Math.abs(offsetMinutes);
  if (whole === 0) return 'UTC';
  const minutes = whole % 60 === 0 ? '' : `:${String(whole % 60).padStart(2, '0')}`;
  return `UTC${offsetMinutes < 0 ? '−' : '+'}${Math.floor(whole / 60)}${minutes}`;
}

/** The label every shown time carries (TZ-04): «по Бишкеку, UTC+6». A zone not in our table is named by its IANA id. */
export function zoneLabel(language: string, zone: string, offsetMinutes: number): string {
  const key = `dates.place.${zone}`;
  const place = isPhraseKey(key) ? phrase(language, key) : zone;
  const offset = formatOffset(offsetMinutes);
  return place === offset ? offset : phrase(language, 'dates.zone', { place, offset });
}

const localOf = (instant: string, offsetMinutes: number) => addSeconds(instant, offsetMinutes * 60);

function dateParts(language: string, local: string): PhraseParams {
  const month = phrase(language, `dates.month.${Number(local.slice(5, 7))}` as PhraseKey);
  return { day: String(Number(local.slice(8, 10))), month, year: local.slice(0, 4) };
}
