import { describe, expect, test } from '@jest/globals';
import type { PreparedSession } from '../council.js';
import { explainOutcome, presenceByMode, presentSeats, quorumNow } from '../index.js';
import { createScene, meeting, type prepared } from '../testing.suite.js';

const proxy = (principal: string, holder: string, more: object = {}) => ({
  type: 'proxy.register',
  principal,
  holder,
  item: null,
  instruction: { kind: 'free' },
  proof: 'D-17/2026',
  ...more,
});
const cast = (voting: string, seat: string, choice: string) => ({ type: 'voting.cast', voting, seat, choice });
const leave = { type: 'attendance.leave' };
const revoke = (id: string) => ({ type: 'proxy.revoke', proxy: id });
const recuse = (seat: string, item = 'two') => ({ type: 'seat.recuse', seat, item });
const withdraw = (seat: string, item = 'two') => ({ type: 'seat.withdrawRecusal', seat, item });
const substitute = (seat: string, participant: string) => ({ type: 'seat.substitute', seat, participant });
const take = (item: string) => ({ type: 'agenda.take', item });
const rules = (representation: object, more: object = {}) => ({ rules: { ...more, representation } });

/** p2 presides, so that the seat it holds by proxy stands before its own on the roll. */
const firstIsDeputy = (whole: PreparedSession): PreparedSession => ({
  ...whole,
  participants: whole.participants.map(one =>
    one.id === 'p1' ? { ...one, role: 'deputy' } : one.id === 'p2' ? { ...one, role: 'chair' } : one,
  ),
});

/** s5 is away and has given its proxy to s3 for the second item, which is taken up; the id of the proxy. */
async function withProxy(more: object = {}, options: object = {}) {
  const scene = await meeting(options);
  const [entry] = await scene.done('sec', proxy('s5', 's3', { item: 'two', ...more }));
  await scene.done('p5', leave);
  await scene.done('p1', take('two'));
  return { scene, id: String(entry!.data.id) };
}
async function voteOn(scene: Awaited<ReturnType<typeof meeting>>, method = 'named', item = 'two') {
  const motion = await scene.motion('Утвердить', item);
  const open = { type: 'voting.open', motion, method, majority: 'simple', closesInSeconds: null };
  const [entry] = await scene.done('p1', open);
  return String(entry!.data.id);
}
const lineOf = async (scene: Awaited<ReturnType<typeof meeting>>, voting: string, seat: string) =>
  (await scene.state()).votings[voting]!.register.find(one => one.seat === seat);

