/** @jest-environment node */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Act } from '@kengesh/domain';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { nextStep } from './next-step.js';

const CHAIR = 'p-kg-state';
const DEPUTY = 'p-ru-state';
const SECRETARY = 'p-secretary';
const TEXT = { ru: 'Утвердить план работы', en: 'Approve the plan of work' };

let held: HeldSession;
const step = (who: string, known = true) => nextStep(held.viewOf(who), held.me(who), known ? held.pulse(who) : null);
const openSession = async (present = 9) => {
  await gather(held, present);
  await held.do(CHAIR, { type: 'session.open' });
};
const openVote = async (method: 'named' | 'secret' = 'named') => {
  await openSession();
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
  await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
  const motion = Object.keys(held.state().motions)[0]!;
  await held.do(CHAIR, { type: 'voting.open', motion, method, majority: 'present', closesInSeconds: null });
  return Object.keys(held.state().votings)[0]!;
};
const castAll = async (voting: string, choice: (seat: string) => string, but: readonly string[] = []) => {
  for (const line of held.state().votings[voting]!.register) {
    if (!line.entitled || but.includes(line.seat)) continue;
    await held.do(line.participant!, { type: 'voting.cast', voting, seat: line.seat, choice: choice(line.seat) });
  }
};

beforeEach(async () => {
  held = await holdSession();
});

describe('Before the opening', () => {
  test('the chair first says that he is here, the way he is expected', async () => {
    expect(step(CHAIR)).toMatchObject({ code: 'hereHall', act: { type: 'attendance.join', mode: 'hall' } });
    expect(step(DEPUTY)).toMatchObject({ code: 'hereRemote', act: { type: 'attendance.join', mode: 'remote' } });
  });

  test.each([
    [7, { code: 'quorum', params: { present: 7, base: 15, need: 8, more: 1 } }],
    [8, null],
    [15, null],
  ])('PROC-01: with %i of 15 the session is offered to the chair, or says how many are missing', async (n, why) => {
    await gather(held, n);
    expect(step(CHAIR)).toMatchObject({ code: 'open', act: { type: 'session.open' }, why, params: { present: n } });
  });

  test('the deputy opens only where the chair is not here', async () => {
    await gather(held, 9);
    expect(step(DEPUTY)).toMatchObject({ code: 'waitChairOpens', act: null });
    await held.do(SECRETARY, { type: 'attendance.checkOut', participant: CHAIR });
    expect(step(DEPUTY)).toMatchObject({ code: 'open', act: { type: 'session.open' }, why: null });
    expect(await held.ask(DEPUTY, { type: 'session.open' })).toMatchObject({ ok: true });
  });

  test('the secretary checks in those expected in the hall, then waits', async () => {
    expect(step(SECRETARY)).toMatchObject({ code: 'checkInAll', params: { n: 9 } });
    await held.do(SECRETARY, { type: 'attendance.checkInAll' });
    expect(step(SECRETARY)).toMatchObject({ code: 'waitChairOpens', act: null });
  });

  test('without the hall there is nothing but to wait for the quorum', async () => {
    const { participants } = fifteenSeats();
    held = await holdSession(
      fifteenSeats({ participants: participants.map(one => ({ ...one, mode: 'remote' as const })) }),
    );
    expect(step(SECRETARY)).toMatchObject({ code: 'waitQuorum', params: { more: 8 } });
  });
});

