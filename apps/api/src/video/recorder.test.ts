import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hasLiveKit, openLiveKit } from '../../../../test/support/livekit.js';
import { type LiveKit, liveKit, until } from '../live/live-kit.suite.js';

const KEY = 'api-key';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';

/** LiveKit's egress as far as its Twirp paths go: it needs a browser and a Redis of its own, so here another plays it. */
function tapes() {
  const running = new Map<
    string,
    { egressId: string; roomName: string; status: string; startedAt: string; file: object }
  >();
  const stopped: string[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', chunk => {
      text += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(text || '{}') as { roomName?: string; egressId?: string; file?: object };
      const answer = (value: object, status = 200) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      const method = /^\/twirp\/livekit\.Egress\/(\w+)$/.exec(request.url ?? '')?.[1];
      const told = (one: { file: object; roomName: string }) => ({
        ...one,
        file: undefined,
        roomComposite: { roomName: one.roomName, file: one.file },
      });
      if (method === 'ListEgress')
        return answer({ items: [...running.values()].filter(one => one.roomName === body.roomName).map(told) });
      if (method === 'StartRoomCompositeEgress') {
        const egressId = `EG_${running.size + stopped.length + 1}`;
        const one = {
          egressId,
          roomName: body.roomName ?? '',
          status: 'EGRESS_STARTING',
          startedAt: '0',
          file: body.file ?? {},
        };
        running.set(egressId, one);
        return answer(told(one));
      }
      if (method === 'StopEgress') {
        stopped.push(body.egressId ?? '');
        running.delete(body.egressId ?? '');
        return answer({ egressId: body.egressId });
      }
      return answer({ code: 'not_found', msg: 'no such path' }, 404);
    });
  });
  return {
    running,
    stopped,
    listen: () => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)),
    get url() {
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

const egress = tapes();
let kit: LiveKit;
beforeAll(async () => {
  await egress.listen();
  const keys = { LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET, LIVEKIT_RECORDINGS: '/out/' };
  kit = await liveKit({ LIVEKIT_URL: egress.url, ...keys });
});
afterAll(async () => {
  await kit?.close();
  await egress.close();
});

async function open(of = kit): Promise<string> {
  const id = await of.session();
  const voting = await of.voting(id);
  await of.done(id, ['p_1', { type: 'voting.close', voting }]);
  return id;
}
const take = async (id: string, of = kit) => (await of.journal().state(id)).state.recording?.at(-1);
const tape = (id: string) => [...egress.running.values()].find(one => one.roomName === id);

describe('the tape', () => {
  test('runs when whoever presides says so, is confirmed once it really does, and stops when told to', async () => {
    const id = await open();
    await kit.done(id, ['p_1', { type: 'recording.start' }]);
    const running = await until(() => tape(id));
    expect(running.file).toMatchObject({ filepath: `/out/${id}-r1.mp4` });
    expect((await take(id))?.runsSince).toBeUndefined();
    running.startedAt = String(Date.parse('2026-03-10T08:00:05.250Z') * 1_000_000);
    running.status = 'EGRESS_ACTIVE';
    await until(async () => (await take(id))?.runsSince);
    expect((await take(id))?.runsSince).toBe('2026-03-10T08:00:05.250Z');
    const { body } = await kit.http(await kit.device(id, 'p_1'), 'GET', `${id}/video`);
    expect(body.recordings).toMatchObject([{ id: 'r1', file: `/out/${id}-r1.mp4`, to: null, failed: null }]);
    await kit.done(id, ['p_1', { type: 'recording.stop' }]);
    await until(() => egress.stopped.includes(running.egressId));
    expect(tape(id)).toBeUndefined();
  });

  test('that broke off by itself is told as such, and a node that comes back goes on with the one that runs', async () => {
    const id = await open();
    await kit.done(id, ['p_1', { type: 'recording.start' }]);
    const running = await until(() => tape(id));
    running.startedAt = '1000000000000';
    running.status = 'EGRESS_ACTIVE';
    await until(async () => (await take(id))?.runsSince);
    await kit.restart();
    expect([...egress.running.values()].filter(one => one.roomName === id)).toEqual([running]);
    egress.running.delete(running.egressId);
    await kit.restart();
    await until(async () => (await take(id))?.failed);
    expect((await take(id))?.failed).toBe('broke_off');
  });
});

(hasLiveKit ? test : test.skip)(
  'a LiveKit without egress: whoever presides is told that nothing is recorded',
  async () => {
    const video = await openLiveKit('http://127.0.0.1:9/nobody');
    const real = await liveKit({ ...video.settings, LIVEKIT_RECORDINGS: '/out' });
    try {
      const id = await open(real);
      await real.done(id, ['p_1', { type: 'recording.start' }]);
      await until(async () => (await take(id, real))?.failed, 15_000);
      expect((await take(id, real))?.failed).toBe('not_started');
    } finally {
      await real.close();
      await video.close();
    }
  },
);
