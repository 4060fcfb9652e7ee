/** Time zones found by what people type: a city in Russian or in English, the name of the zone, or its distance from UTC. */
import { formatOffset } from '@kengesh/phrases/page';
import type { Option } from '../../kit/combobox.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { cityOf, SEED_ZONES } from './times.js';

/** More are not looked through by eye. */
const MOST = 50;

const RUSSIAN = [...'абвгдежзийклмнопрстуфхцчшщъыьэюя'];
const LATIN = 'a b v g d e zh z i i k l m n o p r s t u f h ts ch sh shch - i - e iu ia'.split(' ');
const LETTERS = new Map(RUSSIAN.map((letter, at) => [letter, LATIN[at]?.replace('-', '')]));

/** Letters of one kind for both alphabets: Кызылорда and Qyzylorda are one city. */
const fold = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[а-я]/g, letter => LETTERS.get(letter) ?? letter)
    .replaceAll('kh', 'h')
    .replaceAll('y', 'i')
    .replaceAll('q', 'k')
    .replace(/[_\s-]+/g, ' ');

/** Cities that are called otherwise than their zones, and capitals that have none of their own. */
const ALSO: { readonly [zone: string]: string } = {
  'Africa/Cairo': 'Каир',
  'America/Chicago': 'Чикаго',
  'America/Los_Angeles': 'Лос-Анджелес Сан-Франциско San Francisco',
  'America/New_York': 'Нью-Йорк Вашингтон Washington',
  'America/Sao_Paulo': 'Сан-Паулу Бразилиа Brasilia',
  'Asia/Almaty': 'Астана Astana',
  'Asia/Aqtau': 'Актау',
  'Asia/Ashgabat': 'Ашхабад',
  'Asia/Calcutta': 'Калькутта Kolkata Дели Delhi Мумбаи Mumbai',
  'Asia/Dubai': 'Абу-Даби Abu Dhabi',
  'Asia/Hong_Kong': 'Гонконг',
  'Asia/Jerusalem': 'Иерусалим Тель-Авив Tel Aviv',
  'Asia/Karachi': 'Исламабад Islamabad',
  'Asia/Katmandu': 'Катманду Kathmandu',
  'Asia/Oral': 'Уральск',
  'Asia/Riyadh': 'Эр-Рияд',
  'Asia/Saigon': 'Хошимин Ho Chi Minh',
  'Asia/Seoul': 'Сеул',
  'Asia/Shanghai': 'Шанхай Пекин Beijing',
  'Asia/Singapore': 'Сингапур',
  'Asia/Tehran': 'Тегеран',
  'Asia/Tokyo': 'Токио',
  'Asia/Ulaanbaatar': 'Улан-Батор Ulan Bator',
  'Asia/Urumqi': 'Урумчи',
  'Europe/Athens': 'Афины',
  'Europe/Brussels': 'Брюссель',
  'Europe/Bucharest': 'Бухарест',
  'Europe/Budapest': 'Будапешт',
  'Europe/Chisinau': 'Кишинёв',
  'Europe/Copenhagen': 'Копенгаген',
  'Europe/Istanbul': 'Стамбул Анкара Ankara',
  'Europe/Kiev': 'Киев Kyiv',
  'Europe/Lisbon': 'Лиссабон',
  'Europe/Luxembourg': 'Люксембург',
  'Europe/Paris': 'Париж Страсбург Strasbourg',
  'Europe/Prague': 'Прага',
  'Europe/Rome': 'Рим',
  'Europe/Sofia': 'София',
  'Europe/Stockholm': 'Стокгольм',
  'Europe/Vienna': 'Вена',
  'Europe/Vilnius': 'Вильнюс',
  'Europe/Warsaw': 'Варшава',
  'Europe/Zurich': 'Цюрих Женева Geneva Берн Bern',
};

/** `+6`, `UTC+5:45`, `-3` in minutes; null where it is something else. */
export function readOffset(typed: string): number | null {
  const found = /^(?:utc|gmt)?([+\-−])(\d{1,2})(?::?(\d\d))?$/.exec(typed.replace(/\s+/g, '').toLowerCase());
  if (!found) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '+' ? minutes : -minutes;
}

interface FoundZones {
  /** The first of them. */
  readonly options: readonly Option[];
  readonly found: number;
  readonly all: number;
}

/** A zone by a name that lists leave out, as `Etc/UTC` or an older one; null where the browser knows none. */
function zoneNamed(typed: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed.trim() }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/**
 * @param at the moment whose clocks are meant: summer time differs
 * @param chosen the zone there is now, shown where nothing is typed
 */
export function findZones(typed: string, language: string, at: number, chosen: string): FoundZones {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const zones = [...new Set<string>([...SEED_ZONES, ...known])];
  const option = (zone: string): Option => ({
    key: zone,
    text: cityOf(language, zone),
    detail: `${zone} · ${formatOffset(offsetMinutes(at, zone))}`,
  });
  const of = (found: readonly string[]): FoundZones => ({
    options: found.slice(0, MOST).map(option),
    found: found.length,
    all: zones.length,
  });
  if (typed.trim() === '')
    return of([...new Set([...(zoneNamed(chosen) ? [chosen] : []), ...SEED_ZONES])].sort(bySeed));
  const offset = readOffset(typed);
  if (offset !== null) return of(zones.filter(zone => offsetMinutes(at, zone) === offset));
  const words = fold(typed).trim().split(' ');
  const found = zones.filter(zone => {
    const text = fold(`${zone} ${cityOf(language, zone)} ${ALSO[zone] ?? ''}`);
    return words.every(word => text.includes(word));
  });
  if (found.length > 0) return of(found);
  const named = zoneNamed(typed);
  return of(named ? [named] : []);
}

/** Ours in their own order first. */
const bySeed = (one: string, other: string) => seedPlace(one) - seedPlace(other);
const seedPlace = (zone: string) => {
  const place = (SEED_ZONES as readonly string[]).indexOf(zone);
  return place < 0 ? SEED_ZONES.length : place;
};
