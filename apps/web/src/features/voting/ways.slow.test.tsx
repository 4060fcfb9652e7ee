import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ballotOf } from '@kengesh/domain';
import { cleanup, within } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, castAs, DEPUTY, elsewhere, lastVote, SECRETARY, showPage, TEXT, withMotion } from './led.suite.js';

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

const rulesWith = (change: object) => {
  const plain = fifteenSeats();
  return fifteenSeats({ rules: { ...plain.rules, ...change } });
};
const way = async (page: ReturnType<typeof showPage>, name: RegExp) => {
  await page.user.click(page.page.getByText('Another way'));
  await page.user.click(page.page.getByRole('radio', { name }));
};
const greyed = (page: ReturnType<typeof showPage>) =>
  page.next().getByRole('button').getAttribute('aria-disabled') === 'true';

describe('Before a vote', () => {
  test('the page says what the vote will need: of 9 present more than half, and two thirds', async () => {
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    expect(chair.panel().getByText(/9 seats vote.*5 for.*will be needed/)).toBeTruthy();
    await chair.user.click(chair.page.getByRole('radio', { name: /at least two thirds/ }));
    expect(chair.panel().getByText(/9 seats vote.*6 for/)).toBeTruthy();
  });

  test('a secret vote is greyed with its reason where the rule counts states', async () => {
    const threshold = { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'present' } as const;
    const states = { position: 'internal', num: 1, den: 2, cmp: 'gt', base: 'all' } as const;
    held = await holdSession(rulesWith({ majorities: [{ key: 'double', threshold: { ...threshold, states } }] }));
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    expect(greyed(chair)).toBe(false);
    await chair.user.click(chair.page.getByRole('radio', { name: 'secret' }));
    expect(greyed(chair)).toBe(true);
    expect(held.state().votings).toEqual({});
  });

  test('a test vote is marked before and after, and nothing follows from it', async () => {
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    await chair.user.click(chair.page.getByRole('button', { name: 'Test vote…' }));
    await chair.step(/^Begin the test/);
    expect(lastVote(held).test).toBe(true);
    expect(chair.panel().getByText('TEST')).toBeTruthy();
    await elsewhere(() => castAs(held, { 'kg-ngo': 'yes' }));
    await chair.step(/Close the vote/, true);
    expect(chair.panel().getByText('TEST')).toBeTruthy();
    expect(chair.panel().getByText('This is a test; it decides nothing.')).toBeTruthy();
    expect(held.state().decisions).toEqual([]);
    expect(chair.next().getByRole('button').textContent).toContain('Put to the vote: Approve');
  });
});

