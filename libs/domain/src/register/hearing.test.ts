import { describe, expect, test } from '@jest/globals';
import { createScene, meeting, type Scene, type SceneOptions } from '../testing.suite.js';
import { missedHearing } from './hearing.js';

const join = { type: 'attendance.join', mode: 'remote' };
const leave = { type: 'attendance.leave' };
const mark = (mustHearAll = true, item = 'one') => ({ type: 'agenda.mark', item, mustHearAll });
const recess = { type: 'session.recess', minutes: null };
const resume = { type: 'session.resume' };
const take = (item: string) => ({ type: 'agenda.take', item });

async function heard(options: SceneOptions = {}): Promise<Scene> {
  const scene = await meeting(options);
  await scene.done('sec', mark());
  return scene;
}
const missed = async (scene: Scene, seat = 's3', item: string | null = 'one') =>
  missedHearing(await scene.state(), seat, item, scene.now());
async function lineOf(scene: Scene, seat = 's3') {
  const voting = await scene.vote();
  return { voting, line: (await scene.state()).votings[voting]!.register.find(one => one.seat === seat) };
}
async function away(scene: Scene, seconds: number, who = 'p3') {
  await scene.done(who, leave);
  await scene.wait(seconds);
  await scene.done(who, join);
}

describe('PROC-15: an item that must be heard whole', () => {
  test('PROC-15, V33: a line lost for 45 s misses nothing, for 75 s the seat may not vote', async () => {
    for (const [seconds, why] of [
      [45, 'present'],
      [75, 'missed'],
    ] as const) {
      const scene = await heard();
      await scene.wait(10);
      await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
      await scene.wait(seconds);
      await scene.due();
      await scene.done('p3', join);
      const { voting, line } = await lineOf(scene);
      expect(line).toMatchObject({ entitled: why === 'present', why, participant: 'p3' });
      const cast = { type: 'voting.cast', voting, seat: 's3', choice: 'yes' };
      if (why === 'missed') await scene.refuses('p3', cast, 'voting.not_entitled', { why: 'missed' });
      else await scene.done('p3', cast);
      await scene.cast(voting, { s1: 'yes' });
      expect(await scene.close(voting)).toMatchObject({ present: why === 'missed' ? 4 : 5 });
      expect(await scene.brokenLaw()).toBeNull();
    }
  });

  test('PROC-15, PROC-12: it is one absence that counts, and just the grace is bridged', async () => {
    const scene = await heard();
    await away(scene, 60);
    await scene.wait(5);
    await away(scene, 60);
    expect(await missed(scene)).toBe(false);
    await away(scene, 61);
    expect(await missed(scene)).toBe(true);
    expect(await missed(scene, 's4')).toBe(false);
    expect((await lineOf(scene, 's4')).line).toMatchObject({ entitled: true, why: 'present' });
  });

  test('PROC-15: who came late missed the beginning; who was early missed nothing', async () => {
    const scene = await createScene().prepare();
    await scene.done('sec', mark());
    await scene.arrive('p1', 'p2', 'p3');
    await scene.done('p1', { type: 'session.open' });
    await scene.wait(600);
    await scene.arrive('p5');
    await scene.done('p1', take('one'));
    await scene.wait(75);
    expect(await missed(scene, 's4')).toBe(true);
    await scene.arrive('p4');
    expect(await missed(scene, 's4')).toBe(true);
    expect(await missed(scene, 's5')).toBe(false);
    const { voting, line } = await lineOf(scene, 's4');
    expect(line).toMatchObject({ entitled: false, why: 'missed' });
    expect((await scene.state()).votings[voting]!.register.map(one => one.why)).toEqual([
      'present',
      'present',
      'present',
      'missed',
      'present',
    ]);
  });

  test('PROC-15: leaving and coming back in a recess misses nothing; staying away after it does', async () => {
    const scene = await heard();
    await scene.wait(30);
    await scene.done('p1', recess);
    await scene.wait(5);
    await away(scene, 900);
    await scene.done('p4', leave);
    await scene.wait(5);
    expect(await missed(scene, 's4')).toBe(false);
    await scene.done('p1', resume);
    await scene.wait(70);
    await scene.done('p4', join);
    expect(await missed(scene)).toBe(false);
    expect(await missed(scene, 's4')).toBe(true);
  });

  test('PROC-15: of an absence across a recess only the time of the hearing counts', async () => {
    for (const [after, is] of [
      [20, false],
      [40, true],
    ] as const) {
      const scene = await heard();
      await scene.done('p3', leave);
      await scene.wait(30);
      await scene.done('p1', recess);
      await scene.wait(900);
      await scene.done('p1', resume);
      await scene.wait(after);
      await scene.done('p3', join);
      expect(await missed(scene)).toBe(is);
    }
  });

  test('PROC-15: the time another item was on is not missed of this one', async () => {
    const scene = await heard();
    await scene.done('p1', take('two'));
    await away(scene, 600);
    expect(await missed(scene)).toBe(false);
    await scene.done('p1', take('one'));
    expect(await missed(scene)).toBe(false);
    expect((await lineOf(scene)).line).toMatchObject({ entitled: true });
  });

  test('PROC-15: nothing is asked of other items, of a mark taken back, or of a seat nobody sits on', async () => {
    const scene = await heard({ vacant: ['s5'] });
    await away(scene, 75);
    expect(await missed(scene)).toBe(true);
    expect(await missed(scene, 's3', 'two')).toBe(false);
    expect(await missed(scene, 's3', null)).toBe(false);
    expect(await missed(scene, 'nobody')).toBe(false);
    await scene.done('sec', mark(false));
    expect(await missed(scene)).toBe(false);
    expect((await lineOf(scene)).line).toMatchObject({ entitled: true, why: 'present' });
  });

  test('PROC-15, PROC-08: a proxy hears for nobody', async () => {
    const proxy = { principal: 's3', holder: 's4', item: null, instruction: { kind: 'free' }, proof: 'D-17/2026' };
    for (const [seconds, why] of [
      [45, 'proxy'],
      [75, 'missed'],
    ] as const) {
      const scene = await createScene().prepare();
      await scene.done('sec', mark());
      await scene.arrive('p1', 'p2', 'p3', 'p4');
      await scene.done('p1', { type: 'session.open' });
      await scene.done('sec', { type: 'proxy.register', ...proxy });
      await scene.done('p1', take('one'));
      await scene.done('p3', leave);
      await scene.wait(seconds);
      expect((await lineOf(scene)).line).toMatchObject({ entitled: why === 'proxy', why });
    }
  });
});

