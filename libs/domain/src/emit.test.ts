import { expect, test } from '@jest/globals';
import { derive, emit, emitAll } from './emit.js';

test('an event is written by its name and with its own data, or it does not compile', () => {
  expect(emit('floor.given', { participant: 'p1', seconds: 300 })).toEqual({
    events: [{ type: 'floor.given', data: { participant: 'p1', seconds: 300 } }],
  });
  // @ts-expect-error a misspelt name
  emit('floor.gave', { participant: 'p1', seconds: 300 });
  // @ts-expect-error a key that is missing
  emit('floor.given', { participant: 'p1' });
  // @ts-expect-error a value that the declaration does not know
  emit('floor.ended', { participant: 'p1', reason: 'tired' });
  // @ts-expect-error a key that the declaration does not know
  derive('floor.paused', { because: 'lost' });
  // @ts-expect-error the data of another event
  emitAll(['floor.resumed', {}], ['agenda.taken', { participant: 'p1' }]);
});
