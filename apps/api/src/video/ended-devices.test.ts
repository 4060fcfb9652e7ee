// Against a real LiveKit server, by calls alone: whoever's device has ended is out at once, and out again on each return.
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AccessToken } from 'livekit-server-sdk';
import { DataSource } from 'typeorm';
import { hasLiveKit } from '../../../../test/support/livekit.js';
import type { SignalLine } from '../../../../test/support/livekit-line.js';
import { type Device, until } from '../live/live-kit.suite.js';
import { give, permitted, SPEAKS, type VideoKit, videoKit } from './video-kit.suite.js';

let at: VideoKit;
let kit: VideoKit['kit'];

beforeAll(async () => {
  if (!hasLiveKit) return;
  at = await videoKit();
  ({ kit } = at);
});
afterAll(() => at?.close());
afterEach(() => at?.leaveAll());

/** As LiveKit refreshes them for those who are inside: with the right to hear and to speak. */
async function refreshed(room: string, identity: string, kind?: 'egress'): Promise<string> {
  const token = new AccessToken(at.video.apiKey, at.video.apiSecret, { identity, ttl: 600 });
  const grant = { room, roomJoin: true, canSubscribe: true, canPublish: true };
  token.addGrant(kind ? { ...grant, canPublish: false, recorder: true, hidden: true } : grant);
  if (kind) token.kind = kind;
  return token.toJwt();
}
const inside = async (id: string, participant: string) => (await at.all(id, participant)).length;
async function outWithin(line: SignalLine, patience: number): Promise<number> {
  const since = Date.now();
  await until(() => line.isOut(), patience);
  return Date.now() - since;
}
/** All connections of a participant, newest first: the video server writes each by itself, so the whole picture is awaited. */
async function sees(id: string, participant: string, wanted: readonly (readonly [may: string, metadata: string])[]) {
  let found: unknown;
  const isSo = async () => {
    found = (await at.all(id, participant)).map(info => [permitted(info), info.metadata]);
    return isDeepStrictEqual(found, wanted);
  };
  await until(isSo).catch(() => expect(found).toEqual(wanted));
}
const revoke = (device: Device) => kit.identities().revokeAndAnnounce({ id: device.authSession });
const change = (device: Device, what: string) =>
  kit.part(DataSource).query(`update auth_sessions set ${what} where id = $1`, [device.authSession]);

