import { expect, test } from '@jest/globals';
import { events } from '../index.js';
import { behind } from './behind.js';
import { FOLLOWING } from './reader.js';

test('REC-24: of every event it is known which act makes it, or that it only follows from others', () => {
  const known = [...Object.keys(behind), ...FOLLOWING];
  expect(known.sort()).toEqual(Object.keys(events).sort());
});
