import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LiveKit, liveKit, until } from '../live/live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIMIT_ACTS_PER_SECOND: '3' });
});
afterAll(() => kit?.close());

const look = (port: number, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/metrics`, { headers });
const read = async () => (await look(kit.port)).text();
/** The value of one line of the page. */
const value = (page: string, line: string) =>
  Number(
    page
      .split('\n')
      .find(each => each.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? Number.NaN,
  );

describe('what the gauges show', () => {
  test('lines, acts by kind and outcome, batches, commits, what was too much', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const before = await read();
    const { ask, socket } = await kit.line(await kit.device(id, 'p_3'));
    const act = { type: 'floor.ask' };
    const command = kit.command();
    expect((await ask(act, command)).ok).toBe(true);
    expect(await ask(act, command)).toMatchObject({ ok: true, repeated: true });
    for (const type of ['no.such', 'session.open']) expect((await ask({ type })).ok).toBe(false);
    // True already, or too fast.
    const more = [];
    for (let n = 0; n < 4; n++) more.push((await ask(act)).ok);
    const page = await until(async () => {
      const now = await read();
      return value(now, 'kengesh_lines') === 1 ? now : null;
    });
    const since = (line: string) => value(page, line) - (value(before, line) || 0);
    expect(since('kengesh_acts_total{act="floor.ask",outcome="done"}')).toBe(1 + more.filter(Boolean).length);
    expect(since('kengesh_acts_total{act="floor.ask",outcome="repeated"}')).toBe(1);
    expect(since('kengesh_acts_total{act="unknown",outcome="refused"}')).toBe(1);
    expect(since('kengesh_acts_total{act="session.open",outcome="refused"}')).toBe(1);
    expect(since('kengesh_handshakes_total{outcome="admitted"}')).toBe(1);
    expect(since('kengesh_limited_total{limit="rate"}')).toBeGreaterThanOrEqual(2);
    expect(since('kengesh_batch_acts_count')).toBeGreaterThanOrEqual(3);
    expect(since('kengesh_commit_seconds_count{outcome="committed"}')).toBeGreaterThanOrEqual(3);
    expect(since('kengesh_follower_lag_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(since('kengesh_deliveries_total')).toBeGreaterThanOrEqual(1);
    expect(value(page, 'kengesh_acts_waiting')).toBe(0);
    socket.disconnect();
    await until(async () => value(await read(), 'kengesh_lines') === 0);
  });

  test('what was too much over HTTP, each once', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_4');
    const before = await read();
    const asked = await Promise.all(Array.from({ length: 20 }, () => kit.post(device, id, { type: 'session.open' })));
    const refused = asked.filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThan(0);
    const line = 'kengesh_limited_total{limit="rate"}';
    expect(value(await read(), line) - (value(before, line) || 0)).toBe(refused);
  });

  test('process, heap and event loop too; nobody is in it', async () => {
    const page = await read();
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_used_bytes'])
      expect(value(page, name)).toBeGreaterThanOrEqual(0);
    expect(page).not.toMatch(/p_\d|@|session_id/);
  });

  test('the dashboard asks for nothing that is not there', async () => {
    const page = await read();
    const text = readFileSync(new URL('../../../../docker/grafana/kengesh.json', import.meta.url), 'utf8');
    const asked = new Set(
      (JSON.parse(text) as { panels: { targets: { expr: string }[] }[] }).panels.flatMap(panel =>
        panel.targets.flatMap(({ expr }) => expr.match(/\b(?:kengesh|nodejs|process)_\w+/g) ?? []),
      ),
    );
    expect(asked.size).toBeGreaterThan(12);
    for (const name of asked) expect(page).toMatch(new RegExp(`^${name}(\\{| )`, 'm'));
  });
});

describe('who may look', () => {
  test('this machine, but nobody who comes through a proxy on it', async () => {
    expect((await look(kit.port)).status).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect((await look(kit.port, { [header]: '127.0.0.1' })).status).toBe(404);
  });

  test('nobody from another address', async () => {
    // The machine's own address that is not loopback, where it has one.
    const elsewhere = await liveKit({ HOST: '0.0.0.0' });
    try {
      const { networkInterfaces } = await import('node:os');
      const own = Object.values(networkInterfaces())
        .flatMap(each => each ?? [])
        .find(each => !each.internal && each.family === 'IPv4');
      if (own) {
        const status = await new Promise((resolve, reject) => {
          httpRequest({ host: own.address, port: elsewhere.port, path: '/metrics' }, answer => {
            answer.resume();
            resolve(answer.statusCode);
          })
            .on('error', reject)
            .end();
        });
        expect(status).toBe(404);
      }
      expect((await look(elsewhere.port)).status).toBe(200);
    } finally {
      await elsewhere.close();
    }
  });

  test('with a token: whoever shows it, and nobody else', async () => {
    const token = 'a-token-for-prometheus';
    const guarded = await liveKit({ METRICS_TOKEN: token });
    try {
      for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: token }] as Record<
        string,
        string
      >[])
        expect((await look(guarded.port, headers)).status).toBe(404);
      const through = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' };
      expect((await look(guarded.port, through)).status).toBe(200);
    } finally {
      await guarded.close();
    }
  });
});
