import { describe, expect, test } from '@jest/globals';
import type { ActRule, Context } from '@kengesh/journal';
import { emitAll } from '../emit.js';
import { events } from '../events.js';
import type { State } from '../state.js';
import { meeting } from '../testing.suite.js';
import { closesProceedings, LATER_KINDS, laterKindOf, sealedActs } from './after-close.js';

/** Closed with an adopted decision, a task and a motion that is left. */
async function closed(procedure?: 1) {
  const scene = await meeting(procedure === undefined ? {} : { procedure });
  await scene.done('p1', { type: 'agenda.take', item: 'one' });
  const motion = await scene.motion();
  const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
  const voting = `v${(await scene.done('p1', open))[0]!.seq}`;
  for (const [who, seat] of [
    ['p2', 's2'],
    ['p3', 's3'],
  ] as const)
    await scene.done(who, { type: 'voting.cast', voting, seat, choice: 'yes' });
  await scene.done('p1', { type: 'voting.close', voting });
  const decision = (await scene.state()).decisions[0]!;
  const task = { type: 'task.set', decision: decision.id, text: { ru: 'Отчёт' }, responsible: 's2', due: null };
  await scene.done('sec', task);
  await scene.motion('Ещё одно');
  await scene.done('p1', { type: 'session.close' });
  return { scene, decision, voting };
}

describe('REC-22: the close seals the proceedings', () => {
  test('what follows is of the kinds that are listed', async () => {
    const { scene, decision, voting } = await closed();
    const closing = (await scene.entries()).findIndex(entry => closesProceedings(entry.type));
    const hash = 'a'.repeat(64);
    await scene.done('p3', { type: 'decision.remark', kind: 'explanation', seat: 's3', about: voting, hash });
    for (const who of ['p1', 'sec'])
      await scene.done(who, { type: 'decision.sign', decision: decision.id, hash: decision.hash });
    await scene.done('system', {
      type: 'decision.number',
      numbers: [{ decision: decision.id, number: 1, label: '1' }],
    });
    const task = (await scene.state()).tasks[0]!.id;
    await scene.done('p2', { type: 'task.start', task });
    await scene.done('p2', { type: 'task.report', task, hash: null });
    await scene.done('sec', { type: 'task.accept', task });
    await scene.done('sec', { type: 'attendance.correct', participant: 'p4', intervals: [], reason: 'clerk_error' });
    const later = (await scene.entries()).slice(closing + 1).map(entry => laterKindOf(entry.type));
    expect(later).toEqual([
      ...['closing', 'remarks', 'signatures', 'signatures', 'numbers'],
      ...['tasks', 'tasks', 'tasks', 'corrections'],
    ]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('nothing else is recorded, also where the rules of an act would let it; in procedure 1 those rules alone decide', async () => {
    const anywhere: ActRule<State> = {
      authorize: () => null,
      decide: () => emitAll(['task.started', { id: 't1' }], ['floor.withdrawn', { participant: 'p4' }]),
    };
    const { anywhere: sealed } = sealedActs({ anywhere });
    const context = { now: '2026-03-10T12:00:00.000Z', nextSeq: 100 } as Context;
    const decided = (state: State) => sealed.decide(state, { type: 'floor.any' } as never, context);
    expect(decided(await (await closed()).scene.state())).toEqual({ refused: 'session.closed', params: {} });
    for (const scene of [await meeting(), (await closed(1)).scene])
      expect(decided(await scene.state())).toEqual(anywhere.decide(await scene.state(), {} as never, context));
  });

  test('kinds are told of events there are, each kind of some; an unknown one is none of them', () => {
    const kinds = Object.keys(events).map(laterKindOf);
    expect([...new Set(kinds)].sort()).toEqual([...LATER_KINDS].sort());
    for (const type of ['constructor', 'voting.cast', 'session.closed', '']) expect(laterKindOf(type)).toBe('other');
  });
});
