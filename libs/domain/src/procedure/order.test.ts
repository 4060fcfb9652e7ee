import { describe, expect, test } from '@jest/globals';
import { PROCEDURES, pendingProcedures, speakersOrder } from '../index.js';
import { type ActInput, meeting, type Scene } from '../testing.suite.js';

const move = (seat: string, procedure: object): ActInput => ({
  type: 'order.move',
  seat,
  procedure: procedure as never,
});
const open = (motion: string, majority = 'simple', method = 'named') => ({
  type: 'voting.open',
  motion,
  method,
  majority,
  closesInSeconds: null,
});
const grant = (motion: string) => ({ type: 'order.grant', motion });
const point = (about = 'procedure') => ({ type: 'order.point', about });
const rule = (id: string, ruling = 'upheld') => ({ type: 'order.rule', point: id, ruling });
const appeal = (id: string, seat = 's3') => ({ type: 'order.appeal', point: id, seat });

async function made(scene: Scene, who: string, act: ActInput): Promise<string> {
  const [entry] = await scene.done(who, act);
  return String(entry!.data.id);
}
async function vote(scene: Scene, motion: string, choice: 'yes' | 'no', majority = 'simple') {
  const voting = await made(scene, 'p1', open(motion, majority));
  await scene.cast(voting, { s1: choice, s2: choice, s3: choice });
  return scene.done('p1', { type: 'voting.close', voting });
}
const types = (entries: readonly { type: string }[]) => entries.map(one => one.type);

