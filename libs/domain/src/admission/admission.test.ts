import { describe, expect, test } from '@jest/globals';
import { quorumNow } from '../rules/quorum.js';
import type { Video } from '../rules/video.js';
import { videoRules } from '../rules/video-settings.js';
import { admissionOf, presenceOf } from '../state.js';
import { createScene, type Scene } from '../testing.suite.js';
import { awaitedArrivals, identityLevel, isAdmitted, recordedLine, waitingRoom } from './who.js';

const here = { type: 'attendance.join', mode: 'remote' };
const grant = (participant: string) => ({ type: 'admission.grant', participant });
const seen = (participant: string) => ({ type: 'admission.seeIdentity', participant });
const no = (participant: string, reason = 'identity') => ({ type: 'admission.refuse', participant, reason });

/** The bureau and p2 are in the hall; nobody else has come. */
const door = (video: Video, hall = 2): Promise<Scene> =>
  createScene()
    .prepare({ hall, rules: { video } })
    .then(scene => scene.arrive('sec', 'p1', 'p2'));

describe('The waiting room', () => {
  test('a council that says nothing lets everyone in', async () => {
    expect(videoRules(undefined)).toEqual({ admission: 'everyone', camera: 'floor', identity: 0, languages: [] });
    const scene = await door({});
    await scene.records('p3', here, [['attendance.arrived', { mode: 'remote' }]]);
    await scene.staysQuiet('sec', grant('p4'));
    expect(isAdmitted(await scene.state(), 'p4')).toBe(true);
  });

  test('PROC-11: who comes from afar waits and is not present; admission is an entry, and presence begins with it', async () => {
    const scene = await door({ admission: 'oneByOne' });
    await scene.records('p3', here, [['admission.asked', { participant: 'p3' }]]);
    await scene.staysQuiet('p3', here);
    expect(presenceOf(await scene.state(), 'p3')).toBeUndefined();
    await scene.refuses('p3', grant('p3'), 'may.bureau_only');
    await scene.refuses('sec', grant('nobody'), 'roll.unknown_participant');
    await scene.records('sec', grant('p3'), [
      ['admission.granted', { participant: 'p3' }],
      ['attendance.arrived', { participant: 'p3', mode: 'remote', source: 'self' }],
    ]);
    await scene.staysQuiet('sec', grant('p3'));
    expect(presenceOf(await scene.state(), 'p3')?.here).toBe(true);
  });

  test('PROC-12: one by one, a bridged line is no new coming, a new interval is', async () => {
    const scene = await door({ admission: 'oneByOne' });
    await scene.done('p3', here);
    await scene.done('p1', grant('p3'));
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.records('p3', here, [['attendance.returned']]);
    scene.wait(1);
    await scene.done('p3', { type: 'attendance.leave' });
    await scene.records('p3', here, [['admission.asked']]);
    const known = await door({ admission: 'known' });
    await known.done('p3', here);
    await known.done('p1', grant('p3'));
    await known.done('p3', { type: 'attendance.leave' });
    await known.records('p3', here, [['attendance.arrived']]);
  });

  test('the known come in by themselves: the bureau, and whom the secretary has seen', async () => {
    const scene = await door({ admission: 'known' }, 1);
    await scene.records('p2', { type: 'attendance.leave' }, [['attendance.left']]);
    await scene.records('p2', here, [['attendance.arrived']]);
    await scene.done('p3', here);
    await scene.records('sec', seen('p3'), [['admission.identitySeen', { participant: 'p3', level: 3 }]]);
    await scene.records('p3', here, [['attendance.arrived']]);
  });

  test('let in ahead of time nobody waits; all who wait come in at one click, who came first first', async () => {
    const scene = await door({ admission: 'oneByOne' });
    await scene.records('sec', grant('p5'), [['admission.granted', { participant: 'p5' }]]);
    await scene.records('p5', here, [['attendance.arrived']]);
    await scene.done('p4', here);
    scene.wait(1);
    await scene.done('p3', here);
    expect(waitingRoom(await scene.state())).toEqual(['p4', 'p3']);
    await scene.records('p1', { type: 'admission.grantAll' }, [
      ['admission.granted', { participant: 'p4' }],
      ['attendance.arrived', { participant: 'p4' }],
      ['admission.granted', { participant: 'p3' }],
      ['attendance.arrived', { participant: 'p3' }],
    ]);
    await scene.staysQuiet('p1', { type: 'admission.grantAll' });
  });

  test('who is refused is told why, and may ask again', async () => {
    const scene = await door({ admission: 'oneByOne' });
    await scene.refuses('sec', no('p3'), 'admission.not_waiting');
    await scene.refuses('sec', no('nobody'), 'roll.unknown_participant');
    await scene.done('p3', here);
    await scene.records('sec', no('p3', 'later'), [['admission.refused', { participant: 'p3', reason: 'later' }]]);
    expect(admissionOf(await scene.state(), 'p3')).toMatchObject({ stage: 'refused', reason: 'later' });
    await scene.records('p3', here, [['admission.asked']]);
  });

  test('after the close there is no door', async () => {
    const scene = await createScene().open({ rules: { video: { admission: 'oneByOne' } }, hall: 5 });
    await scene.done('p1', { type: 'session.close' });
    for (const act of [grant('p3'), no('p3'), seen('p3'), { type: 'admission.grantAll' }])
      await scene.refuses('sec', act, 'attendance.no_session');
  });
});