describe('PROC-15: the mark of an item', () => {
  test('PROC-15: is the bureau’s, quiet where nothing changes, and public', async () => {
    const scene = await meeting();
    await scene.refuses('p3', mark(), 'may.bureau_only');
    await scene.refuses('sec', mark(true, 'nine'), 'agenda.unknown_item');
    await scene.staysQuiet('sec', mark(false));
    await scene.records('p2', mark(), [['agenda.marked', { item: 'one', mustHearAll: true }]]);
    await scene.staysQuiet('p1', mark());
    expect((await scene.state()).agenda.items.map(one => one.mustHearAll)).toEqual([true, undefined]);
    await scene.records('p1', mark(false), [['agenda.marked', { mustHearAll: false }]]);
    expect((await scene.state()).agenda.items[0]).not.toHaveProperty('mustHearAll');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-15: is settled before the first vote on the item, and stays when the session is prepared again', async () => {
    const scene = await createScene().prepare();
    await scene.done('sec', mark());
    await scene.prepare();
    expect((await scene.state()).agenda.items[0]).toMatchObject({ mustHearAll: true });
    await scene.arrive('p1', 'p2', 'p3');
    await scene.done('p1', { type: 'session.open' });
    await scene.done('p1', take('one'));
    const voting = await scene.vote();
    await scene.refuses('sec', mark(false), 'agenda.voted_on');
    await scene.staysQuiet('sec', mark());
    await scene.close(voting);
    await scene.refuses('sec', mark(false), 'agenda.voted_on');
    await scene.done('sec', mark(true, 'two'));
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('sec', mark(false, 'two'), 'session.not_open');
  });
});
