import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type LiveKit, liveKit, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

const forget = () => (kit.identities() as unknown as { known: Map<string, unknown> }).known.clear();
const change = (set: string, device: { authSession: string }) =>
  kit.part(DataSource).query(`update auth_sessions set ${set} where id = $1`, [device.authSession]);

test('ASVS 7.3 a line whose time is over is cut within five seconds, and told why; others stay', async () => {
  const id = await kit.session();
  const [short, long] = [await kit.device(id, 'p_3'), await kit.device(id, 'p_4')];
  await change(`expires_at = now() + interval '3 seconds'`, short);
  forget();
  const [line, other] = [await kit.line(short), await kit.line(long)];
  const begun = performance.now();
  await until(() => line.sent.some(([name, value]) => name === 'bye' && value.code === 'expired'), 10_000);
  expect(performance.now() - begun).toBeLessThan(8_000);
  await until(() => !line.socket.connected);
  expect(other.socket.connected).toBe(true);
}, 20_000);

test('a device that another program ended is cut within five seconds', async () => {
  const id = await kit.session();
  const device = await kit.device(id, 'p_3');
  const line = await kit.line(device);
  await change('revoked_at = now()', device);
  const begun = performance.now();
  await until(() => line.sent.some(([name, value]) => name === 'bye' && value.code === 'revoked'), 10_000);
  expect(performance.now() - begun).toBeLessThan(5_000);
}, 20_000);
