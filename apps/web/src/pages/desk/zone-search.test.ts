import { expect, test } from '@jest/globals';
import { SEED_ZONES } from './times.js';
import { findZones, readOffset } from './zone-search.js';

const WINTER = Date.parse('2027-01-15T12:00:00Z');
const SUMMER = Date.parse('2027-07-15T12:00:00Z');
const find = (typed: string, language = 'ru', at = WINTER) =>
  findZones(typed, language, at, 'Asia/Bishkek').options.map(({ key }) => key);

test('nothing typed: our zones in their order, and the one that is chosen', () => {
  expect(find('')).toEqual(SEED_ZONES);
  expect(findZones(' ', 'ru', WINTER, 'Asia/Tokyo').options.map(({ key }) => key)).toEqual([
    ...SEED_ZONES,
    'Asia/Tokyo',
  ]);
  expect(findZones('', 'ru', WINTER, 'Mars/Olympus').options.map(({ key }) => key)).toEqual(SEED_ZONES);
});

test.each([
  ['Бишкек', 'Asia/Bishkek'],
  ['ереван', 'Asia/Yerevan'],
  ['Erevan', 'Asia/Yerevan'],
  ['Астана', 'Asia/Almaty'],
  ['Astana', 'Asia/Almaty'],
  ['Минск', 'Europe/Minsk'],
  ['тбилиси', 'Asia/Tbilisi'],
  ['Красноярск', 'Asia/Krasnoyarsk'],
  ['Сахалин', 'Asia/Sakhalin'],
  ['екатеринбург', 'Asia/Yekaterinburg'],
  ['Кызылорда', 'Asia/Qyzylorda'],
  ['Костанай', 'Asia/Qostanay'],
  ['Нижний', null],
  ['Париж', 'Europe/Paris'],
  ['Женева', 'Europe/Zurich'],
  ['кишинев', 'Europe/Chisinau'],
  ['нью йорк', 'America/New_York'],
  ['Нью-Йорк', 'America/New_York'],
  ['new york', 'America/New_York'],
  ['europe/minsk', 'Europe/Minsk'],
  ['Delhi', 'Asia/Calcutta'],
])('%s is found in both languages of the page', (typed, zone) => {
  for (const language of ['ru', 'en']) expect(find(typed, language)[0]).toBe(zone ?? undefined);
});

test('a zone that lists leave out is found by its whole name', () => {
  expect(find('Etc/UTC')).toEqual(['UTC']);
  expect(find('Mars/Olympus')).toEqual([]);
});

test('by the distance from UTC on the day that is meant', () => {
  expect(find('+6')).toEqual(expect.arrayContaining(['Asia/Bishkek', 'Asia/Omsk']));
  expect(find('UTC+6')).not.toContain('Europe/Moscow');
  expect(find('+5:45')).toEqual([expect.stringMatching(/mandu$/)]);
  expect(find('utc +1')).toContain('Europe/Berlin');
  expect(find('+1', 'en', SUMMER)).not.toContain('Europe/Berlin');
  const berlin = (at: number) => findZones('берлин', 'ru', at, '').options[0]?.detail;
  expect([berlin(WINTER), berlin(SUMMER)]).toEqual(['Europe/Berlin · UTC+1', 'Europe/Berlin · UTC+2']);
});

test.each([
  ['+6', 360],
  ['UTC+5:45', 345],
  ['gmt-03:30', -210],
  ['−3', -180],
  ['6', null],
  ['+', null],
  ['UTC', null],
])('%s is %s minutes', (typed, minutes) => expect(readOffset(typed)).toBe(minutes));

test('of many the first are shown, and how many there are', () => {
  const { options, found, all } = findZones('america', 'en', WINTER, '');
  expect(options).toHaveLength(50);
  expect(found).toBeGreaterThan(50);
  expect(all).toBeGreaterThan(found);
});
