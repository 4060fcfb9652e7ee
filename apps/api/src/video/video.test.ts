// Against a real LiveKit server, by calls alone (no media): who may hear and speak there, who is put out, and how soon.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AccessToken } from 'livekit-server-sdk';
import { hasLiveKit } from '../../../../test/support/livekit.js';
import { until } from '../live/live-kit.suite.js';
import { VideoEvidence } from './evidence.js';
import { OrphanedMedia } from './orphaned-media.js';
import { give, SPEAKS, type VideoKit, videoKit } from './video-kit.suite.js';

let at: VideoKit;
let kit: VideoKit['kit'];
let video: VideoKit['video'];
let rooms: VideoKit['rooms'];
let comeIn: VideoKit['comeIn'];
let may: VideoKit['may'];
let becomes: VideoKit['becomes'];
let floorOpen: VideoKit['floorOpen'];

const real = hasLiveKit ? describe : describe.skip;

beforeAll(async () => {
  if (!hasLiveKit) return;
  at = await videoKit();
  ({ kit, video, rooms, comeIn, may, becomes, floorOpen } = at);
});
afterAll(() => at?.close());
afterEach(() => at?.leaveAll());

real('the floor is a media permission', () => {
  test('SEC-08: who comes in hears; given with the floor, taken with it; nobody else is touched', async () => {
    const id = await floorOpen();
    await Promise.all(['p_3', 'p_4', 'p_obs'].map(who => comeIn(id, who)));
    for (const who of ['p_3', 'p_4', 'p_obs']) await becomes(id, who, 'hears');
    await kit.done(id, ['p_1', give('p_3')]);
    await becomes(id, 'p_3', SPEAKS);
    await kit.done(id, ['p_1', give('p_4')]);
    await becomes(id, 'p_4', SPEAKS);
    await becomes(id, 'p_3', 'hears');
    await kit.done(id, ['p_1', { type: 'video.mute', participant: 'p_4' }]);
    await becomes(id, 'p_4', 'hears CAMERA');
    await kit.done(id, ['p_1', { type: 'video.unmute', participant: 'p_4' }], ['p_4', { type: 'floor.yield' }]);
    await becomes(id, 'p_4', 'hears');
    expect(await may(id, 'p_obs')).toBe('hears');
  });

  test('whoever comes into the room after being given the floor gets leave then', async () => {
    const id = await floorOpen();
    await kit.done(id, ['p_1', give('p_3')]);
    await comeIn(id, 'p_3');
    await becomes(id, 'p_3', SPEAKS);
  });

  test('PROC-18: the hall is a participant of its own; a seat in the hall holds the floor without publishing', async () => {
    const id = await floorOpen();
    await comeIn(id, 's_wall', 'screen');
    await comeIn(id, 'p_2');
    await becomes(id, 'hall', SPEAKS);
    await becomes(id, 'p_2', 'hears');
    await kit.done(id, ['p_1', give('p_2')]);
    await kit.done(id, ['p_1', { type: 'session.recess', minutes: 5 }]);
    await becomes(id, 'hall', 'hears');
    expect(await may(id, 'p_2')).toBe('hears');
  });

  test('PROC-10: an interpreter gets the microphone with the channel, and loses it with it', async () => {
    const id = await floorOpen({ video: { languages: ['ru', 'en'] } });
    await kit.done(id, ['p_int', { type: 'attendance.join', mode: 'remote' }]);
    await comeIn(id, 'p_int');
    await becomes(id, 'p_int', 'hears');
    await kit.done(id, ['p_int', { type: 'interpretation.take', language: 'en', source: 'floor' }]);
    await becomes(id, 'p_int', 'hears MICROPHONE');
    await kit.done(id, ['p_int', { type: 'interpretation.leave', language: 'en' }]);
    await becomes(id, 'p_int', 'hears');
  });

  test('SEC-08: unknown identities are put out, however good their ticket', async () => {
    const id = await floorOpen();
    await comeIn(id, 'p_3');
    const token = new AccessToken(video.apiKey, video.apiSecret, { identity: 'stranger', ttl: 60 });
    token.addGrant({ room: id, roomJoin: true, canSubscribe: true, canPublish: true });
    const stranger = at.enter(await token.toJwt());
    await stranger.joined;
    await until(() => stranger.isOut(), 2000);
    await becomes(id, 'stranger', null);
  });

  test('SEC-08: who is removed is out within two seconds, comes back with the old ticket, hears nothing and is out again', async () => {
    const id = await floorOpen();
    const old = await at.ticket(id, await kit.device(id, 'p_3'));
    const line = at.enter(old);
    await line.joined;
    await becomes(id, 'p_3', 'hears');
    await kit.done(id, ['p_1', { type: 'video.remove', participant: 'p_3', reason: 'disorder' }]);
    await until(() => line.isOut(), 2000);
    const refused = await kit.http(await kit.device(id, 'p_3'), 'POST', `${id}/video-token`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'video.removed' } });
    const again = at.enter(old);
    await again.joined.catch(() => undefined);
    const heard: (string | null)[] = [];
    await until(async () => {
      heard.push(await may(id, 'p_3'));
      return again.isOut();
    }, 2000);
    expect(heard.filter(one => one !== null && one !== 'deaf')).toEqual([]);
    await kit.done(id, ['p_1', { type: 'video.readmit', participant: 'p_3' }]);
    await comeIn(id, 'p_3');
    await becomes(id, 'p_3', 'hears');
  });

  test('SEC-08: who waits at the door is seen in the waiting room, deaf, until let in', async () => {
    const id = await kit.session({ hall: 2, rules: { video: { admission: 'oneByOne' } } });
    await kit.done(id, ['p_3', { type: 'attendance.join', mode: 'remote' }]);
    const line = await comeIn(id, 'p_3');
    await becomes(`${id}.waiting`, 'p_3', 'deaf MICROPHONE CAMERA');
    expect(await may(id, 'p_3')).toBeNull();
    await kit.done(id, ['p_sec', { type: 'admission.grant', participant: 'p_3' }]);
    await until(() => line.isOut(), 2000);
    await comeIn(id, 'p_3');
    await becomes(id, 'p_3', 'hears');
  });

  test('SEC-08: who is there without a line of the same device for a while is put out, the hall’s screen alike', async () => {
    const id = await floorOpen();
    const orphans = kit.part(OrphanedMedia);
    const { patience } = orphans;
    orphans.patience = 1000;
    try {
      const [phone, wall] = [await kit.device(id, 'p_4'), await kit.device(id, 's_wall', 'screen')];
      const [page, screen] = [await kit.line(phone), await kit.line(wall)];
      await kit.line(await kit.device(id, 'p_3'));
      const orphan = await comeIn(id, 'p_3');
      await Promise.all([comeIn(id, 'p_4', undefined, phone), comeIn(id, 's_wall', 'screen', wall)]);
      await until(() => orphan.isOut());
      await new Promise(resolve => setTimeout(resolve, 2 * orphans.patience));
      await becomes(id, 'p_4', 'hears');
      await becomes(id, 'hall', SPEAKS);
      page.socket.disconnect();
      screen.socket.disconnect();
      await becomes(id, 'p_4', null, 6000);
      await becomes(id, 'hall', null, 6000);
    } finally {
      orphans.patience = patience;
    }
  });

  test('at the close everybody is out', async () => {
    const id = await floorOpen();
    const all = await Promise.all(['p_3', 'p_4'].map(who => comeIn(id, who)));
    await kit.done(id, ['p_1', { type: 'session.close' }]);
    for (const line of all) await until(() => line.isOut(), 2000);
  });
});