describe('A door without a line', () => {
  const lost = (participant: string) => ({ type: 'attendance.lineLost', participant });
  const found = (participant: string) => ({ type: 'attendance.lineBack', participant });
  const arrived = ['attendance.arrived', { participant: 'p3', mode: 'remote', source: 'self' }] as const;

  test('PROC-34: whose line went while waiting is let in but not here, makes no quorum, and arrives with the line', async () => {
    const scene = await door({ admission: 'known' });
    await scene.done('p3', here);
    expect(recordedLine(await scene.state(), 'p3')).toBe('up');
    await scene.records('system', lost('p3'), [['admission.lineLost', { participant: 'p3' }]]);
    await scene.staysQuiet('system', lost('p3'));
    scene.wait(3);
    await scene.records('sec', grant('p3'), [['admission.granted', { participant: 'p3', away: true }]]);
    await scene.staysQuiet('sec', grant('p3'));
    const state = await scene.state();
    expect(presenceOf(state, 'p3')).toBeUndefined();
    expect(quorumNow(state)).toMatchObject({ present: 2, met: false });
    expect(awaitedArrivals(state)).toEqual(['p3']);
    await scene.refuses('p1', { type: 'session.open' }, 'session.no_quorum');
    // Asked over HTTP meanwhile it changes nothing.
    await scene.staysQuiet('p3', here);
    scene.wait(30);
    await scene.records('system', found('p3'), [arrived]);
    await scene.staysQuiet('system', found('p3'));
    const then = await scene.state();
    expect(presenceOf(then, 'p3')?.intervals).toEqual([
      { from: '2026-03-10T08:00:33.000Z', to: null, mode: 'remote', source: 'self' },
    ]);
    expect(admissionOf(then, 'p3')).toEqual({ stage: 'granted', at: '2026-03-10T08:00:03.000Z' });
    await scene.done('p1', { type: 'session.open' });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-34: all at once, those on the line arrive and the others do not', async () => {
    const scene = await door({ admission: 'oneByOne' });
    for (const who of ['p3', 'p4', 'p5']) await scene.done(who, here);
    await scene.done('system', lost('p4'));
    await scene.done('system', lost('p5'));
    await scene.records('system', found('p5'), [['admission.lineBack', { participant: 'p5' }]]);
    const granted = await scene.done('p1', { type: 'admission.grantAll' });
    expect(granted.filter(entry => entry.type === 'attendance.arrived').map(entry => entry.data.participant)).toEqual([
      'p3',
      'p5',
    ]);
    expect(awaitedArrivals(await scene.state())).toEqual(['p4']);
  });

  test('PROC-34: seen by the secretary, let in ahead, or joining without a line: not here before the line is', async () => {
    const scene = await door({ admission: 'known' });
    await scene.done('p3', here);
    await scene.done('system', lost('p3'));
    await scene.done('sec', seen('p3'));
    await scene.records('p3', here, [['admission.granted', { participant: 'p3', away: true }]]);
    await scene.records('system', found('p3'), [arrived]);

    await scene.done('sec', grant('p4'));
    await scene.done('system', lost('p4'));
    await scene.records('p4', here, [['admission.granted', { away: true }]]);

    const open = await door({});
    await open.records('system', lost('p3'), [['admission.lineLost']]);
    await open.records('p3', here, [['admission.granted', { away: true }]]);
    expect(quorumNow(await open.state())).toMatchObject({ present: 2 });
    await open.records('system', found('p3'), [arrived]);
    expect(await open.brokenLaw()).toBeNull();
  });

  test('PROC-34: a line that comes back brings nobody in who was refused, had left, or is seen in the hall', async () => {
    const scene = await door({ admission: 'known' });
    await scene.done('p3', here);
    await scene.done('system', lost('p3'));
    await scene.done('sec', grant('p3'));
    await scene.records('sec', no('p3', 'later'), [['admission.refused']]);
    await scene.records('system', found('p3'), [['admission.lineBack']]);
    expect(presenceOf(await scene.state(), 'p3')).toBeUndefined();

    await scene.done('p4', here);
    await scene.done('sec', grant('p4'));
    await scene.done('p4', { type: 'attendance.leave' });
    await scene.done('system', lost('p4'));
    await scene.records('system', found('p4'), [['admission.lineBack']]);
    expect(presenceOf(await scene.state(), 'p4')?.here).toBe(false);

    await scene.done('p5', here);
    await scene.done('system', lost('p5'));
    await scene.done('sec', grant('p5'));
    await scene.done('sec', { type: 'attendance.checkIn', participant: 'p5' });
    await scene.staysQuiet('system', found('p5'));
    const state = await scene.state();
    const atDoor = admissionOf(state, 'p5');
    expect([presenceOf(state, 'p5')?.mode, atDoor?.awaited, atDoor?.lostAt]).toEqual(['hall', undefined, undefined]);
  });

  test('PROC-34: in a session of the first procedure the line of one who waits is not asked for', async () => {
    const scene = createScene(1, 1);
    await scene.prepare({ rules: { video: { admission: 'known' } } });
    await scene.arrive('sec', 'p1', 'p2');
    await scene.done('p3', here);
    await scene.staysQuiet('system', lost('p3'));
    await scene.records('sec', grant('p3'), [['admission.granted'], arrived]);
  });
});

