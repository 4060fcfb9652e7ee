import { expect, test } from '@jest/globals';
import { TokenBucket } from './token-bucket.js';

test('forty at once, then twenty a second, and never more than forty saved up', () => {
  const bucket = new TokenBucket(0);
  for (let n = 0; n < 40; n++) expect(bucket.take(0)).toBe(0);
  expect(bucket.take(0)).toBe(50);
  expect(bucket.take(25)).toBe(25);
  expect(bucket.take(50)).toBe(0);
  expect(bucket.full(2000)).toBe(false);
  expect(bucket.full(60_000)).toBe(true);
  for (let n = 0; n < 40; n++) expect(bucket.take(60_000)).toBe(0);
  expect(bucket.take(60_000)).toBeGreaterThan(0);
});

test('a clock that is put back takes nothing away', () => {
  const bucket = new TokenBucket(1000, 20, 1);
  expect(bucket.take(1000)).toBe(0);
  expect(bucket.take(0)).toBe(50);
  expect(bucket.take(50)).toBe(0);
});