describe('A proxy', () => {
  test('PROC-08: is registered by the secretary with its scope, instruction and proof, before its item is opened', async () => {
    const scene = await meeting();
    await scene.records('sec', proxy('s5', 's3', { item: 'two' }), [
      ['proxy.registered', { principal: 's5', holder: 's3', item: 'two', after: null, proof: 'D-17/2026' }],
    ]);
    await scene.refuses('p5', proxy('s5', 's3'), 'may.secretary_only');
    await scene.refuses('sec', proxy('s4', 's2', { item: 'one' }), 'proxy.item_opened');
    await scene.refuses('sec', proxy('s4', 's2', { item: 'ten' }), 'agenda.unknown_item');
    await scene.refuses('sec', proxy('s9', 's3'), 'roll.unknown_seat');
    await scene.refuses('sec', proxy('s3', 's3'), 'proxy.own_seat');
    await scene.refuses('sec', proxy('s4', 's2', { proof: 'по письму от мая' }), 'act.malformed');
    for (const proof of ['Иванов', '№', 'Д 17/2026', '-17'])
      await scene.refuses('sec', proxy('s4', 's2', { proof }), 'act.malformed');
    await scene.records('sec', proxy('s4', 's2', { proof: ` № ${'12-й'.normalize('NFD')}/2026 ` }), [
      ['proxy.registered', { proof: '№ 12-й/2026' }],
    ]);
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('sec', proxy('s4', 's2'), 'session.not_open');
  });

  test('PROC-08: one a holder, one a principal, none passed on; a vacant or suspended seat neither gives nor holds one', async () => {
    const scene = await meeting({ seats: 7, vacant: ['s7'] });
    await scene.done('sec', proxy('s5', 's3', { item: 'two' }));
    await scene.refuses('sec', proxy('s4', 's3'), 'proxy.limit', { limit: 1 });
    await scene.refuses('sec', proxy('s5', 's4'), 'proxy.already_given');
    await scene.refuses('sec', proxy('s3', 's4'), 'proxy.no_subdelegation');
    await scene.refuses('sec', proxy('s6', 's5'), 'proxy.no_subdelegation');
    await scene.refuses('sec', proxy('s7', 's4'), 'proxy.vacant_seat');
    await scene.done('sec', { type: 'seat.suspend', seat: 's6', reason: 'dues' });
    await scene.refuses('sec', proxy('s4', 's6'), 'seat.suspended');
    const none = await meeting(rules({ proxies: { perHolder: 0, countForQuorum: false } }));
    await none.refuses('sec', proxy('s5', 's3'), 'proxy.none_allowed');
  });

  test('PROC-08: one of the session begins with the next item where it is registered in the middle of one', async () => {
    const scene = await meeting();
    await scene.records('sec', proxy('s5', 's3'), [['proxy.registered', { item: null, after: 'one' }]]);
    await scene.done('p5', leave);
    const now = await voteOn(scene, 'named', 'one');
    expect(await lineOf(scene, now, 's5')).toMatchObject({ entitled: false, why: 'absent' });
    await scene.close(now);
    await scene.done('p1', take('two'));
    expect(await lineOf(scene, await voteOn(scene), 's5')).toMatchObject({ entitled: true, why: 'proxy' });
  });

  test('V38: the holder casts a ballot of its own for each seat, with one confirmation, and may split them', async () => {
    const { scene } = await withProxy();
    const voting = await voteOn(scene);
    expect(await lineOf(scene, voting, 's5')).toEqual({
      seat: 's5',
      participant: 'p3',
      entitled: true,
      why: 'proxy',
      by: ['p5', 'p3'],
    });
    const many = (ballots: object[]) => ({ type: 'voting.castMany', voting, ballots }) as never;
    const both = [
      { seat: 's3', choice: 'yes' },
      { seat: 's5', choice: 'no' },
    ];
    await scene.refuses('p3', many([...both, { seat: 's4', choice: 'no' }]), 'voting.not_your_seat');
    await scene.refuses('p3', many([both[0]!, both[0]!]), 'voting.seat_twice');
    await scene.refuses('p3', many([{ seat: 's3', choice: 'maybe' }]), 'voting.unknown_choice');
    const entries = await scene.records('p3', many(both), [
      ['voting.cast', { seat: 's3', choice: 'yes' }],
      ['voting.cast', { seat: 's5', choice: 'no' }],
    ]);
    expect(new Set(entries.map(one => one.data.receipt)).size).toBe(2);
    await scene.staysQuiet('p3', many(both));
    await scene.refuses('p3', many([{ seat: 's5', choice: 'yes' }]), 'voting.already_cast');
    expect(await scene.brokenLaw()).toBeNull();
    expect(await scene.close(voting)).toMatchObject({ counts: { yes: 1, no: 1 }, present: 5, notVoting: 3 });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-08: sleeps while the principal is here, and is void for a ballot the principal has cast', async () => {
    const { scene } = await withProxy();
    const voting = await voteOn(scene);
    await scene.arrive('p5');
    await scene.refuses('p3', cast(voting, 's5', 'no'), 'proxy.sleeps');
    await scene.records('p5', cast(voting, 's5', 'yes'), [['voting.cast', { seat: 's5', choice: 'yes' }]]);
    await scene.done('p5', leave);
    await scene.refuses('p3', cast(voting, 's5', 'no'), 'voting.already_cast');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-08: wakes where the principal, present at the opening, leaves without having voted', async () => {
    const { scene } = await withProxy();
    await scene.arrive('p5');
    const voting = await voteOn(scene);
    expect(await lineOf(scene, voting, 's5')).toMatchObject({ participant: 'p5', why: 'present', by: ['p5', 'p3'] });
    await scene.refuses('p3', cast(voting, 's5', 'no'), 'proxy.sleeps');
    await scene.done('p5', leave);
    await scene.records('p3', cast(voting, 's5', 'no'), [['voting.cast']]);
  });

  test('PROC-08: a directed one binds its holder in a named vote, and is nobody’s to check in a secret one', async () => {
    const instruction = { kind: 'directed', choices: [{ item: 'two', choice: 'no' }] };
    const { scene } = await withProxy({ instruction });
    await scene.refuses(
      'sec',
      proxy('s4', 's2', { instruction: { ...instruction, choices: [{ item: 'ten', choice: 'no' }] } }),
      'agenda.unknown_item',
    );
    const named = await voteOn(scene);
    await scene.refuses('p3', cast(named, 's5', 'yes'), 'proxy.directed', { choice: 'no' });
    await scene.records('p3', cast(named, 's5', 'no'), [['voting.cast']]);
    await scene.close(named);
    const secret = await voteOn(scene, 'secret');
    const many = { type: 'voting.castMany', voting: secret, ballots: [{ seat: 's5', choice: 'yes' }] };
    await scene.refuses('p3', many, 'voting.secret_one_by_one');
    await scene.records('p3', cast(secret, 's5', 'yes'), []);
    expect(await scene.close(secret)).toMatchObject({ counts: { yes: 1 }, voted: ['s5'] });
  });

  test('PROC-08: binds its holder by every way of voting: a raised hand, a roll call, the telephone', async () => {
    const instruction = { kind: 'directed', choices: [{ item: 'two', choice: 'no' }] };
    // s3, the holder, sits in the hall.
    const { scene, id } = await withProxy({ instruction }, { hall: 3 });
    const motion = await scene.motion('Утвердить', 'two');
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    const [entry] = await scene.done('p1', { ...open, way: 'roll_call', seed: '7' });
    const voting = String(entry!.data.id);
    const told = (type: string, choice: string) => ({ type: `voting.${type}`, voting, seat: 's5', choice });
    for (;;) {
      await scene.done('sec', { type: 'voting.callNext', voting });
      if ((await scene.state()).votings[voting]?.called?.seat === 's5') break;
    }
    for (const way of ['enter', 'answer', 'assist'])
      await scene.refuses('sec', told(way, 'yes'), 'proxy.directed', { choice: 'no' });
    await scene.records('sec', told('assist', 'no'), [['voting.assistAsked']]);
    // While whoever gave it is here, it is asleep: no hand in the hall is this seat's.
    await scene.arrive('p5');
    await scene.refuses('sec', told('enter', 'no'), 'voting.not_in_hall');
    await scene.done('p5', leave);
    await scene.done('sec', revoke(id));
    for (const way of ['enter', 'answer', 'assist']) await scene.refuses('sec', told(way, 'no'), 'proxy.revoked');
  });

  test('PROC-08: of a seat nobody sits on, it is revoked as any other', async () => {
    const scene = await meeting({
      change: whole => ({
        ...whole,
        participants: whole.participants.map(one => (one.id === 'p5' ? { ...one, seat: null } : one)),
      }),
    });
    const [entry] = await scene.done('sec', proxy('s5', 's3', { item: 'two' }));
    await scene.done('p1', take('two'));
    const voting = await voteOn(scene);
    expect(await lineOf(scene, voting, 's5')).toMatchObject({ participant: 'p3', why: 'proxy' });
    await scene.done('sec', revoke(String(entry!.data.id)));
    await scene.refuses('p3', cast(voting, 's5', 'yes'), 'proxy.revoked');
  });

  test('PROC-05, PROC-08: the side of the chair is that of its own seat, not of one it holds by proxy', async () => {
    const scene = await createScene().prepare({ rules: { tie: 'chairSide' }, change: firstIsDeputy });
    await scene.arrive('p2', 'p3', 'p4', 'p5');
    await scene.done('p2', { type: 'session.open' });
    await scene.done('sec', proxy('s1', 's2', { item: 'two' }));
    await scene.done('p2', take('two'));
    const motion = await scene.motion('Утвердить', 'two');
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    const voting = String((await scene.done('p2', open))[0]!.data.id);
    await scene.done('p2', cast(voting, 's1', 'yes'));
    await scene.done('p2', cast(voting, 's2', 'no'));
    await scene.done('p2', { type: 'voting.close', voting });
    const after = (await scene.state()).votings[voting]!;
    expect(after.result).toMatchObject({ outcome: 'rejected', decidedBy: 'chairSide', counts: { yes: 1, no: 1 } });
    expect(explainOutcome(after)?.tie).toMatchObject({ side: 'no' });
  });

  test('PROC-08: is revoked by the principal or the secretary, at once, also in an open vote', async () => {
    const { scene, id } = await withProxy();
    const voting = await voteOn(scene);
    await scene.refuses('p3', revoke(id), 'may.own_only');
    await scene.refuses('sec', revoke('x999'), 'proxy.unknown');
    await scene.records('p5', revoke(id), [['proxy.revoked', { principal: 's5', holder: 's3' }]]);
    await scene.staysQuiet('sec', revoke(id));
    await scene.refuses('p3', cast(voting, 's5', 'no'), 'proxy.revoked');
    await scene.done('sec', proxy('s4', 's3'));
  });

  test('PROC-08: of an absent holder it is of no use', async () => {
    const { scene } = await withProxy();
    await scene.done('p3', leave);
    expect(await lineOf(scene, await voteOn(scene), 's5')).toMatchObject({ entitled: false, why: 'absent' });
  });

  test('V37: S = 9, four in person, one with two proxies of which one is allowed: five of five where proxies count, else four', async () => {
    for (const countForQuorum of [true, false]) {
      const scene = createScene();
      await scene.prepare({ seats: 9, hall: 4, ...rules({ proxies: { perHolder: 1, countForQuorum } }) });
      await scene.arrive('p1', 'p2', 'p3', 'p4', 'sec');
      await scene.done('sec', proxy('s8', 's3'));
      await scene.refuses('sec', proxy('s9', 's3'), 'proxy.limit');
      const quorum = quorumNow(await scene.state());
      expect(quorum).toMatchObject({ present: countForQuorum ? 5 : 4, need: 5, met: countForQuorum });
      expect(presenceByMode(await scene.state())).toMatchObject({ proxy: countForQuorum ? 1 : 0 });
      if (!countForQuorum) await scene.refuses('p1', { type: 'session.open' }, 'session.no_quorum');
      else await scene.records('p1', { type: 'session.open' }, [['session.opened']]);
    }
  });
});

