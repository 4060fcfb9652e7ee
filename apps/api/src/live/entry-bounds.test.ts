import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EntryBounds } from './entry-bounds.js';
import { type LiveKit, liveKit } from './live-kit.suite.js';

const wide = { LIMIT_ACTS_PER_SECOND: '1000', LIMIT_SEAT_ACTS_PER_SECOND: '1000' };
let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ ...wide, LIMIT_SEAT_ENTRIES_PER_MINUTE: '6' });
});
afterAll(() => kit?.close());

/** Open, its first item taken up, and whoever takes part from afar there. */
async function debate(): Promise<string> {
  const id = await kit.session({ hall: 5 });
  const { state } = await kit.journal().state(id);
  const remote = state.prepared!.participants.filter(one => one.mode === 'remote' && one.role === 'delegate');
  await kit.done(
    id,
    ['p_sec', { type: 'attendance.checkInAll' }],
    ...remote.map(one => [one.id, { type: 'attendance.join', mode: 'remote' }] as const),
    ['p_1', { type: 'session.open' }],
    ['p_1', { type: 'agenda.take', item: 'one' }],
  );
  return id;
}

describe('a journal cannot be filled by one participant', () => {
  test('hand up, hand down: so many a minute are recorded, then refused with the time to wait; what must be free is', async () => {
    const id = await debate();
    const delegate = await kit.device(id, 'p_3');
    const line = await kit.line(delegate);
    const before = (await kit.journal().entries(id)).length;
    const refused: { refused: string; params: { seconds?: unknown } }[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const asked = await line.ask({ type: 'floor.ask' });
      if (!asked.ok) refused.push(asked as never);
      await line.ask({ type: 'floor.withdraw', participant: 'p_3' });
    }
    const grown = (await kit.journal().entries(id)).length - before;
    expect(grown).toBeLessThanOrEqual(12);
    expect(grown).toBeGreaterThanOrEqual(6);
    expect(refused.length).toBe(24);
    for (const { refused: code, params } of refused) {
      expect(code).toBe('limit.rate');
      expect(params.seconds).toBeGreaterThan(0);
      expect(params.seconds).toBeLessThanOrEqual(60);
    }
    // Over HTTP it is the same bound, told in a header too.
    const over = await kit.post(delegate, id, { type: 'floor.ask' });
    expect(over).toMatchObject({ status: 429, body: { code: 'limit.rate' } });
    // A ballot, a point of order and leaving are heard all the same.
    await kit.done(id, ['p_sec', { type: 'motion.submit', item: 'one', text: { ru: 'Принять' }, mover: null }]);
    const motion = Object.keys((await kit.journal().state(id)).state.motions)[0]!;
    const opening = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await kit.done(id, ['p_1', opening]);
    const voting = Object.keys((await kit.journal().state(id)).state.votings)[0]!;
    expect(await line.ask({ type: 'voting.cast', voting, seat: 's3', choice: 'yes' })).toMatchObject({ ok: true });
    const point = await line.ask({ type: 'order.point', about: 'procedure' });
    expect(point.ok || point.refused !== 'limit.rate').toBe(true);
    const leaving = await line.ask({ type: 'attendance.leave' });
    expect(leaving.ok || leaving.refused !== 'limit.rate').toBe(true);
    // Another's bound is another's; the bureau records for all.
    const other = await kit.line(await kit.device(id, 'p_4'));
    expect(((await other.ask({ type: 'floor.ask' })) as { refused?: string }).refused).not.toBe('limit.rate');
  });

  test('what is refused or was recorded before does not count', async () => {
    const id = await debate();
    const line = await kit.line(await kit.device(id, 'p_3'));
    for (let turn = 0; turn < 20; turn++) {
      const answer = await line.ask({ type: 'agenda.take', item: 'none' });
      expect(answer).toMatchObject({ ok: false });
      expect((answer as { refused: string }).refused).not.toBe('limit.rate');
    }
    for (let turn = 0; turn < 20; turn++) {
      const answer = await line.ask({ type: 'floor.ask' }, 'c_once_and_again');
      expect(answer.ok ? 'done' : answer.refused).toBe('done');
    }
  });

  test('a window ends after a minute; a bureau has more room', () => {
    let now = 0;
    const bounds = new EntryBounds(2, () => now);
    const take = () => bounds.take('s', 'p', 'floor.ask', undefined);
    expect([take(), take()].every(each => typeof each === 'function')).toBe(true);
    now = 15_500;
    expect(take()).toMatchObject({ refused: 'limit.rate', params: { seconds: 45 } });
    expect(typeof bounds.take('s', 'p', 'voting.cast', undefined)).toBe('function');
    now = 60_000;
    expect(typeof take()).toBe('function');
  });
});
