import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HALL, mediaIdentityOf } from '@kengesh/domain';
import { TokenVerifier, TrackSource } from 'livekit-server-sdk';
import { type LiveKit, liveKit } from '../live/live-kit.suite.js';
import { permissionOf } from './rooms.js';

const KEY = 'api-key';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
/** Nobody listens there: a ticket is made without asking anybody. */
const URL = 'ws://127.0.0.1:9';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIVEKIT_URL: URL, LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET });
});
afterAll(() => kit?.close());

const ticket = async (id: string, as: string, kind?: 'screen' | 'account', query = '') =>
  kit.http(await kit.device(id, as, kind), 'POST', `${id}/video-token${query}`);
const claimsOf = (token: string) => new TokenVerifier(KEY, SECRET).verify(token);

describe('a ticket to the video room', () => {
  test('SEC-08: lets in for ten minutes, as the participant on this device, and gives leave to nothing', async () => {
    const id = await kit.session();
    const { status, body } = await ticket(id, 'p_5');
    expect(status).toBe(200);
    expect(body).toEqual({
      url: URL,
      token: expect.any(String),
      room: 'session',
      identity: 'p_5',
      expiresAt: expect.any(String),
    });
    const claims = await claimsOf(body.token);
    expect(claims).toMatchObject({ sub: expect.stringMatching(/^p_5~[0-9a-f]{16}$/), iss: KEY });
    const other = (await ticket(id, 'p_5')).body;
    expect(other.identity).toBe('p_5');
    expect((await claimsOf(other.token)).sub).not.toBe(claims.sub);
    expect(claims.video).toEqual({
      room: id,
      roomJoin: true,
      canSubscribe: false,
      canPublish: false,
      canPublishData: false,
      canPublishSources: [],
      canUpdateOwnMetadata: false,
    });
    for (const more of ['sip', 'inference', 'observability', 'roomConfig', 'metadata', 'name'])
      expect(claims).not.toHaveProperty(more);
    const left = claims.exp! - Date.now() / 1000;
    expect(left).toBeLessThanOrEqual(600);
    expect(left).toBeGreaterThan(590);
    expect(Math.abs(Date.parse(body.expiresAt) / 1000 - claims.exp!)).toBeLessThan(2);
  });

  test('is refused by whoever has another secret', async () => {
    const { body } = await ticket(await kit.session(), 'p_5');
    await expect(new TokenVerifier(KEY, `${SECRET}x`).verify(body.token)).rejects.toThrow();
    await expect(new TokenVerifier('other-key', SECRET).verify(body.token)).rejects.toThrow();
  });

  test('of the hall’s screen is the hall’s, whichever screen it is', async () => {
    const id = await kit.session();
    const { body } = await ticket(id, 's_wall', 'screen');
    expect(body).toMatchObject({ room: 'session', identity: 'hall' });
    expect(mediaIdentityOf((await claimsOf(body.token)).sub!)).toMatchObject({ participant: HALL });
  });

  test('is for those on the roll of a session that lives: not for a stranger, another session, after the close', async () => {
    const id = await kit.session();
    const no = { status: 409, body: { code: 'video.not_admitted' } };
    expect(await ticket(id, 'p_stranger')).toMatchObject(no);
    expect(await ticket(id, 'a_desk', 'account')).toMatchObject({ status: 404 });
    const other = await kit.session();
    const mine = await kit.device(id, 'p_5');
    expect(await kit.http(mine, 'POST', `${other}/video-token`)).toMatchObject({ status: 404 });
    expect(await kit.http(null, 'POST', `${id}/video-token`)).toMatchObject({ status: 401 });
    const voting = await kit.voting(id);
    await kit.done(id, ['p_1', { type: 'voting.close', voting }], ['p_1', { type: 'session.close' }]);
    expect(await ticket(id, 'p_5')).toMatchObject(no);
    expect(await ticket(id, 's_wall', 'screen')).toMatchObject(no);
  });

  test('SEC-08: who waits at the door gets one to the waiting room; who was not let in or was removed gets none', async () => {
    const id = await kit.session({ hall: 2, rules: { video: { admission: 'oneByOne' } } });
    expect(await ticket(id, 'p_3')).toMatchObject({ status: 409, body: { code: 'video.door' } });
    await kit.done(id, ['p_3', { type: 'attendance.join', mode: 'remote' }]);
    const waits = await ticket(id, 'p_3');
    expect(waits.body).toMatchObject({ room: 'waiting', identity: 'p_3' });
    expect((await claimsOf(waits.body.token)).video).toMatchObject({ room: `${id}.waiting`, canPublish: false });
    expect((await ticket(id, 'p_sec', undefined, '?room=waiting')).body).toMatchObject({ room: 'waiting' });
    expect(await ticket(id, 'p_4', undefined, '?room=waiting')).toMatchObject({ body: { code: 'may.bureau_only' } });
    expect(await ticket(id, 'p_4', undefined, '?room=attic')).toMatchObject({ status: 400 });
    await kit.done(
      id,
      ['p_sec', { type: 'admission.grantAll' }],
      ['p_sec', { type: 'attendance.checkInAll' }],
      ...(['p_4', 'p_5'] as const).map(one => ['p_sec', { type: 'admission.grant', participant: one }] as const),
      ['p_1', { type: 'session.open' }],
    );
    expect((await ticket(id, 'p_3')).body).toMatchObject({ room: 'session' });
    await kit.done(id, ['p_1', { type: 'video.remove', participant: 'p_3', reason: 'disorder' }]);
    expect(await ticket(id, 'p_3')).toMatchObject({ status: 409, body: { code: 'video.removed' } });
  });

  test('without a video server there is none, nor a recording, and it is said so', async () => {
    const without = await liveKit();
    try {
      const id = await without.session();
      const device = await without.device(id, 'p_5');
      expect(await without.http(device, 'POST', `${id}/video-token`)).toMatchObject({
        status: 409,
        body: { code: 'video.not_configured' },
      });
      const voting = await without.voting(id);
      await without.done(id, ['p_1', { type: 'voting.close', voting }]);
      const chair = await without.device(id, 'p_1');
      expect(await without.post(chair, id, { type: 'recording.start' })).toMatchObject({
        status: 409,
        body: { code: 'recording.not_configured' },
      });
      expect((await without.http(chair, 'GET', `${id}/video`)).body).toMatchObject({
        configured: false,
        recording: false,
      });
    } finally {
      await without.close();
    }
  });
});

test('every permission names all there is to say', () => {
  expect(permissionOf({ hears: true, publish: ['microphone', 'screen'] })).toEqual({
    canPublish: true,
    canPublishData: false,
    canPublishSources: [TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
    canSubscribe: true,
    canUpdateMetadata: false,
    hidden: false,
  });
});
