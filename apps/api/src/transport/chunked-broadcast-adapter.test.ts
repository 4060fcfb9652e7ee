import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Server, type Socket } from 'socket.io';
import { type Socket as ClientSocket, io } from 'socket.io-client';
import { until } from '../live/live-kit.suite.js';
import { broadcastEach, chunkedBroadcastAdapter, type SlicesOptions } from './chunked-broadcast-adapter.js';
import { participantRoom, queueKeyOf, roomOf } from './connection-registry.js';
import { bufferedBytes, markAcceptsDeflate, sendPacket } from './socket-writer.js';

const room = roomOf('one', 'all');
const turn = () => new Promise<void>(resolve => setImmediate(resolve));

interface Told {
  readonly name: string;
  readonly value: unknown;
}
interface Hall {
  readonly http: HttpServer;
  readonly server: Server;
  readonly port: number;
  readonly delivered: number[];
  readonly cut: string[];
  readonly clients: ClientSocket[];
}
const halls: Hall[] = [];

async function hall(options: Partial<SlicesOptions> = {}): Promise<Hall> {
  const http = createServer();
  const delivered: number[] = [];
  const cut: string[] = [];
  const adapter = chunkedBroadcastAdapter({
    slice: 4,
    maxBufferedBytes: 1024 * 1024,
    laneOf: queueKeyOf,
    onDelivered: lines => delivered.push(lines),
    onCutOff: ({ conn }) => cut.push((conn as unknown as { id: string }).id),
    ...options,
  });
  const server = new Server(http, { adapter: adapter as never, perMessageDeflate: false });
  server.on('connection', socket => void socket.join((socket.handshake.auth.rooms as string[]) ?? [room]));
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  const made = { http, server, port: (http.address() as AddressInfo).port, delivered, cut, clients: [] };
  halls.push(made);
  return made;
}

async function line(of: Hall, rooms = [room], transports = ['websocket']) {
  const client = io(`http://127.0.0.1:${of.port}`, {
    auth: { rooms },
    transports,
    forceNew: true,
    reconnection: false,
  });
  of.clients.push(client);
  const told: Told[] = [];
  client.onAny((name, value) => told.push({ name, value }));
  await new Promise<void>((resolve, reject) => client.on('connect', resolve).on('connect_error', reject));
  return { client, told, values: (name = 'frame') => told.flatMap(each => (each.name === name ? [each.value] : [])) };
}

const unpacked = (body: unknown): unknown => JSON.parse(inflateRawSync(body as Buffer).toString());

/** All that is written to the lines that are there, or to these of them, from now on. */
function writesOf(of: Hall, only?: readonly { readonly client: ClientSocket }[]): Buffer[] {
  const written: Buffer[] = [];
  for (const { id, request } of of.server.sockets.sockets.values()) {
    if (only && !only.some(({ client }) => client.id === id)) continue;
    const { socket } = request;
    const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
    socket.write = ((bytes: Buffer, ...more: unknown[]) => {
      written.push(bytes);
      return write(bytes, ...more);
    }) as typeof socket.write;
  }
  return written;
}

const lines = (of: Hall, count: number, rooms = [room]) =>
  Promise.all(Array.from({ length: count }, () => line(of, rooms)));

afterEach(async () => {
  for (const { server, clients } of halls.splice(0)) {
    for (const client of clients) client.disconnect();
    await server.close();
  }
});