describe('While the session is open', () => {
  test('the agenda is walked to its end, and the close is asked once', async () => {
    await openSession();
    const walked: string[] = [];
    for (let n = 0; n < 5; n++) {
      const next = step(CHAIR);
      walked.push(next.code);
      if (next.code === 'closeSession') expect(next.confirm).toEqual({ code: 'closeSession', params: {} });
      await held.do(CHAIR, next.act!);
    }
    expect(walked).toEqual(['takeFirst', 'finishAndTake', 'finishAndTake', 'finishLast', 'closeSession']);
    expect(step(CHAIR)).toMatchObject({ code: 'record', act: null, go: 'record' });
    expect(step(SECRETARY)).toMatchObject({ code: 'record' });
  });

  test('a motion that waits is put to the vote before the item is finished; without a quorum it says why not', async () => {
    await openSession(8);
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    expect(step(CHAIR).code).toBe('finishAndTake');
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    expect(step(CHAIR)).toMatchObject({
      code: 'put',
      params: { text: TEXT },
      act: { type: 'voting.open', method: 'named', majority: 'present', closesInSeconds: null },
      why: null,
    });
    await held.do('p-ru-expert', { type: 'attendance.leave' });
    expect(step(CHAIR)).toMatchObject({ code: 'put', why: { code: 'quorum', params: { more: 1 } } });
  });

  test('a motion of another item does not hold this one up', async () => {
    await openSession();
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    await held.do(CHAIR, { type: 'motion.submit', item: 'i2', text: TEXT, mover: null });
    expect(step(CHAIR).code).toBe('finishAndTake');
  });

  test('PROC-25: a point of order is ruled on before the item is finished or a motion is put', async () => {
    await openSession();
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    await held.do('p-am-ngo', { type: 'order.point', about: 'procedure' });
    const { label } = held.state().prepared!.participants.find(one => one.id === 'p-am-ngo')!;
    expect(step(CHAIR)).toMatchObject({ code: 'rule', go: 'point', act: null, params: { name: label } });
    expect(step(SECRETARY).code).not.toBe('rule');
    const [point] = Object.values(held.state().order!.points);
    await held.do(CHAIR, { type: 'order.rule', point: point!.id, ruling: 'dismissed' });
    expect(step(CHAIR).code).toBe('put');
  });

  test('motions of the item that wait to be admitted come before its end', async () => {
    const { rules } = fifteenSeats();
    held = await holdSession(fifteenSeats({ rules: { ...rules, debate: { ...rules.debate, motionsBy: 'seats' } } }));
    await openSession();
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    for (const ru of ['Первое', 'Второе'])
      await held.do('p-am-ngo', { type: 'motion.submit', item: 'i1', text: { ru }, mover: 'am-ngo' });
    await held.do('p-am-ngo', { type: 'motion.submit', item: 'i2', text: { ru: 'Иное' }, mover: 'am-ngo' });
    expect(step(CHAIR)).toMatchObject({ code: 'admit', go: 'admit', act: null, params: { n: 2 } });
    const [first, second] = Object.keys(held.state().motions);
    await held.do(CHAIR, { type: 'motion.inadmissible', motion: first!, reason: 'out_of_order' });
    expect(step(CHAIR)).toMatchObject({ code: 'admit', params: { n: 1 } });
    await held.do(CHAIR, { type: 'motion.withdraw', motion: second! });
    expect(step(CHAIR).code).toBe('finishAndTake');
  });

  test('recess: whoever presides resumes it, the others wait', async () => {
    await openSession();
    await held.do(CHAIR, { type: 'session.recess', minutes: 10 });
    expect(step(CHAIR)).toMatchObject({ code: 'resume', act: { type: 'session.resume' } });
    expect(step(DEPUTY)).toMatchObject({ code: 'watch', act: null });
  });
});

