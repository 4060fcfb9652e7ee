import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { councilSession, type State, viewerOf } from '@kengesh/domain';
import { createFollower, type Frame, type Snapshot } from '@kengesh/journal';
import { DataSource } from 'typeorm';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { type Device, type LiveKit, liveKit, type SocketPage, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIMIT_LINES_PER_DEVICE: '1000', LIMIT_LINES_PER_LINK: '1000' });
});
afterAll(() => kit?.close());

/** A page that follows as ours do: takes what comes, asks again where something is missing. */
function follow(socket: SocketPage, participant: string | null, whole: State) {
  const gaps: number[] = [];
  const follower = createFollower<State>({
    def: councilSession,
    viewer: viewerOf(whole, participant),
    resync: position => {
      gaps.push(position.seq);
      socket.emit('resync', position);
    },
  });
  socket.on('snapshot', message => follower.apply(message as Snapshot<State>));
  socket.on('frame', message => follower.apply(message as Frame));
  return { follower, gaps };
}

test('hundreds of lines, many of them joining while frames go out in slices: no gap, no double, one state', async () => {
  const id = await kit.session();
  await kit.voting(id);
  const { state: roll } = await kit.journal().state(id);
  const seats: [string | null, Device][] = [];
  for (const as of ['p_1', 'p_2', 'p_3', 'p_4', 'p_5', 'p_sec', 'p_obs']) seats.push([as, await kit.device(id, as)]);
  seats.push([null, await kit.device(id, 's_wall', 'screen')]);
  const open: { page: SocketPage; as: string | null; followed: ReturnType<typeof follow> }[] = [];
  const join = (count: number) => {
    for (let n = 0; n < count; n++) {
      const [as, { token }] = seats[open.length % seats.length]!;
      const { socket } = kit.page({ token });
      open.push({ page: socket, as, followed: follow(socket, as, roll) });
      socket.connect();
    }
  };
  join(320);
  await until(() => open.every(each => each.followed.follower.held.seq > 0), 20_000);
  // Acts one after another, seen by all, by the bureau and by one seat, while lines come and fall.
  for (let n = 0; n < 40; n++) {
    join(4);
    if (n % 5 === 0) for (const each of open.slice(n, n + 3)) each.page.io.engine.close();
    await kit.done(
      id,
      ['p_3', n % 2 ? { type: 'floor.withdraw', participant: 'p_3' } : { type: 'floor.ask' }],
      ['p_sec', { type: 'motion.submit', item: 'one', text: { ru: `Поправка ${n}` }, mover: null }],
    );
  }
  const { seq, state } = await kit.journal().state(id);
  const there = open.filter(each => each.page.connected);
  expect(there.length).toBeGreaterThan(400);
  await until(() => there.every(each => each.followed.follower.held.seq === seq), 20_000);
  for (const { as, followed } of there) {
    expect(followed.gaps).toEqual([]);
    expect(JSON.parse(JSON.stringify(followed.follower.held.state))).toEqual(
      JSON.parse(JSON.stringify(councilSession.view(state, viewerOf(state, as)))),
    );
  }
}, 60_000);

test('a council that comes back at once is looked up together; who is revoked meanwhile is not let in', async () => {
  const id = await kit.session();
  const devices = await Promise.all(Array.from({ length: 100 }, () => kit.device(id, 'p_3')));
  await new Promise(resolve => setTimeout(resolve, 5100));
  const db = kit.part(DataSource);
  const asked: string[] = [];
  const query = db.query.bind(db);
  db.query = ((text: string, ...more: []) => {
    if (text.includes('from auth_sessions')) asked.push(text);
    return query(text, ...more);
  }) as typeof db.query;
  try {
    const show = ({ token, as: handle }: Device) =>
      kit.identities().authenticate({ handle, cookie: undefined, authorization: `Bearer ${token}` });
    const all = devices.map(show);
    await kit.identities().revokeAndAnnounce({ id: devices[7]!.authSession });
    const found = await Promise.all(all);
    expect(found.filter(each => 'refused' in each).length).toBeLessThanOrEqual(1);
    expect(asked.length).toBeLessThanOrEqual(3);
    // Whatever the race brought, from now on it is refused at once.
    expect(await show(devices[7]!)).toEqual({ refused: 'auth.revoked' });
  } finally {
    db.query = query;
  }
}, 20_000);

