import { expect, test } from '@jest/globals';
import { MOST_STOPS, Restarts } from './restarts.js';

function restarts() {
  let now = 0;
  const counted = new Restarts(() => now);
  /** Ran for so long, stopped, and is started again at once. */
  const ranFor = (milliseconds: number) => {
    now += milliseconds;
    const wait = counted.stopped();
    counted.started();
    return wait;
  };
  return ranFor;
}

test('what stops soon after each start is waited for longer each time, and given up in the end', () => {
  const ranFor = restarts();
  expect(Array.from({ length: MOST_STOPS + 2 }, () => ranFor(500))).toEqual([
    ...[250, 500, 1000, 2000, 4000],
    undefined,
    undefined,
  ]);
});

test('what ran for a minute was well: counting begins anew', () => {
  const ranFor = restarts();
  expect([ranFor(10), ranFor(10), ranFor(60_000), ranFor(59_999), ranFor(60_000)]).toEqual([250, 500, 250, 500, 250]);
});
