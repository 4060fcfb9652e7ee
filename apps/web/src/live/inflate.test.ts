/** @jest-environment node */
import { expect, test } from '@jest/globals';
import { createOrderedInbox, type ServerEvent } from './inflate.js';

const body = new ArrayBuffer(0);
const turn = () => new Promise(done => setTimeout(done));

function setUp() {
  const taken: unknown[] = [];
  const opening: { resolve: (said: ServerEvent) => void; reject: (error: Error) => void }[] = [];
  const news = createOrderedInbox(
    ([event, value]) => taken.push(`${event} ${value}`),
    () => taken.push('failed'),
    () => new Promise((resolve, reject) => opening.push({ resolve, reject })),
  );
  return { taken, opening, news };
}

test('what comes while something is unpacked is taken after it, and later things at once', async () => {
  const { taken, opening, news } = setUp();
  news.plain(['frame', 1]);
  expect(taken).toEqual(['frame 1']);
  news.packed(body);
  news.plain(['frame', 3]);
  news.packed(body);
  opening[1]!.resolve(['frame', 4]);
  await turn();
  expect(taken).toEqual(['frame 1']);
  opening[0]!.resolve(['frame', 2]);
  await turn();
  expect(taken).toEqual(['frame 1', 'frame 2', 'frame 3', 'frame 4']);
  news.plain(['frame', 5]);
  expect(taken.at(-1)).toBe('frame 5');
});

test('what a line brought that is gone is not taken, and cannot fail', async () => {
  const { taken, opening, news } = setUp();
  news.packed(body);
  news.packed(body);
  news.plain(['frame', 3]);
  news.reset();
  news.plain(['snapshot', 9]);
  opening[0]!.resolve(['frame', 1]);
  opening[1]!.reject(new Error('torn'));
  await turn();
  expect(taken).toEqual(['snapshot 9']);
});

test('what cannot be unpacked is told', async () => {
  const { taken, opening, news } = setUp();
  news.packed(body);
  opening[0]!.reject(new Error('torn'));
  await turn();
  expect(taken).toEqual(['failed']);
});
