import { describe, expect, test } from '@jest/globals';
import { grants, INITIAL } from '../index.js';
import { createScene, meeting } from '../testing.suite.js';

const LISTENS = { join: true, publish: [] };
const SPEAKS = { join: true, publish: ['microphone', 'camera'] };
const NOTHING = { join: false, publish: [] };

describe('Who may do what in the video room', () => {
  test('SEC-08: nobody enters before the session is prepared, nor after it is closed, nor who is not on the roll', async () => {
    expect(grants(INITIAL, 'p1')).toEqual(NOTHING);
    const scene = await meeting();
    expect(grants(await scene.state(), 'nobody')).toEqual(NOTHING);
    await scene.done('p1', { type: 'session.close' });
    for (const who of ['p1', 'p3', 'obs']) expect(grants(await scene.state(), who)).toEqual(NOTHING);
  });

  test('before the opening and in a recess everybody listens, nobody publishes', async () => {
    const scene = await createScene().prepare({ hall: 0 });
    await scene.arrive('p1', 'p2', 'p3', 'obs');
    for (const who of ['p1', 'p3', 'p4', 'obs', 'int']) expect(grants(await scene.state(), who)).toEqual(LISTENS);
    await scene.done('p1', { type: 'session.open' });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    await scene.done('p1', { type: 'session.recess', minutes: 5 });
    for (const who of ['p1', 'p3']) expect(grants(await scene.state(), who)).toEqual(LISTENS);
  });

  test('SEC-08: the remote holder of the floor publishes, while the clock runs; and so does whoever presides from afar', async () => {
    const scene = await meeting({ hall: 0 });
    expect(grants(await scene.state(), 'p1')).toEqual(SPEAKS);
    expect(grants(await scene.state(), 'p3')).toEqual(LISTENS);
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    expect(grants(await scene.state(), 'p3')).toEqual(SPEAKS);
    await scene.done('p1', { type: 'floor.pause' });
    expect(grants(await scene.state(), 'p3')).toEqual(LISTENS);
    await scene.done('p1', { type: 'floor.resume' });
    await scene.done('p3', { type: 'floor.yield' });
    expect(grants(await scene.state(), 'p3')).toEqual(LISTENS);
    await scene.done('p1', { type: 'session.preside', participant: 'p2' });
    expect(grants(await scene.state(), 'p1')).toEqual(LISTENS);
    expect(grants(await scene.state(), 'p2')).toEqual(SPEAKS);
  });

  test('PROC-18: the hall is heard through its own sound; PROC-10: observers and interpreters never publish', async () => {
    const scene = await meeting({ hall: 2 });
    await scene.done('p1', { type: 'floor.give', participant: 'p2', seconds: null });
    expect(grants(await scene.state(), 'p2')).toEqual(LISTENS);
    expect(grants(await scene.state(), 'p1')).toEqual(LISTENS);
    for (const who of ['obs', 'int']) expect(grants(await scene.state(), who)).toEqual(LISTENS);
  });

  test('PROC-12: who has left listens at most', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', { type: 'attendance.leave' });
    expect(grants(await scene.state(), 'p1')).toEqual(LISTENS);
  });
});