describe('what is told to many', () => {
  test('is written down once, as one buffer, and read by the real client', async () => {
    const of = await hall();
    const here = await lines(of, 3);
    const written = writesOf(of);
    of.server.to(room).emit('frame', { text: 'Кворум есть' });
    await until(() => here.every(each => each.told.length === 1));
    expect(here.map(each => each.told[0])).toEqual(here.map(() => ({ name: 'frame', value: { text: 'Кворум есть' } })));
    expect(written).toHaveLength(3);
    expect(new Set(written).size).toBe(1);
  });

  test('comes packed where it is long and the page unpacks, once for all of them, in its place among the rest', async () => {
    const of = await hall();
    const plain = await line(of);
    const polls = await line(of, [room], ['polling']);
    const packing = [await line(of), await line(of)];
    for (const { client } of [...packing, polls]) markAcceptsDeflate(of.server.sockets.sockets.get(client.id!)!);
    const written = writesOf(of, packing);
    const long = { text: 'Реестр — список всех, кто имеет голос. '.repeat(400) };
    const told = [{ text: 'before' }, long, { text: 'after' }];
    for (const each of told) of.server.to(room).emit('frame', each);
    await until(() => [plain, polls, ...packing].every(each => each.told.length === 3));
    for (const each of [plain, polls]) expect(each.values()).toEqual(told);
    for (const each of packing)
      expect(each.told.map(({ name, value }) => (name === 'packed' ? unpacked(value) : [name, value]))).toEqual(
        told.map(value => ['frame', value]),
      );
    expect(packing[0]!.told.map(({ name }) => name)).toEqual(['frame', 'packed', 'frame']);
    expect(written.reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThan(2 * 1024);
  });

  test('goes out slice by slice, and what is asked meanwhile is answered in between', async () => {
    const of = await hall();
    await lines(of, 10);
    of.delivered.length = 0;
    of.server.to(room).emit('frame', 1);
    expect(of.delivered).toEqual([]);
    await turn();
    expect(of.delivered).toEqual([4]);
    await turn();
    await turn();
    expect(of.delivered).toEqual([4, 4, 2]);
  });

  test('is caught up with in order, and however long it waits it is written down once', async () => {
    const of = await hall();
    const all = await lines(of, 10);
    const written = writesOf(of);
    const polled = await line(of, [room], ['polling']);
    of.server.to(room).emit('frame', 1);
    await turn();
    for (const n of [2, 3]) of.server.to(room).emit('frame', n);
    of.server.to(room).volatile.emit('pulse', 4);
    await until(() => [...all, polled].every(each => each.told.length === 4));
    for (const each of [...all, polled]) expect(each.told.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
    expect(written).toHaveLength(10 * 4);
    expect(new Set(written).size).toBe(4);
  });

  test('goes with what a line is told alone, if that comes sooner', async () => {
    const of = await hall();
    const own = (n: number) => participantRoom('one', `p_${n}`);
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => line(of, [room, own(n)])));
    of.server.to(room).emit('frame', 'all');
    of.delivered.length = 0;
    broadcastEach(of.server, 'frame', [[own(9), '"own"']]);
    expect(of.delivered).toEqual([2]);
    await until(() => all[0]!.told.length === 1 && all[9]!.told.length === 2);
    expect(all[9]!.values()).toEqual(['all', 'own']);
  });

  test('a turn that takes long ends early, however few it has served', async () => {
    const of = await hall({ slice: 64, maxTurnMs: 0 });
    await lines(of, 100);
    of.server.to(room).emit('frame', 1);
    await until(() => of.delivered.reduce((sum, some) => sum + some, 0) === 100);
    expect(of.delivered).toEqual(Array(25).fill(4));
  });

  test('waits while many wait for an answer, but not for long, and goes with whatever a line is told meanwhile', async () => {
    let pressed = true;
    const of = await hall({ isUnderLoad: () => pressed, maxDelayMs: 200 });
    const own = (n: number) => participantRoom('one', `p_${n}`);
    await Promise.all(Array.from({ length: 12 }, (_, n) => line(of, [room, own(n)])));
    const heard = () => of.delivered.reduce((sum, some) => sum + some, 0);
    const start = performance.now();
    of.server.to(room).emit('frame', 1);
    of.server.to(room).emit('frame', 2);
    await new Promise(resolve => setTimeout(resolve, 60));
    expect(of.delivered).toEqual([]);
    broadcastEach(of.server, 'frame', [[own(3), '"own"']]);
    expect(of.delivered).toEqual([3]);
    await until(() => heard() === 12 * 2 + 1);
    expect(performance.now() - start).toBeGreaterThanOrEqual(200);
    of.server.to(room).emit('frame', 3);
    pressed = false;
    const before = performance.now();
    await until(() => heard() === 12 * 3 + 1);
    expect(performance.now() - before).toBeLessThan(200);
  });

  test('waits no longer for numbers that are replaced again and again', async () => {
    const of = await hall({ isUnderLoad: () => true, maxDelayMs: 150 });
    const all = await lines(of, 12);
    const start = performance.now();
    const again = setInterval(() => of.server.to(room).volatile.emit('pulse', performance.now() - start), 40);
    await until(() => all.every(each => each.told.length > 0));
    clearInterval(again);
    const [first] = all[0]!.values('pulse') as number[];
    expect(first).toBeGreaterThan(100);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('serves few at a time while many wait for an answer', async () => {
    let pressed = true;
    const of = await hall({ slice: 64, maxTurnMs: 1000, maxDelayMs: 0, isUnderLoad: () => pressed });
    await lines(of, 100);
    of.server.to(room).emit('frame', 1);
    await turn();
    await turn();
    pressed = false;
    await until(() => of.delivered.reduce((sum, some) => sum + some, 0) === 100);
    expect(of.delivered).toEqual([4, 4, 64, 28]);
  });

  test('goes at once where only a few are to hear it', async () => {
    const of = await hall();
    await lines(of, 3);
    of.server.to(room).emit('frame', 1);
    expect(of.delivered).toEqual([3]);
  });

  test('keeps its order over all rooms of a session, whoever is excepted', async () => {
    const of = await hall();
    const mine = roomOf('one', 'bureau');
    const all = [...(await lines(of, 9)), await line(of, [room, mine])];
    for (let n = 0; n < 30; n++) {
      if (n % 3 === 0) {
        of.server.to(room).except(mine).emit('frame', n);
        of.server.to(mine).emit('frame', n);
      } else of.server.to([room, mine]).emit('frame', n);
      if (n % 7 === 0) await turn();
    }
    const expected = Array.from({ length: 30 }, (_, n) => n);
    await until(() => all.every(each => each.values().length === 30));
    for (const each of all) expect(each.values()).toEqual(expected);
  });

  test('is not told to whoever comes while it is under way: the first answer held it already', async () => {
    const of = await hall();
    const early = await lines(of, 9);
    const late = await line(of, []);
    of.server.to(room).emit('frame', 1);
    await turn();
    of.server.in((late.client as { id?: string }).id!).socketsJoin(room);
    of.server.to(room).emit('frame', 2);
    await until(() => early.every(each => each.values().length === 2) && late.values().length === 1);
    expect(late.values()).toEqual([2]);
  });

  test('does not keep another session waiting', async () => {
    const of = await hall();
    const other = roomOf('two', 'all');
    await lines(of, 40);
    const few = await lines(of, 6, [other]);
    of.server.to(room).emit('frame', 'long');
    of.server.to(other).emit('frame', 'short');
    const turns = { all: 0 };
    while (few.some(each => each.values().length === 0)) {
      await new Promise(resolve => setTimeout(resolve, 1));
      if (turns.all++ > 1000) throw new Error('never told');
    }
    // Two slices of the few stand among the ten of the many, one after another in turns.
    const sizes = of.delivered.slice(0, 4);
    expect(sizes).toEqual([4, 4, 4, 2]);
  });

  test('to each a value of its own, in order with what all are told', async () => {
    const of = await hall();
    const own = (n: number) => participantRoom('one', `p_${n}`);
    // ASCII alone is written by a shorter way.
    const value = (n: number) => (n % 2 ? { n, said: 'yes "so"' } : { n, said: 'Кеңеш é 𝒦' });
    const all = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8].map(n => line(of, [room, own(n)])));
    of.server.to(room).emit('frame', 'first');
    broadcastEach(
      of.server,
      'frame',
      all.map((_, n) => [own(n), JSON.stringify(value(n))]),
    );
    of.server.to(room).emit('frame', 'last');
    broadcastEach(of.server, 'frame', [[participantRoom('one', 'p_nobody'), '"nobody"']]);
    broadcastEach(of.server, 'frame', []);
    await until(() => all.every(each => each.values().length === 3));
    expect(all.map(each => each.values())).toEqual(all.map((_, n) => ['first', value(n), 'last']));
  });

  test('over long polling too', async () => {
    const of = await hall();
    const polled = await line(of, [room], ['polling']);
    of.server.to(room).emit('frame', 7);
    await until(() => polled.values().length === 1);
    expect(polled.values()).toEqual([7]);
  });
});

