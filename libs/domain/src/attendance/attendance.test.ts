import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '@kengesh/journal';
import { quorumNow } from '../index.js';
import { presenceOf } from '../state.js';
import { createScene, meeting } from '../testing.suite.js';

const at = (time: string) => `2026-03-10T${time}.000Z`;
const join = (mode: string) => ({ type: 'attendance.join', mode });
const of = (type: string, participant: string) => ({ type: `attendance.${type}`, participant });

describe('Coming and going', () => {
  test('PROC-12: a remote participant joins; once is enough', async () => {
    const scene = await createScene().prepare();
    await scene.records('p3', join('remote'), [
      ['attendance.arrived', { participant: 'p3', mode: 'remote', source: 'self' }],
    ]);
    await scene.staysQuiet('p3', join('remote'));
  });

  test('PROC-12: presence in the hall is what the secretary recorded', async () => {
    const scene = await createScene().prepare();
    await scene.refuses('p3', join('hall'), 'attendance.hall_by_secretary');
    await scene.refuses('p1', of('checkIn', 'p3'), 'may.secretary_only');
    await scene.refuses('sec', of('checkIn', 'nobody'), 'roll.unknown_participant');
    await scene.records('sec', of('checkIn', 'p3'), [['attendance.arrived', { mode: 'hall', source: 'secretary' }]]);
    await scene.staysQuiet('sec', of('checkIn', 'p3'));
    await scene.records('p2', join('hall'), [['attendance.arrived', { mode: 'hall', source: 'self' }]]);
  });

  test('PROC-18: all expected in the hall are checked in at once, those who are here already are left alone', async () => {
    const scene = await createScene().prepare({ hall: 3 });
    await scene.arrive('p2');
    await scene.refuses('p1', { type: 'attendance.checkInAll' }, 'may.secretary_only');
    const entries = await scene.done('sec', { type: 'attendance.checkInAll' });
    expect(entries.map(one => one.data.participant)).toEqual(['p1', 'p3', 'sec']);
    await scene.staysQuiet('sec', { type: 'attendance.checkInAll' });
  });

  test('PROC-19: a change of mode ends one interval and begins the next; a seat counts once', async () => {
    const scene = await meeting();
    await scene.wait(60);
    await scene.done('sec', of('checkIn', 'p3'));
    const state = await scene.state();
    expect(presenceOf(state, 'p3')?.intervals).toEqual([
      { from: at('08:00:00'), to: at('08:01:00'), mode: 'remote', source: 'self' },
      { from: at('08:01:00'), to: null, mode: 'hall', source: 'secretary' },
    ]);
    expect(quorumNow(state)).toMatchObject({ present: 5 });
  });

  test('leaving is one’s own, or recorded by the secretary; who is not here stays quiet', async () => {
    const scene = await meeting();
    await scene.records('p3', { type: 'attendance.leave' }, [['attendance.left', { reason: 'self', at: scene.now() }]]);
    await scene.staysQuiet('p3', { type: 'attendance.leave' });
    await scene.refuses('p4', of('checkOut', 'p2'), 'may.secretary_only');
    await scene.refuses('sec', of('checkOut', 'nobody'), 'roll.unknown_participant');
    await scene.records('sec', of('checkOut', 'p2'), [['attendance.left', { participant: 'p2', reason: 'secretary' }]]);
    await scene.staysQuiet('sec', of('checkOut', 'p2'));
  });

  test('who leaves loses the floor, and the place in the list', async () => {
    const scene = await meeting();
    await scene.done('p3', { type: 'floor.ask' });
    await scene.records('p3', { type: 'attendance.leave' }, [['attendance.left'], ['floor.withdrawn']]);
    await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: null });
    await scene.records('sec', of('checkOut', 'p4'), [['attendance.left'], ['floor.ended', { reason: 'left' }]]);
  });

  test('nothing of it before the session is prepared, nor after it is closed', async () => {
    const scene = createScene();
    await scene.refuses('p3', join('remote'), 'may.participant_only');
    await scene.refuses('sec', of('checkIn', 'p1'), 'may.secretary_only');
    await scene.open();
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p3', join('remote'), 'attendance.no_session');
    await scene.refuses('sec', of('checkIn', 'p1'), 'attendance.no_session');
    await scene.refuses('sec', { type: 'attendance.checkInAll' }, 'attendance.no_session');
    await scene.refuses('sec', of('checkOut', 'p1'), 'attendance.no_session');
    await scene.staysQuiet('p3', { type: 'attendance.leave' });
    await scene.staysQuiet('system', of('lineLost', 'p3'));
  });
});

