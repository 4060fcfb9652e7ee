import { describe, expect, test } from '@jest/globals';
import { meeting } from '../testing.suite.js';

const task = (decision: string | null, responsible = 's3', due: string | null = '2026-06-30') => ({
  type: 'task.set',
  decision,
  text: { ru: 'Подготовить план' },
  responsible,
  due,
});

describe('What comes of a vote', () => {
  test('REC-03: adoption makes a decision with the text and hash that were voted; a task may refer to it', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.cast(voting, { s1: 'yes', s2: 'yes', s3: 'no' });
    await scene.close(voting);
    const state = await scene.state();
    const [decision] = state.decisions;
    const { motion } = state.votings[voting]!;
    expect(decision).toMatchObject({ motion: motion!.id, hash: motion!.hash, text: motion!.text, voting, item: 'one' });
    await scene.records('sec', task(decision!.id), [
      ['task.set', { decision: decision!.id, responsible: 's3', due: '2026-06-30' }],
    ]);
    await scene.records('p1', task(null, 's2', null), [['task.set', { decision: null, due: null }]]);
    expect((await scene.state()).tasks.map(one => one.responsible)).toEqual(['s3', 's2']);
  });

  test('a task has one responsible seat, a date that exists, and is set by the bureau while the session runs', async () => {
    const scene = await meeting();
    await scene.refuses('p3', task(null), 'may.bureau_only');
    await scene.refuses('sec', task(null, 's9'), 'roll.unknown_seat');
    await scene.refuses('sec', task('d999'), 'tasks.unknown_decision');
    await scene.refuses('sec', task(null, 's3', '2026-02-30'), 'act.malformed');
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('sec', task(null), 'session.not_open');
  });
});
