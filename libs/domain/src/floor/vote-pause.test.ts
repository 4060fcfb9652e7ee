import { describe, expect, test } from '@jest/globals';
import { meeting } from '../testing.suite.js';

const give = (participant: string) => ({ type: 'floor.give', participant, seconds: 120 });
const motion = async (scene: Awaited<ReturnType<typeof meeting>>): Promise<string> => {
  const [entry] = await scene.done('p1', { type: 'motion.submit', item: 'one', text: { ru: 'Текст' }, mover: null });
  return String(entry!.data.id);
};
const open = (id: string) => ({
  type: 'voting.open',
  motion: id,
  method: 'named',
  majority: 'present',
  closesInSeconds: null,
});

describe('A speech while the meeting votes', () => {
  test('PROC-38: opening a vote pauses it; it goes on after the close, with the time it had', async () => {
    const scene = await meeting();
    const id = await motion(scene);
    await scene.done('p1', give('p3'));
    await scene.wait(20);
    await scene.records('p1', open(id), [['voting.opened'], ['motion.put'], ['floor.paused', {}]]);
    expect((await scene.state()).floor.holder).toMatchObject({ participant: 'p3', pausedAt: scene.now() });
    await scene.refuses('p1', { type: 'floor.resume' }, 'floor.voting_runs');
    await scene.wait(300);
    expect(await scene.due()).toEqual([]);
    const [voting] = Object.keys((await scene.state()).votings);
    await scene.close(voting!);
    await scene.records('p1', { type: 'floor.resume' }, [['floor.resumed']]);
    const { holder } = (await scene.state()).floor;
    expect(Date.parse(holder!.endsAt) - Date.parse(scene.now())).toBe(100_000);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-38: a speaker whose line comes back during the vote goes on after it, and loses nothing', async () => {
    const scene = await meeting();
    const id = await motion(scene);
    await scene.done('p1', give('p3'));
    await scene.wait(20);
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.done('p1', open(id));
    await scene.wait(5);
    await scene.records('system', { type: 'attendance.lineBack', participant: 'p3' }, [
      ['attendance.returned'],
      ['floor.resumed'],
      ['floor.paused', {}],
    ]);
    const { holder } = (await scene.state()).floor;
    expect(holder).toMatchObject({ participant: 'p3', pausedAt: scene.now() });
    expect(holder).not.toHaveProperty('pausedFor');
    await scene.wait(600);
    expect((await scene.due()).map(entry => entry.type)).toEqual([]);
    expect(Date.parse(holder!.endsAt) - Date.parse(holder!.pausedAt!)).toBe(100_000);
  });

  test('PROC-38: what is paused already is not paused twice, and a vote by correspondence pauses nothing', async () => {
    const scene = await meeting({ rules: { ballots: { writtenLeastMinutes: 1 } } });
    await scene.done('p1', give('p3'));
    const byPost = {
      type: 'voting.openWritten',
      motion: await motion(scene),
      method: 'named',
      majority: 'present',
      closesAt: new Date(Date.parse(scene.now()) + 86_400_000).toISOString(),
    };
    await scene.records('p1', byPost, [['voting.opened'], ['motion.put']]);
    expect((await scene.state()).floor.holder?.pausedAt).toBeNull();
    await scene.done('p1', { type: 'floor.pause' });
    await scene.records('p1', { type: 'floor.resume' }, [['floor.resumed']]);
    await scene.done('p1', { type: 'floor.pause' });
    await scene.records('p1', open(await motion(scene)), [['voting.opened'], ['motion.put']]);
  });

  test('PROC-38: a session of procedure 1 goes on as it did: the speech runs on beside the vote', async () => {
    const scene = await meeting({ procedure: 1 });
    const id = await motion(scene);
    await scene.done('p1', give('p3'));
    await scene.records('p1', open(id), [['voting.opened'], ['motion.put']]);
    await scene.done('p1', { type: 'floor.pause' });
    await scene.records('p1', { type: 'floor.resume' }, [['floor.resumed']]);
  });
});
