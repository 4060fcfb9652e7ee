import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from '@kengesh/journal';
import { type Act, type LiveKit, liveKit } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit({ LIMIT_WAITING_ACTS: '6000' });
});
afterAll(() => kit?.close());

const refusedOf = (answer: Answer) => (answer.ok ? null : answer.refusal.refused);

function flood(sessionId: string, count: number): Promise<Answer>[] {
  const act: Act[] = [{ type: 'floor.ask' }, { type: 'floor.withdraw', participant: 'p_3' }];
  return Array.from({ length: count }, (_, n) =>
    kit.journal().submit(sessionId, {
      id: kit.command(),
      actor: { id: 'p_3', kind: 'participant' },
      act: act[n % 2]!,
    }),
  );
}

test('a session that is flooded does not keep another waiting', async () => {
  const [busy, calm] = [await kit.session(), await kit.session()];
  for (const id of [busy, calm]) await kit.voting(id);
  let answered = 0;
  const all = flood(busy, 5000).map(each => each.finally(() => answered++));
  const seen: number[] = [];
  for (let n = 0; n < 5; n++) {
    const act = n % 2 ? { type: 'floor.withdraw', participant: 'p_4' } : { type: 'floor.ask' };
    await kit.done(calm, ['p_4', act]);
    seen.push(answered);
  }
  // Five acts, one after another, each behind at most a batch or two of the flood: never behind the whole of it.
  expect(seen[0]).toBeLessThan(2000);
  expect(seen.at(-1)).toBeLessThan(5000);
  expect((await Promise.all(all)).every(each => each.ok)).toBe(true);
}, 60_000);

test('what waits in one session is bounded; the rest is refused as busy, clearly and at once, and nothing is lost', async () => {
  const id = await kit.session();
  await kit.voting(id);
  const before = await kit.seq(id);
  const answers = await Promise.all(flood(id, 7000));
  const busy = answers.filter(each => refusedOf(each) === 'engine.busy');
  expect(busy).toHaveLength(1000);
  const done = answers.filter(each => each.ok);
  expect(done).toHaveLength(6000);
  const written = new Set(done.flatMap(each => (each.ok ? each.seqs : [])));
  // Besides, the system may note that those who joined from afar have no line.
  const asked = (await kit.journal().entries(id, before, 7000)).filter(entry => entry.actor === 'p_3');
  expect(written).toEqual(new Set(asked.map(entry => entry.seq)));
  expect(await kit.post(await kit.device(id, 'p_4'), id, { type: 'floor.ask' })).toMatchObject({ status: 200 });
}, 60_000);

test('a message or a body that is too large is refused, and the node goes on', async () => {
  const small = await liveKit({ LIMIT_MESSAGE_KB: '4', LIMIT_BODY_KB: '16' });
  try {
    const id = await small.session();
    const device = await small.device(id, 'p_3');
    const { socket } = await small.line(device);
    const gone = new Promise(resolve => socket.on('disconnect', resolve));
    socket.emit(
      'ask',
      { command: small.command(), act: { type: 'floor.ask', more: 'x'.repeat(5000) } },
      () => undefined,
    );
    await gone;
    const long = { type: 'floor.ask', more: 'x'.repeat(17_000) };
    expect(await small.post(device, id, long)).toMatchObject({
      status: 413,
      body: { code: 'http.too_large', params: { limit: '16 kB' } },
    });
    await small.line(device);
  } finally {
    await small.close();
  }
}, 30_000);
