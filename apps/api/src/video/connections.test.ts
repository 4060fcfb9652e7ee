import { describe, expect, test } from '@jest/globals';
import { HALL, RECORDER } from '@kengesh/domain';
import { ParticipantInfo } from 'livekit-server-sdk';
import { meeting } from '../../../../libs/domain/src/testing.suite.js';
import { connectionsOf } from './connections.js';
import type { DeviceOf } from './media-devices.js';

const EGRESS = 2;
const there = (identity: string, second: number, kind = 0) =>
  new ParticipantInfo({ sid: `PA_${identity}`, identity, kind, joinedAtMs: BigInt(second * 1000) });
/** The generation is the device; one that is called `gone` has ended, and what records needs none. */
const devices: DeviceOf = ({ participant, generation }) =>
  participant === RECORDER ? undefined : { id: generation, valid: generation !== 'gone' };
const seen = (all: ReturnType<typeof connectionsOf>) =>
  all.map(({ participant, may, isSuperseded }) => {
    const rights = may && [may.hears ? 'hears' : 'deaf', ...may.publish].join(' ');
    return [participant, isSuperseded ? `${rights}, elsewhere` : rights];
  });

describe('Everybody in a room', () => {
  test('SEC-08: what records may stay while a recording is under way, in the session’s room alone', async () => {
    const scene = await meeting({ hall: 0 });
    const egress = [there('EG_4QrbmzYTFTSs', 1, EGRESS), there('EG_Other', 2, EGRESS)];
    const looked = async (room: 'session' | 'waiting' = 'session') =>
      seen(connectionsOf(await scene.state(), room, egress, devices));
    expect(await looked()).toEqual([
      [RECORDER, null],
      [RECORDER, null],
    ]);
    await scene.done('p1', { type: 'recording.start' });
    expect(await looked()).toEqual([
      [RECORDER, 'hears'],
      [RECORDER, 'hears'],
    ]);
    expect((await looked('waiting'))[0]).toEqual([RECORDER, null]);
    await scene.done('p1', { type: 'recording.stop' });
    expect((await looked())[0]).toEqual([RECORDER, null]);
  });

  test('SEC-08: who only calls himself a recorder is nobody', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', { type: 'recording.start' });
    const liars = [there('EG_4QrbmzYTFTSs', 1), there(RECORDER, 2), there('p1~a', 3, EGRESS)];
    expect(seen(connectionsOf(await scene.state(), 'session', liars, devices))).toEqual([
      ['EG_4QrbmzYTFTSs', null],
      ['', null],
      // By the word of the video server itself, which nobody else can give.
      [RECORDER, 'hears'],
    ]);
  });

  test('the newest device that is valid takes the place of the others of the same participant', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    const all = [
      there('p3~a', 1),
      there('p3~b', 3),
      there('p3~gone', 4),
      there('p4~c', 2),
      there(`${HALL}~wall`, 1),
      there(HALL, 2),
    ];
    expect(seen(connectionsOf(await scene.state(), 'session', all, devices))).toEqual([
      ['p3', 'deaf, elsewhere'],
      ['p3', 'hears microphone camera'],
      ['p3', null],
      ['p4', 'hears'],
      [HALL, 'deaf, elsewhere'],
      [HALL, 'hears microphone camera'],
    ]);
  });
});
