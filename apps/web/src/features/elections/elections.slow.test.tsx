import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, within } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { votesText } from '../voting/election-count.js';
import { CHAIR, elsewhere, lastVote, SECRETARY, showPage } from '../voting/led.suite.js';

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

type Page = ReturnType<typeof showPage>;
const elections = ({ container }: Page) => within(container.querySelector<HTMLElement>('.elections-panel')!);

/** Fills the form of an election and calls it. */
async function call(page: Page, count: RegExp, names: readonly string[], more: { seats?: number; lot?: boolean } = {}) {
  const { user } = page;
  const panel = elections(page);
  await user.click(panel.getByRole('button', { name: /Election/ }));
  await user.type(panel.getByRole('textbox', { name: 'Office' }), 'Commission');
  await user.click(panel.getByText('Several places, another count, a term'));
  await user.click(panel.getByRole('radio', { name: count }));
  if (more.seats) {
    await user.clear(panel.getByLabelText('How many places'));
    await user.type(panel.getByLabelText('How many places'), String(more.seats));
  }
  if (more.lot) await user.click(panel.getByRole('radio', { name: 'a lot' }));
  for (const name of names) await user.type(panel.getByLabelText('Or write a name'), `${name}{Enter}`);
  await page.step(/^Call the election/);
}
/** Ballots in the order of the register, one for each seat that may vote. */
const vote = (ballots: readonly string[]) =>
  elsewhere(async () => {
    const voting = lastVote(held);
    const lines = voting.register.filter(one => one.entitled);
    for (const [index, choice] of ballots.entries()) {
      const { participant, seat } = lines[index]!;
      await held.do(participant!, { type: 'voting.cast', voting: voting.id, seat, choice });
    }
  });
const times = (n: number, choice: string) => Array<string>(n).fill(choice);