describe('Procedural motions', () => {
  test('PROC-25: go before all others, in their precedence', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    const list = await made(scene, 'p3', move('s3', { kind: 'closeList' }));
    await scene.refuses('p1', open(motion), 'order.procedure_first', { motion: list });
    const close = await made(scene, 'p4', move('s4', { kind: 'closeDebate' }));
    await scene.refuses('p1', open(list), 'order.precedence', { motion: close });
    await scene.refuses('p1', grant(list), 'order.precedence', { motion: close });
    const recess = await made(scene, 'p5', move('s5', { kind: 'suspend', minutes: 10 }));
    expect(pendingProcedures(await scene.state()).map(one => one.id)).toEqual([recess, close, list]);
    await scene.refuses('p4', move('s4', { kind: 'adjourn' }), 'order.precedence', { motion: recess });
    await scene.refuses('p4', move('s4', { kind: 'suspend', minutes: 10 }), 'order.moved_already');
    expect(PROCEDURES.closeDebate).toEqual({ rank: 4, for: 0, against: 2, immediate: false });
    // Suspension is put at once: nobody speaks before it.
    await scene.refuses('p1', { type: 'floor.give', participant: 'p3', seconds: null }, 'order.vote_now', {
      motion: recess,
    });
    expect(types(await vote(scene, recess, 'no'))).toEqual(['voting.closed', 'motion.decided']);
    expect(types(await vote(scene, close, 'yes'))).toEqual(['voting.closed', 'motion.decided', 'agenda.debateSet']);
    expect(types(await scene.done('p1', grant(list)))).toEqual(['order.granted', 'floor.listClosed']);
    await vote(scene, motion, 'yes');
    expect((await scene.state()).decisions.map(one => one.motion)).toEqual([motion]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-25, PROC-26: a motion to limit time leaves the other limits of the rules as they are', async () => {
    const scene = await meeting({ rules: { debate: { limits: { speeches: 2, total: 600 } } } });
    const motion = await made(scene, 'p3', move('s3', { kind: 'limitTime', seconds: 60 }));
    await scene.records('p1', grant(motion), [
      ['order.granted'],
      ['floor.limited', { limits: { seconds: 60, speeches: 2, total: 600 } }],
    ]);
  });

  test('PROC-25: by a member who is present, on an item, not over a vote; each asks for what there is', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    await scene.refuses('p3', move('s4', { kind: 'closeList' }), 'may.own_only');
    await scene.refuses('sec', move('s9', { kind: 'closeList' }), 'roll.unknown_seat');
    await scene.done('p4', { type: 'attendance.leave' });
    await scene.refuses('sec', move('s4', { kind: 'closeList' }), 'floor.not_here');
    await scene.refuses('p3', move('s3', { kind: 'secretVote', motion: 'm999' }), 'motion.unknown');
    await scene.refuses('p3', move('s3', { kind: 'reconsider', motion }), 'motion.not_decided');
    await scene.refuses('p3', move('s3', { kind: 'changeAgenda', order: ['one'] }), 'agenda.not_the_same_items');
    const voting = await made(scene, 'p1', open(motion));
    await scene.refuses('p3', move('s3', { kind: 'closeList' }), 'order.voting_open');
    await scene.close(voting);
    await scene.done('p1', { type: 'floor.closeList' });
    await scene.refuses('p3', move('s3', { kind: 'closeList' }), 'order.already_so');
    await scene.done('p1', { type: 'agenda.finish', item: 'one' });
    await scene.refuses('p3', move('s3', { kind: 'closeDebate' }), 'order.no_item');
    await scene.refuses('p1', grant('m999'), 'motion.unknown');
    await scene.refuses('p1', grant(motion), 'order.not_procedural');
    await scene.done('p1', { type: 'session.recess', minutes: null });
    await scene.refuses('p3', move('s3', { kind: 'closeDebate' }), 'session.not_open');
  });

  test('PROC-25: adopted, each does what it says', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    const adopt = async (procedure: object) => {
      const id = await made(scene, 'sec', move('s3', procedure));
      return types(await scene.done('p1', grant(id))).slice(1);
    };
    expect(await adopt({ kind: 'limitTime', seconds: 60 })).toEqual(['floor.limited']);
    expect(await adopt({ kind: 'changeAgenda', order: ['two', 'one'] })).toEqual(['agenda.reordered']);
    expect(await adopt({ kind: 'secretVote', motion })).toEqual(['order.secretGranted']);
    await scene.refuses('p1', open(motion), 'motion.secret_only');
    await scene.refuses('p3', move('s3', { kind: 'secretVote', motion }), 'order.already_so');
    expect(await adopt({ kind: 'suspend', minutes: 5 })).toEqual(['session.recessed']);
    await scene.done('p1', { type: 'session.resume' });
    await scene.done('p4', { type: 'floor.ask' });
    expect(await adopt({ kind: 'adjournDebate' })).toEqual(['agenda.debateSet', 'floor.cleared']);
    await scene.refuses('p1', open(motion, 'simple', 'secret'), 'order.debate_adjourned');
    await scene.refuses('p4', { type: 'floor.ask' }, 'floor.debate_closed');
    await scene.done('p1', { type: 'agenda.debate', item: 'one', debate: 'open' });
    expect(await adopt({ kind: 'adjourn' })).toEqual(['order.adjourning']);
    await scene.refuses('p1', open(motion, 'simple', 'secret'), 'order.adjourning');
    await scene.refuses('p4', { type: 'floor.ask' }, 'order.adjourning');
    await scene.done('p1', { type: 'session.close' });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-25: decided again only by two thirds; the decision that was is marked so', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    await vote(scene, motion, 'yes');
    const again = await made(scene, 'p3', move('s3', { kind: 'reconsider', motion }));
    await scene.refuses('p1', grant(again), 'order.must_be_voted');
    await scene.refuses('p1', open(again), 'motion.other_majority', { majority: 'two-thirds' });
    expect(types(await vote(scene, again, 'yes', 'two-thirds'))).toEqual([
      'voting.closed',
      'motion.decided',
      'motion.reconsidered',
    ]);
    const { motions, decisions } = await scene.state();
    expect([motions[motion]!.status, decisions[0]!.reconsidered]).toEqual(['admitted', true]);
    await vote(scene, motion, 'no');
    await scene.refuses('p3', move('s3', { kind: 'reconsider', motion }), 'order.already_so');
    const poor = await meeting({
      rules: {
        majorities: [{ key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
      },
    });
    const decided = await poor.motion();
    await vote(poor, decided, 'yes');
    await poor.refuses('p3', move('s3', { kind: 'reconsider', motion: decided }), 'order.no_such_majority');
  });

  test('PROC-25: the rules may name the majority for procedure', async () => {
    const scene = await meeting({ rules: { debate: { procedureMajority: 'present' } } });
    const list = await made(scene, 'p3', move('s3', { kind: 'closeList' }));
    await scene.refuses('p1', open(list), 'motion.other_majority', { majority: 'present' });
    await vote(scene, list, 'yes', 'present');
    await scene.staysQuiet('p1', grant(list));
    const other = await made(scene, 'p3', move('s3', { kind: 'limitTime', seconds: 60 }));
    await scene.done('p3', { type: 'motion.withdraw', motion: other });
    await scene.refuses('p1', grant(other), 'motion.frozen');
  });
});

