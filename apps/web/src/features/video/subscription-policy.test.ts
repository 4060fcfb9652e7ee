/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { HALL } from '@kengesh/domain';
import { createPlay } from '../../pages/delegate/played.suite.js';
import type { Offer } from '../media/wanted.js';
import { grantedBy } from './subscription-policy.js';

const sound = (from: string, channel: string | null = null): Offer => ({ from, source: 'microphone', channel });
const face = (from: string): Offer => ({ from, source: 'camera', channel: null });

/** As a delegate's page knows it: without where the others sit. */
async function seen(play: ReturnType<typeof createPlay>) {
  const wire = await play.wire('p9');
  return grantedBy(wire.get().held.state);
}

describe('What may be sent, as a delegate’s page knows it', () => {
  test('SEC-08: the floor’s holder while the clock runs, whoever presides, and the hall', async () => {
    const play = await createPlay().open();
    const before = await seen(play);
    expect(['p1', HALL, 'p8'].map(one => before(sound(one)))).toEqual([true, true, false]);
    await play.act('p1', { type: 'floor.give', participant: 'p8', seconds: 60 });
    const during = await seen(play);
    expect(['p8', 'p10', 'nobody'].map(one => during(sound(one)))).toEqual([true, false, false]);
    expect(during(face('p8'))).toBe(true);
    expect(during({ from: 'p8', source: 'screen', channel: null })).toBe(true);
    await play.act('p1', { type: 'floor.pause' });
    expect((await seen(play))(sound('p8'))).toBe(false);
  });

  test('SEC-08: not the sound of whom the chair has muted, nothing of whom the chair has removed', async () => {
    const play = await createPlay().open();
    await play.act('p1', { type: 'floor.give', participant: 'p8', seconds: 60 });
    await play.act('p1', { type: 'video.mute', participant: 'p8' });
    const muted = await seen(play);
    expect([muted(sound('p8')), muted(face('p8'))]).toEqual([false, true]);
    await play.act('p1', { type: 'video.remove', participant: 'p8', reason: 'disorder' });
    expect((await seen(play))(face('p8'))).toBe(false);
  });

  test('on a channel only whoever has taken it, and never beside it', async () => {
    const play = await createPlay().open(11, 'two', one => ({
      ...one,
      rules: { ...one.rules, video: { languages: ['ky', 'en'] } },
    }));
    await play.act('int', { type: 'attendance.join', mode: 'remote' });
    await play.act('int', { type: 'interpretation.take', language: 'ky', source: 'floor' });
    const now = await seen(play);
    expect([now(sound('int', 'ky')), now(sound('int', 'en')), now(sound('int')), now(sound('p8', 'ky'))]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('PROC-17: faces in a vote, where the rules want them', async () => {
    const play = await createPlay().open(11, 'two', one => ({
      ...one,
      rules: { ...one.rules, video: { camera: 'vote' } },
    }));
    expect((await seen(play))(face('p8'))).toBe(false);
    await play.vote();
    const voting = await seen(play);
    expect([voting(face('p8')), voting(sound('p8')), voting(face('p14'))]).toEqual([true, false, false]);
  });

  test('nothing outside an open session', async () => {
    const play = await createPlay().open();
    await play.act('p1', { type: 'session.recess', minutes: 5 });
    const now = await seen(play);
    expect([now(sound('p1')), now(face(HALL))]).toEqual([false, false]);
  });
});
