import { expect, test } from '@jest/globals';
import { events } from '../index.js';
import { behind } from './behind.js';

/** No act makes these by itself: they only follow from other entries. */
const FOLLOWING = [
  'decision.made',
  'floor.cleared',
  'motion.amended',
  'motion.decided',
  'motion.fell',
  'motion.lapsed',
  'motion.moved',
  'motion.put',
  'motion.reconsidered',
  'motion.superseded',
  'office.filled',
  'order.adjourning',
  'order.appealDecided',
  'order.divisionGranted',
  'order.secretGranted',
  'voting.handsNoted',
];

test('REC-24: of every event it is known which act makes it, or that it only follows from others', () => {
  const unknown = Object.keys(events).filter(type => !Object.hasOwn(behind, type) && !FOLLOWING.includes(type));
  expect(unknown).toEqual([]);
  expect(Object.keys(behind).filter(type => !Object.hasOwn(events, type))).toEqual([]);
});
