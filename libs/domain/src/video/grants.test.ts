import { describe, expect, test } from '@jest/globals';
import { grants, HALL, INITIAL, RECORDER } from '../index.js';
import { createScene, meeting } from '../testing.suite.js';

const NOTHING = { join: false, waits: false, publish: [], channels: [] };
const LISTENS = { ...NOTHING, join: true };
const SPEAKS = { ...LISTENS, publish: ['microphone', 'camera'] };

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

  test('SEC-08: who waits at the door shows face and voice to the bureau, and hears nobody', async () => {
    const scene = await createScene().prepare({ hall: 0, rules: { video: { admission: 'oneByOne' } } });
    expect(grants(await scene.state(), 'p3')).toEqual(NOTHING);
    expect(grants(await scene.state(), 'sec')).toEqual(LISTENS);
    await scene.done('p3', { type: 'attendance.join', mode: 'remote' });
    expect(grants(await scene.state(), 'p3')).toEqual({ ...NOTHING, waits: true });
    await scene.done('sec', { type: 'admission.refuse', participant: 'p3', reason: 'later' });
    expect(grants(await scene.state(), 'p3')).toEqual(NOTHING);
    await scene.done('p3', { type: 'attendance.join', mode: 'remote' });
    await scene.done('sec', { type: 'admission.grant', participant: 'p3' });
    expect(grants(await scene.state(), 'p3')).toEqual(LISTENS);
  });

  test('SEC-08: the end of time takes the floor away after the grace, and the microphone with it', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: 60 });
    scene.wait(61);
    await scene.due();
    expect(grants(await scene.state(), 'p3')).toEqual(SPEAKS);
    scene.wait(29);
    await scene.due();
    expect(grants(await scene.state(), 'p3')).toEqual(LISTENS);
  });

  test('PROC-17: whose camera may be on is a rule: the floor’s, in a vote everyone’s who votes from afar, always', async () => {
    const camera = async (rule: 'floor' | 'vote' | 'always') => {
      const scene = await meeting({ hall: 1, rules: { video: { camera: rule } } });
      const at = async () => ['p3', 'p1', 'obs'].map(who => scene.state().then(state => grants(state, who).publish));
      const before = await Promise.all(await at());
      await scene.vote();
      return [before, await Promise.all(await at())];
    };
    expect(await camera('floor')).toEqual([
      [[], [], []],
      [[], [], []],
    ]);
    expect(await camera('vote')).toEqual([
      [[], [], []],
      [['camera'], [], []],
    ]);
    expect(await camera('always')).toEqual([
      [['camera'], [], []],
      [['camera'], [], []],
    ]);
  });

  test('PROC-18: the rapporteur who has the floor shares the screen, from the hall too', async () => {
    const scene = await meeting({ hall: 1 });
    await scene.done('p1', { type: 'floor.give', participant: 'p1', seconds: null });
    expect(grants(await scene.state(), 'p1').publish).toEqual(['screen']);
    const afar = await meeting({ hall: 0 });
    await afar.done('p1', { type: 'floor.give', participant: 'p1', seconds: null });
    expect(grants(await afar.state(), 'p1').publish).toEqual(['microphone', 'camera', 'screen']);
    await afar.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    expect(grants(await afar.state(), 'p3')).toEqual(SPEAKS);
  });

  test('SEC-08: on a device that is not valid nobody does anything, the hall and who waits at the door alike', async () => {
    const scene = await meeting({ hall: 0, rules: { video: { languages: ['ru', 'en'] } } });
    await scene.done('int', { type: 'attendance.join', mode: 'remote' });
    await scene.done('int', { type: 'interpretation.take', language: 'en', source: 'floor' });
    await scene.done('p1', { type: 'recording.start' });
    const state = await scene.state();
    for (const who of ['p1', 'p3', 'obs', 'int', HALL, RECORDER]) {
      expect(grants(state, who, { id: 'gone', valid: false })).toEqual(NOTHING);
      expect(grants(state, who, { id: 'here', valid: true })).toEqual(grants(state, who));
      expect(grants(state, who).join).toBe(true);
    }
    const door = await createScene().prepare({ hall: 0, rules: { video: { admission: 'oneByOne' } } });
    await door.done('p3', { type: 'attendance.join', mode: 'remote' });
    expect(grants(await door.state(), 'p3', { id: 'gone', valid: false })).toEqual(NOTHING);
    expect(grants(await door.state(), 'p3', { id: 'here', valid: true }).waits).toBe(true);
  });

  test('SEC-22: a device that watches hears and sends nothing; which one it is must be known for that', async () => {
    const scene = await meeting({ hall: 0, rules: { furtherDevice: 'press' } });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    const further = { type: 'device.admit', participant: 'p3', via: 'link', generation: null };
    await scene.done('system', { ...further, device: 'second', first: 'first' });
    const on = async (id: string | null) => grants(await scene.state(), 'p3', { id, valid: true });
    expect(await on('first')).toEqual(SPEAKS);
    expect(await on('second')).toEqual(LISTENS);
    expect(await on(null)).toEqual(SPEAKS);
  });

  test('SEC-08: what records hears while a recording is under way, and sends nothing', async () => {
    const scene = await meeting({ hall: 0 });
    expect(grants(await scene.state(), RECORDER)).toEqual(NOTHING);
    await scene.done('p1', { type: 'recording.start' });
    expect(grants(await scene.state(), RECORDER)).toEqual(LISTENS);
    await scene.done('p1', { type: 'recording.stop' });
    expect(grants(await scene.state(), RECORDER)).toEqual(NOTHING);
  });
});