describe('In the hall', () => {
  test('3.6: a show of hands waits for the hall’s totals; they and the devices are one tally', async () => {
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    const clerk = showPage(held, SECRETARY);
    await way(chair, /show of hands/);
    await chair.step(/Put to the vote.*show of hands/);
    await elsewhere(() => castAs(held, { 'kg-ngo': 'yes', 'ru-state': 'yes', 'ru-expert': 'no', 'am-ngo': 'yes' }));
    expect(greyed(chair)).toBe(true);
    // A hand has no name, so that the side of whoever presides is known from the device alone (PROC-05).
    expect(chair.panel().getByText(/On a tie your vote decides. Give it here/)).toBeTruthy();
    expect(
      chair.next().getByText('The secretary has not entered the hall’s hands yet.', { selector: 'p' }),
    ).toBeTruthy();
    await clerk.step(/Enter the hands of the hall: 5 seats/);
    const totals = within(clerk.page.getByRole('region', { name: 'Hands in the hall' }));
    await clerk.user.type(totals.getByLabelText('for'), '4');
    await clerk.user.type(totals.getByLabelText('against'), '3');
    await clerk.user.click(totals.getByRole('button', { name: 'Enter the hall' }));
    expect(totals.getByRole('alert').textContent).toMatch(/7/);
    await clerk.user.clear(totals.getByLabelText('against'));
    await clerk.user.type(totals.getByLabelText('against'), '1');
    await clerk.user.click(totals.getByRole('button', { name: 'Enter the hall' }));
    expect(totals.getByText(/The hall is entered: for 4, against 1/)).toBeTruthy();
    await chair.step(/Close the vote/);
    expect(lastVote(held).result).toMatchObject({ counts: { yes: 7, no: 2 }, outcome: 'adopted', ballots: null });
    expect(chair.panel().getByText(/Of these by hands in the hall: for 4, against 1/)).toBeTruthy();
  });

  test('3.6: in a roll call the drawn seat is called first; answers are entered, the silent are called once more', async () => {
    await withMotion(held, 8);
    const chair = showPage(held, CHAIR);
    const clerk = showPage(held, SECRETARY);
    await way(chair, /roll-call/);
    expect(chair.next().getByText('First draw the lot for who is called first.', { selector: 'p' })).toBeTruthy();
    await chair.user.type(chair.page.getByLabelText('The lot: who is called first'), '17');
    await chair.step(/Put to the vote.*roll-call/);
    const { order } = lastVote(held).roll!;
    const label = (seat: string) => held.state().prepared!.seats.find(one => one.id === seat)!.label.en!;
    await clerk.step(new RegExp(`^Call: ${label(order[0]!)}`));
    expect(clerk.container.querySelector('.called strong')?.textContent).toBe(label(order[0]!));
    // The first is silent.
    await clerk.user.click(clerk.panel().getByRole('button', { name: `Call: ${label(order[1]!)}` }));
    for (const seat of order.slice(1)) {
      if (lastVote(held).called?.seat !== seat) await clerk.step(new RegExp(`^Call: ${label(seat)}`));
      await clerk.user.click(clerk.panel().getByRole('button', { name: `${label(seat)}: For` }));
      await clerk.user.click(clerk.panel().getByRole('button', { name: `Enter ${label(seat)}: For` }));
    }
    await clerk.user.click(clerk.panel().getByRole('button', { name: `Call once more: ${label(order[0]!)}` }));
    expect(lastVote(held).called).toEqual({ seat: order[0], call: 2 });
    await chair.step(/Close the vote/, true);
    expect(lastVote(held).result).toMatchObject({ counts: { yes: 7 }, notVoting: 1 });
    expect(chair.panel().getAllByText('for · spoken in a roll call')).toHaveLength(7);
  });

  test('3.6: papers are given out and counted by two; a difference is counted anew', async () => {
    await withMotion(held, 8);
    const chair = showPage(held, CHAIR);
    const clerk = showPage(held, SECRETARY);
    const deputy = showPage(held, DEPUTY);
    await way(chair, /on paper/);
    expect(greyed(chair)).toBe(true);
    // Who counts needs this page to enter the count on.
    expect(
      within(chair.page.getByLabelText('Teller 1'))
        .getAllByRole('option')
        .map(one => one.textContent),
    ).toEqual(expect.arrayContaining(['Choose…', 'Secretary', 'Russia: state body', 'Kyrgyzstan: state body']));
    expect(within(chair.page.getByLabelText('Teller 1')).getAllByRole('option')).toHaveLength(4);
    await chair.user.selectOptions(chair.page.getByLabelText('Teller 1'), SECRETARY);
    await chair.user.selectOptions(chair.page.getByLabelText('Teller 2'), DEPUTY);
    await chair.step(/Put to the vote.*on paper/);
    await clerk.step(/Give out papers in the hall: 4 seats/);
    for (const button of clerk.panel().getAllByRole('button', { name: /^Give a paper/ }))
      await clerk.user.click(button);
    expect(lastVote(held).paper?.seats).toHaveLength(4);
    await elsewhere(() => castAs(held, { 'kg-ngo': 'yes', 'ru-state': 'yes', 'ru-expert': 'no', 'am-ngo': 'no' }));
    const count = async (page: ReturnType<typeof showPage>, yes: string, no: string) => {
      await page.user.type(page.panel().getByLabelText('for'), yes);
      await page.user.type(page.panel().getByLabelText('against'), no);
      await page.user.click(page.panel().getByRole('button', { name: 'Record the count' }));
    };
    // Devices end first; the meeting goes on beside the count of papers.
    expect(clerk.panel().queryByLabelText('for')).toBeNull();
    await chair.step(/Close the vote/);
    expect(lastVote(held)).toMatchObject({ closedAt: null, unsealed: { voted: expect.any(Array) } });
    await count(clerk, '3', '1');
    expect(clerk.panel().getByText('✓ Your count is recorded.')).toBeTruthy();
    await count(deputy, '4', '0');
    expect(clerk.panel().getByText(/The tellers’ counts differ/)).toBeTruthy();
    await count(clerk, '3', '1');
    await count(deputy, '3', '1');
    await elsewhere(() => held.system({ type: 'voting.close', voting: lastVote(held).id }));
    expect(lastVote(held).result).toMatchObject({ counts: { yes: 5, no: 3 }, outcome: 'adopted' });
    expect(chair.panel().getByText('Papers given out 4, in the box 4.')).toBeTruthy();
  });
});

