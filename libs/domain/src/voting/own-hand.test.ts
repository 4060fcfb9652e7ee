import { describe, expect, test } from '@jest/globals';
import { deadlines, view, viewerOf } from '../index.js';
import { ballotOf } from '../state.js';
import { meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const enter = (voting: string, seat: string, choice: string) => ({ type: 'voting.enter', voting, seat, choice });
const cast = (voting: string, seat: string, choice: string) => ({ type: 'voting.cast', voting, seat, choice });
const assist = (voting: string, seat: string, choice: string, online?: boolean) => ({
  type: 'voting.assist',
  voting,
  seat,
  choice,
  ...(online === undefined ? {} : { online }),
});
const answer = (voting: string, seat: string, own: boolean) => ({ type: 'voting.assistAnswer', voting, seat, own });
const confirm = (voting: string, seat: string, choice: string) => ({
  type: 'voting.assistConfirm',
  voting,
  seat,
  choice,
});
const changing = (more: SceneOptions = {}) => meeting({ ...more, rules: { ballots: { changeAllowed: true } } });
const ballot = async (scene: Scene, voting: string, seat: string) => ballotOf(await scene.state(), voting, seat);

describe('PROC-32: a member’s own hand comes before what the bureau entered', () => {
  test('the own ballot takes its place until the close; both stay in the record and one is counted', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    const [entered] = await scene.records('sec', enter(voting, 's2', 'no'), [['voting.cast', { channel: 'hand' }]]);
    expect(await ballot(scene, voting, 's2')).toMatchObject({ choice: 'no', by: 'sec' });
    const [own] = await scene.records('p2', cast(voting, 's2', 'yes'), [
      ['voting.cast', { channel: 'device', choice: 'yes', replaces: entered!.data.receipt }],
    ]);
    expect(own!.data.receipt).not.toBe(entered!.data.receipt);
    expect(await ballot(scene, voting, 's2')).toMatchObject({ choice: 'yes', by: 'p2', receipt: own!.data.receipt });
    // Now it is their own, and final.
    await scene.refuses('p2', cast(voting, 's2', 'no'), 'voting.already_cast');
    await scene.refuses('sec', enter(voting, 's2', 'no'), 'voting.already_cast');
    expect(await scene.brokenLaw()).toBeNull();
    expect(await scene.close(voting)).toMatchObject({ counts: { yes: 1, no: 0, abstain: 0 }, voted: ['s2'] });
    expect((await scene.entries()).filter(one => one.type === 'voting.cast')).toHaveLength(2);
    await scene.refuses('p2', cast(voting, 's2', 'no'), 'voting.closed');
  });

  test('the same choice by one’s own hand is recorded too, and the bureau’s stands no more', async () => {
    const scene = await changing();
    const voting = await scene.vote();
    await scene.done('sec', enter(voting, 's2', 'no'));
    await scene.records('p2', cast(voting, 's2', 'no'), [['voting.cast', { channel: 'device' }]]);
    // Even where ballots may be changed the bureau does not change one’s own.
    await scene.refuses('sec', enter(voting, 's2', 'yes'), 'voting.already_cast');
    await scene.refuses('sec', assist(voting, 's2', 'yes'), 'voting.already_cast');
    expect((await scene.close(voting)).ballots).toEqual([{ seat: 's2', choice: 'no', channel: 'device' }]);
  });

  test('what was answered in a roll call stands, and so do hands that were only counted', async () => {
    const scene = await meeting();
    const open = { type: 'voting.open', method: 'named', majority: 'simple', closesInSeconds: null };
    const [roll] = await scene.done('p1', { ...open, motion: await scene.motion(), way: 'roll_call', seed: '7' });
    const called = String(roll!.data.id);
    await scene.done('sec', { type: 'voting.callNext', voting: called });
    const seat = (await scene.state()).votings[called]!.called!.seat;
    await scene.done('sec', { type: 'voting.answer', voting: called, seat, choice: 'no' });
    await scene.refuses(seat.replace('s', 'p'), cast(called, seat, 'yes'), 'voting.already_cast');
    await scene.close(called);
    const [hands] = await scene.done('p1', { ...open, motion: await scene.motion(), way: 'hands' });
    const counted = String(hands!.data.id);
    await scene.done('sec', { type: 'voting.countHands', voting: counted, counts: { yes: 2 } });
    await scene.refuses('p2', cast(counted, 's2', 'no'), 'voting.hall_counted');
  });

  test('PROC-08: the holder of a proxy does not take the place of the principal’s raised hand', async () => {
    for (const scene of [await meeting({ hall: 5 }), await changing({ hall: 5 })]) {
      await scene.done('sec', {
        type: 'proxy.register',
        principal: 's5',
        holder: 's3',
        item: 'two',
        instruction: { kind: 'free' },
        proof: 'folio-1',
      });
      await scene.done('p1', { type: 'agenda.take', item: 'two' });
      const motion = await scene.motion('План', 'two');
      const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
      const voting = String((await scene.done('p1', open))[0]!.data.id);
      await scene.done('sec', enter(voting, 's5', 'yes'));
      await scene.done('p5', { type: 'attendance.leave' });
      scene.wait(10);
      await scene.refuses('p3', cast(voting, 's5', 'no'), 'voting.already_cast');
      // A holder’s own raised hand is another matter.
      await scene.done('sec', { type: 'attendance.checkIn', participant: 'p5' });
      await scene.records('p5', cast(voting, 's5', 'abstain'), [['voting.cast', { choice: 'abstain' }]]);
    }
  });

  test('PROC-27: under procedure 1 what was entered stands', async () => {
    const scene = await meeting({ procedure: 1 });
    const voting = await scene.vote();
    await scene.done('sec', enter(voting, 's2', 'no'));
    await scene.refuses('p2', cast(voting, 's2', 'yes'), 'voting.already_cast');
  });
});

