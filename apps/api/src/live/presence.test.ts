import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionStats } from '@kengesh/contracts';
import { admissionOf, presenceOf } from '@kengesh/domain';
import { Metrics } from '../metrics/metrics.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { type Act, type LiveKit, liveKit, quiet, type ReceivedEvent, until } from './live-kit.suite.js';
import { PresenceTracker, RETURN_WAIT } from './presence.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

const join: Act = { type: 'attendance.join', mode: 'remote' };
const here = async (id: string, participant: string) => presenceOf((await kit.journal().state(id)).state, participant);
const types = async (id: string) => (await kit.journal().entries(id)).map(entry => entry.type);
const pulses = (sent: readonly ReceivedEvent[]) =>
  sent.filter(([name]) => name === 'pulse').map(([, value]) => value as SessionStats);

describe('PROC-12: presence from afar is one’s own line', () => {
  test('the last line that goes is recorded, one of several is not, and one that comes back is', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const [first, second] = [await kit.line(device), await kit.line(device)];
    await first.ask(join);
    first.socket.disconnect();
    await second.ask({ type: 'floor.ask' });
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await here(id, 'p_5'))?.lostAt).toBeNull();
    second.socket.disconnect();
    await until(async () => (await here(id, 'p_5'))?.lostAt);
    expect((await here(id, 'p_5'))?.here).toBe(true);
    await kit.line(device);
    await until(async () => (await here(id, 'p_5'))?.lostAt === null);
    const made = await kit.journal().entries(id);
    expect(made.map(entry => entry.type)).toEqual([
      'session.prepared',
      'attendance.arrived',
      'attendance.lost',
      'attendance.returned',
    ]);
    expect(made.slice(2).map(entry => entry.actor)).toEqual(['system', 'system']);
    expect(new Set(made.map(entry => entry.command)).size).toBe(4);
  });

  test('a line that goes and comes ten times leaves whoever holds it here', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const last = await kit.line(device);
    await last.ask(join);
    for (let n = 0; n < 10; n++) {
      last.socket.disconnect();
      last.socket.connect();
      await until(() => last.socket.connected);
    }
    await until(async () => (await types(id)).at(-1) !== 'attendance.lost' && (await here(id, 'p_5'))?.lostAt === null);
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await here(id, 'p_5')).toMatchObject({ here: true, lostAt: null });
    const changes = (await types(id)).slice(2);
    expect(changes).toEqual(changes.map((_, n) => (n % 2 ? 'attendance.returned' : 'attendance.lost')));
  });

  test('a phone in the hall, an absent one and a screen change nothing', async () => {
    const id = await kit.session();
    await kit.done(id, ['p_sec', { type: 'attendance.checkInAll' }]);
    const before = await kit.seq(id);
    for (const [as, kind] of [
      ['p_2', 'participant'],
      ['p_5', 'participant'],
      ['s_wall', 'screen'],
    ] as const) {
      const { socket } = await kit.line(await kit.device(id, as, kind));
      socket.disconnect();
    }
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await kit.seq(id)).toBe(before);
  });

  test('when the grace ends without a line, the interval ends at the moment of loss', async () => {
    const id = await kit.session({ rules: { presenceGrace: 1 } });
    const page = await kit.line(await kit.device(id, 'p_5'));
    await page.ask(join);
    page.socket.disconnect();
    const lostAt = await until(async () => (await here(id, 'p_5'))?.lostAt);
    await until(async () => (await here(id, 'p_5'))?.here === false);
    expect((await here(id, 'p_5'))?.intervals).toMatchObject([{ to: lostAt }]);
    const left = (await kit.journal().entries(id)).at(-1)!;
    expect(Date.parse(left.at) - Date.parse(lostAt)).toBeGreaterThanOrEqual(1000);
  });

  test('a server that stops ends nobody’s presence; after the start, whoever does not come back is lost', async () => {
    const id = await kit.session();
    const [stays, goes] = [await kit.device(id, 'p_4'), await kit.device(id, 'p_5')];
    for (const device of [stays, goes]) await (await kit.line(device)).ask(join);
    const before = await types(id);
    await kit.restart();
    expect(await types(id)).toEqual(before);
    await kit.line(stays);
    // As at each start, only sooner.
    const presence = new PresenceTracker(
      kit.journal(),
      kit.part(ConnectionRegistry),
      new ClusterPresence(),
      new Metrics(),
      quiet,
      100,
    );
    presence.onApplicationBootstrap();
    await until(async () => (await here(id, 'p_5'))?.lostAt);
    await presence.beforeApplicationShutdown();
    expect(await here(id, 'p_4')).toMatchObject({ here: true, lostAt: null });
    expect(await types(id)).toEqual([...before, 'attendance.lost']);
    expect(kit.part<number>(RETURN_WAIT)).toBe(10_000);
  });

  test('who came without a line and opens none is lost after a while', async () => {
    const id = await kit.session();
    const presence = new PresenceTracker(
      kit.journal(),
      new ConnectionRegistry(),
      new ClusterPresence(),
      new Metrics(),
      quiet,
      100,
    );
    presence.onApplicationBootstrap();
    try {
      await kit.done(id, ['p_5', join]);
      expect((await here(id, 'p_5'))?.lostAt).toBeNull();
      await until(async () => (await here(id, 'p_5'))?.lostAt);
    } finally {
      await presence.beforeApplicationShutdown();
    }
  });
});

