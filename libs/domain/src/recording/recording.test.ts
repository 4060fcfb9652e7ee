import { describe, expect, test } from '@jest/globals';
import { createScene, meeting } from '../testing.suite.js';
import { addSeconds } from '../time.js';
import { currentRecording, recordingMarks } from './marks.js';

const start = { type: 'recording.start' };
const stop = { type: 'recording.stop' };
const confirm = (id: string, at: string) => ({ type: 'recording.confirm', id, at });

describe('Recording', () => {
  test('whoever presides starts and stops it; the server records whether it really runs', async () => {
    const scene = await meeting();
    await scene.refuses('sec', start, 'may.presiding_only');
    await scene.staysQuiet('p1', stop);
    await scene.records('p1', start, [['recording.started', { id: 'r1' }]]);
    await scene.staysQuiet('p1', start);
    await scene.refuses('p1', confirm('r1', scene.now()), 'may.system_only');
    await scene.records('system', confirm('r1', scene.now()), [['recording.confirmed', { id: 'r1' }]]);
    await scene.staysQuiet('system', confirm('r1', scene.now()));
    await scene.staysQuiet('system', { type: 'recording.fail', id: 'r9', reason: 'broke_off' });
    await scene.records('p1', stop, [['recording.stopped', { id: 'r1' }]]);
    expect(currentRecording(await scene.state())).toBeUndefined();
    await scene.records('p1', start, [['recording.started', { id: 'r2' }]]);
    await scene.records('system', { type: 'recording.fail', id: 'r2', reason: 'not_started' }, [['recording.failed']]);
    expect((await scene.state()).recording?.[1]).toMatchObject({ failed: 'not_started' });
    await scene.done('p1', start);
    expect((await scene.done('p1', { type: 'session.close' })).at(-1)?.type).toBe('recording.stopped');
    const before = await createScene().prepare();
    await before.refuses('p1', start, 'may.presiding_only');
    await scene.refuses('p1', start, 'session.not_open');
  });

  test('its marks are read off the journal: what was under way, each item, each speaker, in seconds of the file', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', start);
    scene.wait(2);
    const from = scene.now();
    await scene.done('system', confirm('r1', from));
    scene.wait(10);
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    scene.wait(20);
    await scene.done('p3', { type: 'floor.yield' });
    scene.wait(5);
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    scene.wait(5);
    await scene.done('p1', stop);
    scene.wait(5);
    await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: null });
    expect(recordingMarks(await scene.state(), await scene.entries())).toEqual([
      { take: 'r1', seconds: 0, item: 'one', speaker: null },
      { take: 'r1', seconds: 10, item: 'one', speaker: 'p3' },
      { take: 'r1', seconds: 30, item: 'one', speaker: null },
      { take: 'r1', seconds: 35, item: 'two', speaker: null },
    ]);
    expect(addSeconds(from, 35) < scene.now()).toBe(true);
  });
});
