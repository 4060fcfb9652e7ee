import { describe, expect, test } from '@jest/globals';
import { meeting, type Scene } from '../testing.suite.js';
import { grants } from '../video/grants.js';
import { channelOf, channelsOf } from './who.js';

const take = (language: string, source = 'floor') => ({ type: 'interpretation.take', language, source });
const handOver = (language: string) => ({ type: 'interpretation.handOver', language });
const leave = (language: string) => ({ type: 'interpretation.leave', language });
const listenTo = (language: string, source: string) => ({ type: 'interpretation.listenTo', language, source });
const signal = (about: string) => ({ type: 'interpretation.signal', about });

/** Two interpreters are here, `int` and `int2`; channels ru, ky and en. */
async function booths(): Promise<Scene> {
  return meeting({
    hall: 0,
    rules: { video: { languages: ['ru', 'ky', 'en'] } },
    change: whole => ({
      ...whole,
      participants: [...whole.participants, { ...whole.participants.find(one => one.id === 'int')!, id: 'int2' }],
    }),
  });
}

describe('Interpretation', () => {
  test('PROC-10: an interpreter speaks on the channel taken, and nowhere else; nobody else speaks on one', async () => {
    const scene = await booths();
    expect(grants(await scene.state(), 'int').publish).toEqual([]);
    await scene.records('int', take('en'), [
      ['interpretation.taken', { language: 'en', participant: 'int', source: 'floor' }],
    ]);
    await scene.staysQuiet('int', take('en'));
    expect(grants(await scene.state(), 'int')).toMatchObject({ publish: ['microphone'], channels: ['en'] });
    await scene.done('p1', { type: 'video.mute', participant: 'int' });
    expect(grants(await scene.state(), 'int')).toMatchObject({ publish: [], channels: [] });
    for (const act of [take('ky'), handOver('ky'), leave('ky'), listenTo('ky', 'floor'), signal('slower')])
      await scene.refuses('p3', act, 'may.interpreter_only');
    await scene.refuses('int', take('hy'), 'interpretation.no_channel', { language: 'hy' });
    await scene.done('p1', { type: 'session.recess', minutes: 5 });
    expect(grants(await scene.state(), 'int').publish).toEqual([]);
  });

  test('two change over: one stands ready, the other hands over, never two voices on one channel', async () => {
    const scene = await booths();
    await scene.done('int', take('en'));
    await scene.refuses('int', handOver('en'), 'interpretation.no_relief');
    await scene.records('int2', take('en'), [['interpretation.offered', { language: 'en', participant: 'int2' }]]);
    await scene.staysQuiet('int2', take('en'));
    await scene.refuses('int2', handOver('en'), 'interpretation.not_yours');
    expect(grants(await scene.state(), 'int2').channels).toEqual([]);
    await scene.records('int', handOver('en'), [
      ['interpretation.handedOver', { language: 'en', from: 'int', participant: 'int2' }],
    ]);
    expect(channelOf(await scene.state(), 'en')).toMatchObject({ participant: 'int2', source: 'floor' });
    expect(grants(await scene.state(), 'int').channels).toEqual([]);
    await scene.records('int2', leave('en'), [['interpretation.left', { participant: 'int2' }]]);
    await scene.staysQuiet('int2', leave('en'));
    expect(channelOf(await scene.state(), 'en')).toBeUndefined();
  });

  test('a channel whose interpreter is off the line is taken over at once; who leaves the session leaves it', async () => {
    const scene = await booths();
    await scene.done('int', take('en'));
    await scene.done('int', take('ky'));
    expect(channelsOf(await scene.state(), 'int')).toEqual(['en', 'ky']);
    await scene.done('system', { type: 'attendance.lineLost', participant: 'int' });
    await scene.refuses('int', take('ru'), 'interpretation.not_here');
    await scene.records('int2', take('en'), [
      ['interpretation.left', { language: 'en', participant: 'int' }],
      ['interpretation.taken', { language: 'en', participant: 'int2' }],
    ]);
    await scene.records('int', { type: 'attendance.leave' }, [
      ['attendance.left'],
      ['interpretation.left', { language: 'ky', participant: 'int' }],
    ]);
    await scene.done('int', { type: 'attendance.join', mode: 'remote' });
    await scene.done('int', take('en'));
    await scene.records('int', leave('en'), [['interpretation.left', { participant: 'int' }]]);
    expect(channelOf(await scene.state(), 'en')).toMatchObject({ participant: 'int2' });
    expect(channelOf(await scene.state(), 'en')?.relief).toBeUndefined();
  });

  test('relay: from another channel, which must itself come from the floor', async () => {
    const scene = await booths();
    await scene.refuses('int', take('en', 'en'), 'interpretation.no_source');
    await scene.refuses('int', take('en', 'hy'), 'interpretation.no_source');
    await scene.done('int', take('en', 'ru'));
    await scene.refuses('int2', take('ky', 'en'), 'interpretation.double_relay');
    await scene.refuses('int2', take('ru', 'ky'), 'interpretation.double_relay');
    await scene.done('int2', take('ru'));
    await scene.refuses('int2', listenTo('en', 'floor'), 'interpretation.not_yours');
    await scene.refuses('int2', listenTo('ru', 'ky'), 'interpretation.double_relay');
    await scene.records('int', listenTo('en', 'floor'), [['interpretation.sourceSet', { source: 'floor' }]]);
    await scene.staysQuiet('int', listenTo('en', 'floor'));
  });

  test('signals: slower, the sound is bad; once in ten seconds is enough, and the close ends all channels', async () => {
    const scene = await booths();
    await scene.refuses('int', signal('slower'), 'interpretation.not_yours');
    await scene.done('int', take('en'));
    await scene.records('int', signal('slower'), [['interpretation.signalled', { about: 'slower' }]]);
    await scene.staysQuiet('int', signal('slower'));
    await scene.records('int', signal('sound'), [['interpretation.signalled', { about: 'sound' }]]);
    scene.wait(10);
    await scene.records('int', signal('sound'), [['interpretation.signalled']]);
    await scene.done('p1', { type: 'session.close' });
    expect((await scene.state()).interpretation?.channels).toEqual({});
    await scene.refuses('int', signal('slower'), 'session.not_open');
    await scene.refuses('int', take('en'), 'attendance.no_session');
    expect(await scene.brokenLaw()).toBeNull();
  });
});
