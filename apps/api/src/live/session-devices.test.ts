/** The devices of a session under way as its record knows them: a running API with PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { devicesOf } from '@kengesh/domain';
import { DataSource } from 'typeorm';
import { type Device, type LiveKit, liveKit, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

const session = () => kit.session({ rules: { furtherDevice: 'link' } });
const votes = async (id: string, participant: string) =>
  devicesOf((await kit.journal().state(id)).state, participant)?.votes;
const told = async (id: string, device: Device) =>
  (await kit.journal().entries(id))
    .filter(({ type, data }) => type === 'device.ended' && data.device === device.authSession)
    .map(({ data }) => ({ by: data.by, why: data.why }));
const cast = (device: Device, id: string, voting: string, seat: string) =>
  kit.post(device, id, { type: 'voting.cast', voting, seat, choice: 'yes' });
const signOut = (device: Device) =>
  fetch(`http://127.0.0.1:${kit.port}/api/sign-out`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device.token}` },
  });

describe('several devices of before the opening', () => {
  test('SEC-22: the one that has a line votes, the other watches, and votes when that one signs out', async () => {
    const id = await session();
    const [first, second] = [await kit.device(id, 'p_3'), await kit.device(id, 'p_3')];
    await kit.line(second);
    const voting = await kit.voting(id);
    await until(async () => (await votes(id, 'p_3')) === second.authSession);
    expect(await cast(first, id, voting, 's3')).toMatchObject({ status: 409, body: { code: 'device.watches' } });
    expect((await cast(second, id, voting, 's3')).status).toBe(200);
    expect((await signOut(second)).status).toBe(204);
    expect(await told(id, second)).toEqual([{ by: 'self', why: 'signedOut' }]);
    expect((await kit.post(first, id, { type: 'floor.ask', kind: 'speech' })).status).toBe(200);
  });

  test('SEC-22: where none has a line, the one that came first; of three two watch, and one that is out leaves it so', async () => {
    const id = await session();
    const [first, second, third] = [
      await kit.device(id, 'p_4'),
      await kit.device(id, 'p_4'),
      await kit.device(id, 'p_4'),
    ];
    const voting = await kit.voting(id);
    await until(async () => (await votes(id, 'p_4')) === first.authSession);
    for (const device of [second, third])
      await until(async () => (await cast(device, id, voting, 's4')).body.code === 'device.watches');
    await signOut(first);
    // Nothing says any more which of the two votes: the record says so again.
    await until(async () => (await votes(id, 'p_4')) === second.authSession);
    expect((await cast(second, id, voting, 's4')).status).toBe(200);
    expect((await cast(third, id, voting, 's4')).body).toMatchObject({ code: 'device.watches' });
  });

  test('SEC-22: one of each is not spoken of, nor where the rules do not say', async () => {
    const [id, silent] = [await session(), await kit.session()];
    await kit.device(id, 'p_3');
    await kit.device(id, 'p_sec');
    await kit.device(id, 'p_sec');
    const two = [await kit.device(silent, 'p_3'), await kit.device(silent, 'p_3')];
    await kit.voting(id);
    const voting = await kit.voting(silent);
    for (const device of two) expect((await cast(device, silent, voting, 's3')).status).toBe(200);
    for (const each of [id, silent]) expect((await kit.journal().state(each)).state.devices).toBeUndefined();
  });
});

describe('a device that ends while the session is under way', () => {
  test('SEC-17: by the end of its time is an entry, once', async () => {
    const id = await session();
    const [long, short, past] = [await kit.device(id, 'p_3'), await kit.device(id, 'p_5'), await kit.device(id, 'p_5')];
    const expires = (what: string, { authSession }: Device) =>
      kit.part(DataSource).query(`update auth_sessions set expires_at = ${what} where id = $1`, [authSession]);
    await expires("now() - interval '1 minute'", past);
    await expires("now() + interval '3 seconds'", short);
    await kit.voting(id);
    await until(async () => (await told(id, short)).length > 0, 10_000);
    await kit.restart();
    await new Promise(done => setTimeout(done, 1500));
    expect(await told(id, short)).toEqual([{ by: 'server', why: 'expired' }]);
    expect([...(await told(id, past)), ...(await told(id, long))]).toEqual([]);
  }, 30_000);

  test('SEC-17: nothing is recorded of whoever signs out before the opening or after the close', async () => {
    const id = await session();
    const [early, late] = [await kit.device(id, 'p_3'), await kit.device(id, 'p_4')];
    await signOut(early);
    const voting = await kit.voting(id);
    await kit.done(id, ['p_1', { type: 'voting.close', voting }], ['p_1', { type: 'session.close' }]);
    await signOut(late);
    expect([...(await told(id, early)), ...(await told(id, late))]).toEqual([]);
  });
});
