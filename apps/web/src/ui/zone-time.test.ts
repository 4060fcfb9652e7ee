/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { instantOf, instantsOf, knownZone, offsetMinutes, wallClock } from './zone-time.js';

describe('Clocks of a zone', () => {
  test.each([
    ['2026-11-22T08:00:00Z', 'Asia/Bishkek', '2026-11-22T14:00:00', 360],
    ['2026-11-22T23:30:15Z', 'Europe/Moscow', '2026-11-23T02:30:15', 180],
    ['2024-02-29T12:00:00Z', 'Asia/Almaty', '2024-02-29T18:00:00', 360],
    ['2024-03-01T12:00:00Z', 'Asia/Almaty', '2024-03-01T17:00:00', 300],
    ['2026-07-01T18:00:00Z', 'Asia/Kolkata', '2026-07-01T23:30:00', 330],
    ['2026-01-01T00:00:00Z', 'America/New_York', '2025-12-31T19:00:00', -300],
  ])('TZ-02: %s is %s %s', (instant, zone, local, offset) => {
    expect(wallClock(Date.parse(instant), zone)).toBe(local);
    expect(offsetMinutes(Date.parse(instant), zone)).toBe(offset);
    expect(new Date(instantOf(local, zone)).toISOString()).toBe(new Date(instant).toISOString());
  });

  test('on either side of a change of clocks a wall clock leads back to its instant', () => {
    const zone = 'Europe/Chisinau';
    for (const instant of ['2026-03-28T23:30:00Z', '2026-03-29T02:30:00Z', '2026-10-25T03:30:00Z'])
      expect(new Date(instantOf(wallClock(Date.parse(instant), zone), zone)).toISOString()).toBe(
        new Date(instant).toISOString(),
      );
  });

  test('TZ-10: a time that comes twice is the first, one that never comes is none', () => {
    const iso = (local: string, zone: string) =>
      instantsOf(local, zone).map(at => new Date(at).toISOString().slice(0, 16));
    expect(iso('2027-10-31T02:30', 'Europe/Zurich')).toEqual(['2027-10-31T00:30', '2027-10-31T01:30']);
    expect(iso('2027-10-31T03:30', 'Europe/Zurich')).toEqual(['2027-10-31T02:30']);
    expect(iso('2027-03-28T02:30', 'Europe/Zurich')).toEqual([]);
    expect(iso('2027-11-07T01:30', 'America/New_York')).toEqual(['2027-11-07T05:30', '2027-11-07T06:30']);
    expect(instantOf('2027-10-31T02:30', 'Europe/Zurich')).toBe(Date.parse('2027-10-31T00:30Z'));
  });

  test('what is no time and what is no zone is said, not thrown', () => {
    expect(instantOf('', 'Asia/Bishkek')).toBeNaN();
    expect(instantOf('2026-13-01T00:00', 'Asia/Bishkek')).toBeNaN();
    expect([knownZone('Asia/Bishkek'), knownZone('Asia/Nowhere')]).toEqual([true, false]);
  });
});