describe('A substitute', () => {
  const alternate = {
    change: (whole: ReturnType<typeof prepared>) => ({
      ...whole,
      participants: [
        ...whole.participants,
        { ...whole.participants[2]!, id: 'alt', seat: null, label: { ru: 'Замещающий' } },
      ],
    }),
  };

  test('takes the seat itself and votes for it, until it is given back; an open vote keeps its register', async () => {
    const scene = await meeting(alternate);
    await scene.done('p5', leave);
    await scene.records('sec', substitute('s5', 'alt'), [['seat.substituted', { seat: 's5', participant: 'alt' }]]);
    await scene.staysQuiet('sec', substitute('s5', 'alt'));
    expect(presentSeats(await scene.state()).map(one => one.id)).toContain('s5');
    const voting = await voteOn(scene, 'named', 'one');
    expect(await lineOf(scene, voting, 's5')).toMatchObject({ participant: 'alt', entitled: true, why: 'present' });
    await scene.arrive('p5');
    await scene.refuses('p5', cast(voting, 's5', 'no'), 'voting.not_your_seat');
    await scene.records('sec', { type: 'seat.giveBack', seat: 's5' }, [['seat.givenBack', { participant: 'alt' }]]);
    await scene.staysQuiet('sec', { type: 'seat.giveBack', seat: 's5' });
    await scene.records('alt', cast(voting, 's5', 'yes'), [['voting.cast']]);
    expect(await scene.brokenLaw()).toBeNull();
    await scene.close(voting);
    expect(await lineOf(scene, await voteOn(scene, 'named', 'one'), 's5')).toMatchObject({ participant: 'p5' });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-10: is refused to observers, to those who have a seat, for vacant and taken seats, and where the rules know none', async () => {
    const scene = await meeting({ ...alternate, vacant: ['s4'] });
    await scene.refuses('p1', substitute('s5', 'alt'), 'may.secretary_only');
    await scene.refuses('sec', substitute('s9', 'alt'), 'roll.unknown_seat');
    await scene.refuses('sec', substitute('s5', 'nobody'), 'roll.unknown_participant');
    await scene.refuses('sec', substitute('s5', 'obs'), 'seat.role_without_vote');
    await scene.refuses('sec', substitute('s5', 'p3'), 'seat.has_own');
    await scene.refuses('sec', substitute('s4', 'alt'), 'seat.vacant');
    await scene.done('sec', substitute('s5', 'alt'));
    await scene.refuses('sec', substitute('s3', 'alt'), 'seat.has_own');
    await scene.refuses('sec', substitute('s5', 'p5'), 'seat.taken_already');
    const none = await meeting({ ...alternate, ...rules({ substitutes: false }) });
    await none.refuses('sec', substitute('s5', 'alt'), 'seat.no_substitutes');
  });
});

