import { describe, expect, test } from '@jest/globals';
import { failingCanaries, nodeAnswer } from './time-zone.js';

describe('TZ-09 time-zone canaries', () => {
  test('this Node knows that Almaty moved to +05 on 1 March 2024', async () => {
    expect(await failingCanaries(nodeAnswer)).toEqual([]);
  });

  test('tables from before the decree are noticed', async () => {
    expect(await failingCanaries(() => '18')).toEqual(['2024-03-01T12:00:00Z is 17 h in Asia/Almaty, not 18']);
  });

  test('tables that do not know the zone are noticed', async () => {
    expect(await failingCanaries(() => undefined)).toHaveLength(2);
  });
});
