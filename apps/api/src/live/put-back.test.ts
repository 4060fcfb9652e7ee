// The database is restored to an earlier day behind what nodes and pages hold: all of them notice, and begin anew.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { councilSession, type State, viewerOf } from '@kengesh/domain';
import { createFollower, type Frame, type Snapshot } from '@kengesh/journal';
import { type Device, type LiveKit, liveKit, until } from './live-kit.suite.js';

let kit: LiveKit;
beforeEach(async () => {
  kit = await liveKit();
});
afterEach(() => kit?.close());

/** A page as ours are. */
async function follow(device: Device, whole: State) {
  const outcomes: string[] = [];
  const follower = createFollower<State>({
    def: councilSession,
    viewer: viewerOf(whole, device.as),
    resync: position => page.socket.emit('resync', position),
  });
  const page = kit.page({});
  page.socket.auth = send => send({ token: device.token, ...follower.position });
  const take = (message: Frame | Snapshot<State>) => outcomes.push(follower.apply(message));
  page.socket.on('snapshot', take);
  page.socket.on('frame', take);
  page.socket.on('connect', () => follower.reconnected());
  page.socket.connect();
  await until(() => outcomes.length > 0);
  return { ...page, follower, outcomes };
}

/** Asked as pages ask: again, as long as the database is away. */
async function asked(session: string, participant: string, type: string): Promise<void> {
  const command = { id: kit.command(), actor: { id: participant, kind: 'participant' } as const, act: { type } };
  await until(
    async () =>
      (
        await kit
          .journal()
          .submit(session, command)
          .catch(() => null)
      )?.ok,
    20_000,
  );
}

const seen = (state: State, as: string) =>
  JSON.parse(JSON.stringify(councilSession.view(state, viewerOf(state, as)))) as unknown;

describe('a database restored behind what pages hold', () => {
  test('J-38 J-48 pages on the line begin anew, and hold exactly the new history', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const { state } = await kit.journal().state(id);
    const pages = await Promise.all(['p_1', 'p_4', 'p_sec'].map(async as => follow(await kit.device(id, as), state)));
    const backupAt = await kit.seq(id);
    await kit.database.backup();
    for (const who of ['p_3', 'p_4', 'p_5']) await asked(id, who, 'floor.ask');
    await until(() => pages.every(({ follower }) => follower.held.state.floor.queue.length === 3));
    await kit.database.restore();
    await asked(id, 'p_2', 'floor.ask');
    const { state: now, seq } = await kit.journal().state(id);
    expect(seq).toBe(backupAt + 1);
    await until(() => pages.every(({ follower }) => follower.held.seq === seq));
    for (const [index, as] of ['p_1', 'p_4', 'p_sec'].entries()) {
      expect(pages[index]!.outcomes).toContain('anew');
      expect(JSON.parse(JSON.stringify(pages[index]!.follower.held.state))).toEqual(seen(now, as));
    }
  });

  test('J-38 a node notices also where it has been in trouble meanwhile and its state was forgotten', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const { state } = await kit.journal().state(id);
    const page = await follow(await kit.device(id, 'p_4'), state);
    await kit.database.backup();
    await asked(id, 'p_3', 'floor.ask');
    await until(() => page.follower.held.state.floor.queue.length === 1);
    await kit.database.restore();
    // Fails on connections that are gone: what was held is forgotten.
    for (let n = 0; n < 3; n++)
      await kit
        .journal()
        .submit(id, { id: kit.command(), actor: { id: 'p_5', kind: 'participant' }, act: { type: 'nothing' } })
        .catch(() => null);
    await asked(id, 'p_5', 'floor.ask');
    await until(() => page.outcomes.includes('anew'));
    await until(() => page.follower.held.state.floor.queue.map(each => each.participant).join() === 'p_5');
  });

  test.each([
    ['shorter than', 1],
    ['longer than', 5],
  ])(
    'J-48 a page that comes back begins anew where the new history is %s its own, after a restart too',
    async (_, acts) => {
      const id = await kit.session();
      await kit.voting(id);
      const { state } = await kit.journal().state(id);
      const device = await kit.device(id, 'p_4');
      const page = await follow(device, state);
      await kit.database.backup();
      for (const who of ['p_3', 'p_4', 'p_5']) await asked(id, who, 'floor.ask');
      await until(() => page.follower.held.state.floor.queue.length === 3);
      page.socket.disconnect();
      await kit.database.restore();
      await kit.restart();
      for (const who of ['p_5', 'p_4', 'p_3', 'p_2', 'p_1'].slice(0, acts)) await asked(id, who, 'floor.ask');
      const { position } = page.follower;
      const { sent } = await kit.line(device, position);
      expect(sent[0]).toMatchObject(['snapshot', { putBack: true }]);
      expect(page.follower.apply(sent[0]![1] as Snapshot<State>)).toBe('anew');
      const { state: now, seq } = await kit.journal().state(id);
      expect(page.follower.held.seq).toBe(seq);
      expect(JSON.parse(JSON.stringify(page.follower.held.state))).toEqual(seen(now, 'p_4'));
    },
  );

  test('J-48 a page that tells a seq alone is never given the new history on top of the old', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const seq = await kit.seq(id);
    const device = await kit.device(id, 'p_4');
    const { socket, sent } = await kit.line(device, { seq: seq + 3 });
    expect(sent[0]![0]).toBe('snapshot');
    await asked(id, 'p_3', 'floor.ask');
    await until(() => sent.length > 1);
    expect(socket.connected).toBe(true);
    for (const who of ['p_4', 'p_5']) await asked(id, who, 'floor.ask');
    await until(() => !socket.connected);
    for (const [name, value] of sent) if (name === 'frame') expect((value as Frame).to).toBeLessThan(seq + 3);
    const again = await kit.line(device, { seq: seq + 3 });
    expect(again.sent[0]![0]).toBe('snapshot');
  });
});
