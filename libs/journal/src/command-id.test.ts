import { expect, test } from '@jest/globals';
import { commandIdOf } from './command-id.js';

test('J-24 the ids of commands stand in the order of their moments, whatever chance adds', () => {
  const low = new Uint8Array(10);
  const high = new Uint8Array(10).fill(255);
  const ids = [
    commandIdOf(5, high),
    commandIdOf(Date.UTC(2026, 10, 26), high),
    commandIdOf(Date.UTC(2026, 10, 26) + 1, low),
  ];
  expect(ids[1]).toBe('01a21526e400ffffffffffffffffffff');
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});
