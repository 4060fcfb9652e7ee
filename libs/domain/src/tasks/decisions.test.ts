import { describe, expect, test } from '@jest/globals';
import { dateAt, leftUndone, taskState, unfinishedTasks } from '../index.js';
import { type ActInput, meeting, type Scene } from '../testing.suite.js';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

async function decided(scene: Scene): Promise<string> {
  const voting = await scene.vote();
  await scene.cast(voting, { s1: 'yes', s2: 'yes', s3: 'no' });
  await scene.close(voting);
  return (await scene.state()).decisions.at(-1)!.id;
}
const hashOf = async (scene: Scene, decision: string) =>
  (await scene.state()).decisions.find(one => one.id === decision)!.hash;
const number = (...numbers: [decision: string, number: number][]): ActInput => ({
  type: 'decision.number',
  numbers: numbers.map(([decision, one]) => ({ decision, number: one, label: `№ ${one}` })),
});
const remark = (kind: string, seat: string, about: string, hash = HASH) => ({
  type: 'decision.remark',
  kind,
  seat,
  about,
  hash,
});

describe('A decision', () => {
  test('REC-05: is signed by whoever presides and the secretary, then numbered without gaps', async () => {
    const scene = await meeting();
    const [first, second] = [await decided(scene), await decided(scene)];
    const sign = async (decision: string) => ({ type: 'decision.sign', decision, hash: await hashOf(scene, decision) });
    await scene.refuses('p3', await sign(first), 'decision.signers_only');
    await scene.refuses('p1', { ...(await sign(first)), decision: 'd999' }, 'tasks.unknown_decision');
    await scene.refuses('p1', { ...(await sign(first)), hash: OTHER }, 'decision.other_text');
    await scene.records('p1', await sign(first), [['decision.signed', { as: 'presiding' }]]);
    await scene.staysQuiet('p1', await sign(first));
    await scene.refuses('p1', number([first, 7]), 'decision.register_only');
    await scene.refuses('system', number([first, 7]), 'decision.not_signed');
    await scene.records('sec', await sign(first), [['decision.signed', { as: 'secretary' }]]);
    await scene.done('p1', await sign(second));
    // Signed when the session is over, too.
    await scene.done('p1', { type: 'session.close' });
    await scene.done('sec', await sign(second));
    await scene.refuses('system', number([first, 7], [second, 9]), 'decision.number_gap');
    await scene.refuses('desk', number([first, 7], [second, 7]), 'decision.number_gap');
    await scene.refuses('desk', number(['d999', 7]), 'tasks.unknown_decision');
    await scene.records('system', number([first, 7], [second, 8]), [
      ['decision.numbered', { decision: first, number: 7, label: '№ 7' }],
      ['decision.numbered', { decision: second, number: 8 }],
    ]);
    await scene.staysQuiet('system', number([first, 7], [second, 8]));
    await scene.refuses('system', number([first, 9]), 'decision.numbered');
    await scene.refuses('p3', remark('dissent', 's3', first), 'decision.numbered');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('REC-05: one that was taken up again is neither signed nor numbered', async () => {
    const scene = await meeting();
    const decision = await decided(scene);
    const { motion } = (await scene.state()).decisions[0]!;
    const [moved] = await scene.done('p3', {
      type: 'order.move',
      seat: 's3',
      procedure: { kind: 'reconsider', motion },
    });
    const [opened] = await scene.done('p1', {
      type: 'voting.open',
      motion: String(moved!.data.id),
      method: 'named',
      majority: 'two-thirds',
      closesInSeconds: null,
    });
    const voting = String(opened!.data.id);
    await scene.cast(voting, { s1: 'yes', s2: 'yes' });
    await scene.close(voting);
    await scene.refuses(
      'p1',
      { type: 'decision.sign', decision, hash: await hashOf(scene, decision) },
      'decision.reconsidered',
    );
    await scene.refuses('system', number([decision, 1]), 'decision.reconsidered');
  });

  test('SEC-16: dissent, reservation and explanation leave a hash, never their words', async () => {
    const scene = await meeting();
    const voting = await scene.vote();
    await scene.refuses('p3', remark('explanation', 's3', voting), 'decision.vote_open');
    await scene.cast(voting, { s1: 'yes', s2: 'yes', s3: 'no' });
    await scene.close(voting);
    const decision = (await scene.state()).decisions[0]!.id;
    await scene.refuses('p3', remark('dissent', 's4', decision), 'may.own_only');
    await scene.refuses('p3', remark('dissent', 's3', 'd999'), 'tasks.unknown_decision');
    await scene.refuses('p3', remark('explanation', 's3', 'v999'), 'voting.unknown');
    await scene.records('p3', remark('dissent', 's3', decision), [
      ['decision.remarked', { kind: 'dissent', seat: 's3', decision, voting, hash: HASH }],
    ]);
    await scene.staysQuiet('p3', remark('dissent', 's3', decision));
    await scene.refuses('p3', remark('dissent', 's3', decision, OTHER), 'decision.remarked_already');
    await scene.done('sec', remark('reservation', 's2', decision));
    await scene.done('p3', remark('explanation', 's3', voting));
    expect((await scene.state()).remarks?.map(one => one.kind)).toEqual(['dissent', 'reservation', 'explanation']);
  });

  test('SEC-16: by a seat that could vote; the mover does not explain the vote', async () => {
    const scene = await meeting();
    await scene.done('p5', { type: 'attendance.leave' });
    const [entry] = await scene.done('sec', { type: 'motion.submit', item: 'one', text: { ru: 'План' }, mover: 's3' });
    const [opened] = await scene.done('p1', {
      type: 'voting.open',
      motion: String(entry!.data.id),
      method: 'named',
      majority: 'simple',
      closesInSeconds: null,
    });
    const voting = String(opened!.data.id);
    await scene.cast(voting, { s1: 'yes' });
    await scene.close(voting);
    await scene.refuses('p5', remark('explanation', 's5', voting), 'decision.had_no_vote');
    await scene.refuses('p3', remark('explanation', 's3', voting), 'decision.mover_explains');
    const { decisions } = await scene.state();
    // A decision whose number is given is not taken up again.
    for (const who of ['p1', 'sec'])
      await scene.done(who, { type: 'decision.sign', decision: decisions[0]!.id, hash: decisions[0]!.hash });
    await scene.done('system', number([decisions[0]!.id, 1]));
    await scene.refuses(
      'p3',
      { type: 'order.move', seat: 's3', procedure: { kind: 'reconsider', motion: decisions[0]!.motion } },
      'decision.numbered',
    );
  });
});

describe('A task', () => {
  const set = (more: object = {}): ActInput => ({
    type: 'task.set',
    decision: null,
    text: { ru: 'Подготовить план' },
    responsible: 's3',
    due: '2026-03-10',
    ...more,
  });
  const act = (type: string, task: string, more: object = {}): ActInput => ({ type, task, ...more });

  test('has one responsible, those who help, one date or the next session', async () => {
    const scene = await meeting();
    await scene.refuses('sec', set({ co: ['s3'] }), 'tasks.seat_twice');
    await scene.refuses('sec', set({ co: ['s9'] }), 'roll.unknown_seat');
    await scene.refuses('sec', set({ control: 's9' }), 'roll.unknown_seat');
    await scene.refuses('sec', set({ next: true }), 'tasks.two_dates');
    await scene.records('sec', set({ co: ['s4'], due: null, next: true, report: 'written', control: 's2' }), [
      ['task.set', { co: ['s4'], next: true, report: 'written', control: 's2' }],
    ]);
  });

  test('is begun, reported on, sent back, accepted: by those whose it is, after the session too', async () => {
    const scene = await meeting();
    const [entry] = await scene.done('sec', set({ co: ['s4'], report: 'written', control: 's5' }));
    const task = String(entry!.data.id);
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p3', act('task.start', 't999'), 'tasks.unknown');
    await scene.refuses('p5', act('task.start', task), 'tasks.not_responsible');
    await scene.records('p4', act('task.start', task), [['task.started', { id: task }]]);
    await scene.staysQuiet('p3', act('task.start', task));
    await scene.refuses('p5', act('task.accept', task), 'tasks.other_state', { status: 'in_progress' });
    await scene.refuses('p3', act('task.report', task, { hash: null }), 'tasks.report_in_writing');
    await scene.records('p3', act('task.report', task, { hash: HASH }), [['task.reported', { hash: HASH }]]);
    await scene.staysQuiet('p3', act('task.report', task, { hash: HASH }));
    await scene.refuses('p3', act('task.return', task, { reason: 'late' }), 'may.bureau_only');
    await scene.records('p5', act('task.return', task, { reason: 'incomplete' }), [['task.returned']]);
    await scene.done('p3', act('task.report', task, { hash: OTHER }));
    await scene.refuses('p3', act('task.accept', task), 'may.bureau_only');
    await scene.records('sec', act('task.accept', task), [['task.accepted', { id: task }]]);
    await scene.staysQuiet('sec', act('task.accept', task));
    await scene.refuses('sec', act('task.withdraw', task, { reason: 'merged' }), 'tasks.other_state', {
      status: 'accepted',
    });
    expect(unfinishedTasks(await scene.state())).toEqual([]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('is overdue from the end of its day in the session’s zone, until it is reported', async () => {
    const scene = await meeting();
    const [entry] = await scene.done('sec', set());
    const task = String(entry!.data.id);
    const now = async (at: string, offset = 360) => taskState((await scene.state()).tasks[0]!, at, offset);
    expect(dateAt('2026-03-10T17:59:59.999Z', 360)).toBe('2026-03-10');
    expect(await now('2026-03-10T17:59:59.999Z')).toBe('open');
    expect(await now('2026-03-10T18:00:00.000Z')).toBe('overdue');
    expect(await now('2026-03-10T18:00:00.000Z', 180)).toBe('open');
    await scene.done('p3', act('task.start', task));
    expect(await now('2026-03-11T12:00:00.000Z')).toBe('overdue');
    await scene.done('p3', act('task.report', task, { hash: null }));
    expect(await now('2026-03-11T12:00:00.000Z')).toBe('reported');
  });

  test('unfinished, it is offered for the next agenda, with items not finished and motions not reached', async () => {
    const scene = await meeting();
    const [one] = await scene.done('sec', set({ due: null }));
    const [two] = await scene.done('sec', set({ due: null }));
    await scene.refuses('p3', act('task.withdraw', String(two!.data.id), { reason: 'mistaken' }), 'may.bureau_only');
    await scene.refuses('sec', act('task.withdraw', 't999', { reason: 'mistaken' }), 'tasks.unknown');
    await scene.records('sec', act('task.withdraw', String(two!.data.id), { reason: 'mistaken' }), [
      ['task.withdrawn'],
    ]);
    await scene.staysQuiet('sec', act('task.withdraw', String(two!.data.id), { reason: 'mistaken' }));
    const deferred = await scene.motion();
    await scene.done('p1', { type: 'motion.defer', motion: deferred, item: null, date: null });
    const lapsed = await scene.motion();
    await scene.done('p1', { type: 'session.close' });
    const { tasks, items, motions } = leftUndone(await scene.state());
    expect(tasks.map(each => each.id)).toEqual([one!.data.id]);
    expect(items.map(each => each.id)).toEqual(['two']);
    expect(motions.map(each => each.id)).toEqual([deferred, lapsed]);
  });
});