describe('While a vote is open', () => {
  test('PROC-13: closing asks first where seats have not voted, and says how many may come back', async () => {
    const voting = await openVote();
    await castAll(voting, () => 'yes', ['ru-state', 'am-expert']);
    expect(step(CHAIR)).toMatchObject({
      code: 'closeVoting',
      act: { type: 'voting.close', voting },
      params: { cast: 7, entitled: 9 },
      confirm: { code: 'missing', params: { n: 2, reconnecting: 0 } },
    });
    await held.line('p-ru-state', 'lost');
    expect(step(CHAIR).confirm).toEqual({
      code: 'missingReconnecting',
      params: { n: 2, reconnecting: 1, entitled: 9 },
    });
  });

  test('closing asks nothing where everybody has voted', async () => {
    const voting = await openVote();
    await castAll(voting, () => 'yes');
    expect(step(CHAIR).confirm).toBeNull();
  });

  test('closing asks where the count is not known', async () => {
    await openVote();
    expect(step(CHAIR, false).confirm).toEqual({ code: 'unknown', params: {} });
  });

  test.each([
    ['named', { code: 'hands', go: 'hands', params: { n: 4 } }],
    ['secret', { code: 'watch', act: null }],
  ] as const)('the secretary enters hands of the hall in a %s vote, if it is one', async (method, expected) => {
    const { participants } = fifteenSeats();
    held = await holdSession(
      // Nobody more is expected in the hall than those who are here.
      fifteenSeats({
        participants: participants.map((one, n) => ({ ...one, mode: n < 8 && n % 2 === 0 ? 'hall' : 'remote' })),
      }),
    );
    await openVote(method);
    expect(step(SECRETARY)).toMatchObject(expected);
  });

  test('a decided motion leads on to the next item', async () => {
    const voting = await openVote();
    await castAll(voting, () => 'yes');
    await held.do(CHAIR, step(CHAIR).act!);
    expect(held.state().decisions).toHaveLength(1);
    expect(step(CHAIR)).toMatchObject({ code: 'finishAndTake', params: { n: 1, next: 2 } });
  });

  test('3.9: a tie at the top leads to a run-off between those tied, once', async () => {
    await openSession(8);
    await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
    const label = (name: string) => ({ label: { ru: name }, seat: null });
    await held.do(CHAIR, {
      type: 'voting.openElection',
      office: { id: 'o1', title: { ru: 'Председатель' } },
      candidates: [label('Первый'), label('Второй'), label('Третий')],
      method: 'secret',
      closesInSeconds: null,
    });
    const first = Object.keys(held.state().votings)[0]!;
    let n = 0;
    await castAll(first, () => (n++ % 2 === 0 ? 'c1' : 'c2'));
    await held.do(CHAIR, step(CHAIR).act!);
    expect(step(CHAIR)).toMatchObject({ code: 'runoff', params: { n: 2 }, why: null });
    await held.do(CHAIR, step(CHAIR).act!);
    const second = Object.values(held.state().votings).find(one => one.runoffOf === first)!;
    expect(second.choices.map(one => one.id)).toEqual(['c1', 'c2', 'against_all', 'abstain']);
    await castAll(second.id, () => 'c2');
    await held.do(CHAIR, step(CHAIR).act!);
    expect(held.state().offices).toMatchObject([{ candidate: 'c2' }]);
    expect(step(CHAIR).code).toBe('finishAndTake');
  });
});

