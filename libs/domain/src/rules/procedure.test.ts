// The rules of a council at work in a session: quorum at opening and close, ties that wait, the session that was not held.
import { describe, expect, test } from '@jest/globals';
import type { QuorumRule, Rules } from '../council.js';
import { mayDebate, quorumNow, textHash } from '../index.js';
import { createScene, meeting, type SceneOptions } from '../testing.suite.js';

const more = (base: 'statutory' | 'filled'): QuorumRule => ({ kind: 'fraction', num: 1, den: 2, cmp: 'gt', base });
const even = { s1: 'yes', s2: 'no', s3: 'yes', s4: 'no' } as const;

/** A council of ten with six here: exactly a quorum of more than half. */
async function six(rules: Partial<Rules>) {
  const scene = createScene();
  await scene.prepare({ seats: 10, hall: 0, rules });
  await scene.arrive('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'sec');
  await scene.done('p1', { type: 'session.open' });
  await scene.done('p1', { type: 'agenda.take', item: 'one' });
  return scene;
}

describe('PROC-02: a vote’s quorum is tested when the rules say', () => {
  test.each<[NonNullable<Rules['quorumAt']>, string]>([
    ['open', 'adopted'],
    ['close', 'void'],
    ['both', 'void'],
    ['participation', 'void'],
  ])('V32: one drops before voting, %s: %s', async (quorumAt, outcome) => {
    const scene = await six({ quorumAt });
    const id = await scene.vote();
    await scene.done('p6', { type: 'attendance.leave' });
    await scene.cast(id, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'no', s5: 'abstain' });
    const result = await scene.close(id);
    expect(result).toMatchObject({ outcome, counts: { yes: 3, no: 1, abstain: 1 }, notVoting: 1 });
    if (outcome === 'void') {
      expect(result).toMatchObject({ decidedBy: 'quorum', quorum: { present: 5, need: 6, met: false } });
      // Nothing was decided, so the motion may be put again; decisions before stand (PROC-03).
      expect(Object.values((await scene.state()).motions)[0]?.status).toBe('no_decision');
      expect((await scene.state()).decisions).toEqual([]);
    } else expect(result.quorum).toBeUndefined();
  });

  test('PROC-02: where only the close is tested the vote may open without, and a quorum regained makes it valid', async () => {
    const scene = await six({ quorumAt: 'close' });
    await scene.done('p6', { type: 'attendance.leave' });
    const id = await scene.vote();
    expect((await scene.state()).votings[id]?.quorum.met).toBe(false);
    await scene.cast(id, { s1: 'yes', s2: 'yes' });
    await scene.arrive('p6');
    expect(await scene.close(id)).toMatchObject({ outcome: 'adopted', quorum: { present: 6, met: true } });
  });

  test('PROC-02, PROC-03: with both the vote does not open either', async () => {
    const scene = await six({ quorumAt: 'both' });
    await scene.done('p6', { type: 'attendance.leave' });
    const motion = await scene.motion();
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.refuses('p1', open, 'voting.no_quorum', { present: 5, need: 6 });
  });

  test('PROC-02: a condition of participation is tested at every close: votes cast, abstentions not among them', async () => {
    const half = { num: 1, den: 2, cmp: 'gte' } as const;
    const quorum: QuorumRule = {
      kind: 'all',
      of: [
        { kind: 'number', seats: 5 },
        { kind: 'participation', ...half, of: 'cast', base: 'present' },
      ],
    };
    for (const method of ['named', 'secret'] as const) {
      const scene = await six({ quorum });
      const id = await scene.vote(method);
      await scene.cast(id, { s1: 'yes', s2: 'yes', s3: 'abstain', s4: 'abstain', s5: 'abstain' });
      const found = { kind: 'participation', got: 2, base: 6, need: 3, met: false };
      expect(await scene.close(id)).toMatchObject({ outcome: 'void', quorum: { parts: [found] } });
      const again = await scene.vote(method);
      await scene.cast(again, { s1: 'yes', s2: 'yes', s3: 'no' });
      expect(await scene.close(again)).toMatchObject({ outcome: 'adopted', quorum: { met: true } });
    }
  });
});