describe('A recusal', () => {
  test('PROC-09: is declared by the seat or the secretary before debate, and taken back before a vote', async () => {
    const scene = await meeting();
    await scene.records('p3', recuse('s3'), [['seat.recused', { seat: 's3', item: 'two', mode: 'excluded' }]]);
    await scene.staysQuiet('sec', recuse('s3'));
    await scene.records('p3', withdraw('s3'), [['seat.recusalWithdrawn']]);
    await scene.staysQuiet('p3', withdraw('s3'));
    await scene.refuses('p3', recuse('s4'), 'may.own_only');
    await scene.refuses('p3', recuse('s3', 'ten'), 'agenda.unknown_item');
    await scene.refuses('sec', recuse('s9'), 'roll.unknown_seat');
    await scene.done('sec', recuse('s4', 'one'));
    await scene.done('p1', { type: 'floor.give', participant: 'p2', seconds: null });
    await scene.refuses('p3', recuse('s3', 'one'), 'seat.debate_begun');
    await scene.done('p1', { type: 'floor.end' });
    const voting = await voteOn(scene, 'named', 'one');
    await scene.refuses('p4', withdraw('s4', 'one'), 'seat.voting_open');
    await scene.refuses('p4', cast(voting, 's4', 'yes'), 'voting.not_entitled', { why: 'recused' });
    await scene.close(voting);
    await scene.refuses('p3', recuse('s3', 'one'), 'seat.debate_begun');
  });

  test('V40: S = 10, six present, two recused with exclusion: four of six, no quorum for the item; S does not change', async () => {
    const scene = await meeting({ seats: 10 });
    for (const who of ['p7', 'p8', 'p9', 'p10']) await scene.done(who, leave);
    await scene.done('p5', recuse('s5'));
    await scene.done('p6', recuse('s6'));
    expect(quorumNow(await scene.state())).toMatchObject({ present: 6, base: 10, need: 6, met: true });
    await scene.done('p1', take('two'));
    expect(quorumNow(await scene.state())).toMatchObject({ present: 4, base: 10, need: 6, met: false });
    const motion = await scene.motion('Утвердить', 'two');
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    await scene.refuses('p1', open, 'voting.no_quorum', { present: 4, need: 6 });
  });

  test('V42: 16 present, one recused but present: nine of 16 are needed and there; REC-01 holds', async () => {
    const scene = await meeting({ seats: 16, ...rules({ recusal: 'present' }) });
    await scene.done('p16', recuse('s16'));
    await scene.done('p1', take('two'));
    const motion = await scene.motion('Утвердить', 'two');
    const open = { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null };
    const voting = String((await scene.done('p1', open))[0]!.data.id);
    const seats = Array.from({ length: 15 }, (_, index) => `s${index + 1}`);
    await scene.cast(
      voting,
      Object.fromEntries(seats.map((seat, index) => [seat, index < 9 ? 'yes' : index < 14 ? 'no' : 'abstain'])),
    );
    await scene.refuses('p16', cast(voting, 's16', 'yes'), 'voting.not_entitled', { why: 'recused' });
    expect(await scene.close(voting)).toMatchObject({
      counts: { yes: 9, no: 5, abstain: 1 },
      notVoting: 1,
      present: 16,
      need: 9,
      outcome: 'adopted',
    });
  });
});

describe('A suspended seat', () => {
  test('counts neither as present nor votes, and stays filled, until it is restored', async () => {
    const scene = await meeting();
    const suspend = { type: 'seat.suspend', seat: 's5', reason: 'credentials' };
    await scene.refuses('p1', suspend, 'may.secretary_only');
    await scene.refuses('sec', { ...suspend, seat: 's9' }, 'roll.unknown_seat');
    await scene.records('sec', suspend, [['seat.suspended', { seat: 's5', reason: 'credentials' }]]);
    await scene.staysQuiet('sec', suspend);
    expect(quorumNow(await scene.state())).toMatchObject({ present: 4, base: 5 });
    const voting = await voteOn(scene, 'named', 'one');
    expect((await scene.state()).votings[voting]!.filled).toBe(5);
    await scene.refuses('p5', cast(voting, 's5', 'yes'), 'voting.not_entitled', { why: 'suspended' });
    await scene.records('sec', { type: 'seat.restore', seat: 's5' }, [['seat.restored']]);
    await scene.staysQuiet('sec', { type: 'seat.restore', seat: 's5' });
  });
});