describe('By agreement', () => {
  test('3.6: an objection from the hall stops the countdown; then the motion is put to the vote', async () => {
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    const clerk = showPage(held, SECRETARY);
    await way(chair, /without objection/);
    await chair.step(/Ask whether there are objections: Approve/);
    expect(chair.panel().getByRole('timer', { name: 'Time left for objections' }).textContent).toBe('0:30');
    expect(chair.next().getByText(/Waiting for objections/)).toBeTruthy();
    await clerk.user.selectOptions(clerk.page.getByLabelText('Objection from the hall'), 'kg-expert');
    await clerk.user.click(clerk.panel().getByRole('button', { name: 'Stop: there is an objection' }));
    expect(chair.panel().getByText('There is an objection: not adopted without a vote.')).toBeTruthy();
    await chair.step(/Put to the vote once more: Approve.*named/);
    expect(lastVote(held)).toMatchObject({ threshold: { key: 'present' } });
  });

  test('3.6: consensus minus one of states: one objection is borne, and the page says whose positions decided', async () => {
    held = await holdSession(rulesWith({ ballots: { consensusExcept: 1 } }));
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    await way(chair, /consensus/);
    await chair.user.click(chair.page.getByRole('radio', { name: 'of every state' }));
    await chair.step(/Put to the vote.*at most one objects/);
    expect(chair.panel().getByText(/Answered: 0 of 3/)).toBeTruthy();
    await elsewhere(() => castAs(held, { 'ru-state': 'object', 'am-state': 'reserve' }));
    expect(chair.panel().getByText('✓ RU')).toBeTruthy();
    await chair.step(/Close the vote/, true);
    expect(lastVote(held).result).toMatchObject({ outcome: 'adopted', decidedBy: 'consensus' });
    expect(chair.panel().getByText('the positions of the states')).toBeTruthy();
    expect(chair.panel().getByText('With a reservation', { selector: '.name' })).toBeTruthy();
  });

  test('V50: silence asks all seats until a deadline of the session’s clock; receipts are counted', async () => {
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    await way(chair, /silence/);
    expect(chair.next().getByText('First set the deadline.', { selector: 'p' })).toBeTruthy();
    await chair.user.type(chair.page.getByLabelText('Deadline, by the session’s clock'), '2026-11-24T18:00');
    const receipts = () => chair.page.getByLabelText('How many seats must confirm receipt');
    expect(receipts().getAttribute('placeholder')).toBe('8');
    await chair.user.type(receipts(), '2');
    expect(
      chair.next().getByText('By the rules at least 8 seats must confirm receipt.', { selector: 'p' }),
    ).toBeTruthy();
    await chair.user.clear(receipts());
    await chair.user.type(receipts(), '9');
    await chair.step(/Put to the vote.*silence/);
    expect(lastVote(held)).toMatchObject({ way: 'silence', closesAt: '2026-11-24T12:00:00.000Z' });
    expect(chair.panel().getByText(/Deadline: .*18:00/)).toBeTruthy();
    await elsewhere(() =>
      held.do('p-uz-ngo', { type: 'voting.acknowledge', voting: lastVote(held).id, seat: 'uz-ngo' }),
    );
    expect(chair.panel().getByText('Receipt confirmed: 1, 9 required')).toBeTruthy();
    expect(chair.next().getByRole('button').textContent).toMatch(/item 2/);
    expect(chair.panel().queryByRole('button', { name: /One more minute/ })).toBeNull();
  });

  test('votes by correspondence run beside each other, also of an item that is not under way', async () => {
    const motion = await withMotion(held);
    await held.do(CHAIR, { type: 'motion.submit', item: 'i2', text: { en: 'The other text' }, mover: null });
    const closesAt = '2026-11-24T12:00:00.000Z';
    await held.do(CHAIR, { type: 'voting.openSilence', motion, closesAt });
    const chair = showPage(held, CHAIR);
    await chair.user.click(
      within(chair.page.getByRole('region', { name: 'Agenda' })).getByRole('button', { name: /Aims/ }),
    );
    await chair.user.click(chair.panel().getByText('One more vote by correspondence'));
    const open = () => chair.panel().getByRole('button', { name: 'Open it beside' });
    expect(open().getAttribute('aria-disabled')).toBe('true');
    await chair.user.type(chair.page.getByLabelText('Deadline, by the session’s clock'), '2026-11-25T18:00');
    await chair.user.click(open());
    expect(lastVote(held)).toMatchObject({ way: 'written', item: 'i2', closedAt: null });
    expect(held.state().votings[Object.keys(held.state().votings)[0]!]?.closedAt).toBeNull();
  });

  test('a written vote may be secret, and takes ballots of the absent', async () => {
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    await way(chair, /written/);
    await chair.user.click(
      within(chair.container.querySelector<HTMLElement>('.way-options')!).getByRole('radio', { name: 'secret' }),
    );
    await chair.user.type(chair.page.getByLabelText('Deadline, by the session’s clock'), '2026-11-24T18:00');
    await chair.step(/Put to the vote.*written/);
    expect(lastVote(held)).toMatchObject({ way: 'written', method: 'secret' });
    expect(lastVote(held).register.filter(one => one.entitled)).toHaveLength(15);
    expect(chair.panel().getByText('written vote, secretly')).toBeTruthy();
  });
});