describe('Ways of voting', () => {
  const put = async (act: Partial<Extract<Act, { type: 'voting.open' }>>, present = 8) => {
    await openSession(present);
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    const motion = Object.keys(held.state().motions)[0]!;
    const plain = { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null } as const;
    await held.do(CHAIR, { ...plain, ...act });
    return { voting: Object.keys(held.state().votings)[0]!, motion };
  };

  test('3.6: a show of hands: the secretary enters the hall before the chair may close', async () => {
    const { voting } = await put({ way: 'hands' });
    expect(step(SECRETARY)).toMatchObject({ code: 'countHands', go: 'work', params: { n: 4 } });
    expect(step(CHAIR)).toMatchObject({ code: 'closeVoting', why: { code: 'hands' } });
    await held.do(SECRETARY, { type: 'voting.countHands', voting, counts: { yes: 4 } });
    expect(step(SECRETARY).code).not.toBe('countHands');
    expect(step(CHAIR)).toMatchObject({
      code: 'closeVoting',
      why: null,
      confirm: { code: 'missing', params: { n: 4 } },
    });
  });

  test('3.6: a roll call: call, answer, call the next, until all have been called twice', async () => {
    const { voting } = await put({ way: 'roll_call', seed: '5' });
    const { order } = held.state().votings[voting]!.roll!;
    expect(step(SECRETARY).code).toBe('callNext');
    await held.do(SECRETARY, step(SECRETARY).act!);
    expect(step(SECRETARY)).toMatchObject({ code: 'answer', go: 'work' });
    // The first is silent.
    await held.do(SECRETARY, { type: 'voting.callNext', voting });
    for (const seat of order.slice(1)) {
      if (held.state().votings[voting]!.called?.seat !== seat) await held.do(SECRETARY, step(SECRETARY).act!);
      await held.do(SECRETARY, { type: 'voting.answer', voting, seat, choice: 'yes' });
    }
    expect(step(SECRETARY)).toMatchObject({ code: 'callNext', act: { type: 'voting.callNext' } });
    await held.do(SECRETARY, step(SECRETARY).act!);
    expect(held.state().votings[voting]!.called).toEqual({ seat: order[0], call: 2 });
    await held.do(SECRETARY, { type: 'voting.answer', voting, seat: order[0]!, choice: 'no' });
    expect(step(SECRETARY).code).not.toBe('callNext');
    expect(step(CHAIR)).toMatchObject({ code: 'closeVoting', confirm: null });
  });

  test('3.6: paper: given out, then devices end, then counted by the tellers beside what goes on', async () => {
    const { voting } = await put({ way: 'paper', method: 'secret', tellers: [SECRETARY, DEPUTY] });
    expect(step(SECRETARY)).toMatchObject({ code: 'issuePaper', params: { n: 4 } });
    for (const line of held.state().votings[voting]!.register.filter(one => one.hall))
      await held.do(SECRETARY, { type: 'voting.issuePaper', voting, seat: line.seat });
    expect(step(SECRETARY).code).not.toBe('countPaper');
    expect(step(CHAIR)).toMatchObject({ code: 'closeVoting', why: null });
    await held.do(CHAIR, step(CHAIR).act!);
    expect(held.state().votings[voting]).toMatchObject({ closedAt: null, unsealed: {} });
    expect(step(SECRETARY)).toMatchObject({ code: 'countPaper', go: 'work' });
    expect(step(CHAIR).code).toBe('finishAndTake');
    for (const teller of [SECRETARY, DEPUTY])
      await held.do(teller, { type: 'voting.countPaper', voting, counts: { yes: 4 }, spoiled: 0 });
    expect(step(SECRETARY).code).not.toBe('countPaper');
  });

  test('SEC-27: a vote that waits for its key leads on to what is next, and at the end to what can be done about it', async () => {
    await held.holders('away');
    const { voting } = await put({ method: 'secret' });
    await held.do(CHAIR, step(CHAIR).act!);
    expect(held.state().votings[voting]).toMatchObject({ closedAt: null, endedAt: expect.any(String) });
    expect(step(CHAIR)).toMatchObject({ code: 'finishAndTake' });
    for (const item of ['i2', 'i3']) await held.do(CHAIR, { type: 'agenda.take', item });
    await held.do(CHAIR, { type: 'agenda.finish', item: 'i3' });
    expect(step(CHAIR)).toMatchObject({ code: 'waitKey', go: 'key', act: null });
    await held.holders('back');
    expect(held.state().votings[voting]!.closedAt).not.toBeNull();
    expect(step(CHAIR).code).toBe('closeSession');
  });

  test('PROC-16, PROC-32: a vote by telephone is first to be confirmed by a second person, also where that is who presides', async () => {
    const { voting } = await put({});
    await held.do(SECRETARY, { type: 'voting.assist', voting, seat: 'kg-ngo', choice: 'no' });
    // First the seat's own device is asked, which has twenty seconds.
    expect(step(CHAIR).code).toBe('closeVoting');
    const { until } = held.state().assists![voting]!['kg-ngo']!.asked!;
    held.pass(20);
    await held.system({ type: 'voting.assistUnanswered', voting, seat: 'kg-ngo', until });
    expect(step(CHAIR)).toMatchObject({ code: 'confirmAssist', go: 'assist', params: { n: 1 } });
    expect(step(DEPUTY).code).toBe('confirmAssist');
    await held.do(DEPUTY, { type: 'voting.assistConfirm', voting, seat: 'kg-ngo', choice: 'no' });
    expect(step(CHAIR).code).toBe('closeVoting');
  });

  test('PROC-14: a void vote leads to its repetition, an objection to a vote', async () => {
    const { voting, motion } = await put({});
    await held.do(CHAIR, { type: 'voting.void', voting, reason: 'outage' });
    expect(step(CHAIR)).toMatchObject({ code: 'repeat', act: { type: 'voting.open', motion } });
    await held.do(CHAIR, { type: 'voting.askObjections', motion, seconds: 10 });
    expect(step(CHAIR)).toMatchObject({ code: 'waitObjections', act: null, go: null });
    const asked = Object.keys(held.state().votings).at(-1)!;
    await held.do('p-kg-ngo', { type: 'voting.object', voting: asked, seat: 'kg-ngo', kind: 'objection' });
    expect(step(CHAIR)).toMatchObject({ code: 'repeat', act: { motion } });
    await held.do(CHAIR, step(CHAIR).act!);
    await castAll(Object.keys(held.state().votings).at(-1)!, () => 'yes');
    await held.do(CHAIR, step(CHAIR).act!);
    expect(step(CHAIR).code).toBe('finishAndTake');
  });

  test('V50: nothing but the deadline closes a silence procedure', async () => {
    await openSession(8);
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    const motion = Object.keys(held.state().motions)[0]!;
    const closesAt = '2026-11-24T12:00:00.000Z';
    await held.do(CHAIR, { type: 'voting.openSilence', motion, closesAt });
    // The meeting goes on beside it; only its end has to wait.
    while (step(CHAIR).code === 'finishAndTake') await held.do(CHAIR, step(CHAIR).act!);
    expect(step(CHAIR).code).toBe('finishLast');
    await held.do(CHAIR, step(CHAIR).act!);
    expect(step(CHAIR)).toMatchObject({ code: 'waitDeadline', act: null });
  });

  test.each([
    ['chairExtra', { code: 'decideTie', go: 'tie' }],
    ['revote', { code: 'repeat', act: { type: 'voting.open' } }],
  ] as const)('3.4: an equal vote under %s waits for what the rules ask', async (tie, expected) => {
    const { rules } = fifteenSeats();
    const cast = { key: 'present', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } } as const;
    held = await holdSession(fifteenSeats({ rules: { ...rules, majorities: [cast], tie } }));
    const { voting } = await put({});
    let n = 0;
    await castAll(voting, () => (n++ % 2 === 0 ? 'yes' : 'no'));
    await held.do(CHAIR, step(CHAIR).act!);
    expect(step(CHAIR)).toMatchObject(expected);
    expect(step(DEPUTY).code).toBe('watch');
  });

  test('PROC-02: rules that test the quorum at the close let a vote begin without one', async () => {
    const { rules } = fifteenSeats();
    held = await holdSession(fifteenSeats({ rules: { ...rules, quorumAt: 'close' } }));
    await openSession(8);
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    await held.do('p-ru-expert', { type: 'attendance.leave' });
    expect(step(CHAIR)).toMatchObject({ code: 'put', why: null });
    expect(await held.ask(CHAIR, step(CHAIR).act!)).toMatchObject({ ok: true });
  });

  test('3.9: an election that was called: nominated for, opened, settled by a lot', async () => {
    await openSession(8);
    await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
    const office = { id: 'o1', title: { ru: 'Комиссия' } };
    const terms = { seats: 1, method: 'block_plurality', onTie: 'lot', term: null } as const;
    await held.do(CHAIR, { type: 'election.call', office, ...terms });
    const election = Object.keys(held.state().elections!)[0]!;
    expect(step(CHAIR)).toMatchObject({ code: 'nominate', go: 'election', params: { office: office.title } });
    for (const ru of ['Первый', 'Второй'])
      await held.do(SECRETARY, { type: 'election.nominate', election, label: { ru }, seat: null });
    expect(step(CHAIR)).toMatchObject({
      code: 'openElection',
      act: { type: 'election.open', election },
      params: { n: 2 },
    });
    await held.do(CHAIR, step(CHAIR).act!);
    const voting = Object.keys(held.state().votings)[0]!;
    let n = 0;
    await castAll(voting, () => (n++ % 2 === 0 ? 'c1' : 'c2'));
    await held.do(CHAIR, step(CHAIR).act!);
    expect(step(CHAIR)).toMatchObject({ code: 'lot', go: 'lot', act: null });
    await held.do(CHAIR, { type: 'voting.close', voting, seed: '7' });
    expect(held.state().offices).toHaveLength(1);
    expect(step(CHAIR).code).toBe('finishAndTake');
  });
});

describe('When the one who presides is gone', () => {
  test('the deputy takes the chair, the secretary may hand it over, the chair takes it back', async () => {
    await openSession();
    expect(step(DEPUTY)).toMatchObject({ code: 'watch', act: null });
    await held.do(CHAIR, { type: 'attendance.leave' });
    expect(step(DEPUTY)).toMatchObject({ code: 'preside', act: { type: 'session.preside', participant: DEPUTY } });
    expect(step(SECRETARY)).toMatchObject({ code: 'handTo', act: { type: 'session.preside', participant: DEPUTY } });
    await held.do(DEPUTY, step(DEPUTY).act!);
    expect(step(DEPUTY).code).toBe('takeFirst');
    expect(step(SECRETARY).code).not.toBe('handTo');
  });
});
