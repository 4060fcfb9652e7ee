import { describe, expect, test } from '@jest/globals';
import { audienceOf, evolve, findViewLawViolation, fold, frame, isInAudience, visibleEntries } from './fold.js';
import { guestbook } from './guestbook.suite.js';
import { GENESIS } from './hash.js';
import { pages } from './store.suite.js';
import type { Entry, Viewer } from './types.js';

const hall: Viewer = { participant: null, bureau: false };
const boss: Viewer = { participant: 'boss', bureau: true };
const p1: Viewer = { participant: 'p1', bureau: false };

const entries = pages(
  { seq: 0, hash: GENESIS },
  { type: 'hour.set', actor: 'boss', data: { at: '2023-04-28T10:00:00.000Z' } },
  { type: 'visit.counted' },
  { type: 'note.kept', data: { text: 'mine' } },
  { type: 'gift.given', actor: 'boss', data: { to: 'p2', what: 'cake' } },
  { type: 'page.signed', data: { name: 'Первый' } },
  { type: 'from.the.future', data: { secret: 1 } },
  { type: 'book.closed', actor: 'system' },
);
const seqs = (shown: readonly Entry[]) => shown.map(entry => entry.seq);

describe('fold', () => {
  test('J-10 a fold may be continued, and always gives the same state', () => {
    const whole = fold(guestbook, entries);
    expect(whole.pages).toEqual([{ name: 'Первый', by: 'p1', at: '2023-04-28T04:00:00.000Z', seq: 5 }]);
    for (let cut = 0; cut <= entries.length; cut++)
      expect(fold(guestbook, entries.slice(cut), fold(guestbook, entries.slice(0, cut)))).toEqual(whole);
    expect(fold(guestbook, [])).toBe(guestbook.initial);
  });

  test('J-11 an unknown entry changes nothing and is shown to nobody', () => {
    const before = fold(guestbook, entries.slice(0, 5));
    expect(evolve(guestbook, before, entries[5]!)).toBe(before);
    for (const viewer of [hall, boss, p1]) expect(seqs(visibleEntries(guestbook, entries, viewer))).not.toContain(6);
    for (const type of ['constructor', '__proto__', 'toString'])
      expect(evolve(guestbook, before, { ...entries[5]!, type })).toBe(before);
  });

  test('J-12 everyone, the bureau and those named see their entries', () => {
    expect(seqs(visibleEntries(guestbook, entries, hall))).toEqual([1, 5, 7]);
    expect(seqs(visibleEntries(guestbook, entries, p1))).toEqual([1, 3, 5, 7]);
    expect(seqs(visibleEntries(guestbook, entries, { participant: 'p2', bureau: false }))).toEqual([1, 4, 5, 7]);
    expect(seqs(visibleEntries(guestbook, entries, boss))).toEqual([1, 2, 4, 5, 7]);
    expect(isInAudience({ only: ['p1'] }, { participant: 'p9', bureau: true })).toBe(false);
    expect(isInAudience({ only: [], bureau: true }, { participant: null, bureau: true })).toBe(true);
  });

  test('J-12 the state before decides: a book nobody signed is closed quietly', () => {
    const close = entries[6]!;
    expect(audienceOf(guestbook, guestbook.initial, close)).toBe('bureau');
    expect(audienceOf(guestbook, fold(guestbook, entries.slice(0, 6)), close)).toBe('all');
    expect(visibleEntries(guestbook, [close], hall)).toEqual([]);
    expect(visibleEntries(guestbook, [close], hall, fold(guestbook, entries.slice(0, 6)))).toEqual([close]);
  });

  test('J-13 the law of views holds after every entry, and its breach is named', () => {
    for (const viewer of [hall, boss, p1]) expect(findViewLawViolation(guestbook, entries, viewer)).toBeNull();
    const leaky = { ...guestbook, view: (state: typeof guestbook.initial) => state };
    expect(findViewLawViolation(leaky, entries, boss)).toBe(3);
    expect(findViewLawViolation(leaky, entries, hall)).toBe(2);
  });

  test('J-14 a frame is contiguous and leaves out what is not to be seen', () => {
    const before = { seq: 2, state: fold(guestbook, entries.slice(0, 2)) };
    expect(frame(guestbook, before, entries.slice(2, 5), hall)).toEqual({ from: 2, to: 5, entries: [entries[4]] });
    expect(frame(guestbook, before, entries.slice(2, 4), hall)).toEqual({ from: 2, to: 4, entries: [] });
    expect(frame(guestbook, before, [], hall)).toEqual({ from: 2, to: 2, entries: [] });
  });
});