describe('When something goes otherwise', () => {
  test('PROC-14: a vote is declared void with its reason, shown as such, and repeated', async () => {
    const motion = await withMotion(held);
    const chair = showPage(held, CHAIR);
    await chair.step(/Put to the vote/);
    await chair.user.click(chair.panel().getByText('If something went wrong'));
    await chair.user.click(chair.panel().getByRole('button', { name: 'Declare the vote void…' }));
    await chair.user.selectOptions(chair.panel().getByLabelText('Reason'), 'irregular');
    await chair.user.click(chair.panel().getByRole('button', { name: 'Declare the vote void' }));
    expect(chair.panel().getByText(/declared void and may be repeated. Reason: the procedure was broken/)).toBeTruthy();
    const voided = lastVote(held).id;
    await chair.step(/Put to the vote once more/);
    expect(lastVote(held)).toMatchObject({ repeats: voided, motion: { id: motion } });
    expect(chair.panel().getByText(/A repeated vote/)).toBeTruthy();
  });

  test('PROC-16, PROC-32: a vote by telephone counts once a second person has heard the same', async () => {
    await withMotion(held);
    await held.do(CHAIR, {
      type: 'voting.open',
      motion: Object.keys(held.state().motions)[0]!,
      method: 'named',
      majority: 'present',
      closesInSeconds: null,
    });
    const clerk = showPage(held, SECRETARY);
    const deputy = showPage(held, DEPUTY);
    await clerk.user.click(clerk.panel().getByText('Vote by telephone'));
    await clerk.user.selectOptions(clerk.panel().getByLabelText('Who is calling'), 'kg-ngo');
    await clerk.user.click(clerk.panel().getByRole('button', { name: 'Kyrgyzstan: NGO: Against' }));
    await clerk.user.click(clerk.panel().getByRole('button', { name: 'Enter Kyrgyzstan: NGO: Against' }));
    expect(held.state().ballots).toEqual({});
    // First the seat's own device is asked, which has twenty seconds.
    expect(clerk.panel().getByText('is asked on the own device')).toBeTruthy();
    const voting = lastVote(held).id;
    const { until } = held.state().assists![voting]!['kg-ngo']!.asked!;
    held.pass(20);
    await elsewhere(() => held.system({ type: 'voting.assistUnanswered', voting, seat: 'kg-ngo', until }));
    expect(clerk.panel().getByText('waits for a second person')).toBeTruthy();
    await deputy.step(/Confirm 1 vote by telephone/);
    const hears = async (choice: string) => {
      await deputy.user.click(deputy.panel().getByRole('button', { name: `Kyrgyzstan: NGO: ${choice}` }));
      await deputy.user.click(deputy.panel().getByRole('button', { name: `Enter Kyrgyzstan: NGO: ${choice}` }));
    };
    await hears('For');
    expect(held.state().ballots).toEqual({});
    expect(deputy.panel().getByRole('alert')).toBeTruthy();
    await deputy.user.click(deputy.panel().getByRole('button', { name: 'Cancel' }));
    await hears('Against');
    expect(ballotOf(held.state(), lastVote(held).id, 'kg-ngo')).toMatchObject({ choice: 'no', channel: 'assisted' });
  });

  test('3.4: on a tie the chair is asked for the casting vote, in two steps, and it is told who decided', async () => {
    const plain = fifteenSeats().rules;
    const majorities = [
      { key: 'cast', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } as const },
    ];
    held = await holdSession(fifteenSeats({ rules: { ...plain, majorities, tie: 'chairExtra' } }));
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    await chair.step(/Put to the vote/);
    await elsewhere(() => castAs(held, { 'kg-ngo': 'yes', 'ru-state': 'no', 'kg-expert': 'no', 'am-ngo': 'yes' }));
    await chair.step(/Close the vote/, true);
    expect(chair.next().getByRole('button').textContent).toContain('A tie: give the casting vote');
    const tie = within(chair.page.getByRole('region', { name: 'A tie: the casting vote is yours' }));
    await chair.user.click(tie.getByRole('button', { name: /For/ }));
    expect(held.state().decisions).toEqual([]);
    await chair.user.click(tie.getByRole('button', { name: /Give the casting vote: For/ }));
    expect(held.state().decisions).toHaveLength(1);
    expect(chair.panel().getByText(/casting vote \(Kyrgyzstan: state body\)/)).toBeTruthy();
  });
});