describe('Without a quorum', () => {
  test('PROC-01, PROC-03: two tiers: a third opens and debates, more than half decides', async () => {
    const third: QuorumRule = { kind: 'fraction', num: 1, den: 3, cmp: 'gte', base: 'statutory' };
    const scene = createScene();
    await scene.prepare({ seats: 10, rules: { quorumToOpen: third, debateWithoutQuorum: false } });
    await scene.arrive('p1', 'p2', 'p3', 'sec');
    expect(quorumNow(await scene.state())).toEqual({ present: 3, base: 10, need: 4, met: false });
    await scene.refuses('p1', { type: 'session.open' }, 'session.no_quorum', { present: 3, need: 4 });
    expect(mayDebate(await scene.state())).toBe(false);
    await scene.arrive('p4');
    await scene.done('p1', { type: 'session.open' });
    await scene.done('p1', { type: 'agenda.take', item: 'one' });
    expect(quorumNow(await scene.state())).toMatchObject({ need: 6, met: false });
    expect(mayDebate(await scene.state())).toBe(true);
    const motion = await scene.motion();
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.refuses('p1', open, 'voting.no_quorum', { present: 4, need: 6 });
    await scene.arrive('p5', 'p6');
    await scene.done('p1', open);
  });

  test('PROC-03: what remains is a recess, and an end with the next date', async () => {
    const scene = await six({ debateWithoutQuorum: false });
    await scene.done('p6', { type: 'attendance.leave' });
    expect(mayDebate(await scene.state())).toBe(false);
    await scene.refuses('p1', { type: 'floor.give', participant: 'p2', seconds: null }, 'floor.no_quorum');
    await scene.done('p1', { type: 'session.recess', minutes: 15 });
    await scene.done('p1', { type: 'session.resume' });
    await scene.done('p1', { type: 'session.close', next: '2026-03-17T14:00' });
    expect((await scene.state()).session).toMatchObject({ phase: 'closed', next: '2026-03-17T14:00' });
  });

  test('PROC-04: after the wait the chair may declare the session not held; the act says who had come', async () => {
    const scene = createScene();
    await scene.prepare({ rules: { quorumGrace: 20 } });
    const act = { type: 'session.notHeld', next: '2026-03-17T14:00' };
    await scene.refuses('p1', act, 'session.presiding_absent');
    await scene.arrive('p1', 'p4', 'sec');
    await scene.refuses('p4', act, 'may.chair_only');
    scene.wait(19 * 60);
    await scene.refuses('p1', act, 'session.wait_for_quorum', { until: '2026-03-10T08:20:00.000Z', minutes: 20 });
    scene.wait(60);
    await scene.arrive('p3');
    await scene.refuses('p1', act, 'session.quorum_is_here', { present: 3 });
    await scene.done('p3', { type: 'attendance.leave' });
    await scene.records('p1', act, [
      ['attendance.left'],
      ['attendance.left'],
      ['attendance.left'],
      [
        'session.notHeld',
        {
          by: 'p1',
          quorum: { present: 2, base: 5, need: 3, met: false },
          present: [
            { seat: 's1', mode: 'hall' },
            { seat: 's4', mode: 'remote' },
          ],
          next: '2026-03-17T14:00',
        },
      ],
    ]);
    expect((await scene.state()).session).toMatchObject({ phase: 'closed', openedAt: null, next: '2026-03-17T14:00' });
    await scene.refuses('p1', act, 'session.closed');
    await scene.refuses('p1', { type: 'session.open' }, 'session.closed');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-04, PROC-08: a seat that came in another way than the roll says stands in the act as it came', async () => {
    const representation = { proxies: { perHolder: 1, countForQuorum: true } };
    const scene = await createScene().prepare({
      rules: { quorumGrace: 0, representation },
      seats: 7,
      change: whole => ({
        ...whole,
        participants: [
          ...whole.participants,
          { id: 'instead', role: 'delegate', seat: null, label: { ru: 'Замещающий' }, mode: 'remote', nameHash: null },
        ],
      }),
    });
    await scene.arrive('p1', 'instead');
    await scene.done('sec', { type: 'seat.substitute', seat: 's2', participant: 'instead' });
    const instruction = { kind: 'free' };
    const given = { type: 'proxy.register', principal: 's5', holder: 's2', item: null, instruction, proof: 'D-1' };
    await scene.done('sec', given);
    await scene.done('p1', { type: 'session.notHeld', next: null });
    expect((await scene.state()).session.notHeld?.present).toEqual([
      { seat: 's1', mode: 'hall' },
      { seat: 's2', mode: 'remote' },
      { seat: 's5', mode: 'remote' },
    ]);
  });

  test('PROC-04: the wait begins with the hour of the notice, where it is known', async () => {
    const scene = createScene();
    const change: SceneOptions['change'] = one => ({
      ...one,
      session: { ...one.session, startsAt: '2026-03-10T09:00:00.000Z' },
    });
    await scene.prepare({ change });
    await scene.arrive('p1');
    scene.wait(60 * 60);
    const act = { type: 'session.notHeld', next: null };
    const until = { until: '2026-03-10T09:30:00.000Z', minutes: 30 };
    await scene.refuses('p1', act, 'session.wait_for_quorum', until);
    scene.wait(30 * 60);
    await scene.done('p1', act);
  });

  test('PROC-04: an open session is closed, not “not held”', async () => {
    const scene = await meeting();
    await scene.refuses('p1', { type: 'session.notHeld', next: null }, 'session.already_opened');
  });
});

