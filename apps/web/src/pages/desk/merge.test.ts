/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { changedFields, merge, ORDER, sameValue, withValue } from './merge.js';

const base = { label: { ru: 'Место', en: 'Seat' }, role: 'delegate', more: { 'debate.replies': '2' } };

describe('a form that two have changed', () => {
  test('what one of them changed is taken, whoever it was', () => {
    const mine = { ...base, label: { ...base.label, en: 'Mine' } };
    const theirs = { ...base, role: 'chair', label: { ...base.label, ru: 'Их' } };
    expect(merge(base, mine, theirs)).toEqual({
      value: { ...base, role: 'chair', label: { ru: 'Их', en: 'Mine' } },
      base: theirs,
      conflicts: [],
    });
  });

  test('where both did it is told, and stays as typed until somebody chooses', () => {
    const mine = { ...base, role: 'observer', more: { 'debate.replies': '3' } };
    const theirs = { ...base, role: 'chair', more: { 'debate.replies': '5' } };
    const merged = merge(base, mine, theirs);
    expect(merged.value).toEqual(mine);
    expect(merged.conflicts).toEqual([
      { path: 'role', mine: 'observer', theirs: 'chair' },
      { path: 'more.debate.replies', mine: '3', theirs: '5' },
    ]);
    // Looked at again, as after a reload, it says the same.
    expect(merge(merged.base, merged.value, theirs)).toEqual(merged);
    const kept = merge(withValue(merged.base, 'role', 'chair'), merged.value, theirs);
    const settled = merge(
      withValue(kept.base, 'more.debate.replies', '5'),
      withValue(kept.value, 'more.debate.replies', '5'),
      theirs,
    );
    expect(settled).toEqual({ value: { ...theirs, role: 'observer' }, base: theirs, conflicts: [] });
  });

  test('the same change by both, and a field emptied by one, are no conflict', () => {
    const mine = { label: { en: 'Same' }, end: null as string | null };
    expect(
      merge({ label: { en: '' }, end: '2027-01-01' }, mine, { label: { en: 'Same' }, end: '2027-01-01' }),
    ).toMatchObject({
      value: mine,
      conflicts: [],
    });
  });
});

describe('a list that two have changed', () => {
  const item = (key: string, title = key) => ({ key, title: { en: title } });
  const list = (keys: string) => [...keys].map(key => item(key));
  const keysOf = (items: readonly { key: string }[]) => items.map(({ key }) => key).join('');

  test.each([
    ['each adds an item', 'abc', 'abcX', 'aYbc', 'aYbcX'],
    ['both add at one place', 'ab', 'aXb', 'aYb', 'aXYb'],
    ['one reorders, the other adds', 'abc', 'cab', 'abcY', 'cYab'],
    ['one takes away, the other adds', 'abc', 'ac', 'abYc', 'aYc'],
    ['both take away', 'abc', 'ab', 'bc', 'b'],
    ['both reorder alike', 'abc', 'cba', 'cba', 'cba'],
    ['from an empty list', '', 'X', 'Y', 'XY'],
  ])('%s: %s, %s and %s make %s', (_what, before, mine, theirs, made) => {
    const merged = merge(list(before), list(mine), list(theirs));
    expect(merged.conflicts).toEqual([]);
    expect([...keysOf(merged.value)].sort()).toEqual([...made].sort());
    expect(keysOf(merged.value)).toBe(made);
    expect(keysOf(merged.base)).toBe(theirs);
  });

  test('one order against another is to be chosen; additions of both stay', () => {
    const merged = merge(list('abc'), list('bacX'), list('acbY'));
    expect(merged.conflicts).toEqual([{ path: ORDER, mine: [...'bacX'], theirs: [...'acbY'] }]);
    expect([...keysOf(merged.value)].sort().join('')).toBe('XYabc');
    const base = withValue(merged.base, ORDER, [...'acbY']);
    const theirs = merge(base, withValue(merged.value, ORDER, [...'acbY']), list('acbY'));
    expect([theirs.conflicts, keysOf(theirs.value).replace('X', '')]).toEqual([[], 'acbY']);
    const mine = merge(base, withValue(merged.value, ORDER, [...'bacX']), list('acbY'));
    expect([mine.conflicts, keysOf(mine.value).replace('Y', '')]).toEqual([[], 'bacX']);
  });

  test('a title changed by both is a conflict of that item; taking away does not take what the other has just changed', () => {
    const merged = merge(list('ab'), [item('a', 'mine'), item('b')], [item('a', 'theirs'), item('b')]);
    expect(merged.conflicts).toEqual([{ path: 'a.title.en', mine: 'mine', theirs: 'theirs' }]);
    expect(withValue(merged.value, 'a.title.en', 'theirs')).toEqual([item('a', 'theirs'), item('b')]);
    expect(merge(list('ab'), list('b'), [item('a', 'theirs'), item('b')]).value).toEqual([
      item('a', 'theirs'),
      item('b'),
    ]);
    expect(merge(list('ab'), [item('a', 'mine'), item('b')], list('b')).value).toEqual([item('a', 'mine'), item('b')]);
  });
});

test('only what differs from what was read is sent, whatever the order of its keys', () => {
  expect(
    changedFields({ name: { ru: 'а', en: 'a' }, seats: 4 }, { name: { en: 'a', ru: 'а' }, seats: 3, id: 1 }),
  ).toEqual({
    seats: 4,
  });
  expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(sameValue([1, 2], [2, 1])).toBe(false);
});
