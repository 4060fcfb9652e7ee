import { describe, expect, test } from '@jest/globals';
import { limitsOf, speakersMode, speakersOrder } from '../index.js';
import { type ActInput, meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const ask = (more: object = {}): ActInput => ({ type: 'floor.ask', ...more });
const give = (participant: string, seconds: number | null = null) => ({ type: 'floor.give', participant, seconds });
const mode = (to: string) => ({ type: 'floor.mode', mode: to });
const limit = (limits: object): ActInput => ({ type: 'floor.limit', limits: limits as never });
const end = { type: 'floor.end' };
const order = async (scene: Scene) => speakersOrder(await scene.state()).map(one => one.participant);
async function says(scene: Scene, who: string, seconds = 10) {
  await scene.done('p1', give(who));
  await scene.wait(seconds);
  await scene.done('p1', end);
}
/** s1, s4: KG; s2, s5: RU; s3: UZ. */
const STATES: SceneOptions = {
  change: one => ({
    ...one,
    seats: one.seats.map((seat, index) => ({ ...seat, delegation: ['KG', 'RU', 'UZ', 'KG', 'RU'][index]! })),
  }),
};

describe('The order of speakers', () => {
  test('PROC-26: remarks on the speech first, replies at the end; one request at a time', async () => {
    const scene = await meeting();
    await scene.done('p2', ask({ kind: 'reply' }));
    await scene.done('p3', ask());
    await scene.done('p4', ask({ kind: 'intervention' }));
    await scene.done('sec', { type: 'floor.enter', participant: 'p5', kind: 'speech', stance: 'against' });
    expect(speakersOrder(await scene.state()).map(one => [one.participant, one.kind, one.entered])).toEqual([
      ['p4', 'intervention', false],
      ['p3', 'speech', false],
      ['p5', 'speech', true],
      ['p2', 'reply', false],
    ]);
    await scene.staysQuiet('p3', ask({ kind: 'speech' }));
    await scene.refuses('p3', ask({ kind: 'reply' }), 'floor.asked_already');
    // What the chair put in order stands against it.
    await scene.done('p1', { type: 'floor.move', order: ['p2', 'p3', 'p4', 'p5'], reason: 'agreed' });
    expect(await order(scene)).toEqual(['p2', 'p3', 'p4', 'p5']);
  });

  test('PROC-26: for and against in turn', async () => {
    const scene = await meeting();
    await scene.refuses('sec', mode('proContra'), 'may.presiding_only');
    await scene.records('p1', mode('proContra'), [['floor.modeSet', { mode: 'proContra' }]]);
    await scene.staysQuiet('p1', mode('proContra'));
    for (const [who, stance] of [
      ['p2', 'neutral'],
      ['p3', 'for'],
      ['p4', 'for'],
      ['p5', 'against'],
    ] as const)
      await scene.done(who, ask({ stance }));
    expect(await order(scene)).toEqual(['p3', 'p5', 'p4', 'p2']);
    await says(scene, 'p3');
    expect(await order(scene)).toEqual(['p5', 'p4', 'p2']);
    await says(scene, 'p5');
    expect(await order(scene)).toEqual(['p4', 'p2']);
  });

  test('PROC-26: those who have not spoken first; the delegation heard least; the states in turn', async () => {
    const scene = await meeting(STATES);
    await scene.done('p1', mode('firstTime'));
    await says(scene, 'p4');
    for (const who of ['p4', 'p5', 'p2', 'p3']) await scene.done(who, ask());
    expect(await order(scene)).toEqual(['p5', 'p2', 'p3', 'p4']);
    await scene.done('p1', mode('delegation'));
    // KG was heard; of RU and UZ each once before RU again.
    expect(await order(scene)).toEqual(['p5', 'p3', 'p4', 'p2']);
    await scene.done('p1', mode('roundRobin'));
    expect(await order(scene)).toEqual(['p5', 'p3', 'p4', 'p2']);
    await scene.done('p1', mode('fifo'));
    expect(await order(scene)).toEqual(['p4', 'p5', 'p2', 'p3']);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-26: as the rules say, where nothing was set', async () => {
    const scene = await meeting({ rules: { debate: { speakers: 'firstTime' } } });
    expect(speakersMode(await scene.state())).toBe('firstTime');
    await says(scene, 'p3');
    for (const who of ['p3', 'p4']) await scene.done(who, ask());
    expect(await order(scene)).toEqual(['p4', 'p3']);
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p1', mode('fifo'), 'session.not_open');
    await scene.refuses('p1', limit({}), 'session.not_open');
  });
});

test('PROC-09: a seat recused from the item does not speak on it, where the rules say so', async () => {
  const scene = await meeting({ rules: { representation: { recusedMaySpeak: false } } });
  await scene.done('p3', { type: 'seat.recuse', seat: 's3', item: 'two' });
  await scene.done('p1', { type: 'agenda.take', item: 'two' });
  await scene.refuses('p3', ask(), 'floor.recused');
  // It may still say that the rules are broken.
  await scene.records('p3', { type: 'order.point', about: 'procedure' }, [['order.pointRaised']]);
});

describe('Limits of speaking', () => {
  test('PROC-26: of one speech, of speeches and of all the time on an item', async () => {
    const scene = await meeting();
    await scene.refuses('sec', limit({ speeches: 1 }), 'may.presiding_only');
    await scene.records('p1', limit({ seconds: 60, speeches: 2, total: 90 }), [['floor.limited']]);
    await scene.staysQuiet('p1', limit({ seconds: 60, speeches: 2, total: 90 }));
    await scene.records('p1', give('p3', 300), [['floor.given', { seconds: 60 }]]);
    await scene.wait(50);
    await scene.done('p1', end);
    await scene.records('p1', give('p3'), [['floor.given', { seconds: 40 }]]);
    await scene.wait(40);
    await scene.done('p1', end);
    expect((await scene.state()).floor.spoken).toEqual([
      { participant: 'p3', item: 'one', seconds: 50 },
      { participant: 'p3', item: 'one', seconds: 40 },
    ]);
    await scene.refuses('p3', ask(), 'floor.limit_speeches', { limit: 2 });
    await scene.done('p1', limit({ total: 90 }));
    await scene.refuses('p1', give('p3'), 'floor.limit_time', { limit: 90 });
    // Another item, another measure; and limits are lifted.
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.done('p3', ask());
    await scene.done('p1', limit({}));
    expect(limitsOf(await scene.state())).toEqual({});
  });

  test('PROC-26: the right of reply is limited in number and time', async () => {
    const scene = await meeting({ rules: { debate: { replies: 1, replySeconds: 60 } } });
    await scene.done('p3', ask({ kind: 'reply' }));
    await scene.records('p1', give('p3'), [['floor.given', { kind: 'reply', seconds: 60 }]]);
    await scene.done('p1', end);
    await scene.refuses('p3', ask({ kind: 'reply' }), 'floor.limit_replies', { limit: 1 });
    await scene.done('p3', ask());
  });

  test('PROC-26: a closed list takes nobody but replies, and is open again with the next item', async () => {
    const scene = await meeting();
    await scene.done('p3', ask());
    await scene.refuses('p3', { type: 'floor.closeList' }, 'may.presiding_only');
    await scene.staysQuiet('p1', { type: 'floor.openList' });
    await scene.records('p1', { type: 'floor.closeList' }, [['floor.listClosed']]);
    await scene.staysQuiet('p1', { type: 'floor.closeList' });
    await scene.refuses('p4', ask(), 'floor.list_closed');
    await scene.done('p4', ask({ kind: 'reply' }));
    const closed = { type: 'agenda.debate', item: 'one', debate: 'closed' };
    await scene.refuses('p1', closed, 'agenda.speakers_wait');
    await scene.done('sec', { type: 'floor.withdraw', participant: 'p3' });
    await scene.refuses('p1', { ...closed, item: 'nine' }, 'agenda.unknown_item');
    await scene.refuses('sec', closed, 'may.presiding_only');
    await scene.records('p1', closed, [['agenda.debateSet', { debate: 'closed' }]]);
    await scene.staysQuiet('p1', closed);
    await scene.refuses('p1', give('p5'), 'floor.debate_closed');
    await scene.done('p1', give('p4'));
    await scene.records('p1', { type: 'agenda.take', item: 'two' }, [
      ['agenda.finished'],
      ['agenda.taken'],
      ['floor.listOpened'],
    ]);
    await scene.records('p1', { type: 'floor.closeList' }, [['floor.listClosed']]);
    await scene.records('p1', { type: 'floor.openList' }, [['floor.listOpened']]);
  });
});

describe('A speaker whose line is lost', () => {
  const lost = { type: 'attendance.lineLost', participant: 'p3' };
  const found = { type: 'attendance.lineBack', participant: 'p3' };

  test('PROC-26: is waited for; back in time, goes on', async () => {
    const scene = await meeting();
    await scene.done('p1', give('p3', 100));
    await scene.wait(20);
    await scene.records('system', lost, [['attendance.lost'], ['floor.paused', { reason: 'lost' }]]);
    await scene.wait(30);
    await scene.records('system', found, [['attendance.returned'], ['floor.resumed']]);
    expect((await scene.state()).floor.holder).toMatchObject({ endsAt: '2026-03-10T08:02:10.000Z', pausedAt: null });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-26: not back within the grace: the next speaks, and the lost one stands first on return', async () => {
    const scene = await meeting({ rules: { debate: { reconnectGrace: 40 } } });
    await scene.done('p4', ask());
    await scene.done('p1', give('p3', 100));
    await scene.wait(20);
    await scene.done('system', lost);
    const pausedAt = scene.now();
    const out = { type: 'floor.lostOut', participant: 'p3', pausedAt };
    await scene.refuses('p1', out, 'may.system_only');
    await scene.wait(39);
    await scene.staysQuiet('system', out);
    await scene.wait(1);
    expect((await scene.due()).map(one => [one.type, one.data.reason])).toEqual([['floor.ended', 'lost']]);
    await scene.staysQuiet('system', out);
    await scene.done('p1', give('p4', 60));
    await scene.done('p5', ask());
    await scene.records('system', found, [['attendance.returned'], ['floor.asked', { returned: true, left: 80 }]]);
    expect(speakersOrder(await scene.state())[0]).toMatchObject({ participant: 'p3', why: 'returned' });
    await scene.records('p1', give('p3'), [['floor.ended'], ['floor.given', { seconds: 80 }]]);
    expect((await scene.state()).floor.kept).toEqual([]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-26: gone with the grace of presence, the place is kept until the next item', async () => {
    const scene = await meeting();
    await scene.done('p1', give('p3', 100));
    await scene.done('system', lost);
    await scene.wait(60);
    await scene.due();
    expect((await scene.state()).floor.kept).toMatchObject([{ participant: 'p3' }]);
    await scene.records('p3', { type: 'attendance.join', mode: 'remote' }, [
      ['attendance.arrived'],
      ['floor.asked', { participant: 'p3', returned: true }],
    ]);
    await scene.done('p1', give('p3', 100));
    await scene.done('system', lost);
    await scene.wait(60);
    await scene.due();
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.records('p3', { type: 'attendance.join', mode: 'remote' }, [['attendance.arrived']]);
  });
});
