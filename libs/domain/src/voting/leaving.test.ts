// PROC-30: present at the opening, gone at the ballot.
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '@kengesh/journal';
import { hasLeft } from '../index.js';
import { lineOf } from '../register/register.js';
import { type ActInput, meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const cast = (voting: string, seat: string, choice = 'yes') => ({ type: 'voting.cast', voting, seat, choice });
const many = (voting: string, ...seats: string[]) =>
  ({ type: 'voting.castMany', voting, ballots: seats.map(seat => ({ seat, choice: 'yes' })) }) as ActInput;
const bureau = (type: string, voting: string, seat: string, choice = 'yes') => ({ type, voting, seat, choice });
const assist = (voting: string, seat: string) => bureau('voting.assist', voting, seat);
const leave = { type: 'attendance.leave' };
const join = { type: 'attendance.join', mode: 'remote' };
const line = (what: 'Lost' | 'Back', participant: string) => ({ type: `attendance.line${what}`, participant });
const proxy = (principal: string, holder: string) => ({
  ...{ type: 'proxy.register', principal, holder, item: 'two' },
  ...{ instruction: { kind: 'free' }, proof: 'folio-1' },
});

/** A meeting whose rules say it, or say nothing. */
const council = (said: boolean | undefined, more: SceneOptions = {}) =>
  meeting({
    ...more,
    rules: {
      ...more.rules,
      ballots: {
        writtenLeastMinutes: 1,
        ...more.rules?.ballots,
        ...(said === undefined ? {} : { mayCastAfterLeaving: said }),
      },
    },
  });
const opened = async (scene: Scene, act: JsonObject, item = 'one') => {
  const motion = await scene.motion('Принять план', item);
  const common = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
  const [entry] = await scene.done('p1', { ...common, ...act } as ActInput);
  return String(entry!.data.id);
};
const left = async (scene: Scene, voting: string) => {
  const state = await scene.state();
  const vote = state.votings[voting]!;
  return vote.register.filter(one => hasLeft(state, vote, one)).map(one => one.seat);
};

describe('PROC-30: where the rules let nobody vote after leaving', () => {
  test.each(['named', 'secret'] as const)(
    'who left has no %s ballot; back before the close, has it again',
    async method => {
      const scene = await council(false);
      const voting = await scene.vote(method);
      await scene.done('p4', leave);
      expect(await left(scene, voting)).toEqual(['s4']);
      await scene.refuses('p4', cast(voting, 's4'), 'voting.left', { seat: 's4' });
      await scene.done('p4', join);
      expect(await left(scene, voting)).toEqual([]);
      await scene.done('p4', cast(voting, 's4'));
      await scene.done('p3', cast(voting, 's3'));
      expect((await scene.close(voting)).voted).toEqual(['s3', 's4']);
    },
  );

  test.each(['named', 'secret'] as const)(
    'a %s ballot cast before leaving stays, and sending it again is harmless',
    async method => {
      const scene = await council(false, { rules: { ballots: { changeAllowed: true } } });
      const voting = await scene.vote(method);
      await scene.ask('p4', cast(voting, 's4'), 'the-same');
      await scene.done('p4', leave);
      expect(await scene.ask('p4', cast(voting, 's4'), 'the-same')).toMatchObject({ refused: null, entries: [] });
      if (method === 'named') {
        await scene.staysQuiet('p4', cast(voting, 's4'));
        await scene.refuses('p4', cast(voting, 's4', 'no'), 'voting.left');
      } else await scene.refuses('p4', cast(voting, 's4', 'no'), 'voting.already_cast');
      expect((await scene.close(voting)).voted).toEqual(['s4']);
    },
  );

  test('PROC-12: a lost line counts as here until its grace ends', async () => {
    const scene = await council(false);
    const voting = await scene.vote();
    for (const who of ['p3', 'p4']) await scene.done('system', line('Lost', who));
    await scene.wait(45);
    await scene.due();
    expect(await left(scene, voting)).toEqual([]);
    await scene.done('p3', cast(voting, 's3'));
    await scene.wait(30);
    await scene.due();
    expect(await left(scene, voting)).toEqual(['s3', 's4']);
    await scene.refuses('p4', cast(voting, 's4'), 'voting.left');
    expect((await scene.close(voting)).voted).toEqual(['s3']);
  });

  test('the bureau enters nothing for it: no telephone, no confirmation of what was told before, no hand', async () => {
    const scene = await council(false, { hall: 3 });
    const voting = await scene.vote();
    await scene.done('sec', assist(voting, 's4'));
    await scene.done('sec', assist(voting, 's5'));
    for (const who of ['p4', 'p5']) await scene.done(who, leave);
    await scene.refuses('p4', { type: 'voting.assistAnswer', voting, seat: 's4', own: true }, 'voting.left', {
      ...{ seat: 's4' },
    });
    await scene.wait(20);
    await scene.due();
    await scene.refuses('p1', bureau('voting.assistConfirm', voting, 's5'), 'voting.seat_left', { seat: 's5' });
    await scene.done('p4', { type: 'voting.assistAnswer', voting, seat: 's4', own: false });
    await scene.refuses('sec', assist(voting, 's4'), 'voting.seat_left', { seat: 's4' });
    await scene.done('sec', { type: 'attendance.checkOut', participant: 'p3' });
    await scene.refuses('sec', bureau('voting.enter', voting, 's3'), 'voting.not_in_hall');
    await scene.done('p5', join);
    await scene.done('p1', bureau('voting.assistConfirm', voting, 's5'));
    expect((await scene.close(voting)).ballots).toEqual([{ seat: 's5', choice: 'yes', channel: 'assisted' }]);
  });

  test('PROC-08: of a principal who left the holder votes; of a holder who left nobody does, nor of both', async () => {
    const scene = await council(false);
    await scene.done('sec', proxy('s5', 's3'));
    await scene.done('sec', proxy('s4', 's2'));
    await scene.done('p4', leave);
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    const voting = await opened(scene, {}, 'two');
    await scene.refuses('p3', cast(voting, 's5'), 'proxy.sleeps');
    await scene.done('p5', leave);
    await scene.refuses('p5', cast(voting, 's5'), 'voting.left', { seat: 's5' });
    expect(await left(scene, voting)).toEqual([]);
    // The holder is gone too, then back.
    await scene.done('p3', leave);
    expect(await left(scene, voting)).toEqual(['s3', 's5']);
    await scene.refuses('p3', many(voting, 's3', 's5'), 'voting.left', { seat: 's3' });
    await scene.refuses('sec', assist(voting, 's5'), 'voting.seat_left', { seat: 's5' });
    await scene.done('p3', join);
    await scene.done('p3', many(voting, 's3', 's5'));
    // Absent at the opening, its holder has left: the seat waits for either of them.
    await scene.done('sec', { type: 'attendance.checkOut', participant: 'p2' });
    expect(await left(scene, voting)).toEqual(['s2', 's4']);
    await scene.refuses('p2', cast(voting, 's4'), 'voting.left');
    await scene.refuses('p4', cast(voting, 's4'), 'voting.left');
    await scene.done('p4', join);
    expect(await left(scene, voting)).toEqual(['s2']);
    await scene.done('p4', cast(voting, 's4'));
    expect((await scene.close(voting)).voted).toEqual(['s3', 's4', 's5']);
  });

  test('PROC-08: a proxy that was taken back leaves nobody to vote for who left', async () => {
    const scene = await council(false);
    const [given] = await scene.done('sec', proxy('s5', 's3'));
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    const voting = await opened(scene, {}, 'two');
    await scene.done('p5', leave);
    expect(await left(scene, voting)).toEqual([]);
    await scene.done('sec', { type: 'proxy.revoke', proxy: String(given!.data.id) });
    expect(await left(scene, voting)).toEqual(['s5']);
  });

  test('a roll call reads its name, and takes no answer while it is away', async () => {
    const scene = await council(false);
    const voting = await opened(scene, { way: 'roll_call', seed: '7' });
    const order = (await scene.state()).votings[voting]!.roll!.order;
    const gone = order.find(seat => seat !== 's1' && seat !== 's2')!;
    const who = gone.replace('s', 'p');
    await scene.done(who, leave);
    const answered = async () => {
      for (let called = ''; called !== gone; ) {
        const [entry] = await scene.done('sec', { type: 'voting.callNext', voting });
        called = String(entry!.data.seat);
      }
    };
    await answered();
    await scene.refuses('sec', bureau('voting.answer', voting, gone), 'voting.seat_left', { seat: gone });
    await scene.done(who, join);
    await answered();
    await scene.done('sec', bureau('voting.answer', voting, gone));
    expect((await scene.close(voting)).voted).toEqual([gone]);
  });

  test('hands are counted of those who are still in the hall; of none, the close does not wait for them', async () => {
    const scene = await council(false, { hall: 3 });
    const voting = await opened(scene, { way: 'hands' });
    const out = (participant: string) => scene.done('sec', { type: 'attendance.checkOut', participant });
    const count = (yes: number) => ({ type: 'voting.countHands', voting, counts: { yes } }) as ActInput;
    await out('p2');
    await scene.refuses('sec', count(3), 'voting.more_hands', { hands: 3, seats: 2 });
    await scene.refuses('p1', { type: 'voting.close', voting }, 'voting.hands_not_counted');
    for (const who of ['p1', 'p3']) await out(who);
    await scene.done('p4', cast(voting, 's4'));
    expect(await scene.close(voting)).toMatchObject({ counts: { yes: 1 }, notVoting: 4 });
  });

  test('no paper is given to it; one given before is counted', async () => {
    const scene = await council(false, { hall: 3 });
    const voting = await opened(scene, { way: 'paper', method: 'secret', tellers: ['p4', 'p5'] });
    const issue = (seat: string) => ({ type: 'voting.issuePaper', voting, seat });
    await scene.done('sec', issue('s2'));
    for (const participant of ['p2', 'p3']) await scene.done('sec', { type: 'attendance.checkOut', participant });
    await scene.staysQuiet('sec', issue('s2'));
    await scene.refuses('sec', issue('s3'), 'voting.seat_left', { seat: 's3' });
    await scene.done('p1', { type: 'voting.close', voting });
    for (const who of ['p4', 'p5'])
      await scene.done(who, { type: 'voting.countPaper', voting, counts: { yes: 1 }, spoiled: 0 });
    expect(await scene.close(voting)).toMatchObject({ counts: { yes: 1 }, paper: { issued: 1, counted: 1 } });
  });

  test('it objects to nothing, takes no position, and has no ballot in an election or a test vote', async () => {
    const scene = await council(false);
    const ask = async (act: JsonObject) => String((await scene.done('p1', act as ActInput))[0]!.data.id);
    const motion = () => scene.motion();
    const away = async (voting: string, act: ActInput) => {
      await scene.done('p4', leave);
      await scene.refuses('p4', act, 'voting.left', { seat: 's4' });
      await scene.done('p1', { type: 'voting.void', voting, reason: 'mistake' });
      await scene.done('p4', join);
    };
    const asked = await ask({ type: 'voting.askObjections', motion: await motion(), seconds: 60 });
    await away(asked, { type: 'voting.object', voting: asked, seat: 's4', kind: 'objection' });
    const consensus = await ask({
      ...{ type: 'voting.openConsensus', motion: await motion() },
      ...{ by: 'seat', closesInSeconds: null },
    });
    await away(consensus, cast(consensus, 's4', 'object'));
    const election = await scene.election(['s1', 's2']);
    await away(election, cast(election, 's4', 'c1'));
    const trial = { type: 'voting.openTest', text: { ru: 'Проба' }, method: 'named', closesInSeconds: null };
    const test = await ask(trial);
    await away(test, cast(test, 's4'));
  });

  test('by correspondence nobody is asked to be present', async () => {
    const scene = await council(false);
    const closesAt = new Date(Date.parse(scene.now()) + 120_000).toISOString();
    const written = { type: 'voting.openWritten', method: 'named', majority: 'simple', closesAt };
    const [entry] = await scene.done('p1', { ...written, motion: await scene.motion() });
    const voting = String(entry!.data.id);
    const silence = { type: 'voting.openSilence', motion: await scene.motion(), closesAt, minAcknowledged: 5 };
    const [other] = await scene.done('p1', silence);
    await scene.done('p4', leave);
    expect(await left(scene, voting)).toEqual([]);
    await scene.done('p4', cast(voting, 's4'));
    await scene.done('p4', { type: 'voting.acknowledge', voting: String(other!.data.id), seat: 's4' });
    await scene.done('p4', { type: 'voting.object', voting: String(other!.data.id), seat: 's4', kind: 'objection' });
  });
});

test.each([true, undefined])('PROC-30: rules that say %s let who left vote until the close', async said => {
  const scene = await council(said, { hall: 3 });
  const voting = await scene.vote();
  await scene.done('sec', assist(voting, 's5'));
  for (const who of ['p4', 'p5']) await scene.done(who, leave);
  expect(await left(scene, voting)).toEqual([]);
  await scene.done('p4', cast(voting, 's4'));
  await scene.wait(20);
  await scene.due();
  await scene.done('p1', bureau('voting.assistConfirm', voting, 's5'));
  const state = await scene.state();
  expect(lineOf(state.votings[voting], 's4')).toMatchObject({ entitled: true, why: 'present' });
  expect((await scene.close(voting)).voted).toEqual(['s4', 's5']);
});