describe('Who is known, and how surely', () => {
  test('PROC-20: by the link alone until the secretary has seen face and document; in the hall one is seen', async () => {
    const scene = await door({ admission: 'oneByOne' });
    const level = async (participant: string) => identityLevel(await scene.state(), participant);
    expect([await level('p2'), await level('p3')]).toEqual([3, 0]);
    await scene.refuses('sec', seen('p3'), 'admission.nobody_to_see');
    await scene.refuses('sec', seen('nobody'), 'roll.unknown_participant');
    await scene.done('p3', here);
    await scene.refuses('p1', seen('p3'), 'may.secretary_only');
    await scene.done('sec', seen('p3'));
    await scene.staysQuiet('sec', seen('p3'));
    expect(admissionOf(await scene.state(), 'p3')?.identity).toMatchObject({ level: 3, by: 'sec' });
    await scene.done('sec', grant('p3'));
    expect(await level('p3')).toBe(3);
  });

  test('PROC-20: where the rules ask for it, from afar only those vote whose identity was seen', async () => {
    const scene = await createScene().open({ rules: { video: { identity: 3 } } });
    await scene.done('sec', seen('p3'));
    const voting = await scene.vote();
    const line = (await scene.state()).votings[voting]!.register;
    expect(line.map(({ seat, entitled, why }) => [seat, entitled, why])).toEqual([
      ['s1', true, 'present'],
      ['s2', true, 'present'],
      ['s3', true, 'present'],
      ['s4', false, 'unidentified'],
      ['s5', false, 'unidentified'],
    ]);
    await scene.refuses('p4', { type: 'voting.cast', voting, seat: 's4', choice: 'yes' }, 'voting.not_entitled', {
      why: 'unidentified',
    });
  });

  test('the door is the bureau’s and one’s own: nobody else sees who waits', async () => {
    const scene = await door({ admission: 'oneByOne' });
    await scene.done('p3', here);
    await scene.done('p4', here);
    await scene.done('sec', seen('p3'));
    await scene.done('sec', grant('p3'));
    await scene.done('sec', no('p4'));
    expect(await scene.brokenLaw()).toBeNull();
  });
});
