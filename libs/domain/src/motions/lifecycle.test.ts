import { describe, expect, test } from '@jest/globals';
import { type ActInput, meeting, type Scene } from '../testing.suite.js';

const BY_SEATS = { rules: { debate: { motionsBy: 'seats' as const, secondsRequired: 2 } } };
const submit = (mover: string | null, more: object = {}): ActInput => ({
  type: 'motion.submit',
  item: 'one',
  text: { ru: 'Принять план' },
  mover,
  ...more,
});
const second = (motion: string, seat: string) => ({ type: 'motion.second', motion, seat });
const admit = (motion: string) => ({ type: 'motion.admit', motion });
async function made(scene: Scene, who: string, act: ActInput): Promise<string> {
  const [entry] = await scene.done(who, act);
  return String(entry!.data.id);
}
async function adopt(scene: Scene, motion: string) {
  const [entry] = await scene.done('p1', {
    type: 'voting.open',
    motion,
    method: 'named',
    majority: 'simple',
    closesInSeconds: null,
  });
  const voting = String(entry!.data.id);
  await scene.cast(voting, { s1: 'yes', s2: 'yes' });
  return scene.done('p1', { type: 'voting.close', voting });
}

describe('A motion of a seat', () => {
  test('PROC-23: waits for its seconders and for the bureau, which admits it or says why not', async () => {
    const scene = await meeting(BY_SEATS);
    await scene.refuses('p3', submit('s4'), 'may.own_only');
    await scene.refuses('p3', submit(null), 'may.own_only');
    const motion = await made(scene, 'p3', submit('s3'));
    expect((await scene.state()).motions[motion]!.status).toBe('submitted');
    await scene.refuses('p3', second(motion, 's3'), 'motion.own_motion');
    await scene.refuses('p4', second(motion, 's5'), 'may.own_only');
    await scene.refuses('sec', second(motion, 's9'), 'roll.unknown_seat');
    await scene.refuses('p4', second('m999', 's4'), 'motion.unknown');
    await scene.records('p4', second(motion, 's4'), [['motion.seconded', { seat: 's4' }]]);
    await scene.staysQuiet('p4', second(motion, 's4'));
    await scene.refuses('p4', admit(motion), 'may.bureau_only');
    await scene.refuses('sec', admit(motion), 'motion.seconds_missing', { have: 1, need: 2 });
    // A hand raised in the hall, entered by the secretary.
    await scene.done('sec', second(motion, 's2'));
    await scene.records('sec', admit(motion), [['motion.admitted']]);
    await scene.staysQuiet('sec', admit(motion));
    const other = await made(scene, 'p4', submit('s4'));
    const no = (reason: string) => ({ type: 'motion.inadmissible', motion: other, reason });
    await scene.refuses('sec', no('not_seconded'), 'may.presiding_only');
    await scene.records('p1', no('not_seconded'), [['motion.inadmissible', { reason: 'not_seconded' }]]);
    await scene.staysQuiet('p1', no('not_seconded'));
    await scene.refuses('sec', admit(other), 'motion.frozen');
    await scene.refuses('p5', second(other, 's5'), 'motion.frozen');
    expect((await scene.state()).motions[other]).toMatchObject({ status: 'inadmissible', why: 'not_seconded' });
  });

  test('PROC-23: withdrawn by its mover, it may be taken over by another', async () => {
    const scene = await meeting(BY_SEATS);
    const motion = await made(scene, 'p3', submit('s3'));
    const over = (seat: string) => ({ type: 'motion.takeOver', motion, seat });
    await scene.refuses('p4', { type: 'motion.withdraw', motion }, 'may.bureau_only');
    await scene.refuses('p4', over('s4'), 'motion.not_withdrawn');
    await scene.records('p3', { type: 'motion.withdraw', motion }, [['motion.withdrawn']]);
    await scene.refuses('p3', over('s3'), 'motion.own_motion');
    await scene.records('p4', over('s4'), [['motion.takenOver', { mover: 's4' }]]);
    expect((await scene.state()).motions[motion]).toMatchObject({ status: 'admitted', mover: 's4' });
    expect(await scene.brokenLaw()).toBeNull();
  });
});

describe('A motion that is not put', () => {
  test('PROC-23: is deferred, referred or merged', async () => {
    const scene = await meeting();
    const [one, two, three, four] = [
      await scene.motion(),
      await scene.motion(),
      await scene.motion(),
      await scene.motion('Иное', 'two'),
    ];
    const defer = { type: 'motion.defer', motion: one, item: null, date: '2026-06-01' };
    await scene.refuses('sec', defer, 'may.presiding_only');
    await scene.refuses('p1', { ...defer, item: 'nine' }, 'agenda.unknown_item');
    await scene.records('p1', defer, [['motion.deferred', { date: '2026-06-01' }]]);
    await scene.refuses('p1', defer, 'motion.frozen');
    const refer = { type: 'motion.refer', motion: two, body: { ru: 'Рабочая группа' }, due: null };
    await scene.refuses('sec', refer, 'may.presiding_only');
    await scene.records('p1', refer, [['motion.referred', { body: { ru: 'Рабочая группа' } }]]);
    const merge = (into: string) => ({ type: 'motion.merge', motion: three, into });
    await scene.refuses('p3', merge(three), 'may.bureau_only');
    await scene.refuses('sec', merge(three), 'motion.no_merge');
    await scene.refuses('sec', merge(four), 'motion.no_merge');
    await scene.refuses('sec', merge('m999'), 'motion.unknown');
    const five = await scene.motion();
    await scene.records('sec', merge(five), [['motion.merged', { into: five }]]);
    expect((await scene.state()).motions[three]).toMatchObject({ status: 'merged', mergedInto: five });
  });

  test('PROC-23: lapses when the session is closed; what is decided stays', async () => {
    const scene = await meeting();
    const decided = await scene.motion();
    await adopt(scene, decided);
    const open = await scene.motion();
    const made = await scene.done('p1', { type: 'session.close' });
    expect(made.at(-1)).toMatchObject({ type: 'motion.lapsed', data: { ids: [open] } });
    const { motions } = await scene.state();
    expect([motions[decided]!.status, motions[open]!.status]).toEqual(['adopted', 'lapsed']);
  });
});

test('PROC-23: what was adopted is superseded or repealed by the adoption of another', async () => {
  const scene = await meeting();
  const old = await scene.motion();
  await scene.refuses('sec', submit(null, { effect: { kind: 'repeals', motion: old } }), 'motion.not_adopted');
  await adopt(scene, old);
  const repeal = await made(scene, 'sec', submit(null, { effect: { kind: 'repeals', motion: old } }));
  const entries = await adopt(scene, repeal);
  expect(entries.map(one => one.type)).toContain('motion.superseded');
  expect((await scene.state()).motions[old]).toMatchObject({ status: 'repealed', supersededBy: repeal });
});
