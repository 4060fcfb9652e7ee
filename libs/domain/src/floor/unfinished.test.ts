import { describe, expect, test } from '@jest/globals';
import { speakersOrder } from '../index.js';
import { type ActInput, meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const give = (participant: string, seconds: number | null = null) => ({ type: 'floor.give', participant, seconds });
const limit = (limits: object): ActInput => ({ type: 'floor.limit', limits: limits as never });
const take = (item: string) => ({ type: 'agenda.take', item });
const lost = { type: 'attendance.lineLost', participant: 'p3' };
const found = { type: 'attendance.lineBack', participant: 'p3' };
const resume = { type: 'floor.resume' };
const end = { type: 'floor.end' };
const point = { type: 'order.point', about: 'procedure' };

/** p3 was given a minute, and the line broke after a second and a half; the place is kept. */
async function brokenOff(options: SceneOptions = {}, limits: object = { speeches: 1 }): Promise<Scene> {
  const scene = await meeting({ ...options, rules: { debate: { reconnectGrace: 40 }, ...options.rules } });
  await scene.done('p1', limit(limits));
  await scene.done('p1', give('p3', 60));
  scene.wait(1.5);
  await scene.done('system', lost);
  scene.wait(40);
  await scene.due();
  return scene;
}
const floor = async (scene: Scene) => (await scene.state()).floor;

describe('A speech that the line broke off', () => {
  test('PROC-33: is finished where one speech is all that is allowed, with the time that was left', async () => {
    const scene = await brokenOff();
    expect((await floor(scene)).kept).toEqual([{ participant: 'p3', item: 'one', left: 58 }]);
    await scene.records('system', found, [['attendance.returned'], ['floor.asked', { returned: true, left: 58 }]]);
    expect(speakersOrder(await scene.state())[0]).toMatchObject({ participant: 'p3', why: 'returned' });
    await scene.records('p1', give('p3'), [['floor.given', { seconds: 58, item: 'one', resumes: true }]]);
    scene.wait(30);
    await scene.done('p1', end);
    expect((await floor(scene)).spoken).toEqual([{ participant: 'p3', item: 'one', seconds: 32, pieces: 2 }]);
    await scene.refuses('p3', { type: 'floor.ask' }, 'floor.limit_speeches', { limit: 1 });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-33: in a session of the first procedure it counts as a second speech, as it did', async () => {
    const scene = await brokenOff({ procedure: 1 });
    await scene.done('system', found);
    await scene.refuses('p1', give('p3'), 'floor.limit_speeches', { limit: 1 });
  });

  test('PROC-33: however often the line breaks, also before the floor is given again', async () => {
    const scene = await brokenOff({}, { speeches: 1, seconds: 60, total: 60 });
    scene.wait(60);
    await scene.due();
    for (const used of [10, 20]) {
      await scene.records('p3', { type: 'attendance.join', mode: 'remote' }, [
        ['attendance.arrived'],
        ['floor.asked', { returned: true }],
      ]);
      // Gone again while waiting: the place is kept once more.
      await scene.done('system', lost);
      scene.wait(60);
      expect((await scene.due()).map(entry => [entry.type, entry.data.kept])).toEqual([
        ['attendance.left', undefined],
        ['floor.withdrawn', true],
      ]);
      await scene.done('p3', { type: 'attendance.join', mode: 'remote' });
      await scene.done('p1', give('p3', 300));
      scene.wait(used);
      await scene.done('system', lost);
      scene.wait(60);
      await scene.due();
    }
    const { kept, spoken } = await floor(scene);
    expect(kept).toEqual([{ participant: 'p3', item: 'one', left: 28 }]);
    expect(spoken).toEqual([{ participant: 'p3', item: 'one', seconds: 32, pieces: 3 }]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-33: nothing of it is lost where the chair gives the floor to the next instead of waiting', async () => {
    for (const act of [end, give('p4')]) {
      const scene = await meeting();
      await scene.done('p1', limit({ speeches: 1 }));
      await scene.done('p1', give('p3', 60));
      scene.wait(20);
      await scene.done('system', lost);
      scene.wait(5);
      const [ended] = await scene.done('p1', act);
      expect(ended!.data).toEqual({ participant: 'p3', reason: 'lost', left: 40 });
      await scene.done('system', found);
      await scene.records('p1', give('p3'), [
        ...(act === end ? [] : [['floor.ended', { participant: 'p4', reason: 'chair' }] as const]),
        ['floor.given', { seconds: 40, resumes: true }],
      ]);
    }
  });

  test('PROC-33: the total time and what the chair granted beyond it are the same speech', async () => {
    const scene = await meeting();
    await scene.done('p1', limit({ total: 60, seconds: 60 }));
    await scene.done('p1', give('p3', 60));
    await scene.done('p1', { type: 'floor.extend', seconds: 60 });
    scene.wait(70);
    await scene.done('system', lost);
    await scene.done('p1', end);
    await scene.done('system', found);
    await scene.records('p1', give('p3', 300), [['floor.given', { seconds: 50 }]]);
    await scene.done('p1', end);
    await scene.refuses('p1', give('p3'), 'floor.limit_time', { limit: 60 });
  });

  test('PROC-33: a reply is resumed as a reply, with its side', async () => {
    const scene = await meeting({ rules: { debate: { replies: 1, replySeconds: 60 } } });
    await scene.done('p3', { type: 'floor.ask', kind: 'reply', stance: 'against' });
    await scene.done('p1', give('p3'));
    scene.wait(10);
    await scene.done('system', lost);
    await scene.done('p1', end);
    // Asked for anew while the place is kept, it is the place.
    await scene.records('p3', { type: 'floor.ask', kind: 'reply' }, [
      ['floor.asked', { kind: 'reply', stance: 'against', returned: true, left: 50 }],
    ]);
    await scene.records('p1', give('p3'), [
      ['floor.given', { kind: 'reply', stance: 'against', seconds: 50, resumes: true }],
      // Given while the line is lost still, the clock waits for it.
      ['floor.paused', { reason: 'lost' }],
    ]);
    await scene.records('system', found, [['attendance.returned'], ['floor.resumed']]);
    await scene.done('p1', end);
    await scene.refuses('p3', { type: 'floor.ask', kind: 'reply' }, 'floor.limit_replies', { limit: 1 });
  });

  test('PROC-33: is finished when its item is on again, not on another one', async () => {
    const scene = await brokenOff();
    await scene.done('p1', take('two'));
    await scene.records('system', found, [['attendance.returned']]);
    await scene.records('p1', give('p3', 60), [['floor.given', { seconds: 60, item: 'two' }]]);
    await scene.done('p1', end);
    await scene.records('p1', take('one'), [
      ['agenda.finished'],
      ['agenda.taken'],
      ['floor.asked', { participant: 'p3', returned: true, left: 58, item: 'one' }],
    ]);
    // And leaves the list again with the item.
    await scene.records('p1', take('two'), [
      ['agenda.finished'],
      ['floor.withdrawn', { participant: 'p3', kept: true }],
      ['agenda.taken'],
    ]);
    expect((await floor(scene)).queue).toEqual([]);
    await scene.done('p1', take('one'));
    await scene.records('p1', give('p3'), [['floor.given', { seconds: 58, resumes: true }]]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-33: waits for the debate to be opened again where it was put off meanwhile', async () => {
    const scene = await brokenOff();
    await scene.done('system', found);
    const [moved] = await scene.done('p4', { type: 'order.move', seat: 's4', procedure: { kind: 'adjournDebate' } });
    await scene.done('p1', { type: 'order.grant', motion: String(moved!.data.id) });
    expect((await floor(scene)).queue).toEqual([]);
    await scene.records('p1', { type: 'agenda.debate', item: 'one', debate: 'open' }, [
      ['agenda.debateSet'],
      ['floor.asked', { participant: 'p3', left: 58 }],
    ]);
  });

  test('PROC-33: given up by the speaker, or struck off by the bureau, it is over', async () => {
    const scene = await brokenOff();
    await scene.records('sec', { type: 'floor.withdraw', participant: 'p3' }, [['floor.withdrawn']]);
    expect((await floor(scene)).kept).toEqual([]);
    await scene.records('system', found, [['attendance.returned']]);
    await scene.refuses('p1', give('p3'), 'floor.limit_speeches');
    const other = await brokenOff();
    await other.done('system', found);
    await other.done('p3', { type: 'floor.withdraw', participant: 'p3' });
    await other.refuses('p3', { type: 'floor.ask' }, 'floor.limit_speeches');
  });

  test('PROC-33: in the order of speakers it is heard once, where it began', async () => {
    const scene = await brokenOff({}, {});
    await scene.done('p1', { type: 'floor.mode', mode: 'firstTime' });
    await scene.done('system', found);
    await scene.done('p1', give('p3'));
    await scene.done('p1', end);
    for (const who of ['p3', 'p4']) await scene.done(who, { type: 'floor.ask' });
    expect(speakersOrder(await scene.state()).map(speaker => speaker.participant)).toEqual(['p4', 'p3']);
  });
});

describe('The clock of a speaker without a line', () => {
  test('PROC-33: does not run after a point of order, until the line is back', async () => {
    const scene = await meeting();
    await scene.done('p1', give('p3', 60));
    scene.wait(10);
    const [raised] = await scene.done('p4', point);
    await scene.done('p1', give('p4'));
    scene.wait(5);
    await scene.done('system', lost);
    scene.wait(5);
    await scene.records('p1', { type: 'order.rule', point: String(raised!.data.id), ruling: 'upheld' }, [
      ['order.ruled'],
      ['floor.ended', { participant: 'p4' }],
      ['floor.resumed'],
      ['floor.paused', { reason: 'lost' }],
    ]);
    scene.wait(5);
    await scene.refuses('p1', resume, 'floor.line_lost');
    await scene.records('system', found, [['attendance.returned'], ['floor.resumed']]);
    expect((await floor(scene)).holder).toMatchObject({ pausedAt: null, endsAt: '2026-03-10T08:01:15.000Z' });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-33: does not run over a point of order either when the line comes back in it', async () => {
    const scene = await meeting();
    await scene.done('p1', give('p3', 60));
    scene.wait(10);
    await scene.done('system', lost);
    const [raised] = await scene.done('p4', point);
    scene.wait(5);
    await scene.records('system', found, [
      ['attendance.returned'],
      ['floor.resumed'],
      ['floor.paused', { reason: 'point' }],
    ]);
    scene.wait(5);
    await scene.records('p1', { type: 'order.rule', point: String(raised!.data.id), ruling: 'upheld' }, [
      ['order.ruled'],
      ['floor.resumed'],
    ]);
    expect((await floor(scene)).holder).toMatchObject({ endsAt: '2026-03-10T08:01:10.000Z' });
  });

  test('PROC-33: goes on where the line came back while another spoke to a point of order', async () => {
    const scene = await meeting();
    await scene.done('p1', give('p3', 60));
    await scene.done('system', lost);
    const [raised] = await scene.done('p4', point);
    await scene.done('p1', give('p4'));
    await scene.done('system', found);
    scene.wait(5);
    await scene.records('p1', { type: 'order.rule', point: String(raised!.data.id), ruling: 'upheld' }, [
      ['order.ruled'],
      ['floor.ended', { participant: 'p4' }],
      ['floor.resumed'],
    ]);
    expect((await floor(scene)).holder).toMatchObject({ participant: 'p3', endsAt: '2026-03-10T08:01:05.000Z' });
  });

  test('PROC-33: back on the line in a recess, the speaker keeps the floor and is not put off', async () => {
    const scene = await meeting({ rules: { debate: { reconnectGrace: 40 } } });
    await scene.done('p1', give('p3', 60));
    scene.wait(10);
    await scene.done('system', lost);
    const pausedAt = scene.now();
    await scene.done('p1', { type: 'session.recess', minutes: null });
    scene.wait(10);
    await scene.done('system', found);
    await scene.staysQuiet('system', { type: 'floor.lostOut', participant: 'p3', pausedAt });
    scene.wait(600);
    expect(await scene.due()).toEqual([]);
    await scene.done('p1', { type: 'session.resume' });
    await scene.records('p1', resume, [['floor.resumed']]);
    expect((await floor(scene)).holder).toMatchObject({ participant: 'p3', endsAt: '2026-03-10T08:11:10.000Z' });
  });
});
