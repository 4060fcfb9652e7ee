import { describe, expect, test } from '@jest/globals';
import { boxOf, receiptOf } from '../index.js';
import { createScene, meeting } from '../testing.suite.js';

const cast = (voting: string, seat: string, choice: string) => ({ type: 'voting.cast', voting, seat, choice });
const enter = (voting: string, seat: string, choice: string) => ({ type: 'voting.enter', voting, seat, choice });
const close = (voting: string) => ({ type: 'voting.close', voting });
const open = (motion: string, more: object = {}) => ({
  type: 'voting.open',
  motion,
  method: 'named',
  majority: 'simple',
  closesInSeconds: null,
  ...more,
});

describe('Opening a vote', () => {
  test('PROC-12, REC-02, REC-03: freezes text, rule, register and quorum', async () => {
    const scene = await meeting({ vacant: ['s5'] });
    await scene.done('p4', { type: 'attendance.leave' });
    const motion = await scene.motion();
    const [entry] = await scene.records('p1', open(motion, { majority: 'present', closesInSeconds: 60 }), [
      [
        'voting.opened',
        { presiding: 'p1', statutory: 5, filled: 4, closesAt: '2026-03-10T08:01:00.000Z', tie: 'rejected' },
      ],
      ['motion.put', { id: motion }],
    ]);
    expect(entry!.data).toMatchObject({
      motion: { id: motion, version: 1, text: { ru: 'Принять план' } },
      threshold: { key: 'present', num: 1, den: 2, cmp: 'gt', base: 'present' },
      quorum: { present: 3, base: 5, need: 3, met: true },
      register: [
        { seat: 's1', participant: 'p1', entitled: true, why: 'present' },
        { seat: 's2', entitled: true },
        { seat: 's3', entitled: true },
        { seat: 's4', entitled: false, why: 'absent' },
        { seat: 's5', entitled: false, why: 'vacant' },
      ],
    });
    // The register never changes after the opening, whoever comes and goes.
    const voting = String(entry!.data.id);
    const { register } = (await scene.state()).votings[voting]!;
    await scene.arrive('p4');
    await scene.done('p3', { type: 'attendance.leave' });
    await scene.refuses('p4', cast(voting, 's4', 'yes'), 'voting.not_entitled', { why: 'absent' });
    await scene.refuses('p5', cast(voting, 's5', 'yes'), 'voting.not_entitled', { why: 'vacant' });
    await scene.records('p3', cast(voting, 's3', 'yes'), [['voting.cast']]);
    await scene.close(voting);
    expect((await scene.state()).votings[voting]!.register).toEqual(register);
  });

  test('is refused to others, without a motion, rule or item, and while another vote is open', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    const elsewhere = await scene.motion('Другое', 'two');
    await scene.refuses('sec', open(motion), 'may.presiding_only');
    await scene.refuses('p1', open('m999'), 'motion.unknown');
    await scene.refuses('p1', open(motion, { majority: 'most' }), 'voting.unknown_majority', { majority: 'most' });
    await scene.refuses('p1', open(elsewhere), 'voting.item_not_current');
    await scene.done('p1', open(motion));
    await scene.refuses('p1', open(motion), 'motion.frozen');
    await scene.refuses('p1', open(await scene.motion('Третье')), 'voting.another_open');
  });

  test('PROC-03: no ballot is opened without a quorum, nor in a recess', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    for (const who of ['p3', 'p4', 'p5']) await scene.done(who, { type: 'attendance.leave' });
    await scene.refuses('p1', open(motion), 'voting.no_quorum', { present: 2, need: 3 });
    await scene.done('p1', { type: 'session.recess', minutes: 5 });
    await scene.refuses('p1', open(motion), 'session.not_open');
  });
});

