import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AccessToken } from 'livekit-server-sdk';
import { type LiveKit, liveKit } from '../live/live-kit.suite.js';

const KEY = 'api-key';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIVEKIT_URL: 'ws://127.0.0.1:9', LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET });
});
afterAll(() => kit?.close());

/** As the video server tells: the hash of the body stands in a token signed with the shared secret. */
async function tell(body: string, { secret = SECRET, signed = body, token = '' } = {}) {
  const made = new AccessToken(KEY, secret, { ttl: 300 });
  made.sha256 = createHash('sha256').update(signed).digest('base64');
  return fetch(`http://127.0.0.1:${kit.port}/api/video/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json', authorization: token || (await made.toJwt()) },
    body,
  });
}
const came = (room: string, more: object = {}) =>
  JSON.stringify({
    event: 'participant_joined',
    id: `EV_${randomUUID()}`,
    createdAt: Math.floor(Date.now() / 1000),
    room: { name: room, sid: 'RM_1' },
    participant: { sid: `PA_${randomUUID()}`, identity: 'p_3' },
    ...more,
  });
const code = async (answer: Response) => [answer.status, (await answer.json()).code];
const evidence = async (id: string, as = 'p_sec') =>
  (await kit.http(await kit.device(id, as), 'GET', `${id}/video`)).body;

describe('what the video server tells', () => {
  test('is kept as evidence, shown to the bureau alone, and no entry of the journal comes of it', async () => {
    const id = await kit.session();
    const before = await kit.seq(id);
    const at = Math.floor(Date.now() / 1000);
    const participant = { sid: 'PA_a', identity: 'p_3' };
    expect((await tell(came(id, { createdAt: at - 9, participant }))).status).toBe(200);
    const track = { sid: 'TR_a', type: 'AUDIO', source: 'MICROPHONE' };
    expect((await tell(came(id, { event: 'track_published', createdAt: at - 5, participant, track }))).status).toBe(
      200,
    );
    expect((await tell(came(id, { event: 'participant_left', createdAt: at, participant }))).status).toBe(200);
    expect((await evidence(id)).evidence.map((one: object) => Object.values(one).slice(0, 3))).toEqual([
      ['p_3', 'left', null],
      ['p_3', 'published', 'microphone'],
      ['p_3', 'joined', null],
    ]);
    expect(await evidence(id, 'p_3')).toMatchObject({ code: 'may.bureau_only' });
    expect(await kit.seq(id)).toBe(before);
  });

  test('is signed over these very bytes with our secret, or it is not heard', async () => {
    const id = await kit.session();
    const body = came(id);
    expect(await code(await tell(body, { secret: `${SECRET}x` }))).toEqual([401, 'auth.invalid']);
    expect(await code(await tell(body.replace('p_3', 'p_4'), { signed: body }))).toEqual([401, 'auth.invalid']);
    expect(await code(await tell(`${body} `, { signed: body }))).toEqual([401, 'auth.invalid']);
    expect(await code(await tell(body, { token: 'nonsense' }))).toEqual([401, 'auth.invalid']);
    expect((await evidence(id)).evidence).toEqual([]);
    expect((await tell(body)).status).toBe(200);
  });

  test('is heard once, and only while it is news', async () => {
    const id = await kit.session();
    const body = came(id);
    expect((await tell(body)).status).toBe(200);
    expect(await code(await tell(body))).toEqual([409, 'video.told_before']);
    const old = came(id, { createdAt: Math.floor(Date.now() / 1000) - 301 });
    expect(await code(await tell(old))).toEqual([409, 'video.stale']);
    expect((await evidence(id)).evidence).toHaveLength(1);
  });

  test('of a room that is no session of ours, or too much of it, is refused; without a video server nobody listens', async () => {
    expect(await code(await tell(came(randomUUID())))).toEqual([409, 'video.told_before']);
    expect(await code(await tell('x'.repeat(300_000)))).toEqual([413, 'http.too_large']);
    const without = await liveKit();
    const answer = await fetch(`http://127.0.0.1:${without.port}/api/video/events`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    await without.close();
  });
});
