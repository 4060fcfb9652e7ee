// Against a real LiveKit server, by calls alone (no media): who may hear and speak there, who is put out, and how soon.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AccessToken, RoomServiceClient, TrackSource } from 'livekit-server-sdk';
import { hasLiveKit, openLiveKit, type LiveKit as VideoServer } from '../../../../test/support/livekit.js';
import { joinBySignal, type SignalLine } from '../../../../test/support/livekit-line.js';
import { freeTcp } from '../../../launch/src/livekit/server.js';
import { type Act, type LiveKit, liveKit, until } from '../live/live-kit.suite.js';
import { VideoEvidence } from './evidence.js';
import { OrphanedMedia } from './orphaned-media.js';

let video: VideoServer;
let kit: LiveKit;
let rooms: RoomServiceClient;
const lines: SignalLine[] = [];

const real = hasLiveKit ? describe : describe.skip;

beforeAll(async () => {
  if (!hasLiveKit) return;
  const port = await freeTcp();
  video = await openLiveKit(`http://127.0.0.1:${port}/api/video/events`);
  kit = await liveKit({ ...video.settings, PORT: String(port) });
  rooms = new RoomServiceClient(video.url, video.apiKey, video.apiSecret);
});
afterAll(async () => {
  await kit?.close();
  await video?.close();
});
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

async function ticket(id: string, as: string, kind?: 'screen'): Promise<string> {
  const { status, body } = await kit.http(await kit.device(id, as, kind), 'POST', `${id}/video-token`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.token;
}
function enter(token: string): SignalLine {
  const line = joinBySignal(video.url, token);
  lines.push(line);
  return line;
}
const comeIn = async (id: string, as: string, kind?: 'screen') => {
  const line = enter(await ticket(id, as, kind));
  await line.joined;
  return line;
};
/** What LiveKit says somebody may do: `hears`, and the sources that may be sent; null where nobody is. */
async function may(room: string, identity: string): Promise<string | null> {
  const there = await rooms.listParticipants(room).catch(() => []);
  const permission = there.find(one => one.identity === identity)?.permission;
  if (!permission) return null;
  const sources = permission.canPublish ? permission.canPublishSources.map(source => TrackSource[source]) : [];
  return [permission.canSubscribe ? 'hears' : 'deaf', ...sources].join(' ');
}
const becomes = (room: string, identity: string, what: string | null, patience = 2000) =>
  until(async () => (await may(room, identity)) === what, patience);
const SPEAKS = 'hears MICROPHONE CAMERA';

/** Open, no vote under way; p_3, p_4 and p_5 are here from afar. */
async function floorOpen(video: object = {}): Promise<string> {
  const id = await kit.session({ rules: { video } });
  const voting = await kit.voting(id);
  await kit.done(id, ['p_1', { type: 'voting.close', voting }]);
  return id;
}
const give = (participant: string): Act => ({ type: 'floor.give', participant, seconds: null });

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
    await kit.done(id, ['p_1', give('p_2')]);
    await kit.done(id, ['p_1', { type: 'session.recess', minutes: 5 }]);
    await becomes(id, 'hall', 'hears');
    expect(await may(id, 'p_2')).toBe('hears');
  });

  test('PROC-10: an interpreter gets the microphone with the channel, and loses it with it', async () => {
    const id = await floorOpen({ languages: ['ru', 'en'] });
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
    const stranger = enter(await token.toJwt());
    await stranger.joined;
    await until(() => stranger.isOut(), 2000);
    expect(await may(id, 'stranger')).toBeNull();
  });

  test('SEC-08: who is removed is out within two seconds, comes back with the old ticket, hears nothing and is out again', async () => {
    const id = await floorOpen();
    const old = await ticket(id, 'p_3');
    const line = enter(old);
    await line.joined;
    await becomes(id, 'p_3', 'hears');
    await kit.done(id, ['p_1', { type: 'video.remove', participant: 'p_3', reason: 'disorder' }]);
    await until(() => line.isOut(), 2000);
    const refused = await kit.http(await kit.device(id, 'p_3'), 'POST', `${id}/video-token`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'video.removed' } });
    const again = enter(old);
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

  test('who is there without a line to us for a while is put out; whose page stands, and the hall, stay', async () => {
    const id = await floorOpen();
    const ghosts = kit.part(OrphanedMedia);
    const { patience } = ghosts;
    ghosts.patience = 1000;
    try {
      const page = await kit.line(await kit.device(id, 'p_4'));
      const ghost = await comeIn(id, 'p_3');
      await Promise.all([comeIn(id, 'p_4'), comeIn(id, 's_wall', 'screen')]);
      await until(() => ghost.isOut());
      await new Promise(resolve => setTimeout(resolve, 2 * ghosts.patience));
      expect(await may(id, 'p_4')).toBe('hears');
      expect(await may(id, 'hall')).toBe(SPEAKS);
      page.socket.disconnect();
      await becomes(id, 'p_4', null, 6000);
    } finally {
      ghosts.patience = patience;
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
    await rooms.updateParticipant(id, 'p_3', { permission: { canSubscribe: false, canPublish: true } });
    await kit.restart();
    await becomes(id, 'p_3', 'hears', 4000);
    await rooms.updateParticipant(id, 'p_3', { permission: { canSubscribe: true, canPublish: true } });
    await becomes(id, 'p_3', 'hears', 3000);
  });

  test('LiveKit killed and started again: votes go on, the floor moves, and who comes back may what holds by then', async () => {
    const id = await floorOpen();
    const token = await ticket(id, 'p_3');
    const line = enter(token);
    await line.joined;
    await becomes(id, 'p_3', 'hears');
    await video.kill();
    await line.out;
    await kit.done(id, ['p_1', give('p_3')]);
    const motion = Object.keys((await kit.journal().state(id)).state.motions)[0]!;
    await video.start();
    const back = enter(token);
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
