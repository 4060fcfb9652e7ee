import { describe, expect, test } from '@jest/globals';
import { deadlines, INITIAL } from './index.js';
import { meeting } from './testing.suite.js';

describe('What is due by itself', () => {
  test('PROC-12, PROC-13: a grace, a speech with its own grace, a vote with an hour; each named after what is due', async () => {
    const scene = await meeting();
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: 60 });
    const lostAt = '2026-03-10T08:00:00.000Z';
    const endsAt = '2026-03-10T08:01:00.000Z';
    const grace = {
      at: endsAt,
      command: `grace:p3:${lostAt}`,
      act: { type: 'attendance.graceEnd', participant: 'p3', lostAt },
    };
    expect(deadlines(await scene.state())).toEqual([
      grace,
      {
        at: '2026-03-10T08:01:30.000Z',
        command: `time:p4:${endsAt}`,
        act: { type: 'floor.timeUp', participant: 'p4', endsAt },
      },
    ]);
    // The vote pauses the speech, and its clock with it (PROC-38).
    const voting = await scene.vote('named', 'simple', 600);
    expect(deadlines(await scene.state())).toEqual([
      grace,
      {
        at: '2026-03-10T08:10:00.000Z',
        command: `close:${voting}:2026-03-10T08:10:00.000Z`,
        act: { type: 'voting.close', voting },
      },
    ]);
  });

  test('a pause, a return, an extension and a close move or end what is due', async () => {
    const scene = await meeting();
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: 60 });
    const voting = await scene.vote('named', 'simple', 600);
    await scene.done('system', { type: 'attendance.lineBack', participant: 'p3' });
    await scene.done('p1', { type: 'floor.pause' });
    await scene.done('p1', { type: 'voting.extend', voting, seconds: 30 });
    expect(deadlines(await scene.state()).map(one => one.at)).toEqual(['2026-03-10T08:10:30.000Z']);
    await scene.close(voting);
    expect(deadlines(await scene.state())).toEqual([]);
  });

  test('two nodes that submit the same act bring it about once', async () => {
    const scene = await meeting();
    await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: 60 });
    const [due] = deadlines(await scene.state());
    await scene.wait(90);
    expect((await scene.ask('system', due!.act, due!.command)).entries).toHaveLength(1);
    expect(await scene.ask('system', due!.act, due!.command)).toMatchObject({
      entries: [],
      repeated: true,
      refused: null,
    });
  });

  test('nothing is due of a session that is not prepared, or is closed', async () => {
    expect(deadlines(INITIAL)).toEqual([]);
    const scene = await meeting();
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.done('p1', { type: 'session.close' });
    expect(deadlines(await scene.state())).toEqual([]);
  });
});
