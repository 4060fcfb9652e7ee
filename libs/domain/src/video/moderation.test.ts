import { describe, expect, test } from '@jest/globals';
import { meeting } from '../testing.suite.js';
import { grants } from './grants.js';
import { HALL } from './identities.js';

const mute = (participant: string) => ({ type: 'video.mute', participant });
const unmute = (participant: string) => ({ type: 'video.unmute', participant });
const remove = (participant: string, reason = 'disorder') => ({ type: 'video.remove', participant, reason });
const readmit = (participant: string) => ({ type: 'video.readmit', participant });
const give = (participant: string) => ({ type: 'floor.give', participant, seconds: null });

describe('The chair’s hand on sound and picture', () => {
  test('SEC-08: who is muted loses the microphone and keeps the picture; giving the floor gives it back', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', give('p3'));
    await scene.records('p1', mute('p3'), [['video.muted', { participant: 'p3' }]]);
    await scene.staysQuiet('p1', mute('p3'));
    expect(grants(await scene.state(), 'p3').publish).toEqual(['camera']);
    await scene.records('p1', unmute('p3'), [['video.unmuted']]);
    await scene.staysQuiet('p1', unmute('p3'));
    expect(grants(await scene.state(), 'p3').publish).toEqual(['microphone', 'camera']);
    await scene.done('p1', mute('p4'));
    await scene.records('p1', give('p4'), [['floor.ended'], ['floor.given'], ['video.unmuted', { participant: 'p4' }]]);
    expect(grants(await scene.state(), 'p4').publish).toContain('microphone');
  });

  test('SEC-08: who is removed neither speaks nor hears, and loses the floor; seat and ballot stay', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', give('p3'));
    await scene.records('p1', remove('p3'), [
      ['video.removed', { participant: 'p3', reason: 'disorder' }],
      ['floor.ended', { participant: 'p3', reason: 'chair' }],
    ]);
    await scene.staysQuiet('p1', remove('p3'));
    expect(grants(await scene.state(), 'p3')).toEqual({ join: false, waits: false, publish: [], channels: [] });
    const voting = await scene.vote();
    await scene.done('p3', { type: 'voting.cast', voting, seat: 's3', choice: 'yes' });
    await scene.close(voting);
    await scene.records('p1', readmit('p3'), [['video.readmitted']]);
    await scene.staysQuiet('p1', readmit('p3'));
    expect(grants(await scene.state(), 'p3').join).toBe(true);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-08: the hall can be muted and not removed; whoever presides stays; others order nothing', async () => {
    const scene = await meeting({ hall: 2 });
    expect(grants(await scene.state(), HALL).publish).toEqual(['microphone', 'camera']);
    await scene.done('p1', mute(HALL));
    expect(grants(await scene.state(), HALL).publish).toEqual(['camera']);
    await scene.refuses('p1', remove(HALL), 'roll.unknown_participant');
    await scene.refuses('p1', remove('p1'), 'video.presiding_stays');
    for (const act of [mute('nobody'), unmute('nobody'), readmit('nobody')])
      await scene.refuses('p1', act, 'roll.unknown_participant');
    for (const act of [mute('p3'), unmute('p3'), remove('p3'), readmit('p3')])
      await scene.refuses('sec', act, 'may.presiding_only');
    await scene.done('p1', { type: 'session.recess', minutes: 5 });
    await scene.done('p1', mute('p3'));
    expect(grants(await scene.state(), HALL)).toMatchObject({ join: true, publish: [] });
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p1', mute('p3'), 'session.not_open');
    expect(grants(await scene.state(), HALL).join).toBe(false);
  });
});