describe('Points of order', () => {
  test('PROC-25: any member, at any time; the clock stands until the chair has ruled', async () => {
    const scene = await meeting();
    await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: 60 });
    await scene.refuses('obs', point(), 'order.members_only');
    await scene.refuses('sec', point(), 'order.members_only');
    const [raised] = await scene.records('p3', point(), [['order.pointRaised'], ['floor.paused', { reason: 'point' }]]);
    const id = String(raised!.data.id);
    await scene.staysQuiet('p3', point('time'));
    await scene.wait(30);
    await scene.refuses('p1', { type: 'floor.resume' }, 'order.point_first');
    await scene.refuses('p1', { type: 'floor.give', participant: 'p5', seconds: null }, 'order.point_first');
    expect(speakersOrder(await scene.state())).toMatchObject([{ participant: 'p3', kind: 'point', why: 'point' }]);
    await scene.records('p1', { type: 'floor.give', participant: 'p3', seconds: null }, [
      ['floor.given', { kind: 'point', seconds: 120 }],
    ]);
    await scene.refuses('sec', rule(id), 'may.presiding_only');
    await scene.refuses('p1', rule('o999'), 'order.unknown_point');
    await scene.records('p1', rule(id), [
      ['order.ruled', { ruling: 'upheld' }],
      ['floor.ended', { participant: 'p3', reason: 'ruled' }],
      ['floor.resumed'],
    ]);
    await scene.staysQuiet('p1', rule(id));
    await scene.refuses('p1', rule(id, 'dismissed'), 'order.ruled_already');
    const { holder } = (await scene.state()).floor;
    expect(holder).toMatchObject({ participant: 'p4', pausedAt: null, endsAt: '2026-03-10T08:01:30.000Z' });
    expect(holder).not.toHaveProperty('pausedFor');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-25: raised in the hall it is entered by the secretary, as if the member had done it', async () => {
    const scene = await meeting();
    const enter = (participant: string, about = 'procedure') => ({ type: 'order.enterPoint', participant, about });
    await scene.done('p1', { type: 'floor.give', participant: 'p1', seconds: 60 });
    await scene.refuses('p1', enter('p2'), 'may.secretary_only');
    await scene.refuses('p2', enter('p2'), 'may.secretary_only');
    await scene.refuses('sec', enter('p4'), 'order.not_in_hall');
    await scene.refuses('sec', enter('sec'), 'order.members_only');
    await scene.refuses('sec', enter('p999'), 'order.members_only');
    const [raised] = await scene.records('sec', enter('p2'), [
      ['order.pointRaised', { seat: 's2', participant: 'p2', about: 'procedure', item: 'one' }],
      ['floor.paused', { reason: 'point' }],
    ]);
    expect(raised!.actor).toBe('sec');
    await scene.staysQuiet('sec', enter('p2', 'time'));
    await scene.staysQuiet('p2', point());
    await scene.records('p1', rule(String(raised!.data.id)), [['order.ruled'], ['floor.resumed']]);
    const voting = await made(scene, 'p1', open(await scene.motion()));
    await scene.refuses('sec', enter('p2'), 'order.only_about_voting');
    // The speech stands still already, for the meeting votes (PROC-38).
    await scene.records('sec', enter('p2', 'voting'), [['order.pointRaised', { participant: 'p2' }]]);
    await scene.close(voting);
    await scene.done('sec', { type: 'attendance.checkOut', participant: 'p2' });
    await scene.refuses('sec', enter('p2'), 'floor.not_here');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-25: in a vote only about the vote; withdrawn by whoever raised it, or with them', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    const voting = await made(scene, 'p1', open(motion));
    await scene.refuses('p3', point(), 'order.only_about_voting');
    const id = await made(scene, 'p3', point('voting'));
    const back = { type: 'order.withdrawPoint', point: id };
    await scene.refuses('p4', back, 'may.own_only');
    await scene.records('p3', back, [['order.pointWithdrawn', { id }]]);
    await scene.staysQuiet('p3', back);
    await scene.refuses('p1', rule(id), 'order.ruled_already');
    await scene.close(voting);
    const next = await scene.motion();
    await scene.done('p3', point());
    await scene.refuses('p1', open(next), 'order.point_first');
    const list = scene.refuses('p4', appeal(id, 's4'), 'order.not_ruled');
    await list;
    await scene.records('p3', { type: 'attendance.leave' }, [['attendance.left'], ['order.pointWithdrawn']]);
    await scene.refuses('p3', point(), 'floor.not_here');
    await scene.done('p1', { type: 'session.recess', minutes: null });
    await scene.refuses('p4', point(), 'session.not_open');
  });

  test('PROC-25: a ruling stands unless a majority of those voting overrules it', async () => {
    const scene = await meeting();
    await scene.done('p1', { type: 'floor.give', participant: 'p5', seconds: 60 });
    const first = await made(scene, 'p3', point());
    await scene.refuses('p4', appeal(first, 's4'), 'order.not_ruled');
    await scene.refuses('p4', appeal('o999', 's4'), 'order.unknown_point');
    await scene.done('p1', rule(first, 'dismissed'));
    await scene.refuses('p4', appeal(first, 's5'), 'may.own_only');
    await scene.refuses('sec', appeal(first, 's9'), 'roll.unknown_seat');
    const [moved] = await scene.records('p3', appeal(first), [['order.moved'], ['floor.paused', { reason: 'point' }]]);
    const motion = String(moved!.data.id);
    await scene.refuses('p4', appeal(first, 's4'), 'order.appealed_already');
    await scene.refuses('p1', grant(motion), 'order.must_be_voted');
    await scene.refuses('p1', { type: 'motion.inadmissible', motion, reason: 'out_of_order' }, 'motion.frozen');
    expect(types(await vote(scene, motion, 'yes'))).toEqual([
      'voting.closed',
      'motion.decided',
      'order.appealDecided',
      'floor.resumed',
    ]);
    expect((await scene.state()).order?.points[first]).toMatchObject({ status: 'dismissed', outcome: 'overruled' });

    const second = await made(scene, 'p3', point());
    await scene.done('p1', rule(second, 'dismissed'));
    const again = await made(scene, 'p3', appeal(second));
    // As many for as against: no majority overrules.
    const voting = await made(scene, 'p1', open(again));
    await scene.cast(voting, { s1: 'no', s3: 'yes' });
    await scene.close(voting);
    expect((await scene.state()).order?.points[second]?.outcome).toBe('stands');

    const third = await made(scene, 'p3', point());
    await scene.done('p1', rule(third, 'dismissed'));
    await scene.done('p1', { type: 'agenda.take', item: 'two' });
    await scene.refuses('p3', appeal(third), 'order.too_late');
    expect(await scene.brokenLaw()).toBeNull();
  });

  /** A ruling that was appealed; the motion by which. */
  async function appealed(scene: Scene) {
    const id = await made(scene, 'p3', point());
    await scene.done('p1', rule(id, 'dismissed'));
    return { id, motion: await made(scene, 'p3', appeal(id)) };
  }
  const outcomeOf = async (scene: Scene, id: string) => (await scene.state()).order?.points[id]?.outcome;

  test('PROC-25: whoever ruled neither chooses the majority that would overrule it, nor breaks its tie', async () => {
    for (const tie of ['chairSide', 'chairExtra', 'revote'] as const) {
      const scene = await meeting({ rules: { tie } });
      const { id, motion } = await appealed(scene);
      const by = { type: 'voting.open', motion, method: 'named', closesInSeconds: null };
      await scene.refuses('p1', { ...by, majority: 'two-thirds' }, 'motion.other_majority', { majority: 'simple' });
      const voting = await made(scene, 'p1', open(motion));
      await scene.cast(voting, { s1: 'yes', s3: 'no' });
      await scene.close(voting);
      expect(await outcomeOf(scene, id)).toBe('stands');
    }
  });

  test('PROC-25: not even where half of the votes decide other questions does an equal vote overrule', async () => {
    const half = { kind: 'fraction', num: 1, den: 2, cmp: 'gte', base: 'cast' } as const;
    const scene = await meeting({
      rules: { majorities: [{ key: 'simple', threshold: half }], debate: { procedureMajority: 'simple' } },
    });
    const { id, motion } = await appealed(scene);
    const voting = await made(scene, 'p1', open(motion));
    await scene.cast(voting, { s1: 'no', s3: 'yes' });
    await scene.close(voting);
    expect(await outcomeOf(scene, id)).toBe('stands');
  });

  test('PROC-25, PROC-14: an appeal whose vote was void is still to be decided, before anything else', async () => {
    const scene = await meeting();
    const other = await scene.motion();
    const { id, motion } = await appealed(scene);
    const voting = await made(scene, 'p1', open(motion));
    await scene.done('p1', { type: 'voting.void', voting, reason: 'irregular' });
    expect(await outcomeOf(scene, id)).toBeUndefined();
    await scene.refuses('p1', open(other), 'order.procedure_first', { motion });
    expect(pendingProcedures(await scene.state()).map(one => one.id)).toEqual([motion]);
    await vote(scene, motion, 'yes');
    expect(await outcomeOf(scene, id)).toBe('overruled');
    await scene.done('p1', open(other));
  });

  test('PROC-25: neither an appeal nor a reconsideration is adopted by nobody objecting', async () => {
    const scene = await meeting();
    const { motion } = await appealed(scene);
    await scene.refuses('p1', { type: 'voting.askObjections', motion, seconds: 10 }, 'order.must_be_voted');
    await scene.refuses(
      'p1',
      { type: 'voting.openConsensus', motion, by: 'seat', closesInSeconds: null },
      'order.must_be_voted',
    );
  });

  test('PROC-25: what the body wants to vote on in secret is not asked for objections by name', async () => {
    const scene = await meeting();
    const motion = await scene.motion();
    const moved = await made(scene, 'p3', {
      type: 'order.move',
      seat: 's3',
      procedure: { kind: 'secretVote', motion },
    });
    await scene.done('p1', grant(moved));
    await scene.refuses('p1', { type: 'voting.askObjections', motion, seconds: 10 }, 'motion.secret_only');
  });
});
