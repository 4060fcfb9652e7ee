/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { lossBetween } from './loss.js';

describe('How much of the sound was lost between two looks', () => {
  test('is counted over all who are heard, from the first look on', () => {
    expect(lossBetween(new Map(), new Map([['a', [500, 50]]]))).toBeNull();
    expect(lossBetween(new Map([['a', [500, 50]]]), new Map([['a', [590, 60]]]))).toBeCloseTo(0.1);
    const before = new Map([
      ['a', [500, 50]],
      ['b', [0, 0]],
    ] as const);
    const now = new Map([
      ['a', [550, 50]],
      ['b', [30, 20]],
    ] as const);
    expect(lossBetween(before, now)).toBeCloseTo(0.2);
  });

  test('nobody heard is no loss, nor is a counter that began anew', () => {
    expect(lossBetween(new Map([['a', [5, 5]]]), new Map())).toBeNull();
    expect(lossBetween(new Map([['a', [500, 50]]]), new Map([['a', [10, 0]]]))).toBeNull();
  });
});