describe('A line that is lost', () => {
  test('PROC-12, V33: 45 seconds are bridged, one interval; the seat counts meanwhile', async () => {
    const scene = await meeting();
    await scene.records('system', of('lineLost', 'p3'), [['attendance.lost']]);
    await scene.staysQuiet('system', of('lineLost', 'p3'));
    await scene.wait(45);
    expect(await scene.due()).toEqual([]);
    expect(quorumNow(await scene.state())).toMatchObject({ present: 5 });
    await scene.records('system', of('lineBack', 'p3'), [['attendance.returned']]);
    await scene.staysQuiet('system', of('lineBack', 'p3'));
    await scene.wait(600);
    expect(await scene.due()).toEqual([]);
    expect(presenceOf(await scene.state(), 'p3')?.intervals).toHaveLength(1);
  });

  test('PROC-12, V33: after 75 seconds the interval ended at the loss, and coming back begins another', async () => {
    const scene = await meeting();
    await scene.wait(10);
    await scene.done('system', of('lineLost', 'p3'));
    await scene.wait(60);
    expect((await scene.due()).map(one => one.data)).toEqual([
      { participant: 'p3', at: at('08:00:10'), reason: 'grace' },
    ]);
    expect(await scene.due()).toEqual([]);
    await scene.staysQuiet('system', of('lineBack', 'p3'));
    await scene.wait(15);
    await scene.done('p3', join('remote'));
    expect(presenceOf(await scene.state(), 'p3')?.intervals).toEqual([
      { from: at('08:00:00'), to: at('08:00:10'), mode: 'remote', source: 'self' },
      { from: at('08:01:25'), to: null, mode: 'remote', source: 'self' },
    ]);
  });

  test('PROC-12, V33: a vote opened in the gap has the seat in its register only while the grace lasts', async () => {
    for (const [seconds, entitled] of [
      [45, true],
      [75, false],
    ] as const) {
      const scene = await meeting();
      await scene.done('system', of('lineLost', 'p3'));
      await scene.wait(seconds);
      await scene.due();
      const voting = await scene.vote();
      const line = (await scene.state()).votings[voting]!.register.find(one => one.seat === 's3');
      expect(line).toMatchObject({ entitled, why: entitled ? 'present' : 'absent' });
    }
  });

  test('PROC-12: joining again within the grace bridges it; a grace that was overtaken ends nothing', async () => {
    const scene = await meeting();
    await scene.done('system', of('lineLost', 'p3'));
    const lostAt = scene.now();
    await scene.wait(30);
    await scene.records('p3', join('remote'), [['attendance.returned']]);
    await scene.wait(60);
    await scene.staysQuiet('system', { type: 'attendance.graceEnd', participant: 'p3', lostAt });
    await scene.done('system', of('lineLost', 'p3'));
    await scene.staysQuiet('system', { type: 'attendance.graceEnd', participant: 'p3', lostAt: scene.now() });
  });

  test('PROC-12: a phone that loses its line in the hall ends nothing', async () => {
    const scene = await meeting();
    await scene.staysQuiet('system', of('lineLost', 'p1'));
    await scene.staysQuiet('system', of('lineLost', 'nobody'));
    await scene.refuses('p1', of('lineLost', 'p3'), 'may.system_only');
    await scene.refuses('sec', of('lineBack', 'p3'), 'may.system_only');
    await scene.refuses(
      'p3',
      { type: 'attendance.graceEnd', participant: 'p3', lostAt: at('08:00:00') },
      'may.system_only',
    );
  });
});