describe('A named ballot', () => {
  test('PROC-19: one a seat; sent again it is quiet, another choice is refused', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    const heard = await scene.ask('p3', cast(voting, 's3', 'yes'), 'my-own-command');
    expect(heard.entries).toMatchObject([
      {
        type: 'voting.cast',
        data: { seat: 's3', choice: 'yes', channel: 'device', receipt: receiptOf('session-1', 'my-own-command') },
      },
    ]);
    const again = await scene.ask('p3', cast(voting, 's3', 'yes'), 'my-own-command');
    expect(again).toMatchObject({ refused: null, repeated: true, entries: [] });
    await scene.staysQuiet('p3', cast(voting, 's3', 'yes'));
    await scene.refuses('p3', cast(voting, 's3', 'no'), 'voting.already_cast');
  });

  test('PROC-10: is refused for another’s seat, an unknown one, choice or vote, and after the close', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.refuses('p3', cast(voting, 's4', 'yes'), 'voting.not_your_seat');
    await scene.refuses('obs', cast(voting, 's4', 'yes'), 'voting.not_your_seat');
    await scene.refuses('p3', cast(voting, 's9', 'yes'), 'roll.unknown_seat');
    await scene.refuses('p3', cast(voting, 's3', 'maybe'), 'voting.unknown_choice', { choice: 'maybe' });
    await scene.refuses('p3', cast('v999', 's3', 'yes'), 'voting.unknown');
    await scene.refuses('nobody', cast(voting, 's3', 'yes'), 'may.participant_only');
    await scene.close(voting);
    await scene.refuses('p3', cast(voting, 's3', 'yes'), 'voting.closed', { at: scene.now() });
  });

  test('PROC-18: a hand raised in the hall is entered by the secretary, of one who is in the hall now', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.refuses('p1', enter(voting, 's2', 'yes'), 'may.secretary_only');
    await scene.refuses('sec', enter(voting, 's3', 'yes'), 'voting.not_in_hall');
    await scene.refuses('sec', enter(voting, 's2', 'maybe'), 'voting.unknown_choice');
    await scene.records('sec', enter(voting, 's2', 'no'), [
      ['voting.cast', { seat: 's2', choice: 'no', channel: 'hand' }],
    ]);
    await scene.staysQuiet('sec', enter(voting, 's2', 'no'));
    await scene.refuses('sec', enter(voting, 's2', 'yes'), 'voting.already_cast');
    await scene.done('sec', { type: 'attendance.checkOut', participant: 'p1' });
    await scene.refuses('sec', enter(voting, 's1', 'yes'), 'voting.not_in_hall');
  });

  test('is seen by its own seat alone until the close makes all of them public', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.cast(voting, { s3: 'yes', s4: 'no' });
    expect(await scene.brokenLaw()).toBeNull();
    const result = await scene.close(voting);
    expect(result.ballots).toEqual([
      { seat: 's3', choice: 'yes', channel: 'device' },
      { seat: 's4', choice: 'no', channel: 'device' },
    ]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-13: stays possible for a seat whose line was lost, until the close', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.wait(90);
    await scene.due();
    await scene.done('p3', { type: 'attendance.join', mode: 'remote' });
    await scene.records('p3', cast(voting, 's3', 'yes'), [['voting.cast']]);
  });
});