describe('3.9: an election that is called', () => {
  test('is nominated for by the bureau, frozen when it opens, and fills the office for its term', async () => {
    const chair = showPage(held, CHAIR);
    const clerk = showPage(held, SECRETARY);
    const panel = elections(chair);
    await chair.user.click(panel.getByRole('button', { name: /Election/ }));
    await chair.user.type(panel.getByRole('textbox', { name: 'Office' }), 'Commission');
    await chair.user.click(panel.getByText('Several places, another count, a term'));
    await chair.user.click(panel.getByRole('radio', { name: /several places/ }));
    await chair.user.clear(panel.getByLabelText('How many places'));
    await chair.user.type(panel.getByLabelText('How many places'), '2');
    await chair.user.type(panel.getByLabelText('From'), '2026-12-01');
    await chair.step(/^Call the election/);
    expect(panel.getByText('Give both days of the term or neither.')).toBeTruthy();
    await chair.user.type(panel.getByLabelText('To, that day included'), '2027-11-30');
    await chair.step(/^Call the election/);
    expect(chair.next().getByRole('button').textContent).toContain('Nominate candidates: Commission');

    await clerk.user.selectOptions(elections(clerk).getByLabelText('From the members'), 'am-ngo');
    for (const name of ['Second', 'Third', 'Fourth'])
      await clerk.user.type(elections(clerk).getByLabelText('Or write a name'), `${name}{Enter}`);
    await chair.user.click(elections(chair).getByRole('button', { name: 'Withdraw the candidate: Fourth' }));
    expect(elections(clerk).getByText(/Fourth \(withdrawn\)/)).toBeTruthy();
    await chair.step(/Open the ballot on the candidates: Commission, 3 candidates/);
    expect(lastVote(held)).toMatchObject({ method: 'secret', election: { method: 'block_plurality', seats: 2 } });
    expect(chair.container.querySelector('.called-election')).toBeNull();

    await vote([...times(5, 'c1.c2'), ...times(3, 'c2.c3'), 'against_all']);
    await chair.step(/Close the vote/);
    expect(held.state().offices).toMatchObject([
      { candidate: 'c2', term: { from: '2026-12-01', to: '2027-11-30' } },
      { candidate: 'c1', seat: 'am-ngo' },
    ]);
    expect(elections(chair).getAllByText(/from 1 December 2026 to 30 November 2027/)).toHaveLength(2);
    expect(chair.panel().getByText(/Ballots 9: valid 9.*against all 1/)).toBeTruthy();
  });

  test('PROC-36: an election to an office of the roll says what it does to it, and is called to that office', async () => {
    const whole = fifteenSeats();
    held = await holdSession({ ...whole, rules: { ...whole.rules, offices: { presidesFrom: 'next_session' } } });
    await gather(held, 9);
    await held.do(CHAIR, { type: 'session.open' });
    await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
    const chair = showPage(held, CHAIR);
    const panel = elections(chair);
    await chair.user.click(panel.getByRole('button', { name: /Election/ }));
    await chair.user.type(panel.getByRole('textbox', { name: 'Office' }), 'Chair of the council');
    await chair.user.click(panel.getByRole('radio', { name: 'chair' }));
    expect(panel.getByText('Without a term the election changes no roll.')).toBeTruthy();
    await chair.user.click(panel.getByText('Several places, another count, a term'));
    await chair.user.click(panel.getByRole('radio', { name: /several places/ }));
    await chair.user.type(panel.getByLabelText('From'), '2026-12-01');
    await chair.user.type(panel.getByLabelText('To, that day included'), '2027-11-30');
    expect(panel.getByText(/has this role in the sessions of that term, from the next one on/)).toBeTruthy();
    await chair.step(/^Call the election/);
    expect(Object.values(held.state().elections ?? {})).toMatchObject([
      { office: { id: 'chair', title: { en: 'Chair of the council' } }, term: { from: '2026-12-01' } },
    ]);
  });

  test('by rules that do not say so it changes no roll, and the form tells', async () => {
    const chair = showPage(held, CHAIR);
    const panel = elections(chair);
    await chair.user.click(panel.getByRole('button', { name: /Election/ }));
    await chair.user.click(panel.getByRole('radio', { name: 'deputy chair' }));
    expect(panel.getByText('By the rules of this session the election changes no roll.')).toBeTruthy();
  });

  test('PROC-31: where the rules count weights and seats differ it is named, and says so', async () => {
    const whole = fifteenSeats();
    const seats = whole.seats.map((seat, index) => (index === 0 ? { ...seat, weight: 20_000_000 } : seat));
    held = await holdSession({ ...whole, seats, rules: { ...whole.rules, elections: { count: 'weights' } } });
    await gather(held, 9);
    await held.do(CHAIR, { type: 'session.open' });
    await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
    const chair = showPage(held, CHAIR);
    await call(chair, /approval/, ['First', 'Second']);
    expect(elections(chair).getByText(/counted by the weight of seats, so the vote is named/)).toBeTruthy();
    await chair.step(/Open the ballot/);
    expect(lastVote(held)).toMatchObject({ method: 'named', countsBy: 'weights' });
    await vote(['c1', ...times(8, 'c2')]);
    await chair.step(/Close the vote/);
    expect(held.state().offices).toMatchObject([{ candidate: 'c1' }]);
    expect(chair.panel().getByText(/Votes were counted by the weight of seats/)).toBeTruthy();
  });

  test('by absolute majority: nobody has it, and the second ballot is between the two highest', async () => {
    const chair = showPage(held, CHAIR);
    await call(chair, /more than half/, ['First', 'Second', 'Third']);
    await chair.step(/Open the ballot/);
    await vote([...times(4, 'c1'), ...times(3, 'c2'), ...times(2, 'c3')]);
    await chair.step(/Close the vote/);
    expect(chair.panel().getByText('No majority: a second ballot is needed')).toBeTruthy();
    await chair.step(/Hold the run-off: 2 candidates/);
    expect(lastVote(held).choices.map(one => one.id)).toEqual(['c1', 'c2', 'against_all', 'abstain']);
    await vote([...times(4, 'c1'), ...times(5, 'c2')]);
    await chair.step(/Close the vote/);
    expect(held.state().offices).toMatchObject([{ candidate: 'c2' }]);
    expect(elections(chair).getByText('✓ Second')).toBeTruthy();
  });

  test('a tie on the border is settled by a lot drawn in public, whose seed is recorded', async () => {
    const chair = showPage(held, CHAIR);
    await call(chair, /approval/, ['First', 'Second', 'Third'], { seats: 2, lot: true });
    await chair.step(/Open the ballot/);
    await vote([...times(5, 'c1'), ...times(2, 'c2'), ...times(2, 'c3')]);
    await chair.step(/Close the vote/);
    expect(chair.next().getByRole('button').textContent).toContain('The votes are equal: draw the lot');
    const lot = within(chair.page.getByRole('region', { name: 'The lot' }));
    expect(lot.getByText(/the place goes by lot. Between: Second, Third/)).toBeTruthy();
    expect(lot.getByRole('button').getAttribute('aria-disabled')).toBe('true');
    await chair.user.type(lot.getByLabelText('What was drawn'), 'seven{Enter}');
    const { election } = lastVote(held).result!;
    expect(election).toMatchObject({ outcome: 'elected', decidedBy: 'lot', tie: { lot: { seed: 'seven' } } });
    expect(chair.panel().getByText('the lot “seven”')).toBeTruthy();
    expect(held.state().offices).toHaveLength(2);
  });

  test('by single transferable vote: every round stands in a table', async () => {
    const chair = showPage(held, CHAIR);
    await call(chair, /transferable/, ['First', 'Second', 'Third', 'Fourth'], { seats: 2 });
    await chair.step(/Open the ballot/);
    await vote([...times(5, 'c1.c2'), ...times(2, 'c3'), 'c2.c3', 'c4.c2']);
    await chair.step(/Close the vote/);
    const { rounds } = lastVote(held).result!.election!;
    expect(rounds.length).toBeGreaterThan(1);
    await chair.user.click(chair.panel().getByText(`The count by rounds: ${rounds.length}`));
    const table = within(chair.panel().getByRole('region', { name: /The count by rounds/ }));
    expect(table.getAllByRole('columnheader')).toHaveLength(rounds.length + 1);
    expect(table.getByText('first preferences')).toBeTruthy();
    expect(table.getByText(/surplus passed on: First/)).toBeTruthy();
    expect(table.getAllByRole('row')).toHaveLength(4 + 2);
  });
});

test.each([
  ['12', '12'],
  ['17/8', '2,12…'],
  ['5/2', '2,50'],
  ['1/3', '0,33…'],
])('exact votes %s are read as %s', (exact, read) => expect(votesText('ru', exact)).toBe(read));