describe('PROC-05: a tie', () => {
  test('V15: with a casting vote after the count it waits for the chair, and decides nothing meanwhile', async () => {
    const scene = await meeting({ seats: 5, rules: { tie: 'chairExtra' } });
    const id = await scene.vote();
    await scene.cast(id, { s2: 'yes', s3: 'no', s4: 'yes', s5: 'no' });
    expect(await scene.close(id)).toMatchObject({ outcome: 'tied', awaits: 'chair', notVoting: 1 });
    expect(Object.values((await scene.state()).motions)[0]?.status).toBe('put');
    const decide = { type: 'voting.decideTie', voting: id, casting: 'yes' };
    await scene.refuses('p1', { type: 'session.close' }, 'voting.tie_waits');
    const motion = await scene.motion('Другое');
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.refuses('p1', open, 'voting.tie_waits');
    await scene.refuses('p2', decide, 'may.presiding_only');
    await scene.refuses('p1', { ...decide, voting: 'v99' }, 'voting.unknown');
    await scene.records('p1', decide, [
      ['voting.tieDecided', { casting: 'yes', outcome: 'adopted' }],
      ['motion.decided', { status: 'adopted' }],
      ['decision.made', { hash: textHash({ ru: 'Принять план' }) }],
    ]);
    const settled = (await scene.state()).votings[id]!.result!;
    expect(settled).toMatchObject({ outcome: 'adopted', decidedBy: 'chairExtra', counts: { yes: 2, no: 2 } });
    expect(settled.awaits).toBeUndefined();
    await scene.refuses('p1', decide, 'voting.no_tie_waits');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test.each(['no', 'none'] as const)('V15: a casting vote of %s rejects', async casting => {
    const scene = await meeting({ rules: { tie: 'chairExtra' } });
    const id = await scene.vote();
    await scene.cast(id, even);
    await scene.close(id);
    await scene.done('p1', { type: 'voting.decideTie', voting: id, casting });
    expect((await scene.state()).votings[id]!.result).toMatchObject({ outcome: 'rejected', casting });
    expect((await scene.state()).decisions).toEqual([]);
  });

  test('PROC-05: a chair without a side is asked once, where the rules say so', async () => {
    const scene = await meeting({ rules: { tie: 'chairSide', chairAsked: true } });
    const id = await scene.vote();
    await scene.cast(id, { s1: 'abstain', s2: 'no', s3: 'yes' });
    expect(await scene.close(id)).toMatchObject({ outcome: 'tied', awaits: 'chair' });
    await scene.done('p1', { type: 'voting.decideTie', voting: id, casting: 'yes' });
    expect((await scene.state()).decisions).toHaveLength(1);
  });

  test('PROC-05: a second vote is held once; equal again it is rejected', async () => {
    for (const method of ['named', 'secret'] as const) {
      const scene = await meeting({ rules: { tie: 'revote' } });
      const motion = await scene.motion();
      const open = { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: null };
      const hold = async () => {
        const [entry] = await scene.done('p1', open);
        await scene.cast(String(entry!.data.id), even);
        return { id: String(entry!.data.id), ...(await scene.close(String(entry!.data.id))) };
      };
      const first = await hold();
      expect(first).toMatchObject({ outcome: 'tied', awaits: 'revote' });
      const second = await hold();
      expect(second).toMatchObject({ outcome: 'rejected', decidedBy: 'threshold' });
      expect((await scene.state()).votings[second.id]?.revoteOf).toBe(first.id);
      await scene.refuses('p1', open, 'motion.frozen');
    }
  });
});

describe('Weights and states', () => {
  const weighty: SceneOptions = {
    hall: 0,
    rules: {
      majorities: [
        { key: 'weighted', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast', by: 'weight' } },
        {
          key: 'double',
          threshold: {
            kind: 'fraction',
            num: 1,
            den: 2,
            cmp: 'gt',
            base: 'cast',
            states: { position: 'head', num: 1, den: 2, cmp: 'gt', base: 'all' },
          },
        },
      ],
      quorum: more('filled'),
    },
    change: one => ({
      ...one,
      seats: one.seats.map((seat, index) => ({
        ...seat,
        weight: [1_500_000, 2_250_000, 1_000_000, 3_100_000, 150_000][index]!,
        delegation: ['KG', 'KG', 'RU', 'RU', 'AM'][index]!,
        head: index % 2 === 0,
      })),
    }),
  };

  test('PROC-07, V35: three heads to two for, yet by weight 3.90 of 8.00 is no majority', async () => {
    const scene = await meeting(weighty);
    const id = await scene.vote('named', 'weighted');
    await scene.cast(id, { s1: 'yes', s2: 'yes', s3: 'no', s4: 'no', s5: 'yes' });
    expect(await scene.close(id)).toMatchObject({
      outcome: 'rejected',
      counts: { yes: 3, no: 2 },
      weights: { counts: { yes: 3_900_000, no: 4_100_000 }, present: 8_000_000 },
      base: null,
      parts: [{ by: 'weight', base: 8_000_000, need: 4_000_001, got: 3_900_000, passed: false }],
    });
  });

  test('PROC-07: the record shows weights of a vote by heads too; states stand as their heads of delegation voted', async () => {
    const scene = await meeting(weighty);
    const id = await scene.vote('named', 'double');
    await scene.cast(id, { s1: 'yes', s2: 'no', s3: 'yes', s4: 'yes', s5: 'no' });
    const result = await scene.close(id);
    expect(result).toMatchObject({
      outcome: 'adopted',
      need: 3,
      weights: { counts: { yes: 5_600_000, no: 2_400_000 } },
      parts: [
        { of: 'members', need: 3, got: 3 },
        { of: 'states', base: 3, need: 2, got: 2 },
      ],
    });
    expect(result.states?.map(one => [one.delegation, one.position])).toEqual([
      ['AM', 'against'],
      ['KG', 'for'],
      ['RU', 'for'],
    ]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-07: neither can be voted on secretly', async () => {
    const scene = await meeting(weighty);
    const motion = await scene.motion();
    for (const majority of ['weighted', 'double']) {
      const open = { type: 'voting.open', motion, method: 'secret', majority, closesInSeconds: null };
      await scene.refuses('p1', open, 'voting.names_needed');
      // Neither by correspondence: once open it could never be counted.
      const written = {
        type: 'voting.openWritten',
        motion,
        method: 'secret',
        majority,
        closesAt: '2026-03-11T08:00:00.000Z',
      };
      await scene.refuses('p1', written, 'voting.names_needed');
    }
  });
});
