import { phrase } from '@kengesh/phrases';
import { offsetLabel, zoned } from './zone.js';

/** Capitals of the member states, told in every invitation because some calendars mishandle zones (CAL-27). */
const CAPITALS = [
  ['bishkek', 'Asia/Bishkek'],
  ['tashkent', 'Asia/Tashkent'],
  ['astana', 'Asia/Almaty'],
  ['dushanbe', 'Asia/Dushanbe'],
  ['yerevan', 'Asia/Yerevan'],
  ['moscow', 'Europe/Moscow'],
] as const;

/**
 * Local times of an instant, one line for each different wall clock, the session's own first: `14:00 Бишкек (UTC+6)`. Another
 * date than the session's is told too.
 */
export function capitalTimes(instant: Date, zone: string, language: string): string[] {
  const places: { zone: string; name: string }[] = CAPITALS.map(([key, of]) => ({
    zone: of,
    name: phrase(language, `mail.city.${key}`),
  }));
  // A zone without a capital of ours is told by the last part of its id.
  if (!places.some(one => one.zone === zone))
    places.unshift({ zone, name: (zone.split('/').at(-1) ?? zone).replace(/_/g, ' ') });
  places.sort((one, other) => Number(other.zone === zone) - Number(one.zone === zone));
  const own = zoned(instant, zone).toFormat('yyyy-MM-dd');
  const lines = new Map<string, string[]>();
  for (const place of places) {
    const local = zoned(instant, place.zone);
    const date = local.toFormat('yyyy-MM-dd');
    const key = `${date === own ? '' : `${date} `}${local.toFormat('HH:mm')}|${offsetLabel(local.offset)}`;
    lines.set(key, [...(lines.get(key) ?? []), place.name]);
  }
  return [...lines].map(([key, names]) => {
    const [time, offset] = key.split('|');
    return `${time} ${names.join(', ')} (${offset})`;
  });
}