test('what a line is told stands behind all that socket.io was given for it, long or short', async () => {
  const of = await hall({ slice: 64 });
  const { told, client } = await line(of);
  const [socket] = [...of.server.sockets.sockets.values()] as [Socket];
  markAcceptsDeflate(socket);
  for (let n = 0; n < 20; n += 4) {
    socket.emit('answer', n);
    of.server.to(room).emit('frame', n + 1);
    of.server.to(room).emit('frame', { long: 'x'.repeat(8000) });
    of.server.to(room).emit('frame', n + 3);
    if (n % 8 === 0) await turn();
  }
  await until(() => told.length === 20);
  expect(told.map(({ name }) => name)).toEqual(Array(5).fill(['answer', 'frame', 'packed', 'frame']).flat());
  expect(told.flatMap(({ value }) => (typeof value === 'number' ? [value] : []))).toEqual(
    [0, 4, 8, 12, 16].flatMap(n => [n, n + 1, n + 3]),
  );
  // A line that has gone meanwhile is no trouble.
  client.disconnect();
  of.server.to(room).emit('frame', 'late');
  await until(() => !socket.connected);
});

test('a line that began by polling and became a WebSocket is told everything, in order', async () => {
  const of = await hall();
  const { told, client } = await line(of, [room], ['polling', 'websocket']);
  for (let n = 0; n < 200 && client.io.engine.transport.name === 'polling'; n++) {
    of.server.to(room).emit('frame', n);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  expect(client.io.engine.transport.name).toBe('websocket');
  of.server.to(room).emit('frame', 'last');
  await until(() => told.at(-1)?.value === 'last');
  expect(told.slice(0, -1).map(({ value }) => value)).toEqual(Array.from({ length: told.length - 1 }, (_, n) => n));
});

describe('volatile numbers', () => {
  test('only the newest is told; whoever has not heard the one that is going out gets the next instead', async () => {
    const of = await hall();
    const all = await lines(of, 20);
    of.server.to(room).volatile.emit('pulse', 0);
    await turn();
    for (let n = 1; n < 50; n++) of.server.to(room).volatile.emit('pulse', n);
    await until(() => all.every(each => each.values('pulse').at(-1) === 49));
    const heard = all.map(each => each.values('pulse').join());
    expect(heard.filter(each => each === '0,49')).toHaveLength(4);
    expect(heard.filter(each => each === '49')).toHaveLength(16);
  });

  test('frames do not wait for them, nor they for frames', async () => {
    const of = await hall();
    const all = await lines(of, 20);
    of.server.to(room).volatile.emit('pulse', 1);
    of.server.to(room).emit('frame', 1);
    await until(() => all.every(each => each.told.length === 2));
    const [first, last] = [all[0]!, all.at(-1)!].map(each => each.told.map(told => told.name));
    expect([...first!].sort()).toEqual(['frame', 'pulse']);
    expect([...last!].sort()).toEqual(['frame', 'pulse']);
  });
});

describe('a reader that does not read', () => {
  /** Handshakes by hand and then never reads again. */
  async function stalled(of: Hall): Promise<Socket> {
    const before = new Set(of.server.sockets.sockets.keys());
    const socket = connectTcp(of.port, '127.0.0.1');
    await new Promise<void>(resolve => socket.once('connect', resolve));
    socket.on('error', () => undefined);
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n` +
        'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    await new Promise<void>(resolve => socket.once('data', () => resolve()));
    // "40", masked with zeros: connects to the main namespace.
    socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]));
    socket.pause();
    return until(() => [...of.server.sockets.sockets.values()].find(each => !before.has(each.id)));
  }

  test('is cut off at the bound, and the others hear everything', async () => {
    const of = await hall({ maxBufferedBytes: 256 * 1024 });
    const here = await lines(of, 5);
    const slow = await stalled(of);
    const text = 'x'.repeat(100_000);
    let most = 0;
    for (let n = 0; n < 200 && slow.connected; n++) {
      of.server.to(room).emit('frame', { n, text });
      await until(() => here.every(each => each.values().length === n + 1));
      most = Math.max(most, bufferedBytes(slow));
    }
    expect(slow.connected).toBe(false);
    expect(of.cut).toHaveLength(1);
    expect(most).toBeGreaterThan(0);
    // What was owed when the last frame came, and that frame.
    expect(most).toBeLessThanOrEqual(256 * 1024 + 100_200);
    const told = here[0]!.values().length;
    for (const each of here)
      expect(each.values().map(value => (value as { n: number }).n)).toEqual(Array.from({ length: told }, (_, n) => n));
  });

  test('is left its snapshot, however long: a slow line would never get through', async () => {
    const of = await hall({ maxBufferedBytes: 256 * 1024 });
    const slow = await stalled(of);
    // Longer than what the kernel takes and the bound together.
    const snapshot = Buffer.from(`"${'x'.repeat(12_000_000)}"]`);
    sendPacket(slow, [Buffer.from('2["snapshot",'), snapshot]);
    await until(() => bufferedBytes(slow) > 1024 * 1024);
    of.server.to(room).emit('frame', 1);
    of.server.to(room).emit('frame', 2);
    await until(() => of.delivered.length === 2);
    expect(slow.connected).toBe(true);
    const text = 'x'.repeat(100_000);
    for (let n = 0; n < 200 && of.cut.length === 0; n++) {
      of.server.to(room).emit('frame', { n, text });
      await until(() => of.delivered.length === n + 3);
    }
    await until(() => !slow.connected);
    // Once, however much was to be told before all had heard of it.
    expect(of.cut).toHaveLength(1);
  });
});

test('more than may wait for a line: the oldest are dropped, the newest is told to everyone', async () => {
  const of = await hall({ maxQueuedMessages: 5 });
  const all = await lines(of, 20);
  for (let n = 0; n < 50; n++) of.server.to(room).emit('frame', n);
  await until(() => all.every(each => each.values().at(-1) === 49));
  for (const each of all) expect(each.values()).toEqual([45, 46, 47, 48, 49]);
});
