import { describe, expect, test } from '@jest/globals';
import { deadlines, openVoting, view, viewerOf } from '../index.js';
import { meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const cast = (voting: string, seat: string, choice: string) => ({ type: 'voting.cast', voting, seat, choice });
const close = (voting: string) => ({ type: 'voting.close', voting });
const open = (motion: string, more: object = {}) => ({
  type: 'voting.open',
  motion,
  method: 'named',
  majority: 'simple',
  closesInSeconds: null,
  ...more,
});
async function vote(scene: Scene, more: object = {}) {
  const [entry] = await scene.done('p1', open(await scene.motion(), more));
  return String(entry!.data.id);
}
const hands = (voting: string, counts: object) => ({ type: 'voting.countHands', voting, counts }) as never;
const ballots = (options: object): SceneOptions => ({ rules: { ballots: options } });

describe('A show of hands', () => {
  test('PROC-18: the hall’s count and remote ballots make one tally, no seat in it twice, no name told', async () => {
    const scene = await meeting({ seats: 7, hall: 4 });
    const voting = await vote(scene, { way: 'hands' });
    expect((await scene.state()).votings[voting]!.register.map(line => line.hall === true)).toEqual([
      ...[true, true, true, true],
      ...[false, false, false],
    ]);
    await scene.cast(voting, { s4: 'no', s5: 'yes', s6: 'abstain' });
    await scene.refuses('p1', close(voting), 'voting.hands_not_counted');
    await scene.refuses('p1', hands(voting, { yes: 1 }), 'may.secretary_only');
    await scene.refuses('sec', hands(voting, { yes: 4 }), 'voting.more_hands', { hands: 4, seats: 3 });
    await scene.refuses('sec', hands(voting, { maybe: 1 }), 'voting.unknown_choice');
    await scene.refuses('sec', hands('v999', { yes: 1 }), 'voting.unknown');
    await scene.records('sec', hands(voting, { yes: 3 }), [['voting.handsCounted'], ['voting.handsNoted']]);
    await scene.staysQuiet('sec', hands(voting, { yes: 3 }));
    await scene.records('sec', hands(voting, { yes: 2 }), [['voting.handsCounted'], ['voting.handsNoted']]);
    await scene.refuses('p1', cast(voting, 's1', 'no'), 'voting.hall_counted');
    await scene.refuses('sec', { type: 'voting.enter', voting, seat: 's1', choice: 'no' }, 'voting.hall_counted');
    await scene.records('p7', cast(voting, 's7', 'no'), [['voting.cast']]);
    const state = await scene.state();
    expect(view(state, viewerOf(state, 'p5')).hands).toBeUndefined();
    expect(view(state, viewerOf(state, 'sec')).hands).toEqual({ [voting]: { yes: 2 } });
    expect(await scene.close(voting)).toMatchObject({
      counts: { yes: 3, no: 2, abstain: 1 },
      present: 7,
      notVoting: 1,
      hall: { yes: 2 },
      ballots: null,
      listHash: null,
      voted: ['s4', 's5', 's6', 's7'],
      outcome: 'adopted',
    });
    await scene.refuses('sec', hands(voting, { yes: 1 }), 'voting.closed');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('is not closed by its hour before the hall is counted; late ballots stay late', async () => {
    const scene = await meeting();
    const voting = await vote(scene, { way: 'hands', closesInSeconds: 60 });
    await scene.wait(60);
    await scene.refuses('p3', cast(voting, 's3', 'yes'), 'voting.closed');
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.staysQuiet('system', close(voting));
    await scene.done('sec', hands(voting, { yes: 2 }));
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.closed', 'motion.decided', 'decision.made']);
  });

  test('PROC-07: knows no weights and no states, and is of named votes', async () => {
    const scene = await meeting({
      change: whole => ({ ...whole, seats: whole.seats.map(one => ({ ...one, weight: 2_000_000 })) }),
    });
    await scene.refuses('p1', open(await scene.motion(), { way: 'hands' }), 'voting.names_needed');
    await scene.refuses('p1', open('m1', { way: 'hands', method: 'secret' }), 'voting.way_and_method');
    await scene.refuses('sec', hands(await vote(scene), { yes: 1 }), 'voting.not_by_hands');
  });
});

describe('A roll call', () => {
  const next = (voting: string) => ({ type: 'voting.callNext', voting });
  const answer = (voting: string, seat: string, choice: string) => ({ type: 'voting.answer', voting, seat, choice });

  test('begins with the seat drawn by its seed; answers are recorded as called, remote ones come by themselves; two calls', async () => {
    const scene = await meeting();
    const voting = await vote(scene, { way: 'roll_call', seed: 'three dice: 4 2 6' });
    const { roll } = (await scene.state()).votings[voting]!;
    expect(roll!.seed).toBe('three dice: 4 2 6');
    const [a, b, c, d, e] = roll!.order as [string, string, string, string, string];
    const sorted = [...roll!.order].sort();
    const turned = sorted.indexOf(a);
    expect(roll!.order).toEqual([...sorted.slice(turned), ...sorted.slice(0, turned)]);
    await scene.refuses('p1', next(voting), 'may.secretary_only');
    await scene.refuses('sec', answer(voting, a, 'yes'), 'voting.not_called');
    await scene.records('sec', next(voting), [['voting.called', { seat: a, call: 1 }]]);
    await scene.records('sec', answer(voting, a, 'yes'), [['voting.cast', { seat: a, channel: 'voice' }]]);
    await scene.staysQuiet('sec', answer(voting, a, 'yes'));
    await scene.refuses('sec', answer(voting, a, 'no'), 'voting.already_cast');
    await scene.done(b.replace('s', 'p'), cast(voting, b, 'no'));
    await scene.records('sec', next(voting), [['voting.called', { seat: c, call: 1 }]]);
    await scene.records('sec', next(voting), [['voting.called', { seat: d, call: 1 }]]);
    await scene.records('sec', next(voting), [['voting.called', { seat: e, call: 1 }]]);
    await scene.done('sec', answer(voting, e, 'yes'));
    await scene.records('sec', next(voting), [['voting.called', { seat: c, call: 2 }]]);
    await scene.done('sec', answer(voting, c, 'abstain'));
    await scene.records('sec', next(voting), [['voting.called', { seat: d, call: 2 }]]);
    await scene.refuses('sec', next(voting), 'voting.roll_done');
    expect(await scene.brokenLaw()).toBeNull();
    expect(await scene.close(voting)).toMatchObject({ counts: { yes: 2, no: 1, abstain: 1 }, notVoting: 1 });
  });

  test('asks for its seed, and is a way of its own', async () => {
    const scene = await meeting();
    await scene.refuses('p1', open('m1', { way: 'roll_call' }), 'voting.seed_missing');
    await scene.refuses('p1', open('m1', { seed: '7' }), 'voting.seed_missing');
    const plain = await vote(scene);
    await scene.refuses('sec', next(plain), 'voting.no_roll_call');
    await scene.refuses('sec', answer(plain, 's1', 'yes'), 'voting.no_roll_call');
    await scene.close(plain);
    await scene.refuses('sec', next(plain), 'voting.closed');
  });
});

describe('No objection', () => {
  const ask = (motion: string, seconds = 10) => ({ type: 'voting.askObjections', motion, seconds });
  const object = (voting: string, seat: string) => ({ type: 'voting.object', voting, seat, kind: 'objection' });
  async function asked(scene: Scene) {
    const [entry] = await scene.done('p1', ask(await scene.motion()));
    return String(entry!.data.id);
  }

  test('is adopted where nobody objected for ten seconds or more, and not before', async () => {
    const scene = await meeting();
    await scene.refuses('p1', ask('m1', 9), 'act.malformed');
    await scene.refuses('sec', ask(await scene.motion()), 'may.presiding_only');
    const voting = await asked(scene);
    await scene.refuses('p3', cast(voting, 's3', 'agree'), 'voting.no_ballots');
    await scene.wait(9.999);
    await scene.refuses('p1', close(voting), 'voting.not_before');
    await scene.wait(0.001);
    await scene.refuses('p3', object(voting, 's3'), 'voting.closed');
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.closed', 'motion.decided', 'decision.made']);
    expect((await scene.state()).votings[voting]!.result).toMatchObject({
      outcome: 'adopted',
      decidedBy: 'no_objection',
      counts: { agree: 0, object: 0 },
      present: 5,
      notVoting: 5,
    });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('is stopped by one objection, from a device or from the hall; then a vote may be opened', async () => {
    const scene = await meeting();
    const voting = await asked(scene);
    await scene.refuses('p3', object(voting, 's4'), 'voting.not_your_seat');
    await scene.refuses('obs', object(voting, 's4'), 'voting.not_your_seat');
    await scene.refuses('sec', object(voting, 's3'), 'voting.not_your_seat');
    await scene.refuses('p3', object(voting, 's9'), 'roll.unknown_seat');
    await scene.refuses('p3', { type: 'voting.acknowledge', voting, seat: 's3' }, 'voting.not_silence');
    await scene.records('sec', object(voting, 's2'), [
      ['voting.objected', { seat: 's2' }],
      ['voting.closed', { result: { outcome: 'objected', decidedBy: 'no_objection' } }],
      ['motion.decided', { status: 'no_decision' }],
    ]);
    const state = await scene.state();
    await scene.records('p1', open(state.votings[voting]!.motion!.id), [['voting.opened'], ['motion.put']]);
    await scene.refuses('p3', object('v999', 's3'), 'voting.unknown');
  });

  test('one who is absent has nothing to object with', async () => {
    const scene = await meeting();
    await scene.done('p5', { type: 'attendance.leave' });
    const voting = await asked(scene);
    await scene.refuses('p5', object(voting, 's5'), 'voting.not_entitled', { why: 'absent' });
    await scene.refuses('p3', object(await vote2(scene, voting), 's3'), 'voting.by_ballots');
  });
  async function vote2(scene: Scene, voting: string) {
    await scene.done('p1', { type: 'voting.void', voting, reason: 'mistake' });
    return vote(scene);
  }
});

describe('Consensus', () => {
  const ask = (motion: string, by: 'seat' | 'state' = 'seat') => ({
    type: 'voting.openConsensus',
    motion,
    by,
    closesInSeconds: null,
  });
  async function sought(scene: Scene, by: 'seat' | 'state' = 'seat') {
    const [entry] = await scene.done('p1', ask(await scene.motion(), by));
    return String(entry!.data.id);
  }

  test('only an objection stands in its way, and may be given up before the close', async () => {
    const scene = await meeting();
    const voting = await sought(scene);
    await scene.cast(voting, { s1: 'agree', s2: 'reserve', s3: 'object', s4: 'not_interested' });
    await scene.records('p3', cast(voting, 's3', 'reserve'), [['voting.cast', { choice: 'reserve' }]]);
    expect(await scene.close(voting)).toMatchObject({
      counts: { agree: 1, not_interested: 1, reserve: 2, object: 0 },
      notVoting: 1,
      outcome: 'adopted',
      decidedBy: 'consensus',
    });
    expect((await scene.state()).decisions).toHaveLength(1);
    const second = await sought(scene);
    await scene.cast(second, { s1: 'agree', s3: 'object' });
    expect(await scene.close(second)).toMatchObject({ outcome: 'objected' });
    expect((await scene.state()).decisions).toHaveLength(1);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('minus one bears one objection, not two', async () => {
    const scene = await meeting(ballots({ consensusExcept: 1 }));
    const one = await sought(scene);
    await scene.cast(one, { s3: 'object' });
    expect(await scene.close(one)).toMatchObject({ outcome: 'adopted', decidedBy: 'consensus' });
    const two = await sought(scene);
    await scene.cast(two, { s3: 'object', s4: 'object' });
    expect(await scene.close(two)).toMatchObject({ outcome: 'objected' });
  });

  test('of states: the head of delegation speaks, or the first of its seats that is here', async () => {
    const states = ['KG', 'KG', 'RU', 'RU', 'AM'];
    const scene = await meeting({
      change: whole => ({
        ...whole,
        seats: whole.seats.map((one, index) => ({
          ...one,
          delegation: states[index]!,
          ...(index === 1 ? { head: true } : {}),
        })),
      }),
    });
    const voting = await sought(scene, 'state');
    await scene.refuses('p1', cast(voting, 's1', 'agree'), 'voting.not_entitled', { why: 'state_speaks' });
    await scene.cast(voting, { s2: 'agree', s3: 'not_interested', s5: 'agree' });
    expect(await scene.close(voting)).toMatchObject({ present: 3, notVoting: 0, outcome: 'adopted' });
  });
});

describe('A silence procedure', () => {
  const until = '2026-03-10T12:00:00.000Z';
  const ask = (motion: string, more: object = {}) => ({
    type: 'voting.openSilence',
    motion,
    closesAt: until,
    minAcknowledged: 0,
    ...more,
  });
  const object = (voting: string, kind = 'objection') => ({ type: 'voting.object', voting, seat: 's5', kind });
  const acknowledge = (voting: string, seat: string) => ({ type: 'voting.acknowledge', voting, seat });
  const least = (n: number) => ballots({ writtenLeastMinutes: 60, silence: { least: n, citation: { ru: 'Пункт 9' } } });
  async function begun(more: object = {}, options = least(0)) {
    const scene = await meeting(options);
    await scene.done('p5', { type: 'attendance.leave' });
    const [entry] = await scene.done('p1', ask(await scene.motion(), more));
    return { scene, voting: String(entry!.data.id) };
  }

  test('V50: until 12:00:00.000Z an objection at 11:59:59.999 breaks it; at 12:00:00.000 it is late, and the text is adopted', async () => {
    for (const late of [false, true]) {
      const { scene, voting } = await begun();
      await scene.wait(4 * 3600 - 0.001);
      expect(scene.now()).toBe('2026-03-10T11:59:59.999Z');
      await scene.refuses('p1', close(voting), 'voting.not_before', { at: until });
      if (late) {
        await scene.wait(0.001);
        await scene.refuses('p5', object(voting), 'voting.closed', { at: until });
        await scene.due();
        expect((await scene.state()).votings[voting]!.result).toMatchObject({
          outcome: 'adopted',
          decidedBy: 'silence',
        });
        expect((await scene.state()).decisions).toHaveLength(1);
      } else {
        await scene.records('p5', object(voting, 'amendment'), [
          ['voting.objected', { seat: 's5', kind: 'amendment' }],
          ['voting.closed', { result: { outcome: 'objected', decidedBy: 'silence' } }],
          ['motion.decided', { status: 'no_decision' }],
        ]);
        // It is broken for good.
        await scene.refuses('p5', object(voting), 'voting.closed');
        expect(await scene.due()).toEqual([]);
      }
      expect(await scene.brokenLaw()).toBeNull();
    }
  });

  test('asks everyone, present or not; where acknowledgements are demanded too few of them decide nothing', async () => {
    const { scene, voting } = await begun({ minAcknowledged: 2 });
    await scene.refuses('p3', acknowledge(voting, 's5'), 'voting.not_your_seat');
    await scene.records('p5', acknowledge(voting, 's5'), [['voting.acknowledged', { seat: 's5' }]]);
    await scene.staysQuiet('p5', acknowledge(voting, 's5'));
    await scene.refuses('p1', { type: 'voting.extend', voting, seconds: 60 }, 'voting.deadline_stands');
    await scene.wait(4 * 3600);
    await scene.due();
    expect((await scene.state()).votings[voting]!.result).toMatchObject({ outcome: 'no_votes', counts: { agree: 1 } });
  });

  test('who acknowledged may still object; a deadline that is past is refused', async () => {
    const { scene, voting } = await begun();
    await scene.done('p5', acknowledge(voting, 's5'));
    await scene.done('p5', object(voting));
    expect((await scene.state()).votings[voting]!.result).toMatchObject({
      counts: { agree: 0, object: 1 },
      present: 5,
    });
    const past = ask(await scene.motion(), { closesAt: scene.now() });
    await scene.refuses('p1', past, 'voting.deadline_past');
  });
});

describe('A written vote', () => {
  const until = '2026-03-11T08:00:00.000Z';
  const ask = (motion: string, more: object = {}) => ({
    type: 'voting.openWritten',
    motion,
    method: 'named',
    majority: 'simple',
    closesAt: until,
    ...more,
  });

  const rules = ballots({ writtenLeastMinutes: 60 });

  test('V50: all may vote until its exclusive deadline, present or not; it runs beside others of its kind', async () => {
    const scene = await meeting(rules);
    for (const who of ['p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
    await scene.refuses('p1', ask(await scene.motion(), { closesAt: scene.now() }), 'voting.deadline_past');
    const voting = String((await scene.done('p1', ask(await scene.motion())))[0]!.data.id);
    const other = String((await scene.done('p1', ask(await scene.motion('Иное', 'two'))))[0]!.data.id);
    await scene.cast(voting, { s3: 'yes', s4: 'yes', s5: 'no' });
    await scene.refuses('p1', close(voting), 'voting.not_before', { at: until });
    await scene.wait(24 * 3600);
    await scene.refuses('p1', cast(voting, 's1', 'no'), 'voting.closed', { at: until });
    await scene.due();
    const { votings } = await scene.state();
    expect(votings[voting]!.result).toMatchObject({ counts: { yes: 2, no: 1 }, present: 5, outcome: 'adopted' });
    expect(votings[other]!.result).toMatchObject({ outcome: 'void' });
  });

  test('V50: the meeting goes on beside it: votes, items, the floor, a recess; only the end has to wait', async () => {
    const scene = await meeting(rules);
    const voting = String((await scene.done('p1', ask(await scene.motion())))[0]!.data.id);
    const motion = await scene.motion();
    const now = String((await scene.done('p1', open(motion)))[0]!.data.id);
    expect(openVoting(await scene.state())?.id).toBe(now);
    await scene.refuses('p1', ask(await scene.motion()), 'voting.another_open');
    await scene.refuses('p1', { type: 'session.recess', minutes: null }, 'session.voting_open');
    await scene.cast(now, { s1: 'yes' });
    await scene.close(now);
    await scene.done('p1', { type: 'floor.give', participant: 'p2', seconds: null });
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.refuses('p1', { type: 'session.close' }, 'session.voting_open');
    await scene.done('p1', { type: 'session.recess', minutes: null });
    await scene.cast(voting, { s3: 'yes', s4: 'yes', s5: 'yes' });
    await scene.wait(24 * 3600);
    await scene.due();
    expect((await scene.state()).votings[voting]?.result).toMatchObject({ outcome: 'adopted', counts: { yes: 3 } });
    expect(await scene.brokenLaw()).toBeNull();
    await scene.done('p1', { type: 'session.close' });
  });

  test('V32: of 20 seats ten ballots are no quorum of eleven, and the vote is void, whenever the rules test', async () => {
    for (const quorumAt of ['open', 'close', 'participation'] as const) {
      const scene = await meeting({ seats: 20, rules: { quorumAt, ...rules.rules } });
      const voting = String((await scene.done('p1', ask(await scene.motion())))[0]!.data.id);
      await scene.cast(voting, Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`s${index + 1}`, 'yes'])));
      await scene.wait(24 * 3600);
      await scene.due();
      expect((await scene.state()).votings[voting]!.result).toMatchObject({
        outcome: 'void',
        decidedBy: 'quorum',
        quorum: { present: 10, need: 11, met: false, tested: 'ballots' },
      });
    }
  });
});

describe('A secret vote with paper in the hall', () => {
  const issue = (voting: string, seat: string) => ({ type: 'voting.issuePaper', voting, seat });
  const count = (voting: string, counts: object, spoiled = 0) =>
    ({ type: 'voting.countPaper', voting, counts, spoiled }) as never;
  const paper = { method: 'secret', way: 'paper', tellers: ['p4', 'p5'] };

  test('REC-06: two tellers enter the same totals apart; only the sum with the devices is told', async () => {
    const scene = await meeting({ seats: 7, hall: 4 });
    const voting = await vote(scene, paper);
    await scene.refuses('p4', count(voting, { yes: 1 }), 'voting.no_paper');
    await scene.refuses('p1', issue(voting, 's1'), 'may.secretary_only');
    for (const seat of ['s1', 's2', 's3']) await scene.records('sec', issue(voting, seat), [['voting.paperIssued']]);
    await scene.staysQuiet('sec', issue(voting, 's1'));
    await scene.refuses('sec', issue(voting, 's6'), 'voting.not_in_hall');
    await scene.refuses('sec', issue(voting, 's9'), 'roll.unknown_seat');
    await scene.refuses('p1', cast(voting, 's1', 'yes'), 'voting.has_paper');
    await scene.cast(voting, { s4: 'no', s5: 'yes', s6: 'yes' });
    await scene.refuses('sec', issue(voting, 's4'), 'voting.already_cast');
    await scene.refuses('p4', count(voting, { yes: 1, no: 1 }, 1), 'voting.devices_vote');
    await scene.records('p1', close(voting), [['voting.ended'], ['voting.unsealed', { voted: ['s4', 's5', 's6'] }]]);
    await scene.refuses('p1', close(voting), 'voting.paper_not_counted');
    await scene.refuses('p3', count(voting, { yes: 1 }), 'voting.tellers_only');
    await scene.refuses('p4', count(voting, { yes: 3 }, 1), 'voting.more_papers', { papers: 4, issued: 3 });
    await scene.refuses('p4', count(voting, { maybe: 1 }), 'voting.unknown_choice');
    await scene.records('p4', count(voting, { yes: 1, no: 1 }, 1), [['voting.paperEntered', { teller: 'p4' }]]);
    await scene.refuses('p4', count(voting, { yes: 2 }), 'voting.paper_entered');
    await scene.records('p5', count(voting, { yes: 2 }, 1), [['voting.paperDiffers', { teller: 'p5' }]]);
    await scene.done('p5', count(voting, { no: 1, yes: 1 }, 1));
    await scene.records('p4', count(voting, { yes: 1, no: 1, abstain: 0 }, 1), [['voting.paperCounted']]);
    await scene.refuses('p4', count(voting, { yes: 1 }), 'voting.paper_counted');
    // Nothing of what the tellers entered is in the journal.
    for (const entry of await scene.entries())
      if (entry.type.startsWith('voting.paper')) expect(Object.keys(entry.data).sort()).not.toContain('counts');
    // Nothing of either sum was told before both were there.
    expect((await scene.state()).votings[voting]!.result).toBeNull();
    await scene.due();
    expect((await scene.state()).votings[voting]!.result).toMatchObject({
      counts: { yes: 3, no: 2, abstain: 0 },
      invalid: 1,
      notVoting: 1,
      present: 7,
      voted: ['s4', 's5', 's6'],
      paper: { issued: 3, counted: 3 },
      ballots: null,
      listHash: expect.any(String),
      outcome: 'adopted',
    });
    await scene.refuses('p4', count(voting, { yes: 1 }), 'voting.closed');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('is not closed by its hour before its papers are counted', async () => {
    const scene = await meeting();
    const voting = await vote(scene, { ...paper, closesInSeconds: 60 });
    await scene.done('sec', issue(voting, 's1'));
    await scene.wait(60);
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.ended', 'voting.unsealed']);
    expect(deadlines(await scene.state())).toEqual([]);
    await scene.refuses('sec', issue(voting, 's2'), 'voting.closed');
    await scene.done('p4', count(voting, { no: 1 }));
    await scene.done('p5', count(voting, { no: 1 }));
    await scene.due();
    expect((await scene.state()).votings[voting]!.result).toMatchObject({ counts: { no: 1 }, outcome: 'rejected' });
  });

  test('names two tellers of the roll; after the count no more papers are given out', async () => {
    const scene = await meeting();
    await scene.refuses('p1', open('m1', { method: 'secret', way: 'paper' }), 'voting.tellers_missing');
    await scene.refuses('p1', open('m1', { ...paper, tellers: ['p4', 'p4'] }), 'voting.tellers_missing');
    await scene.refuses('p1', open('m1', { ...paper, tellers: ['p4', 'p9'] }), 'voting.tellers_missing');
    await scene.refuses('p1', open('m1', { tellers: ['p4', 'p5'] }), 'voting.tellers_missing');
    await scene.refuses('sec', issue(await vote(scene, { method: 'secret' }), 's1'), 'voting.no_paper');
    await scene.close(Object.keys((await scene.state()).votings)[0]!);
    await scene.done('p5', { type: 'attendance.leave' });
    const voting = await vote(scene, paper);
    await scene.refuses('sec', issue(voting, 's5'), 'voting.not_entitled', { why: 'absent' });
    await scene.done('sec', issue(voting, 's1'));
    await scene.done('p1', close(voting));
    await scene.done('p4', count(voting, { no: 1 }));
    await scene.done('p5', count(voting, { no: 1 }));
    await scene.refuses('sec', issue(voting, 's2'), 'voting.closed');
  });
});

describe('The quorum at the close', () => {
  test('PROC-02: hands are ballots; who is present at a consensus takes part; by correspondence participation is tested', async () => {
    for (const quorumAt of ['participation', 'close'] as const) {
      const lenient = { least: 0, citation: { ru: 'Пункт 9' } };
      const scene = await meeting({ rules: { quorumAt, ballots: { writtenLeastMinutes: 60, silence: lenient } } });
      const shown = await vote(scene, { way: 'hands' });
      await scene.done('sec', hands(shown, { yes: 2 }));
      await scene.cast(shown, { s3: 'yes' });
      expect(await scene.close(shown)).toMatchObject({ outcome: 'adopted', voted: ['s3'], quorum: { met: true } });
      const few = await vote(scene, { way: 'hands' });
      await scene.done('sec', hands(few, { yes: 1 }));
      await scene.cast(few, { s3: 'yes' });
      expect((await scene.close(few)).outcome).toBe(quorumAt === 'close' ? 'adopted' : 'void');
      const motion = await scene.motion();
      const sought = { type: 'voting.openConsensus', motion, by: 'seat', closesInSeconds: null };
      const consensus = String((await scene.done('p1', sought))[0]!.data.id);
      expect((await scene.close(consensus)).outcome).toBe('adopted');
      for (const [type, more] of [
        ['voting.openSilence', { minAcknowledged: 0 }],
        ['voting.openWritten', { method: 'named', majority: 'simple' }],
      ] as const) {
        const closesAt = '2026-03-10T09:00:00.000Z';
        await scene.done('p1', { type, motion: await scene.motion(), closesAt, ...more });
      }
      const [silence, written] = Object.values((await scene.state()).votings).slice(-2);
      await scene.cast(written!.id, { s1: 'yes', s2: 'yes', s3: 'yes' });
      for (const who of ['p3', 'p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
      await scene.wait(3600);
      await scene.due();
      const { votings } = await scene.state();
      expect(votings[silence!.id]!.result!.outcome).toBe('adopted');
      expect(votings[written!.id]!.result!.outcome).toBe('adopted');
    }
  });
});

describe('Where a vote goes wrong', () => {
  test('PROC-19: a named ballot may be changed until the close where the rules let it; the last one counts', async () => {
    const scene = await meeting(ballots({ changeAllowed: true }));
    const voting = await vote(scene);
    await scene.cast(voting, { s3: 'yes' });
    await scene.staysQuiet('p3', cast(voting, 's3', 'yes'));
    await scene.records('p3', cast(voting, 's3', 'no'), [['voting.cast', { choice: 'no' }]]);
    expect(await scene.brokenLaw()).toBeNull();
    expect(await scene.close(voting)).toMatchObject({ counts: { yes: 0, no: 1 } });
    await scene.refuses('p3', cast(voting, 's3', 'yes'), 'voting.closed');
    const secret = await vote(scene, { method: 'secret' });
    await scene.cast(secret, { s3: 'yes' });
    await scene.refuses('p3', cast(secret, 's3', 'no'), 'voting.already_cast');
  });

  test.each(['named', 'secret'])('PROC-14: a %s vote is voided with its reason and repeated', async method => {
    const scene = await meeting();
    const voting = await vote(scene, { method });
    await scene.cast(voting, { s3: 'yes' });
    const voids = { type: 'voting.void', voting, reason: 'outage' };
    await scene.refuses('sec', voids, 'may.presiding_only');
    await scene.refuses('p1', { ...voids, voting: 'v999' }, 'voting.unknown');
    await scene.records('p1', voids, [
      ['voting.voided', { reason: 'outage' }],
      ['motion.decided', { status: 'no_decision' }],
    ]);
    await scene.staysQuiet('p1', voids);
    await scene.refuses('p4', cast(voting, 's4', 'yes'), 'voting.closed');
    const { motion, result, voided } = (await scene.state()).votings[voting]!;
    expect({ result, voided }).toMatchObject({ result: null, voided: { reason: 'outage', by: 'p1' } });
    const [again] = await scene.records('p1', open(motion!.id, { method }), [
      ['voting.opened', { repeats: voting }],
      ['motion.put'],
    ]);
    const second = String(again!.data.id);
    await scene.cast(second, { s3: 'no', s4: 'yes', s5: 'yes' });
    expect(await scene.close(second)).toMatchObject({ counts: { yes: 2, no: 1 }, outcome: 'adopted' });
    await scene.refuses('p1', { ...voids, voting: second }, 'voting.counted');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-16: a ballot told by telephone counts when a second person has heard the same', async () => {
    // Of procedure 1: nobody asks the device of the seat, and a ballot that was entered stands.
    const scene = await meeting({ procedure: 1 });
    const voting = await vote(scene);
    const assist = (seat: string, choice: string) => ({ type: 'voting.assist', voting, seat, choice });
    const confirm = (seat: string, choice: string) => ({ type: 'voting.assistConfirm', voting, seat, choice });
    await scene.refuses('p1', assist('s5', 'yes'), 'may.secretary_only');
    await scene.refuses('sec', assist('s5', 'maybe'), 'voting.unknown_choice');
    await scene.refuses('p1', confirm('s5', 'yes'), 'voting.no_assist');
    await scene.records('sec', assist('s5', 'yes'), [['voting.assistAsked', { seat: 's5', choice: 'yes' }]]);
    await scene.staysQuiet('sec', assist('s5', 'yes'));
    await scene.refuses('sec', confirm('s5', 'yes'), 'may.second_person');
    await scene.refuses('p2', confirm('s5', 'no'), 'voting.assist_differs');
    const state = await scene.state();
    expect(view(state, viewerOf(state, 'p3')).assists).toBeUndefined();
    expect(view(state, viewerOf(state, 'p5')).assists).toBeDefined();
    await scene.records('p2', confirm('s5', 'yes'), [
      ['voting.assistConfirmed'],
      ['voting.cast', { seat: 's5', choice: 'yes', channel: 'assisted' }],
    ]);
    await scene.refuses('p2', confirm('s5', 'yes'), 'voting.no_assist');
    await scene.staysQuiet('sec', assist('s5', 'yes'));
    await scene.refuses('p5', cast(voting, 's5', 'no'), 'voting.already_cast');
    expect(await scene.brokenLaw()).toBeNull();
    expect((await scene.close(voting)).ballots).toEqual([{ seat: 's5', choice: 'yes', channel: 'assisted' }]);
    const secret = await vote(scene, { method: 'secret' });
    await scene.refuses('sec', { ...assist('s5', 'yes'), voting: secret }, 'voting.secret_by_hand');
    const without = await meeting(ballots({ assisted: false }));
    await without.refuses('sec', { ...assist('s5', 'yes'), voting: await vote(without) }, 'voting.no_assistance');
  });

  test('a test vote is plainly marked, and nothing follows from it', async () => {
    const scene = await meeting({ rules: { tie: 'chairExtra' } });
    const test = { type: 'voting.openTest', text: { ru: 'Проба' }, method: 'named', closesInSeconds: null };
    await scene.refuses('sec', test, 'may.presiding_only');
    const [entry] = await scene.records('p1', test, [['voting.opened', { test: true, tie: 'rejected' }]]);
    const voting = String(entry!.data.id);
    await scene.cast(voting, { s3: 'yes', s4: 'yes' });
    await scene.records('p1', close(voting), [['voting.closed', { result: { outcome: 'adopted' } }]]);
    expect((await scene.state()).decisions).toEqual([]);
    expect((await scene.state()).motions).toEqual({});
  });
});
