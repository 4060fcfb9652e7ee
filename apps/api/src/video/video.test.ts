import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { grants } from '@kengesh/domain';
import { TokenVerifier } from 'livekit-server-sdk';
import { type Act, type LiveKit, liveKit, until } from '../journal/live-kit.suite.js';
import { permissionOf } from './video.listener.js';

const KEY = 'api-key';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';

interface Call {
  readonly method: string;
  readonly body: { room?: string; identity?: string; permission?: Record<string, unknown> };
  readonly authorization: string;
}

/** A video server as far as its Twirp paths go: it notes who asked what and answers in kind. */
function videoServer() {
  const calls: Call[] = [];
  const rooms = new Map<string, Set<string>>();
  let failures = 0;
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => {
      text += chunk;
    });
    request.on('end', () => {
      const answer = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      const method = /^\/twirp\/livekit\.RoomService\/(\w+)$/.exec(request.url ?? '')?.[1];
      if (!method) return answer(404, { code: 'bad_route', msg: 'no such path' });
      const body = JSON.parse(text) as Call['body'];
      calls.push({ method, body, authorization: request.headers.authorization ?? '' });
      if (failures > 0) {
        failures--;
        return answer(503, { code: 'unavailable', msg: 'later' });
      }
      const room = rooms.get(body.room ?? '');
      if (method === 'ListParticipants' && room)
        return answer(200, { participants: [...room].map(identity => ({ identity })) });
      if (method === 'UpdateParticipant' && body.identity && room?.has(body.identity))
        return answer(200, { identity: body.identity });
      return answer(404, { code: 'not_found', msg: 'not found' });
    });
  });
  return {
    calls,
    enter: (room: string, ...who: string[]) => rooms.set(room, new Set([...(rooms.get(room) ?? []), ...who])),
    fail: (times: number) => {
      failures = times;
    },
    /** The last permission this participant of a room was given. */
    permission: (room: string, identity: string) =>
      calls.findLast(
        ({ method, body }) => method === 'UpdateParticipant' && body.room === room && body.identity === identity,
      )?.body.permission,
    listen: () => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)),
    get url() {
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

const video = videoServer();
let kit: LiveKit;
beforeAll(async () => {
  await video.listen();
  kit = await liveKit({ LIVEKIT_URL: video.url, LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET });
});
afterAll(async () => {
  await kit?.close();
  await video.close();
});
afterEach(() => video.fail(0));

const ticket = async (id: string, as: string, kind?: 'screen' | 'account') =>
  kit.http(await kit.device(id, as, kind), 'POST', `${id}/video-token`);
const speaks = {
  canSubscribe: true,
  canPublish: true,
  canPublishSources: ['MICROPHONE', 'CAMERA'],
};
const listens = { canSubscribe: true };

/** Open, no vote under way; p_3, p_4 and p_5 are here from afar. */
async function floorOpen(): Promise<string> {
  const id = await kit.session();
  const voting = await kit.voting(id);
  await kit.done(id, ['p_1', { type: 'voting.close', voting }]);
  return id;
}
const give = (participant: string): Act => ({ type: 'floor.give', participant, seconds: null });

describe('a ticket to the video room', () => {
  test('lets in and lets listen, for ten minutes, as the participant, and nothing else', async () => {
    const id = await kit.session();
    const { status, body } = await ticket(id, 'p_5');
    expect(status).toBe(200);
    expect(body).toEqual({ url: video.url, token: expect.any(String), expiresAt: expect.any(String) });
    const claims = await new TokenVerifier(KEY, SECRET).verify(body.token);
    expect(claims).toMatchObject({ sub: 'p_5', iss: KEY });
    expect(claims.video).toEqual({
      room: id,
      roomJoin: true,
      canSubscribe: true,
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

  test('of whoever has the floor gives no more leave than any other', async () => {
    const id = await floorOpen();
    await kit.done(id, ['p_1', give('p_3')]);
    const claims = await new TokenVerifier(KEY, SECRET).verify((await ticket(id, 'p_3')).body.token);
    expect(claims.video).toMatchObject({ canPublish: false, canPublishSources: [] });
  });

  test('is for those on the roll of a session that lives: not for a screen, a stranger, another session, after the close', async () => {
    const id = await kit.session();
    const no = { status: 409, body: { code: 'video.not_admitted' } };
    expect(await ticket(id, 's_wall', 'screen')).toMatchObject(no);
    expect(await ticket(id, 'p_stranger')).toMatchObject(no);
    expect(await ticket(id, 'a_desk', 'account')).toMatchObject({ status: 404 });
    const other = await kit.session();
    const mine = await kit.device(id, 'p_5');
    expect(await kit.http(mine, 'POST', `${other}/video-token`)).toMatchObject({ status: 404 });
    expect(await kit.http(null, 'POST', `${id}/video-token`)).toMatchObject({ status: 401 });
    const open = await floorOpen();
    await kit.done(open, ['p_1', { type: 'session.close' }]);
    expect(await ticket(open, 'p_5')).toMatchObject(no);
  });

  test('without a video server there is none, and it is said so', async () => {
    const without = await liveKit();
    try {
      const id = await without.session();
      const answer = await without.http(await without.device(id, 'p_5'), 'POST', `${id}/video-token`);
      expect(answer).toMatchObject({ status: 409, body: { code: 'video.not_configured' } });
    } finally {
      await without.close();
    }
  });
});

describe('the floor is a media permission', () => {
  test('every permission names all there is to say', () => {
    expect(Object.keys(permissionOf({ join: true, publish: ['microphone'] })).sort()).toEqual([
      'canPublish',
      'canPublishData',
      'canPublishSources',
      'canSubscribe',
      'canUpdateMetadata',
      'hidden',
    ]);
  });

  test('given with the floor, taken with it, by a key to this room alone', async () => {
    const id = await floorOpen();
    video.enter(id, 'p_3', 'p_4', 'p_1', 'p_obs');
    await kit.done(id, ['p_1', give('p_3')]);
    await until(() => video.permission(id, 'p_3'));
    expect(video.permission(id, 'p_3')).toEqual(speaks);
    await kit.done(id, ['p_1', give('p_4')]);
    await until(() => video.permission(id, 'p_4'));
    expect(video.permission(id, 'p_4')).toEqual(speaks);
    await until(() => video.permission(id, 'p_3')?.canPublish === undefined);
    expect(video.permission(id, 'p_3')).toEqual(listens);
    await kit.done(id, ['p_4', { type: 'floor.yield' }]);
    await until(() => video.permission(id, 'p_4')?.canPublish === undefined);
    // Nobody else was touched since the opening.
    expect(video.permission(id, 'p_obs')).toBeUndefined();
    const call = video.calls.findLast(({ body }) => body.room === id)!;
    const claims = await new TokenVerifier(KEY, SECRET).verify(call.authorization.replace('Bearer ', ''));
    expect(claims.video).toEqual({ roomAdmin: true, room: id });
  });

  test('a server that fails is told again until it takes what holds by then', async () => {
    const id = await floorOpen();
    video.enter(id, 'p_3');
    video.fail(2);
    await kit.done(id, ['p_1', give('p_3')]);
    await until(() => video.permission(id, 'p_3'));
    await kit.done(id, ['p_3', { type: 'floor.yield' }]);
    await until(() => video.calls.filter(({ body }) => body.room === id && body.identity === 'p_3').length >= 3);
    const { state } = await kit.journal().state(id);
    expect(grants(state, 'p_3').publish).toEqual([]);
    await until(() => video.permission(id, 'p_3')?.canPublish === undefined);
  });

  test('whoever comes into the room after being given the floor gets leave then', async () => {
    const id = await floorOpen();
    video.enter(id, 'p_4');
    await kit.done(id, ['p_1', give('p_3')]);
    await ticket(id, 'p_3');
    await until(() => video.permission(id, 'p_3'));
    const before = video.calls.length;
    video.enter(id, 'p_3');
    await until(() => video.calls.slice(before).some(({ body }) => body.identity === 'p_3'));
    expect(video.permission(id, 'p_3')).toEqual(speaks);
  });

  test('at the close nobody in the room speaks or listens any longer', async () => {
    const id = await floorOpen();
    video.enter(id, 'p_3', 'p_4');
    await kit.done(id, ['p_1', give('p_3')], ['p_1', { type: 'session.close' }]);
    await until(() => video.permission(id, 'p_4'));
    expect(video.permission(id, 'p_4')).toEqual({});
    await until(() => video.permission(id, 'p_3')?.canSubscribe === undefined);
  });

  test('at the start every live room is set as the journal says', async () => {
    const id = await floorOpen();
    video.enter(id, 'p_3', 'p_4');
    await kit.done(id, ['p_1', give('p_3')]);
    await until(() => video.permission(id, 'p_3'));
    const before = video.calls.length;
    await kit.restart();
    const since = () => video.calls.slice(before).filter(({ body }) => body.room === id);
    await until(() => since().filter(({ method }) => method === 'UpdateParticipant').length === 2);
    expect(since().map(({ body }) => [body.identity, body.permission])).toEqual([
      [undefined, undefined],
      ['p_3', speaks],
      ['p_4', listens],
    ]);
  });
});