describe('PROC-34: nobody becomes present from afar without a line', () => {
  const door = { rules: { video: { admission: 'known' } } } as const;
  const grant = (participant: string): Act => ({ type: 'admission.grant', participant });
  const atDoor = async (id: string, participant: string) =>
    admissionOf((await kit.journal().state(id)).state, participant);

  test('let in after the line has gone, one arrives when it is back, by itself', async () => {
    const id = await kit.session(door);
    const device = await kit.device(id, 'p_5');
    const page = await kit.line(device);
    await page.ask(join);
    page.socket.disconnect();
    await until(async () => (await atDoor(id, 'p_5'))?.lostAt);
    await kit.done(id, ['p_sec', grant('p_5')]);
    expect(await here(id, 'p_5')).toBeUndefined();
    expect(await atDoor(id, 'p_5')).toMatchObject({ stage: 'granted', awaited: true });
    await kit.line(device);
    await until(async () => (await here(id, 'p_5'))?.here);
    expect(await types(id)).toEqual([
      'session.prepared',
      'admission.asked',
      'admission.lineLost',
      'admission.granted',
      'attendance.arrived',
    ]);
  });

  test('joining over HTTP alone is no presence; the line that is opened then is', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    for (const _ of [1, 2]) expect((await kit.post(device, id, join)).status).toBe(200);
    expect(await here(id, 'p_5')).toBeUndefined();
    const page = await kit.line(device);
    await until(async () => (await here(id, 'p_5'))?.here);
    expect(await types(id)).toEqual([
      'session.prepared',
      'admission.lineLost',
      'admission.granted',
      'attendance.arrived',
    ]);
    // With a line, over HTTP as over the socket.
    await page.ask({ type: 'attendance.leave' });
    expect((await kit.post(device, id, join)).status).toBe(200);
    expect((await here(id, 'p_5'))?.here).toBe(true);
  });

  test('a server that was killed lets nobody in on the word of a line that fell with it', async () => {
    const id = await kit.session(door);
    const device = await kit.device(id, 'p_5');
    await (await kit.line(device)).ask(join);
    await kit.restart();
    await until(async () => (await atDoor(id, 'p_5'))?.lostAt);
    await kit.done(id, ['p_sec', grant('p_5')]);
    expect(await here(id, 'p_5')).toBeUndefined();
    await kit.line(device);
    await until(async () => (await here(id, 'p_5'))?.here);
  });

  test('let in just as the line goes, one is not taken for being on it', async () => {
    const id = await kit.session(door);
    // No line was ever seen of this one: the journal has not heard yet that there is none.
    await kit.done(id, ['p_5', join], ['p_sec', grant('p_5')]);
    await until(async () => (await here(id, 'p_5'))?.lostAt);
  });
});

describe('the pulse', () => {
  test.each(['named', 'secret'] as const)(
    'tells how many voted in a %s vote, and only the bureau which seats',
    async method => {
      const id = await kit.session();
      const secretary = await kit.line(await kit.device(id, 'p_sec'));
      const observer = await kit.line(await kit.device(id, 'p_obs'));
      const voting = await kit.voting(id, method);
      // Of a secret vote names are told when three more have voted, or all (PROC-29).
      const voters = method === 'secret' ? [5, 4, 3, 2, 1] : [4, 3];
      const cast = voters.length;
      for (const n of voters)
        await kit.done(id, [`p_${n}`, { type: 'voting.cast', voting, seat: `s${n}`, choice: 'yes' }]);
      const whole = await until(() => pulses(secretary.sent).find(one => one.voting?.cast === cast));
      expect(whole).toMatchObject({
        hall: 2,
        remote: 3,
        quorum: { present: 5, met: true },
        voting: { id: voting, cast, entitled: 5 },
        bureau: { voted: voters.map(n => `s${n}`).sort(), online: ['p_obs', 'p_sec'] },
      });
      const shared = await until(() => pulses(observer.sent).find(one => one.voting?.cast === cast));
      expect(shared).toEqual({ ...whole, at: shared.at, bureau: null });
      expect(pulses(observer.sent).every(one => one.bureau === null)).toBe(true);
      // Whoever comes now is shown the board at once.
      const late = await kit.line(await kit.device(id, 'p_5'));
      await until(() => pulses(late.sent).some(one => one.voting?.cast === cast));
    },
  );

  test('beats four times a second at most, and only when something has changed', async () => {
    const id = await kit.session();
    const secretary = await kit.line(await kit.device(id, 'p_sec'));
    const device = await kit.device(id, 'p_5');
    await kit.line(device);
    await until(() => pulses(secretary.sent).at(-1)?.bureau?.online.includes('p_5'));
    const quiet = pulses(secretary.sent).length;
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(pulses(secretary.sent)).toHaveLength(quiet);
    const started = Date.now();
    // Come and gone and come again within a beat leaves what is counted as it was; so each flurry ends otherwise than it began.
    for (let n = 0; n < 36; n++) {
      await kit.post(device, id, n % 2 ? { type: 'attendance.leave' } : join);
      if (n % 9 === 8) await until(() => pulses(secretary.sent).at(-1)?.remote === (n + 1) % 2);
      else await new Promise(resolve => setTimeout(resolve, 15 + ((n * 7) % 31)));
    }
    const beats = pulses(secretary.sent).length - quiet;
    expect(beats).toBeGreaterThanOrEqual(4);
    expect(beats).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 250) + 1);
    expect(pulses(secretary.sent).at(-1)).toMatchObject({ remote: 0 });
  });
});