describe('Putting the ledger right', () => {
  const line = (from: string, to: string | null, mode = 'remote'): JsonObject => ({
    from: at(from),
    to: to && at(to),
    mode,
    source: 'secretary',
  });
  const correct = (participant: string, ...intervals: JsonObject[]) => ({
    type: 'attendance.correct',
    participant,
    intervals,
    reason: 'late_notice',
  });

  test('keeps what stood before, who put it right and why; twice the same is quiet', async () => {
    const scene = await meeting();
    await scene.wait(600);
    await scene.refuses('p1', correct('p3'), 'may.secretary_only');
    await scene.refuses('sec', correct('nobody'), 'roll.unknown_participant');
    const right = correct('p3', line('08:02:00', '08:03:00'), line('08:04:00', null));
    await scene.records('sec', right, [['attendance.corrected', { participant: 'p3' }]]);
    await scene.staysQuiet('sec', right);
    const presence = presenceOf(await scene.state(), 'p3')!;
    expect(presence).toMatchObject({ here: true, mode: 'remote' });
    expect(presence.corrections).toMatchObject([
      { by: 'sec', reason: 'late_notice', before: [{ from: at('08:00:00'), to: null }] },
    ]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-12: intervals run forward, do not overlap, and none is open of one who is gone', async () => {
    const scene = await meeting();
    await scene.wait(600);
    const refused = (code: string, ...intervals: JsonObject[]) =>
      scene.refuses('sec', correct('p3', ...intervals), code);
    await refused('attendance.interval_order', line('08:03:00', '08:02:00'));
    await refused('attendance.interval_order', line('08:03:00', '09:02:00'));
    await refused('attendance.interval_order', line('09:00:00', null));
    await refused('attendance.interval_overlap', line('08:01:00', '08:04:00'), line('08:03:00', '08:05:00'));
    await refused('attendance.interval_overlap', line('08:05:00', '08:06:00'), line('08:01:00', '08:02:00'));
    await refused('attendance.interval_open', line('08:01:00', null), line('08:03:00', '08:05:00'));
    await scene.done('p3', { type: 'attendance.leave' });
    await refused('attendance.interval_open', line('08:01:00', null));
  });

  test('a line that is lost goes on being lost only in the same remote presence', async () => {
    const scene = await meeting();
    await scene.wait(60);
    await scene.done('system', of('lineLost', 'p3'));
    await scene.wait(10);
    await scene.done('sec', correct('p3', line('08:00:30', null)));
    expect(presenceOf(await scene.state(), 'p3')?.lostAt).toBe(at('08:01:00'));
    await scene.done('sec', correct('p3', line('08:00:30', null, 'hall')));
    expect(presenceOf(await scene.state(), 'p3')?.lostAt).toBeNull();
    await scene.wait(600);
    expect(await scene.due()).toEqual([]);
  });

  test('who turns out to have left yields the floor', async () => {
    const scene = await meeting();
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: null });
    await scene.wait(60);
    await scene.records('sec', correct('p3', line('08:00:00', '08:00:30')), [
      ['attendance.corrected'],
      ['floor.ended', { participant: 'p3', reason: 'left' }],
    ]);
    expect(presenceOf(await scene.state(), 'p3')?.here).toBe(false);
  });

  test('REC-01: after the close it is still done, and changes no vote', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.cast(voting, { s3: 'yes' });
    await scene.close(voting);
    await scene.wait(60);
    await scene.done('p1', { type: 'session.close' });
    const before = (await scene.state()).votings;
    await scene.records('sec', correct('p3'), [['attendance.corrected']]);
    expect((await scene.state()).votings).toEqual(before);
  });
});