test('devices that come one after another gather for a look-up', async () => {
  const id = await kit.session();
  const devices = await Promise.all(Array.from({ length: 30 }, () => kit.device(id, 'p_3')));
  // What is known of a device is believed for five seconds.
  await new Promise(resolve => setTimeout(resolve, 5100));
  const db = kit.part(DataSource);
  let asked = 0;
  const query = db.query.bind(db);
  db.query = ((text: string, ...more: []) => {
    if (text.includes('from auth_sessions')) asked++;
    return query(text, ...more);
  }) as typeof db.query;
  try {
    const began = performance.now();
    const all: Promise<object>[] = [];
    for (const { token, as } of devices) {
      all.push(kit.identities().authenticate({ handle: as, cookie: undefined, authorization: `Bearer ${token}` }));
      await new Promise(resolve => setTimeout(resolve, 3));
    }
    expect((await Promise.all(all)).filter(each => 'refused' in each)).toEqual([]);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(2 + (performance.now() - began) / 15);
  } finally {
    db.query = query;
  }
}, 20_000);

test('while many come in, numbers and what shows nothing are told seldom, and in the end they are right', async () => {
  const id = await kit.session();
  const wall = kit.page({ token: (await kit.device(id, 's_wall', 'screen')).token });
  const empty: number[] = [];
  wall.socket.on('frame', ({ entries }) => entries.length === 0 && empty.push(Date.now()));
  wall.socket.connect();
  const seen: { at: number; online: readonly string[] }[] = [];
  const watcher = kit.page({ token: (await kit.device(id, 'p_sec')).token }).socket;
  watcher.on('pulse', ({ at, bureau }) => seen.push({ at: Date.parse(at), online: bureau?.online ?? [] }));
  watcher.connect();
  await until(() => watcher.connected);
  const devices = await Promise.all(['p_1', 'p_2', 'p_3', 'p_4', 'p_5'].map(as => kit.device(id, as)));
  // Of the hundred that come in each beat only one is real: on a slow machine so many would not get through the handshake in time.
  const began = Date.now();
  let there: SocketPage | undefined;
  for (let n = 0; n < 40; n++) {
    const gone = there;
    there = kit.page({ token: devices[n % devices.length]!.token }).socket;
    there.connect();
    kit.part(ConnectionRegistry).totalOpened += 30;
    // Seen by the bureau alone.
    const act = n % 8 ? { type: 'attendance.leave' } : { type: 'attendance.join', mode: 'remote' };
    if (n % 4 === 0) await kit.done(id, ['p_obs', act]);
    await new Promise(resolve => setTimeout(resolve, 75));
    gone?.disconnect();
  }
  const ended = Date.now();
  await until(() => seen.at(-1)?.online.join() === 'p_5,p_sec');
  const within = seen.filter(({ at }) => at > began + 100 && at < ended).length;
  expect(within).toBeLessThanOrEqual(Math.ceil((ended - began) / 2000));
  expect(empty.filter(at => at > began + 300 && at < ended).length).toBeLessThanOrEqual(
    Math.ceil((ended - began) / 3000),
  );
  await until(() => empty.length > 0);
}, 30_000);

test('a line is refused beyond the lines of its link, and a full node lets the page try again', async () => {
  const small = await liveKit({ LIMIT_LINES_PER_LINK: '3', LIMIT_LINES: '5' });
  try {
    const id = await small.session();
    const [one, other] = [await small.device(id, 'p_3'), await small.device(id, 'p_3')];
    for (const device of [one, other, one]) await small.line(device);
    expect(await small.refusal({ token: other.token })).toBe('limit.lines');
    await small.line(await small.device(id, 'p_4'));
    await small.line(await small.device(id, 'p_5'));
    const full = await small.device(id, 's_wall', 'screen');
    const waits = small.page({ token: full.token }, {}, { reconnection: true, reconnectionDelay: 50 });
    let errors = 0;
    waits.socket.io.on('reconnect_attempt', () => errors++);
    waits.socket.connect();
    await until(() => errors > 2);
    expect(waits.sent).toEqual([]);
    await small.identities().revokeAndAnnounce({ id: one.authSession });
    await until(() => waits.sent.some(([name]) => name === 'snapshot'));
  } finally {
    await small.close();
  }
}, 20_000);

test('one participant has one pace, however many lines and devices it asks on', async () => {
  const slow = await liveKit({ LIMIT_SEAT_ACTS_PER_SECOND: '3', LIMIT_ACTS_PER_SECOND: '100' });
  try {
    const id = await slow.session();
    const [one, other] = [await slow.device(id, 'p_3'), await slow.device(id, 'p_3')];
    const [first, second] = [await slow.line(one), await slow.line(other)];
    const act = { type: 'floor.ask' };
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 ? first.ask(act) : second.ask(act))));
    expect(answers.filter(each => !each.ok && each.refused === 'limit.rate')).toHaveLength(6);
    expect(await slow.post(one, id, act)).toMatchObject({ status: 429, body: { code: 'limit.rate' } });
    // Another's pace is its own.
    expect((await slow.post(await slow.device(id, 'p_4'), id, act)).body.code).not.toBe('limit.rate');
  } finally {
    await slow.close();
  }
}, 20_000);
