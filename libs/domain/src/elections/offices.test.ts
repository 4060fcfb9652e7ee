import { describe, expect, test } from '@jest/globals';
import type { Role } from '../council.js';
import { type OfficeTerm, type RollOffice, rolesOn, rollOffice, type SeatRole } from './offices.js';

const SETUP = '2026-01-10T09:00:00';
const ELECTED = '2027-03-10T15:00:00';
const hand = (seat: string, role: Role, since = SETUP): SeatRole => ({ seat, role, since });
const ROLL = [hand('a', 'chair'), hand('b', 'deputy'), hand('c', 'delegate'), hand('d', 'delegate')];
const term = (seat: string, office: RollOffice, more: Partial<OfficeTerm> = {}): OfficeTerm => ({
  ...{ seat, office, from: '2027-04-01', to: '2029-03-31', at: ELECTED },
  ...more,
});
const roll = (day: string, terms: readonly OfficeTerm[], seats: readonly SeatRole[] = ROLL) => {
  const found = rolesOn(day, seats, terms);
  return seats.map(({ seat }) => {
    const { role, term: by } = found.get(seat)!;
    return `${seat} ${role}${by ? ' elected' : ''}`;
  });
};
const standing = (day: string, seat: string, terms: readonly OfficeTerm[], seats: readonly SeatRole[] = ROLL) =>
  rolesOn(day, seats, terms)
    .get(seat)!
    .terms.map(({ term: { office }, standing: how }) => `${office} ${how}`);

const AS_SET = ['a chair', 'b deputy', 'c delegate', 'd delegate'];

describe('PROC-36: an election gives the office for its term', () => {
  test('nobody elected: as set by hand', () => expect(roll('2027-05-01', [])).toEqual(AS_SET));

  test('from the first day of the term to its last; a term that has ended leaves nobody in the office', () => {
    const terms = [term('c', 'chair')];
    const by = { '2027-03-31': AS_SET, '2029-04-01': ['a delegate', 'b deputy', 'c delegate', 'd delegate'] };
    const acting = ['a delegate', 'b deputy', 'c chair elected', 'd delegate'];
    for (const [day, found] of Object.entries({ ...by, '2027-04-01': acting, '2029-03-31': acting }))
      expect(roll(day, terms)).toEqual(found);
    expect(standing('2027-03-31', 'c', terms)).toEqual(['chair later']);
    expect(standing('2027-04-01', 'c', terms)).toEqual(['chair holds']);
    expect(standing('2029-04-01', 'c', terms)).toEqual(['chair ended']);
    expect(rolesOn('2027-04-01', ROLL, terms).get('a')).toEqual({
      role: 'delegate',
      term: null,
      gaveWay: 'chair',
      terms: [],
    });
  });

  test('one chair, by the last election that has begun; elected again, the next term follows the first', () => {
    const first = term('c', 'chair');
    const early = term('d', 'chair', { from: '2028-01-01', to: '2029-12-31', at: '2027-12-10T15:00:00' });
    expect(roll('2027-12-31', [first, early])[2]).toBe('c chair elected');
    expect(roll('2028-01-01', [first, early])).toEqual(['a delegate', 'b deputy', 'c delegate', 'd chair elected']);
    expect(standing('2028-01-01', 'c', [first, early])).toEqual(['chair succeeded']);
    const again = term('c', 'chair', { from: '2029-04-01', to: '2031-03-31', at: '2029-03-01T15:00:00' });
    for (const day of ['2029-03-31', '2029-04-01', '2031-03-31'])
      expect(roll(day, [first, again])[2]).toBe('c chair elected');
    expect(standing('2029-03-31', 'c', [first, again])).toEqual(['chair holds', 'chair later']);
    expect(standing('2029-04-01', 'c', [first, again])).toEqual(['chair holds']);
  });

  test('terms of deputies run side by side and take the place of those set before; a chair is no deputy', () => {
    const terms = [term('c', 'deputy'), term('d', 'deputy'), term('d', 'chair')];
    expect(roll('2027-04-01', terms)).toEqual(['a delegate', 'b delegate', 'c deputy elected', 'd chair elected']);
    expect(standing('2027-04-01', 'd', terms)).toEqual(['chair holds', 'deputy holds']);
    const chairEnds = [term('d', 'deputy'), term('d', 'chair', { to: '2027-12-31' })];
    expect(roll('2028-01-01', chairEnds)[3]).toBe('d deputy elected');
  });

  test('what was set by hand since stands, on the seat itself and for the office; the next election comes after it', () => {
    const later = '2027-06-01T10:00:00';
    const terms = [term('c', 'chair')];
    const givenUp = [...ROLL.slice(0, 2), hand('c', 'delegate', later), ROLL[3]!];
    expect(roll('2027-07-01', terms, givenUp)).toEqual(['a delegate', 'b deputy', 'c delegate', 'd delegate']);
    expect(standing('2027-07-01', 'c', terms, givenUp)).toEqual(['chair by_hand']);
    const another = [...ROLL.slice(0, 3), hand('d', 'chair', later)];
    expect(roll('2027-07-01', terms, another)).toEqual(['a delegate', 'b deputy', 'c delegate', 'd chair']);
    expect(standing('2027-07-01', 'c', terms, another)).toEqual(['chair succeeded']);
    // A stand-in until the term begins gives way to it.
    const standIn = [...ROLL.slice(0, 3), hand('d', 'chair', '2027-03-20T10:00:00')];
    expect(roll('2027-04-01', terms, standIn)[2]).toBe('c chair elected');
    const next = term('c', 'chair', { from: '2028-01-01', to: '2029-12-31', at: '2027-12-10T15:00:00' });
    expect(roll('2028-01-01', [...terms, next], another)).toEqual([
      'a delegate',
      'b deputy',
      'c chair elected',
      'd delegate',
    ]);
    // A deputy set by hand stands beside those elected.
    const beside = [...ROLL.slice(0, 3), hand('d', 'deputy', later)];
    expect(roll('2027-07-01', [term('c', 'deputy')], beside)).toEqual([
      'a chair',
      'b delegate',
      'c deputy elected',
      'd deputy',
    ]);
  });

  test('other roles are the desk’s alone, and other offices are not on the roll', () => {
    expect([rollOffice('chair'), rollOffice('deputy'), rollOffice('o-treasurer')]).toEqual(['chair', 'deputy', null]);
    const seats = [hand('s', 'secretary'), ...ROLL];
    expect(roll('2027-05-01', [term('c', 'chair')], seats)[0]).toBe('s secretary');
  });
});
