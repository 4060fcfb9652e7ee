import { describe, expect, test } from '@jest/globals';
import { createScene, meeting } from '../testing.suite.js';

const ask = { type: 'floor.ask' };
const give = (participant: string, seconds: number | null = null) => ({ type: 'floor.give', participant, seconds });
const withdraw = (participant: string) => ({ type: 'floor.withdraw', participant });

describe('The list of speakers', () => {
  test('PROC-18: hall and remote stand in one list, in the order of asking', async () => {
    const scene = await meeting();
    await scene.records('p4', ask, [['floor.asked', { participant: 'p4', entered: false }]]);
    await scene.wait(1);
    await scene.records('sec', { type: 'floor.enter', participant: 'p2' }, [['floor.asked', { entered: true }]]);
    await scene.staysQuiet('p4', ask);
    await scene.staysQuiet('sec', { type: 'floor.enter', participant: 'p4' });
    expect((await scene.state()).floor.queue.map(one => one.participant)).toEqual(['p4', 'p2']);
  });

  test('PROC-10: observers and interpreters have no voice of their own; the absent and unknown have none', async () => {
    const scene = await meeting();
    await scene.refuses('obs', ask, 'floor.no_voice');
    await scene.refuses('int', ask, 'floor.no_voice');
    await scene.refuses('nobody', ask, 'may.participant_only');
    await scene.refuses('sec', { type: 'floor.enter', participant: 'nobody' }, 'roll.unknown_participant');
    await scene.refuses('p3', { type: 'floor.enter', participant: 'p3' }, 'may.secretary_only');
    await scene.done('p3', { type: 'attendance.leave' });
    await scene.refuses('p3', ask, 'floor.not_here');
    await scene.done('p1', give('p4'));
    await scene.refuses('p4', ask, 'floor.already_speaking');
    await scene.done('p1', { type: 'session.recess', minutes: null });
    await scene.refuses('p5', ask, 'session.not_open');
  });

  test('a request is taken back by whoever made it, or by the bureau', async () => {
    const scene = await meeting();
    await scene.done('p3', ask);
    await scene.refuses('p4', withdraw('p3'), 'may.own_only');
    await scene.records('p3', withdraw('p3'), [['floor.withdrawn', { participant: 'p3' }]]);
    await scene.staysQuiet('p3', withdraw('p3'));
    await scene.done('p4', ask);
    await scene.records('sec', withdraw('p4'), [['floor.withdrawn', { participant: 'p4' }]]);
  });

  test('is reordered by whoever presides, with a reason, and only as it stands', async () => {
    const scene = await meeting();
    for (const who of ['p3', 'p4', 'p5']) await scene.done(who, ask);
    const move = (...order: string[]) => ({ type: 'floor.move', order, reason: 'balance' });
    await scene.refuses('sec', move('p5', 'p3', 'p4'), 'may.presiding_only');
    await scene.refuses('p1', move('p5', 'p3'), 'floor.list_changed');
    await scene.refuses('p1', move('p5', 'p3', 'p3'), 'floor.list_changed');
    await scene.refuses('p1', move('p5', 'p3', 'p2'), 'floor.list_changed');
    await scene.records('p1', move('p5', 'p3', 'p4'), [['floor.moved', { reason: 'balance' }]]);
    await scene.staysQuiet('p1', move('p5', 'p3', 'p4'));
    expect((await scene.state()).floor.queue.map(one => one.participant)).toEqual(['p5', 'p3', 'p4']);
  });
});

describe('The floor', () => {
  test('is given by whoever presides, takes one off the list, and ends what was before', async () => {
    const scene = await meeting();
    await scene.done('p3', ask);
    await scene.refuses('p3', give('p3'), 'may.presiding_only');
    await scene.refuses('p1', give('obs'), 'floor.no_voice');
    await scene.records('p1', give('p3'), [['floor.given', { participant: 'p3', seconds: 300 }]]);
    await scene.staysQuiet('p1', give('p3'));
    const { floor } = await scene.state();
    expect(floor.queue).toEqual([]);
    expect(floor.holder).toMatchObject({ participant: 'p3', endsAt: '2026-03-10T08:05:00.000Z' });
    await scene.records('p1', give('p4', 60), [
      ['floor.ended', { participant: 'p3', reason: 'chair' }],
      ['floor.given', { participant: 'p4', seconds: 60 }],
    ]);
  });

  test('is not given while a vote is open', async () => {
    const scene = await meeting();
    await scene.vote();
    await scene.refuses('p1', give('p3'), 'floor.voting_open');
  });

  test('is yielded by its holder, ended by whoever presides', async () => {
    const scene = await meeting();
    await scene.staysQuiet('p1', { type: 'floor.end' });
    await scene.done('p1', give('p3'));
    await scene.refuses('p4', { type: 'floor.yield' }, 'floor.not_yours');
    await scene.records('p3', { type: 'floor.yield' }, [['floor.ended', { participant: 'p3', reason: 'yielded' }]]);
    await scene.done('p1', give('p4'));
    await scene.refuses('p4', { type: 'floor.end' }, 'may.presiding_only');
    await scene.records('p1', { type: 'floor.end' }, [['floor.ended', { participant: 'p4', reason: 'chair' }]]);
  });

  test('its clock is extended, stands still in a pause to the millisecond, and goes on', async () => {
    const scene = await meeting();
    const extend = { type: 'floor.extend', seconds: 60 };
    for (const act of [extend, { type: 'floor.pause' }, { type: 'floor.resume' }])
      await scene.refuses('p1', act, 'floor.nobody_speaks');
    await scene.done('p1', give('p3', 60));
    await scene.records('p1', extend, [['floor.extended', { seconds: 60 }]]);
    await scene.staysQuiet('p1', { type: 'floor.resume' });
    await scene.records('p1', { type: 'floor.pause' }, [['floor.paused']]);
    await scene.staysQuiet('p1', { type: 'floor.pause' });
    await scene.wait(1.005);
    await scene.records('p1', { type: 'floor.resume' }, [['floor.resumed']]);
    expect((await scene.state()).floor.holder).toMatchObject({
      seconds: 120,
      endsAt: '2026-03-10T08:02:01.005Z',
      pausedAt: null,
    });
  });

  test('ends by itself when time and grace have run out, not earlier, and not while it is paused', async () => {
    const scene = await meeting();
    await scene.done('p1', give('p3', 60));
    const endsAt = '2026-03-10T08:01:00.000Z';
    const timeUp = { type: 'floor.timeUp', participant: 'p3', endsAt };
    await scene.refuses('p1', timeUp, 'may.system_only');
    await scene.wait(89);
    await scene.staysQuiet('system', timeUp);
    await scene.done('p1', { type: 'floor.pause' });
    await scene.wait(100);
    await scene.staysQuiet('system', timeUp);
    await scene.done('p1', { type: 'floor.resume' });
    await scene.staysQuiet('system', timeUp);
    await scene.wait(1);
    expect((await scene.due()).map(one => [one.type, one.data.reason])).toEqual([['floor.ended', 'time']]);
  });
});

test('before the session is prepared nobody is on the roll', async () => {
  const scene = createScene();
  for (const act of [ask, { type: 'floor.yield' }]) await scene.refuses('p1', act, 'may.participant_only');
  await scene.refuses('p1', give('p3'), 'may.presiding_only');
});
