import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ActReply } from '@kengesh/contracts';
import type { Act } from '@kengesh/domain';
import { createAsking } from './asking.js';

const ballot: Act = { type: 'voting.cast', voting: 'v7', seat: 's3', choice: 'yes' };
const done: ActReply = {
  ok: true,
  seqs: [9],
  head: 9,
  at: '2027-03-10T08:00:00.000Z',
  repeated: true,
  receipt: '7K3-Q9M',
};
const refused = (code: string, params = {}): ActReply => ({ ok: false, refused: code, params });
const again = refused('fault', { id: 'x', again: true });

/** A server of which each attempt meets what is told in turn: an answer, or none. */
function setUp(replies: (ActReply | null)[], more: { reaches?: () => boolean; ended?: () => string | null } = {}) {
  const sent: { command: string; act: Act }[] = [];
  const doubts: boolean[] = [];
  let look = () => 0;
  const asking = createAsking({
    as: 'p3',
    send: async envelope => {
      sent.push(envelope);
      const reply = replies.shift();
      if (!reply) throw new Error('no answer');
      return reply;
    },
    reaches: more.reaches ?? (() => true),
    ended: more.ended ?? (() => null),
    changed: () => look(),
  });
  look = () => doubts.push(asking.pending().some(each => each.inDoubt));
  return { asking, sent, doubts };
}
/** Lets so much time pass, a little at a time, with all that follows. */
const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  jest.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('asking until it is certain', () => {
  test('J-29 an outcome the server does not know either is asked again under the same command, and said to be in doubt', async () => {
    const { asking, sent } = setUp([again, again, done]);
    const answer = asking.ask(ballot);
    await pass(1);
    expect(asking.pending()).toMatchObject([{ act: ballot, inDoubt: true, resumed: false }]);
    await pass(20_000);
    expect(await answer).toEqual(done);
    expect(new Set(sent.map(each => each.command)).size).toBe(1);
    expect(sent).toHaveLength(3);
    expect(asking.pending()).toEqual([]);
  });

  test('the attempts become rarer, and none waits longer than five seconds', async () => {
    const { asking, sent } = setUp(Array.from({ length: 100 }, () => again));
    void asking.ask(ballot);
    await pass(1000);
    expect(sent.length).toBeLessThanOrEqual(4);
    const before = sent.length;
    await pass(60_000);
    expect(sent.length - before).toBeGreaterThanOrEqual(12);
    expect(sent.length - before).toBeLessThanOrEqual(28);
    asking.close();
  });

  test('in doubt, what was only not heard is no answer; else it is', async () => {
    const busy = refused('engine.busy', { waiting: 20_000 });
    const certain = setUp([busy]);
    expect(await certain.asking.ask(ballot)).toEqual(busy);
    const unsure = setUp([null, busy, refused('limit.rate', { seconds: 1 }), refused('voting.closed')]);
    const answer = unsure.asking.ask(ballot);
    await pass(20_000);
    expect(await answer).toMatchObject({ refused: 'voting.closed' });
  });

  test('what waits here for a line was never sent, so it is not in doubt', async () => {
    let up = false;
    const { asking, doubts } = setUp([null, null, done], { reaches: () => up });
    const answer = asking.ask(ballot);
    await pass(500);
    expect(doubts).not.toContain(true);
    up = true;
    await pass(20_000);
    expect(await answer).toEqual(done);
  });

  test('is kept over a reload with its command, and forgotten once it is answered', async () => {
    const before = setUp([null]);
    void before.asking.ask(ballot);
    await pass(1);
    before.asking.close();
    const after = setUp([again, done]);
    const [resumed] = after.asking.pending();
    expect(resumed).toMatchObject({ act: ballot, resumed: true, inDoubt: true });
    await pass(20_000);
    expect(await resumed!.answer).toEqual(done);
    expect(after.sent.map(each => each.command)).toEqual([before.sent[0]!.command, before.sent[0]!.command]);
    expect(sessionStorage.length).toBe(0);
    expect(setUp([]).asking.pending()).toEqual([]);
  });

  test('what was asked too long before a reload is not done by surprise, and is said to be so', async () => {
    const before = setUp([null]);
    void before.asking.ask(ballot);
    await pass(1);
    before.asking.close();
    jest.setSystemTime(Date.now() + 11 * 60_000);
    const { asking, sent } = setUp([done]);
    await pass(20_000);
    expect(asking.lapsed).toBe(1);
    expect([asking.pending(), sent]).toEqual([[], []]);
  });

  test('where the line is over, only what was sent is in doubt, and is asked again by whoever comes in anew', async () => {
    let code: string | null = null;
    const first = setUp([null], { ended: () => code });
    const answer = first.asking.ask(ballot);
    await pass(1);
    code = 'auth.revoked';
    await pass(20_000);
    expect(await answer).toMatchObject({ ok: false, refused: 'ask.in_doubt' });
    expect(await first.asking.ask({ type: 'floor.ask' })).toMatchObject({ refused: 'auth.revoked' });
    expect(setUp([]).asking.pending()).toMatchObject([{ act: ballot }]);
  });

  test('J-48 what was asked in a history that is gone is not done in another', async () => {
    const { asking, sent } = setUp([null, done]);
    const answer = asking.ask(ballot);
    await pass(1);
    asking.drop();
    expect(await answer).toMatchObject({ refused: 'ask.put_back' });
    await pass(20_000);
    expect(sent).toHaveLength(1);
    expect(sessionStorage.length).toBe(0);
  });
});
