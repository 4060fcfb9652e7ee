import { describe, expect, test } from '@jest/globals';
import { forecast } from '../index.js';
import { meeting } from '../testing.suite.js';

const present = { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } as const;

describe('What a vote will need', () => {
  test('PROC-09: who is recused and counted as present is in that base, as in the vote itself; who is excluded is not', async () => {
    for (const [recusal, base, need] of [
      ['present', 6, 4],
      ['excluded', 5, 3],
    ] as const) {
      const scene = await meeting({
        seats: 6,
        rules: { majorities: [{ key: 'simple', threshold: present }], representation: { recusal } },
      });
      await scene.done('sec', { type: 'seat.recuse', seat: 's6', item: 'two' });
      await scene.done('p1', { type: 'agenda.take', item: 'two' });
      expect(forecast(await scene.state(), 'simple')).toMatchObject({
        present: 5,
        parts: [{ base, need, available: 5, spare: 5 - need }],
        reachable: true,
      });
      const motion = await scene.motion('Утвердить', 'two');
      const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
      const [entry] = await scene.done('p1', open);
      expect(await scene.close(String(entry!.data.id))).toMatchObject({ base, need });
    }
  });
});
