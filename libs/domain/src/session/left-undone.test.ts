import { describe, expect, test } from '@jest/globals';
import { leftUndone } from '../index.js';
import { meeting } from '../testing.suite.js';

const close = { type: 'session.close' };

describe('PROC-35: what a session leaves undone', () => {
  test('is there before the close, and stays after it', async () => {
    const scene = await meeting({ rules: { tie: 'revote' } });
    const adopted = await scene.vote();
    await scene.cast(adopted, { s1: 'yes', s3: 'yes' });
    await scene.close(adopted);
    const tied = await scene.vote();
    await scene.cast(tied, { s1: 'yes', s3: 'no' });
    await scene.close(tied);
    const voided = await scene.motion();
    const open = { motion: voided, method: 'named', majority: 'simple', closesInSeconds: null };
    const [opened] = await scene.done('p1', { type: 'voting.open', ...open });
    await scene.done('p1', { type: 'voting.void', voting: String(opened!.data.id), reason: 'irregular' });
    const never = await scene.motion('Принять доклад', 'two');
    const [called] = await scene.done('p1', {
      ...{ type: 'election.call', office: { id: 'board', title: { ru: 'Правление' } }, seats: 1 },
      ...{ method: 'block_plurality', onTie: 'runoff', term: null },
    });
    await scene.done('p4', { type: 'floor.ask' });
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: 60 });
    scene.wait(10);
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.done('p1', { type: 'floor.end' });
    const expected = {
      items: ['two'],
      motions: [voided, never],
      ties: [tied],
      elections: [String(called!.data.id)],
      decisions: [adopted],
      speakers: [
        { participant: 'p4', item: 'one' },
        { participant: 'p3', item: 'one' },
      ],
    };
    const found = async () => {
      const { items, motions, ties, elections, decisions, speakers } = leftUndone(await scene.state());
      const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
      return {
        ...{ items: ids(items), motions: ids(motions), ties: ids(ties), elections: ids(elections), speakers },
        decisions: decisions.map(decision => decision.voting),
      };
    };
    expect(await found()).toEqual(expected);
    const entries = await scene.done('p1', close);
    expect(entries.find(entry => entry.type === 'session.closed')?.data).toEqual({ unheard: expected.speakers });
    expect(await found()).toEqual(expected);
    // Signed by both, a decision is not owed any more.
    const [decision] = (await scene.state()).decisions;
    for (const who of ['p1', 'sec'])
      await scene.done(who, { type: 'decision.sign', decision: decision!.id, hash: decision!.hash });
    expect((await found()).decisions).toEqual([]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('is nothing where everything was done; a second vote that was held is no tie any more', async () => {
    const scene = await meeting({ rules: { tie: 'revote' } });
    const voting = await scene.vote();
    await scene.cast(voting, { s1: 'yes', s3: 'no' });
    await scene.close(voting);
    const motion = (await scene.state()).votings[voting]!.motion!.id;
    const open = { motion, method: 'named', majority: 'simple', closesInSeconds: null };
    const [again] = await scene.done('p1', { type: 'voting.open', ...open });
    await scene.cast(String(again!.data.id), { s1: 'no', s3: 'no' });
    await scene.close(String(again!.data.id));
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.records('p1', close, [
      ['agenda.finished'],
      ...Array.from({ length: 8 }, () => ['attendance.left'] as const),
      ['session.closed'],
    ]);
    const { tasks, ...rest } = leftUndone(await scene.state());
    expect(tasks).toEqual([]);
    expect(Object.values(rest).flat()).toEqual([]);
  });

  test('in a session of the first procedure the closing entry is as it was', async () => {
    const scene = await meeting({ procedure: 1 });
    await scene.done('p4', { type: 'floor.ask' });
    expect((await scene.done('p1', close)).at(-1)?.data).toEqual({});
  });
});