describe('A secret ballot', () => {
  test('REC-06: leaves no entry; the mark is final, the same command again is harmless', async () => {
    const scene = await meeting();
    const voting = await scene.vote('secret');
    const before = (await scene.entries()).length;
    const heard = await scene.ask('p3', cast(voting, 's3', 'yes'), 'my-own-command');
    expect(heard).toMatchObject({ refused: null, entries: [] });
    expect(await scene.ask('p3', cast(voting, 's3', 'yes'), 'my-own-command')).toMatchObject({
      refused: null,
      entries: [],
    });
    await scene.refuses('p3', cast(voting, 's3', 'yes'), 'voting.already_cast');
    await scene.refuses('p3', cast(voting, 's3', 'no'), 'voting.already_cast');
    await scene.refuses('p3', cast(voting, 's4', 'no'), 'voting.not_your_seat');
    await scene.refuses('sec', enter(voting, 's2', 'yes'), 'voting.secret_by_hand');
    await scene.cast(voting, { s1: 'no', s4: 'yes' });
    expect((await scene.entries()).length).toBe(before);
    expect(await scene.close(voting)).toMatchObject({
      counts: { yes: 2, no: 1, abstain: 0 },
      voted: ['s1', 's3', 's4'],
      ballots: null,
      notVoting: 2,
      outcome: 'adopted',
    });
    await scene.refuses('p5', cast(voting, 's5', 'yes'), 'voting.closed');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('its box is named by session and vote, so that no two share one', async () => {
    const scene = await meeting();
    const voting = await scene.vote('secret');
    expect(boxOf(await scene.state(), voting)).toBe(`session-1/${voting}`);
  });
});

describe('Closing a vote', () => {
  test('REC-01: counts, decides the motion, and makes the decision where it is adopted', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.cast(voting, { s1: 'yes', s2: 'yes', s3: 'no', s4: 'abstain' });
    await scene.refuses('p3', close(voting), 'may.presiding_only');
    await scene.refuses('p1', close('v999'), 'voting.unknown');
    await scene.records('p1', close(voting), [
      ['voting.closed', { result: { counts: { yes: 2, no: 1, abstain: 1 }, notVoting: 1, need: 2, base: 3 } }],
      ['motion.decided', { status: 'adopted' }],
      ['decision.made', { voting }],
    ]);
    await scene.refuses('p1', close(voting), 'voting.closed');
    await scene.staysQuiet('system', close(voting));
  });

  test('PROC-05, V13: on a tie the side of whoever presided at the opening decides, also after a handover', async () => {
    const scene = await meeting({ seats: 4, rules: { tie: 'chairSide' } });
    const voting = await scene.vote();
    await scene.cast(voting, { s1: 'yes', s2: 'no', s3: 'yes', s4: 'no' });
    await scene.done('p1', { type: 'session.preside', participant: 'p2' });
    await scene.records('p2', close(voting), [
      ['voting.closed', { result: { outcome: 'adopted', decidedBy: 'chairSide' } }],
      ['motion.decided'],
      ['decision.made'],
    ]);
  });

  test('V12: a rejected motion stays rejected; PROC-06, V16: an undecided one may be put again', async () => {
    const scene = await meeting({ seats: 4 });
    const first = await scene.vote();
    await scene.cast(first, { s1: 'yes', s2: 'no' });
    expect((await scene.close(first)).outcome).toBe('rejected');
    const rejected = (await scene.state()).votings[first]!.motion!.id;
    await scene.refuses('p1', open(rejected), 'motion.frozen');

    const second = await scene.vote();
    await scene.cast(second, { s1: 'abstain', s2: 'abstain' });
    expect((await scene.close(second)).outcome).toBe('no_votes');
    const undecided = (await scene.state()).votings[second]!.motion!.id;
    expect((await scene.state()).motions[undecided]?.status).toBe('no_decision');
    await scene.records('p1', open(undecided), [['voting.opened'], ['motion.put']]);
    expect((await scene.state()).decisions).toEqual([]);
  });

  test('PROC-13: happens by itself at its hour; a ballot at that instant is late; the chair may extend before', async () => {
    const scene = await meeting();
    const voting = await scene.vote('named', 'simple', 60);
    await scene.refuses('sec', { type: 'voting.extend', voting, seconds: 60 }, 'may.presiding_only');
    await scene.refuses('p1', { type: 'voting.extend', voting: 'v999', seconds: 60 }, 'voting.unknown');
    await scene.wait(50);
    await scene.staysQuiet('system', close(voting));
    await scene.records('p1', { type: 'voting.extend', voting, seconds: 60 }, [
      ['voting.extended', { closesAt: '2026-03-10T08:02:00.000Z' }],
    ]);
    await scene.wait(69.999);
    await scene.records('p3', cast(voting, 's3', 'yes'), [['voting.cast']]);
    await scene.wait(0.001);
    await scene.refuses('p4', cast(voting, 's4', 'yes'), 'voting.closed', { at: '2026-03-10T08:02:00.000Z' });
    await scene.refuses('p1', { type: 'voting.extend', voting, seconds: 60 }, 'voting.closed');
    expect((await scene.due()).map(one => [one.type, one.actor])).toEqual([
      ['voting.closed', 'system'],
      ['motion.decided', 'system'],
      ['decision.made', 'system'],
    ]);
    expect(await scene.due()).toEqual([]);
  });

  test('a vote without an hour is not extended, and never closes by itself', async () => {
    const scene = await meeting();
    const voting = await scene.vote('secret');
    await scene.wait(86400);
    expect(await scene.due()).toEqual([]);
    await scene.staysQuiet('system', close(voting));
    await scene.refuses('p1', { type: 'voting.extend', voting, seconds: 60 }, 'voting.no_end_set');
  });

  test('a secret vote closes by itself too', async () => {
    const scene = await meeting();
    const voting = await scene.vote('secret', 'simple', 60);
    await scene.cast(voting, { s1: 'no', s2: 'yes', s3: 'no' });
    await scene.wait(60);
    expect((await scene.due()).map(one => one.type)).toEqual(['voting.ended', 'voting.closed', 'motion.decided']);
    expect((await scene.state()).votings[voting]!.result).toMatchObject({
      counts: { yes: 1, no: 2 },
      outcome: 'rejected',
    });
  });
});

test('before the session is opened nothing is put to the vote', async () => {
  const scene = await createScene().prepare();
  await scene.refuses('p1', open('m1'), 'may.presiding_only');
  await scene.refuses('p1', cast('v1', 's1', 'yes'), 'voting.unknown');
});