(hasLiveKit ? describe : describe.skip)('whose device has ended, in the video room', () => {
  test.each([
    ['a delegate who speaks', 'p_3', undefined, SPEAKS],
    ['an observer', 'p_obs', undefined, 'hears'],
    ['an interpreter on air', 'p_int', undefined, 'hears MICROPHONE'],
    ['a screen of the hall', 's_wall', 'screen', SPEAKS],
  ] as const)('SEC-08: %s is out within two seconds, and again on each return', async (_what, as, kind, before) => {
    const id = await at.floorOpen({ video: { languages: ['ru', 'en'] } });
    await kit.done(
      id,
      ['p_1', give('p_3')],
      ['p_int', { type: 'attendance.join', mode: 'remote' }],
      ['p_int', { type: 'interpretation.take', language: 'en', source: 'floor' }],
    );
    const who = kind ? 'hall' : as;
    const device = await kit.device(id, as, kind);
    const other = await at.comeIn(id, 'p_4');
    const line = await at.comeIn(id, as, kind, device);
    await at.becomes(id, who, before);
    const { identity } = (await at.all(id, who))[0]!;
    await revoke(device);
    expect(await outWithin(line, 2000)).toBeLessThan(2000);
    expect(await kit.http(device, 'POST', `${id}/video-token`)).toMatchObject({ status: 401 });
    for (let times = 0; times < 3; times++) {
      const back = at.enter(await refreshed(id, identity));
      await back.joined;
      expect(await outWithin(back, 1000)).toBeLessThan(1000);
    }
    await until(async () => (await inside(id, who)) === 0);
    // Another device of the same one comes in, and what is left of the old one does not touch it.
    const next = await at.comeIn(id, as, kind);
    await at.becomes(id, who, before);
    const back = at.enter(await refreshed(id, identity));
    await back.joined;
    await outWithin(back, 1000);
    expect([next.isOut(), other.isOut()]).toEqual([false, false]);
    await at.becomes(id, who, before);
  });

  test.each([
    ['which has expired', "expires_at = now() - interval '1 second'"],
    ['which was silent for too long', "last_seen_at = now() - interval '13 hours'"],
    ['which was ended where nobody announced it', 'revoked_at = now()'],
  ])('SEC-08: a device %s is out with the next pass', async (_what, how) => {
    const id = await at.floorOpen();
    const device = await kit.device(id, 'p_3');
    const line = await at.comeIn(id, 'p_3', undefined, device);
    await at.becomes(id, 'p_3', 'hears');
    await change(device, how);
    await outWithin(line, 3000);
  });

  test('SEC-08: who signs out is out', async () => {
    const id = await at.floorOpen();
    const device = await kit.device(id, 'p_3');
    const line = await at.comeIn(id, 'p_3', undefined, device);
    const left = await fetch(`http://127.0.0.1:${kit.port}/api/sign-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${device.token}` },
    });
    expect(left.status).toBe(204);
    await outWithin(line, 2000);
  });

  test('SEC-08: identities of before generations stand while no device of theirs has ended, the hall’s alike', async () => {
    const id = await at.floorOpen();
    const [phone, wall] = [await kit.device(id, 'p_3'), await kit.device(id, 's_wall', 'screen')];
    const lines = [at.enter(await refreshed(id, 'p_3')), at.enter(await refreshed(id, 'hall'))];
    await at.becomes(id, 'p_3', 'hears');
    await at.becomes(id, 'hall', SPEAKS);
    await Promise.all([revoke(phone), revoke(wall)]);
    await Promise.all(lines.map(line => outWithin(line, 2000)));
    await kit.device(id, 'p_3');
    const back = at.enter(await refreshed(id, 'p_3'));
    await back.joined;
    await outWithin(back, 1000);
  });

  test('SEC-08: a generation that was never given out, and that of another participant, stand for nobody', async () => {
    const id = await at.floorOpen();
    await at.comeIn(id, 'p_4');
    await at.becomes(id, 'p_4', 'hears');
    const { identity } = (await at.all(id, 'p_4'))[0]!;
    for (const made of ['p_3~0123456789abcdef', identity.replace('p_4', 'p_3'), '~recorder']) {
      const line = at.enter(await refreshed(id, made));
      await line.joined;
      await outWithin(line, 2000);
    }
    expect(await inside(id, 'p_4')).toBe(1);
  });

  test('SEC-08: what records while no recording is under way is out, and again on its return', async () => {
    const id = await at.floorOpen();
    await at.comeIn(id, 'p_4');
    for (let times = 0; times < 2; times++) {
      const egress = at.enter(await refreshed(id, 'EG_4QrbmzYTFTSs', 'egress'));
      await egress.joined;
      await outWithin(egress, 2000);
    }
  });

  test('of one participant on two devices the newest is there, the other is told and silent; it comes back into its place', async () => {
    const id = await at.floorOpen();
    await kit.done(id, ['p_1', give('p_3')]);
    const first = await at.comeIn(id, 'p_3');
    await at.becomes(id, 'p_3', SPEAKS);
    const second = await at.comeIn(id, 'p_3');
    await at.becomes(id, 'p_3', SPEAKS);
    await sees(id, 'p_3', [
      [SPEAKS, ''],
      ['deaf', 'elsewhere'],
    ]);
    expect(first.isOut()).toBe(false);
    second.close();
    await until(async () => (await at.all(id, 'p_3')).length === 1, 10_000);
    await at.becomes(id, 'p_3', SPEAKS);
  });

  test('SEC-22: where one device votes it sends, and the others hear beside it', async () => {
    const id = await at.floorOpen({ furtherDevice: 'press' });
    await kit.done(id, ['p_1', give('p_3')]);
    const [first, second] = [await kit.device(id, 'p_3'), await kit.device(id, 'p_3')];
    const further = { participant: 'p_3', via: 'link', generation: null };
    const admitted = await kit.journal().submit(id, {
      id: kit.command(),
      actor: { id: 'system', kind: 'system' },
      act: { type: 'device.admit', ...further, device: second.authSession, first: first.authSession },
    });
    expect(admitted).toMatchObject({ ok: true });
    await at.comeIn(id, 'p_3', undefined, first);
    await at.becomes(id, 'p_3', SPEAKS);
    await at.comeIn(id, 'p_3', undefined, second);
    await sees(id, 'p_3', [
      ['hears', ''],
      [SPEAKS, ''],
    ]);
  });

  test('SEC-22: of two devices of before the opening one sends, the other hears, and sends once it is handed the vote', async () => {
    const id = await kit.session({ rules: { furtherDevice: 'press' } });
    const [first, second] = [await kit.device(id, 'p_3'), await kit.device(id, 'p_3')];
    await kit.line(first);
    const voting = await kit.voting(id);
    await kit.done(id, ['p_1', { type: 'voting.close', voting }], ['p_1', give('p_3')]);
    await at.comeIn(id, 'p_3', undefined, first);
    await at.becomes(id, 'p_3', SPEAKS);
    await at.comeIn(id, 'p_3', undefined, second);
    await sees(id, 'p_3', [
      ['hears', ''],
      [SPEAKS, ''],
    ]);
    const handed = { type: 'device.handOver', participant: 'p_3', device: second.authSession };
    expect(await kit.post(second, id, handed)).toMatchObject({ body: { code: 'device.watches' } });
    expect(await kit.post(first, id, handed)).toMatchObject({ status: 200 });
    await sees(id, 'p_3', [
      [SPEAKS, ''],
      ['hears', ''],
    ]);
  });

  test('LiveKit 1.13.5 lets a ticket in that was revoked with the removal: so each return is looked for', async () => {
    const id = 'a-room-of-nobody';
    const token = await refreshed(id, 'p_3~0123456789abcdef');
    const line = at.enter(token);
    await line.joined;
    const revokeTokenTs = BigInt(Math.floor(Date.now() / 1000) + 3600);
    await until(() =>
      at.rooms.removeParticipant(id, 'p_3~0123456789abcdef', { revokeTokenTs }).then(
        () => true,
        () => false,
      ),
    );
    await line.out;
    await at.enter(token).joined;
  });
});
