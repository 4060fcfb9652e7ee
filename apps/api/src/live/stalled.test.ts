import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { councilSession, type State, viewerOf } from '@kengesh/domain';
import { createFollower, type Frame, type Snapshot } from '@kengesh/journal';
import { type Device, type LiveKit, liveKit, type SocketPage, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIMIT_OWED_KB: '64' });
});
afterAll(() => kit?.close());

/** A page as ours are: it follows, and says in the handshake how far it has come. */
function follow({ token, as }: Device, whole: State) {
  const received: string[] = [];
  const follower = createFollower<State>({
    def: councilSession,
    viewer: viewerOf(whole, as),
    resync: position => socket.emit('resync', position),
  });
  const { socket } = kit.page({ token });
  socket.on('snapshot', message => {
    received.push('snapshot');
    follower.apply(message as Snapshot<State>);
  });
  socket.on('frame', message => {
    received.push('frame');
    follower.apply(message as Frame);
  });
  socket.on('connect', () => follower.reconnected());
  return { socket, follower, received, device: { token, as } };
}
type Following = ReturnType<typeof follow>;

/** Stops reading or goes on, below everything that socket.io knows of. */
const tap = (socket: SocketPage, what: 'pause' | 'resume') =>
  (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket[what]();
const cutOffs = async () => {
  const page = await (await fetch(`http://127.0.0.1:${kit.port}/metrics`)).text();
  return Number(/^kengesh_limited_total\{limit="owed"\} (\d+)/m.exec(page)?.[1] ?? 0);
};

test('a page that does not read is cut off, once; the others hear all; it comes back and has missed nothing', async () => {
  const id = await kit.session();
  await kit.voting(id);
  const { state: roll } = await kit.journal().state(id);
  const [slow, ...others] = await Promise.all(
    ['p_3', 'p_4', 'p_1'].map(async as => follow(await kit.device(id, as), roll)),
  );
  const all = [slow!, ...others];
  for (const { socket } of all) socket.connect();
  await until(() => all.every(each => each.follower.held.seq > 0));
  const stoodAt = slow!.follower.held.seq;
  tap(slow!.socket, 'pause');

  const before = await cutOffs();
  // Several megabytes are taken by the kernel before anything is owed.
  const text = { ru: 'Ю'.repeat(20_000) };
  const speak = () => kit.done(id, ['p_sec', { type: 'motion.submit', item: 'one', text, mover: null }]);
  const up = (each: Following, seq: number) => each.follower.held.seq >= seq;
  let cut = false;
  for (let n = 0; n < 600 && !cut; n++) {
    await speak();
    cut = (await cutOffs()) > before;
  }
  expect(cut).toBe(true);
  for (let n = 0; n < 5; n++) await speak();
  const head = await kit.seq(id);
  await until(() => others.every(each => up(each, head)), 20_000);
  expect(others.every(each => each.socket.connected)).toBe(true);
  expect((await cutOffs()) - before).toBe(1);

  // What lay in the kernel is read, then the line is found to be gone; the page comes back with what it holds.
  tap(slow!.socket, 'resume');
  await until(() => !slow!.socket.connected, 20_000);
  const holds = slow!.follower.held.seq;
  expect(holds).toBeGreaterThan(stoodAt);
  expect(holds).toBeLessThan(head);
  slow!.received.length = 0;
  slow!.socket.auth = { token: slow!.device.token, ...slow!.follower.position };
  slow!.socket.connect();
  await until(() => up(slow!, head), 20_000);
  expect(slow!.received[0]).toBe('frame');
  // The server records that a line was lost, and is there again; the same moment is looked at everywhere.
  const state = await until(async () => {
    const held = await kit.journal().state(id);
    return all.every(({ follower }) => follower.held.seq === held.seq) ? held.state : null;
  });
  for (const { follower, device } of all)
    expect(JSON.parse(JSON.stringify(follower.held.state))).toEqual(
      JSON.parse(JSON.stringify(councilSession.view(state, viewerOf(state, device.as)))),
    );
}, 60_000);