real('whatever falls', () => {
  test('a node that comes back sets every live room as the journal says', async () => {
    const id = await floorOpen();
    await comeIn(id, 'p_3');
    await becomes(id, 'p_3', 'hears');
    // Somebody else has turned the knobs meanwhile.
    const { identity } = (await at.all(id, 'p_3'))[0]!;
    await rooms.updateParticipant(id, identity, { permission: { canSubscribe: false, canPublish: true } });
    await kit.restart();
    await becomes(id, 'p_3', 'hears', 4000);
    await rooms.updateParticipant(id, identity, { permission: { canSubscribe: true, canPublish: true } });
    await becomes(id, 'p_3', 'hears', 3000);
  });

  test('LiveKit killed and started again: votes go on, the floor moves, and who comes back may what holds by then', async () => {
    const id = await floorOpen();
    const token = await at.ticket(id, await kit.device(id, 'p_3'));
    const line = at.enter(token);
    await line.joined;
    await becomes(id, 'p_3', 'hears');
    await video.kill();
    await line.out;
    await kit.done(id, ['p_1', give('p_3')]);
    const motion = Object.keys((await kit.journal().state(id)).state.motions)[0]!;
    await video.start();
    const back = at.enter(token);
    await back.joined;
    await becomes(id, 'p_3', SPEAKS, 6000);
    await kit.done(id, ['p_3', { type: 'floor.yield' }]);
    await becomes(id, 'p_3', 'hears', 4000);
    expect((await kit.journal().state(id)).state.motions[motion]).toBeDefined();
  });

  test('the secretary sees who is there, by the pulse and by asking; one who is gone without a word is gone', async () => {
    const id = await floorOpen();
    const secretary = await kit.line(await kit.device(id, 'p_sec'));
    const delegate = await kit.line(await kit.device(id, 'p_4'));
    await comeIn(id, 'p_3');
    const shown = () => secretary.sent.findLast(([name]) => name === 'pulse')?.[1] as { bureau?: { video?: object[] } };
    await until(() => shown()?.bureau?.video?.length === 1);
    expect(shown().bureau?.video).toEqual([
      expect.objectContaining({ participant: 'p_3', room: 'session', hears: true, microphone: 'off', camera: 'off' }),
    ]);
    const others = delegate.sent.filter(([name]) => name === 'pulse').map(([, pulse]) => pulse as { bureau: unknown });
    expect(others.filter(({ bureau }) => bureau !== null)).toEqual([]);
    const asked = async () =>
      (await kit.http(await kit.device(id, 'p_sec'), 'GET', `${id}/video`)).body.evidence.map(
        (one: { participant: string; what: string }) => `${one.participant} ${one.what}`,
      );
    // Of one without media the video server tells nothing.
    const [{ sid } = { sid: '' }] = await rooms.listParticipants(id);
    const at = new Date().toISOString();
    await kit
      .part(VideoEvidence)
      .keep(id, { id: `EV_${sid}`, participant: 'p_3', sid, what: 'joined', source: null, at });
    expect(await asked()).toEqual(['p_3 joined']);
    await video.kill();
    await video.start();
    await until(async () => (await asked()).includes('p_3 left'), 12_000);
    await until(() => shown()?.bureau?.video?.length === 0);
  });
});