describe('How a vote came out', () => {
  test('V46: a double majority shows both conditions and every state’s position, in Russian too', async () => {
    const threshold = { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } as const;
    const states = { position: 'internal', num: 2, den: 3, cmp: 'gte', base: 'with_position' } as const;
    held = await holdSession(rulesWith({ majorities: [{ key: 'double', threshold: { ...threshold, states } }] }));
    await withMotion(held);
    const chair = showPage(held, CHAIR, 'ru');
    expect(chair.panel().getByText(/Государств «за» понадобится 2 из 3/)).toBeTruthy();
    await chair.step(/Поставить на голосование/);
    await elsewhere(() =>
      castAs(held, {
        ...{ 'kg-ngo': 'yes', 'kg-expert': 'yes', 'kg-state': 'yes', 'ru-state': 'yes', 'ru-ngo': 'yes' },
        ...{ 'ru-expert': 'no', 'am-state': 'no', 'am-ngo': 'no' },
      }),
    );
    await chair.step(/Закрыть голосование/, true);
    expect(chair.panel().getByText('Члены совета: 5 «за» из 8, нужно 5')).toBeTruthy();
    expect(chair.panel().getByText('Государства: 2 «за» из 3, нужно 2')).toBeTruthy();
    const rows = within(chair.panel().getByRole('region', { name: 'Позиции государств' })).getAllByRole('row');
    expect(rows.map(one => one.textContent)).toEqual([
      'ГосударствоПозицияЗа, против, воздержались',
      'AM✕ против0 · 2 · 0',
      'KG✓ за3 · 0 · 0',
      'KZ– нет позиции0 · 0 · 0',
      'RU✓ за2 · 1 · 0',
      'UZ– нет позиции0 · 0 · 0',
    ]);
    expect(lastVote(held).motion?.text).toEqual(TEXT);
  });

  test('V53: where nobody has a majority the sign is not that of a tie, and two go on', async () => {
    await withMotion(held);
    const office = { id: 'board', title: { ru: 'Правление', en: 'Board' } };
    const how = { seats: 1, method: 'absolute_majority', onTie: 'runoff', term: null } as const;
    await held.do(CHAIR, { type: 'election.call', office, ...how });
    const election = Object.keys(held.state().elections ?? {})[0]!;
    for (const ru of ['Первый', 'Второй', 'Третий'])
      await held.do(SECRETARY, { type: 'election.nominate', election, seat: null, label: { ru } });
    await held.do(CHAIR, { type: 'election.open', election, method: 'named', closesInSeconds: null });
    await castAs(held, { 'kg-ngo': 'c1', 'kg-expert': 'c1', 'ru-state': 'c1', 'ru-ngo': 'c2', 'am-ngo': 'c2' });
    await castAs(held, { 'ru-expert': 'c3' });
    await held.do(CHAIR, { type: 'voting.close', voting: lastVote(held).id });
    const chair = showPage(held, CHAIR, 'ru');
    expect(chair.container.querySelector('.headline')?.textContent).toBe('→ Большинства нет: нужен второй тур');
    const bars = [...chair.container.querySelectorAll('.result-bars li')].map(one => one.textContent);
    expect(bars.slice(0, 3)).toEqual([
      '→Первый · проходит во второй тур3',
      '→Второй · проходит во второй тур2',
      'Третий1',
    ]);
  });

  test('PROC-09: of those not voting it says who is recused', async () => {
    held = await holdSession(rulesWith({ representation: { recusal: 'present' } }));
    await gather(held, 9);
    await held.do(CHAIR, { type: 'session.open' });
    await held.do(SECRETARY, { type: 'seat.recuse', seat: 'kg-ngo', item: 'i1' });
    await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    const motion = Object.keys(held.state().motions)[0]!;
    const how = { method: 'named', majority: 'present', closesInSeconds: null } as const;
    await held.do(CHAIR, { type: 'voting.open', motion, ...how });
    await castAs(held, { 'kg-expert': 'yes' });
    await held.do(CHAIR, { type: 'voting.close', voting: lastVote(held).id });
    const chair = showPage(held, CHAIR, 'ru');
    expect(chair.panel().getByText('На месте 9, не голосовали 8 (из них самоотвод: 1)')).toBeTruthy();
  });

  test('PROC-07: weights stand beside the seats, and the condition is told by weight', async () => {
    const plain = fifteenSeats();
    const threshold = { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast', by: 'weight' } as const;
    held = await holdSession(
      fifteenSeats({
        seats: plain.seats.map(one => (one.id === 'kg-ngo' ? { ...one, weight: 2_500_000 } : one)),
        rules: { ...plain.rules, majorities: [{ key: 'weight', threshold }] },
      }),
    );
    await withMotion(held);
    const chair = showPage(held, CHAIR);
    await chair.step(/Put to the vote/);
    await elsewhere(() => castAs(held, { 'kg-ngo': 'yes', 'kg-expert': 'no', 'ru-state': 'no' }));
    await chair.step(/Close the vote/, true);
    expect(chair.panel().getByText('By weight of votes: 2.5 for out of 4.5, more than 2.25 needed')).toBeTruthy();
    expect(chair.panel().getByText('for · weight 2.5')).toBeTruthy();
    expect(lastVote(held).result?.outcome).toBe('adopted');
  });
});
