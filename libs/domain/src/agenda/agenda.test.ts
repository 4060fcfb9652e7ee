import { describe, expect, test } from '@jest/globals';
import { createScene, meeting } from '../testing.suite.js';

const take = (item: string) => ({ type: 'agenda.take', item });
const finish = (item: string) => ({ type: 'agenda.finish', item });
const add = (title: string, rapporteur: string | null = null) => ({
  type: 'agenda.add',
  title: { ru: title },
  rapporteur,
});
const reorder = (...order: string[]) => ({ type: 'agenda.reorder', order });

describe('The agenda', () => {
  test('is walked one item at a time; taking up the next finishes the one before', async () => {
    const scene = await meeting();
    await scene.staysQuiet('p1', take('one'));
    await scene.wait(60);
    await scene.records('p1', take('two'), [
      ['agenda.finished', { item: 'one' }],
      ['agenda.taken', { item: 'two' }],
    ]);
    await scene.records('p1', finish('two'), [['agenda.finished', { item: 'two' }]]);
    await scene.refuses('p1', finish('two'), 'agenda.not_current');
    await scene.records('p1', take('one'), [['agenda.taken', { item: 'one' }]]);
    expect((await scene.state()).agenda).toMatchObject({
      current: 'one',
      items: [
        { id: 'one', status: 'current', takenAt: '2026-03-10T08:00:00.000Z', finishedAt: null },
        { id: 'two', status: 'finished', finishedAt: '2026-03-10T08:01:00.000Z' },
      ],
    });
  });

  test('is moved by whoever presides, not over an open vote, and not before the opening', async () => {
    const scene = await createScene().prepare();
    await scene.refuses('p1', take('one'), 'may.presiding_only');
    await scene.arrive('p1', 'p2', 'p3');
    await scene.done('p1', { type: 'session.open' });
    await scene.refuses('sec', take('one'), 'may.presiding_only');
    await scene.refuses('p1', take('nine'), 'agenda.unknown_item');
    await scene.refuses('p1', finish('one'), 'agenda.not_current');
    await scene.done('p1', take('one'));
    await scene.vote();
    await scene.refuses('p1', take('two'), 'agenda.voting_open');
    await scene.refuses('p1', finish('one'), 'agenda.voting_open');
  });

  test('is added to and reordered by the bureau', async () => {
    const scene = await meeting();
    await scene.refuses('p3', add('Разное'), 'may.bureau_only');
    await scene.refuses('sec', add('Разное', 's9'), 'roll.unknown_seat');
    const [entry] = await scene.records('sec', add('Разное', 's3'), [['agenda.added', { rapporteur: 's3' }]]);
    const fresh = String(entry!.data.id);
    await scene.refuses('p3', reorder(fresh, 'one', 'two'), 'may.bureau_only');
    await scene.refuses('p2', reorder('one', 'two'), 'agenda.not_the_same_items');
    await scene.refuses('p2', reorder('one', 'one', 'two'), 'agenda.not_the_same_items');
    await scene.refuses('p2', reorder('one', 'two', 'nine'), 'agenda.not_the_same_items');
    await scene.staysQuiet('p2', reorder('one', 'two', fresh));
    await scene.records('p2', reorder(fresh, 'one', 'two'), [['agenda.reordered']]);
    expect((await scene.state()).agenda.items.map(item => item.id)).toEqual([fresh, 'one', 'two']);
  });

  test('never holds one id twice, whatever the desk named its items', async () => {
    const scene = await meeting({
      change: one => ({
        ...one,
        agenda: [...one.agenda, ...['i11', 'i12', 'i13'].map(id => ({ id, title: { ru: id }, rapporteur: null }))],
      }),
    });
    for (const title of ['Раз', 'Два', 'Три']) await scene.done('sec', add(title));
    const ids = (await scene.state()).agenda.items.map(item => item.id);
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(8);
  });

  test('holds 200 items at most, and is closed with the session', async () => {
    const full = Array.from({ length: 198 }, (_, index) => ({
      id: `x${index}`,
      title: { ru: 'Вопрос' },
      rapporteur: null,
    }));
    const scene = await meeting({ change: one => ({ ...one, agenda: [...one.agenda, ...full] }) });
    await scene.refuses('sec', add('Разное'), 'agenda.full');
    await scene.done('p1', { type: 'session.close' });
    for (const [who, act] of [
      ['p1', take('two')],
      ['p1', finish('one')],
      ['sec', add('Разное')],
      ['sec', reorder('two', 'one')],
    ] as const)
      await scene.refuses(who, act, 'session.not_open');
  });
});
