import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { councilSession, type State, viewerOf } from '@kengesh/domain';
import { createFollower, type Frame, type Snapshot } from '@kengesh/journal';
import { type Device, type LiveKit, liveKit, type Page, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIMIT_LINES_PER_DEVICE: '1000', LIMIT_LINES_PER_LINK: '1000' });
});
afterAll(() => kit?.close());

/** A page that follows as ours do: takes what comes, asks again where something is missing. */
function follow(socket: Page, participant: string | null, whole: State) {
  const gaps: number[] = [];
  const follower = createFollower<State>({
    def: councilSession,
    viewer: viewerOf(whole, participant),
    resync: seq => {
      gaps.push(seq);
      socket.emit('resync', { seq });
    },
  });
  socket.on('snapshot', message => follower.take(message as Snapshot<State>));
  socket.on('frame', message => follower.take(message as Frame));
  return { follower, gaps };
}

test('hundreds of lines, many of them joining while frames go out in slices: no gap, no double, one state', async () => {
  const id = await kit.session();
  await kit.voting(id);
  const { state: roll } = await kit.journal().state(id);
  const seats: [string | null, Device][] = [];
  for (const as of ['p_1', 'p_2', 'p_3', 'p_4', 'p_5', 'p_sec', 'p_obs']) seats.push([as, await kit.device(id, as)]);
  seats.push([null, await kit.device(id, 's_wall', 'screen')]);
  const open: { page: Page; as: string | null; followed: ReturnType<typeof follow> }[] = [];
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
