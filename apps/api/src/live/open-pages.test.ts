import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ballotOf } from '@kengesh/domain';
import { type LiveKit, liveKit } from './live-kit.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

describe('PROC-32: whether a device can be asked is what the server knows of open pages', () => {
  test('by socket and by HTTP it overwrites whatever the sender says', async () => {
    const id = await kit.session();
    const voting = await kit.voting(id);
    const clerk = await kit.device(id, 'p_sec');
    const page = await kit.line(clerk);
    const assist = (seat: string, online: boolean) => ({ type: 'voting.assist', voting, seat, choice: 'yes', online });
    const assists = async () => (await kit.journal().state(id)).state.assists?.[voting];

    // Nobody has a page open yet: the seat in the hall is not asked, however often it is said.
    expect(await page.ask(assist('s2', true))).toMatchObject({ ok: true });
    expect((await assists())?.s2).toEqual({ choice: 'yes', by: 'p_sec', confirmedBy: null });

    const member = await kit.line(await kit.device(id, 'p_1'));
    expect(await kit.post(clerk, id, assist('s1', false))).toMatchObject({ status: 200 });
    expect((await assists())?.s1).toMatchObject({ asked: { participant: 'p_1' } });
    const answer = { type: 'voting.assistAnswer', voting, seat: 's1', own: true };
    expect(await page.ask(answer)).toMatchObject({ refused: 'voting.not_your_seat' });
    expect(await member.ask(answer)).toMatchObject({ ok: true });
    expect(ballotOf((await kit.journal().state(id)).state, voting, 's1')).toMatchObject({
      by: 'p_1',
      channel: 'assisted',
    });
  });

  test('an act that names no vote, or none that there is, is refused as before', async () => {
    const id = await kit.session();
    const page = await kit.line(await kit.device(id, 'p_sec'));
    expect(await page.ask({ type: 'voting.assist' })).toMatchObject({ refused: 'act.malformed' });
    expect(await page.ask({ type: 'voting.assist', voting: 'v9', seat: 's1', choice: 'yes' })).toMatchObject({
      refused: 'voting.unknown',
    });
  });
});