describe('PROC-32: of a ballot given by telephone the seat’s connected device is asked first', () => {
  const asked = { seat: 's5', choice: 'yes', asked: { participant: 'p5' } };

  test('yes confirms it at once, as their own', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.records('sec', assist(voting, 's5', 'yes'), [['voting.assistAsked', asked]]);
    await scene.staysQuiet('sec', assist(voting, 's5', 'yes'));
    await scene.refuses('p2', confirm(voting, 's5', 'yes'), 'voting.device_asked');
    await scene.refuses('p4', answer(voting, 's5', true), 'voting.not_your_seat');
    const state = await scene.state();
    expect(view(state, viewerOf(state, 'p3')).assists).toBeUndefined();
    expect(view(state, viewerOf(state, 'p5')).assists?.[voting]?.s5).toMatchObject({
      choice: 'yes',
      asked: { participant: 'p5' },
    });
    await scene.records('p5', answer(voting, 's5', true), [
      ['voting.assistConfirmed'],
      ['voting.cast', { seat: 's5', choice: 'yes', channel: 'assisted' }],
    ]);
    await scene.refuses('p5', cast(voting, 's5', 'no'), 'voting.already_cast');
    await scene.refuses('p5', answer(voting, 's5', false), 'voting.no_assist');
    expect(deadlines(await scene.state())).toEqual([]);
    expect(await scene.brokenLaw()).toBeNull();
    expect((await scene.close(voting)).ballots).toEqual([{ seat: 's5', choice: 'yes', channel: 'assisted' }]);
  });

  test('“not so” stops it, and the secretary may ask again', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.done('sec', assist(voting, 's5', 'yes'));
    await scene.records('p5', answer(voting, 's5', false), [['voting.assistDenied', { why: 'not_so' }]]);
    await scene.refuses('p2', confirm(voting, 's5', 'yes'), 'voting.no_assist');
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.records('sec', assist(voting, 's5', 'no'), [['voting.assistAsked', { ...asked, choice: 'no' }]]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('no answer in twenty seconds leaves it to the chair or the deputy, and the record says so', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.done('sec', assist(voting, 's5', 'yes'));
    const [due] = deadlines(await scene.state());
    expect(due).toMatchObject({ command: `assist:${voting}:s5:${due!.at}`, act: { type: 'voting.assistUnanswered' } });
    await scene.staysQuiet('system', { ...due!.act, until: due!.at } as never);
    scene.wait(20);
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.assistUnanswered']);
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.refuses('sec', confirm(voting, 's5', 'yes'), 'may.second_person');
    await scene.refuses('p2', confirm(voting, 's5', 'no'), 'voting.assist_differs');
    await scene.records('p2', confirm(voting, 's5', 'yes'), [
      ['voting.assistConfirmed'],
      ['voting.cast', { channel: 'assisted' }],
    ]);
    expect(await scene.brokenLaw()).toBeNull();
    // Confirmed by the chair's side it is not their own hand.
    await scene.records('p5', cast(voting, 's5', 'no'), [['voting.cast', { choice: 'no', channel: 'device' }]]);
    expect((await scene.close(voting)).counts).toMatchObject({ yes: 0, no: 1 });
  });

  test('the own ballot answers the question by itself', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.done('sec', assist(voting, 's5', 'yes'));
    await scene.records('p5', cast(voting, 's5', 'no'), [
      ['voting.assistDenied', { why: 'voted' }],
      ['voting.cast', { choice: 'no' }],
    ]);
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.refuses('p2', confirm(voting, 's5', 'yes'), 'voting.no_assist');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test.each<[string, (scene: Scene) => Promise<unknown>, string, boolean | undefined, boolean]>([
    ['from afar with a live line', async () => {}, 's5', undefined, true],
    ['from afar with no page open, as the server says', async () => {}, 's5', false, false],
    [
      'a lost line, whatever is said',
      scene => scene.done('system', { type: 'attendance.lineLost', participant: 'p5' }),
      's5',
      true,
      false,
    ],
    ['left, and nothing said', scene => scene.done('p5', { type: 'attendance.leave' }), 's5', undefined, false],
    ['in the hall, and nothing said', async () => {}, 's2', undefined, false],
    ['in the hall with a page open', async () => {}, 's2', true, true],
  ])('whether a device can be asked: %s', async (_, before, seat, online, expected) => {
    const scene = await meeting();
    const voting = await scene.vote();
    await before(scene);
    const [entry] = await scene.done('sec', assist(voting, seat, 'yes', online));
    expect(entry!.data.asked !== undefined).toBe(expected);
    if (!expected)
      await scene.records('p1', confirm(voting, seat, 'yes'), [['voting.assistConfirmed'], ['voting.cast']]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('a vote that closes in between counts no unanswered call', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.done('sec', assist(voting, 's5', 'yes'));
    expect(await scene.close(voting)).toMatchObject({ notVoting: 5 });
    expect(deadlines(await scene.state())).toEqual([]);
    scene.wait(20);
    await scene.refuses('p5', answer(voting, 's5', true), 'voting.closed');
  });
});
