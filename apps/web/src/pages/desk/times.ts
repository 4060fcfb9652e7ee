import type { SessionRow } from '@kengesh/contracts';
import { formatLocalDate, formatLocalDateTime, type PhraseKey, phrase, zoneLabel } from '@kengesh/phrases/page';
import { instantOf, offsetMinutes, wallClock } from '../../ui/zone-time.js';

/** Zones a council of ours most often sits in; any other is written by its IANA name. */
export const SEED_ZONES = [
  'Asia/Bishkek',
  'Europe/Moscow',
  'Asia/Yerevan',
  'Asia/Almaty',
  'Asia/Tashkent',
  'Asia/Dushanbe',
] as const;

const CITIES: { readonly [zone in (typeof SEED_ZONES)[number]]: PhraseKey } = {
  'Asia/Bishkek': 'mail.city.bishkek',
  'Europe/Moscow': 'mail.city.moscow',
  'Asia/Yerevan': 'mail.city.yerevan',
  'Asia/Almaty': 'mail.city.astana',
  'Asia/Tashkent': 'mail.city.tashkent',
  'Asia/Dushanbe': 'mail.city.dushanbe',
};

/** The city a zone is known by here, else the last part of its name. */
export function cityOf(language: string, zone: string): string {
  const key = CITIES[zone as keyof typeof CITIES];
  return key ? phrase(language, key) : (zone.split('/').at(-1) ?? zone).replace(/_/g, ' ');
}

/** The same instant in the capitals: `11:00 Moscow · 12:00 Yerevan · 13:00 Tashkent, Astana`; another day is named. */
export function elsewhere(language: string, at: number, zone: string): string {
  const day = wallClock(at, zone).slice(0, 10);
  const own = wallClock(at, zone).slice(0, 16);
  const cities = new Map<string, string[]>();
  for (const other of [...SEED_ZONES].sort((one, two) => offsetMinutes(at, one) - offsetMinutes(at, two))) {
    const local = wallClock(at, other).slice(0, 16);
    if (other === zone || local === own) continue;
    cities.set(local, [...(cities.get(local) ?? []), cityOf(language, other)]);
  }
  return [...cities]
    .map(([local, names]) => {
      const date = local.slice(0, 10) === day ? '' : ` (${formatLocalDate(language, local)})`;
      return `${local.slice(11, 16)} ${names.join(', ')}${date}`;
    })
    .join(' · ');
}

/** Whether the zone's clock ever shows this: it does not in the hour in which clocks go forward, nor on 30 February. */
export function isTime(local: string, zone: string): boolean {
  const at = instantOf(local, zone);
  return !Number.isNaN(at) && wallClock(at, zone).slice(0, 16) === local;
}

/** `14:00–18:00`, with the later date where the session ends on another day. */
export function spanOf(language: string, { startsLocal, endsLocal }: Pick<SessionRow, 'startsLocal' | 'endsLocal'>) {
  const from = startsLocal.slice(11, 16);
  const to =
    endsLocal.slice(0, 10) === startsLocal.slice(0, 10)
      ? endsLocal.slice(11, 16)
      : formatLocalDateTime(language, endsLocal);
  return `${from}–${to}`;
}

/** A time of the desk's own making (a link issued, a page opened), in the session's zone with its label (TZ-04). */
export function momentOf(language: string, instant: string, zone: string): string {
  const at = Date.parse(instant);
  const text = formatLocalDateTime(language, wallClock(at, zone).slice(0, 16));
  return `${text} (${zoneLabel(language, zone, offsetMinutes(at, zone))})`;
}

/** The date it is in a zone, `YYYY-MM-DD`. */
export const todayIn = (zone: string, now: number): string => wallClock(now, zone).slice(0, 10);
