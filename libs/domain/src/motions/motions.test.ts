import { describe, expect, test } from '@jest/globals';
import { textHash } from '../index.js';
import { createScene, meeting } from '../testing.suite.js';

const submit = (
  item: string,
  mover: string | null = null,
  text: { ru?: string; en?: string } = { ru: 'Принять план' },
) => ({
  type: 'motion.submit',
  item,
  text,
  mover,
});
const revise = (motion: string, ru: string) => ({ type: 'motion.revise', motion, text: { ru } });
const withdraw = (motion: string) => ({ type: 'motion.withdraw', motion });

describe('A motion', () => {
  test('REC-03: has a version and the hash of its text in all languages', async () => {
    const scene = await createScene().prepare();
    const text = { ru: 'Принять план', en: 'Adopt the plan' };
    await scene.refuses('p3', submit('one'), 'may.bureau_only');
    await scene.refuses('sec', submit('nine'), 'agenda.unknown_item');
    await scene.refuses('sec', submit('one', 's9'), 'roll.unknown_seat');
    const [entry] = await scene.records('sec', submit('one', 's3', text), [
      ['motion.submitted', { item: 'one', mover: 's3', hash: textHash(text) }],
    ]);
    expect(textHash({ en: text.en, ru: text.ru })).toBe(textHash(text));
    expect((await scene.state()).motions[String(entry!.data.id)]).toMatchObject({ version: 1, status: 'admitted' });
  });

  test('is reworded until it is put; the same words are quiet', async () => {
    const scene = await meeting();
    const motion = await scene.motion('Принять план');
    await scene.refuses('p3', revise(motion, 'Отклонить план'), 'may.bureau_only');
    await scene.refuses('sec', revise('m999', 'Отклонить план'), 'motion.unknown');
    await scene.staysQuiet('sec', revise(motion, ' Принять план '));
    await scene.records('sec', revise(motion, 'Принять план к сведению'), [['motion.revised', { version: 2 }]]);
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.records('p1', open, [['voting.opened', { motion: { id: motion, version: 2 } }], ['motion.put']]);
    await scene.refuses('sec', revise(motion, 'Иначе'), 'motion.frozen');
    await scene.refuses('sec', withdraw(motion), 'motion.frozen');
  });

  test('is withdrawn before it is put, and stays so', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    await scene.refuses('p3', withdraw(motion), 'may.bureau_only');
    await scene.refuses('p2', withdraw('m999'), 'motion.unknown');
    await scene.records('p2', withdraw(motion), [['motion.withdrawn', { id: motion }]]);
    await scene.staysQuiet('p2', withdraw(motion));
    await scene.refuses('sec', revise(motion, 'Иначе'), 'motion.frozen');
  });

  test('is not touched after the session is closed', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    await scene.done('p1', { type: 'session.close' });
    for (const act of [submit('one'), revise(motion, 'Иначе'), withdraw(motion)])
      await scene.refuses('sec', act, 'session.not_open');
  });
});
