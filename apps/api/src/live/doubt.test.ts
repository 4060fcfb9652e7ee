// COMMIT's answer is lost: what was asked is recorded, and nobody knows. Whoever asks again under the same command is told.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isOutcomeUnknown } from '@kengesh/journal';
import { type LostCommits, openLostCommits } from '../../../../test/support/lost-commits.js';
import { type LiveKit, liveKit } from './live-kit.suite.js';

let kit: LiveKit;
let line: LostCommits;
beforeAll(async () => {
  kit = await liveKit({}, async url => {
    line = await openLostCommits(url);
    return line.url;
  });
});
afterAll(async () => {
  await kit?.close();
  await line?.close();
});

describe.each(['named', 'secret'] as const)('a %s ballot whose COMMIT was answered to nobody', method => {
  test('J-29 is not said to be lost; asked again it is told as recorded, and counted once', async () => {
    const id = await kit.session();
    const voting = await kit.voting(id, method);
    const page = await kit.line(await kit.device(id, 'p_3'));
    const before = line.lost;
    line.lose(1);
    const command = kit.command();
    const act = { type: 'voting.cast', voting, seat: 's3', choice: 'yes' };
    const answer = await page.ask(act, command);
    expect(line.lost).toBe(before + 1);
    expect(answer).toMatchObject({ ok: false, refused: 'fault', params: { again: true } });
    expect(isOutcomeUnknown(answer)).toBe(true);
    expect(await page.ask(act, command)).toMatchObject({ ok: true, repeated: true, receipt: expect.any(String) });
    await kit.end(id, voting);
    const { state } = await kit.journal().state(id);
    expect(state.votings[voting]!.result?.counts).toMatchObject({ yes: 1 });
  });
});

test('J-29 over HTTP it is 503 and says that it is to be asked again; an act of the desk’s likewise', async () => {
  const id = await kit.session();
  await kit.voting(id);
  const device = await kit.device(id, 'p_4');
  line.lose(1);
  const command = kit.command();
  const unknown = await kit.post(device, id, { type: 'floor.ask' }, command);
  expect(unknown).toMatchObject({
    status: 503,
    body: { code: 'fault', params: { again: true, id: expect.any(String) } },
  });
  expect(unknown.body.detail).toContain('not known yet');
  const known = await kit.post(device, id, { type: 'floor.ask' }, command);
  expect(known).toMatchObject({ status: 200, body: { ok: true, repeated: true } });
  const { state } = await kit.journal().state(id);
  expect(state.floor.queue).toHaveLength(1);
});
