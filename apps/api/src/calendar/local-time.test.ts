import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../problems/refused-error.js';
import { instantOf, isZone, localOf } from './local-time.js';

const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof RefusedError) return { ...error.refusal, status: error.status };
    throw error;
  }
  return null;
};

describe('TZ-01 the instant of a local time in its zone', () => {
  test.each([
    ['2024-02-29T12:00', 'Asia/Almaty', '2024-02-29T06:00:00.000Z'],
    ['2024-03-01T12:00', 'Asia/Almaty', '2024-03-01T07:00:00.000Z'],
    ['2026-03-10T14:00', 'Asia/Bishkek', '2026-03-10T08:00:00.000Z'],
    ['2026-07-01T14:00', 'Asia/Yerevan', '2026-07-01T10:00:00.000Z'],
    ['2011-07-01T14:00', 'Asia/Yerevan', '2011-07-01T09:00:00.000Z'],
    ['2013-07-01T14:00', 'Europe/Moscow', '2013-07-01T10:00:00.000Z'],
    ['2015-07-01T14:00', 'Europe/Moscow', '2015-07-01T11:00:00.000Z'],
    ['2026-01-01T00:30', 'Asia/Tashkent', '2025-12-31T19:30:00.000Z'],
  ])('%s %s is %s', (local, zone, instant) => {
    expect(instantOf(local, zone).toISOString()).toBe(instant);
    expect(localOf(new Date(instant), zone)).toBe(local);
  });

  test('TZ-10 a local time that does not exist is refused', () => {
    expect(refusalOf(() => instantOf('2027-03-28T02:30', 'Europe/Zurich'))).toEqual({
      refused: 'session.no_such_time',
      params: { local: '2027-03-28 02:30', zone: 'Europe/Zurich' },
      status: 422,
    });
    expect(refusalOf(() => instantOf('2027-02-30T12:00', 'Asia/Bishkek'))?.refused).toBe('session.no_such_time');
    expect(instantOf('2027-03-28T01:59', 'Europe/Zurich').toISOString()).toBe('2027-03-28T00:59:00.000Z');
    expect(instantOf('2027-03-28T03:00', 'Europe/Zurich').toISOString()).toBe('2027-03-28T01:00:00.000Z');
  });

  test('TZ-10 a local time that comes twice is the first', () => {
    expect(instantOf('2027-10-31T02:30', 'Europe/Zurich').toISOString()).toBe('2027-10-31T00:30:00.000Z');
    expect(instantOf('2027-10-31T03:00', 'Europe/Zurich').toISOString()).toBe('2027-10-31T02:00:00.000Z');
  });
});

describe('TZ-05 TZ-06 TZ-07 zones', () => {
  test('IANA ids are taken as written, the new names too', () => {
    for (const zone of ['Asia/Bishkek', 'Asia/Qostanay', 'Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'Etc/UTC'])
      expect([zone, isZone(zone)]).toEqual([zone, true]);
  });
  test('abbreviations, offsets, other spellings and what is none are refused', () => {
    const none = [
      'AMT',
      'ALMT',
      'IST',
      'EST',
      'UTC+6',
      '+06:00',
      'Etc/GMT+6',
      'asia/bishkek',
      'Asia/Atlantis',
      '',
      'a/b',
    ];
    for (const zone of none) expect([zone, isZone(zone)]).toEqual([zone, false]);
    expect(refusalOf(() => instantOf('2027-03-10T14:00', 'AMT'))).toEqual({
      refused: 'session.unknown_zone',
      params: { zone: 'AMT' },
      status: 422,
    });
  });
});
