import { afterEach, expect, test } from '@jest/globals';
import type { PreparedSession } from '@kengesh/domain';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { DelegatePage } from '../../pages/delegate/delegate-page.js';
import { createPlay, type Play, Played } from '../../pages/delegate/played.suite.js';
import { CHAIR, DEPUTY, elsewhere, showPage } from '../voting/led.suite.js';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const OFFICE = { id: 'chair', title: { ru: 'Председатель', en: 'Chair' } };
const TERM = { from: '2020-01-01', to: '2099-12-31' };
type From = 'at_once' | 'end_of_item' | 'next_session';
const under =
  (presidesFrom: From) =>
  (whole: PreparedSession): PreparedSession => ({ ...whole, rules: { ...whole.rules, offices: { presidesFrom } } });

/** The seat is elected chair by those who are here. */
async function elect(play: Play, seat: string) {
  const call = { type: 'election.call', office: OFFICE, seats: 1, method: 'approval', onTie: 'lot', term: TERM };
  const election = Object.keys((await play.act('p1', call)).elections!)[0]!;
  await play.act('p1', { type: 'election.nominate', election, label: { ru: 'Кандидат' }, seat });
  const open = { type: 'election.open', election, method: 'named', closesInSeconds: null };
  const voting = Object.keys((await play.act('p1', open)).votings)[0]!;
  await play.cast(voting, { s3: 'c1', s4: 'c1', s5: 'c1', s6: 'c1', s7: 'c1' });
  await play.act('p1', { type: 'voting.close', voting });
}
async function delegate(play: Play, who: string) {
  const wire = await play.wire(who);
  render(
    <Played play={play} wire={wire} me={play.meOf(who)} language="en">
      <DelegatePage />
    </Played>,
  );
  await act(async () => {});
}

test('PROC-36: the delegate’s page of who was elected chair leads to the chair’s page, nobody else’s does', async () => {
  const play = createPlay();
  await play.open(11, 'two', under('at_once'));
  await delegate(play, 'p8');
  expect(screen.queryByRole('region', { name: 'You are elected' })).toBeNull();
  await act(async () => elect(play, 's8'));
  const card = within(await screen.findByRole('region', { name: 'You are elected' }, { timeout: 5000 }));
  expect(card.getByRole('status').textContent).toMatch(/you may preside over this session/);
  expect(card.getByRole('link', { name: 'Open the chair’s page' }).getAttribute('href')).toBe('/chair/p8');
  await act(async () => void (await play.act('p8', { type: 'session.preside', participant: 'p8' })));
  expect(card.getByRole('status').textContent).toMatch(/You preside/);
  cleanup();
  await delegate(play, 'p7');
  expect(screen.queryByRole('region', { name: 'You are elected' })).toBeNull();
});

test('PROC-36: where the item has to end first, the page leads there only then; under next_session not at all', async () => {
  for (const [from, ends] of [
    ['end_of_item', true],
    ['next_session', false],
  ] as const) {
    const play = createPlay();
    await play.open(11, 'two', under(from));
    await delegate(play, 'p8');
    await act(async () => elect(play, 's8'));
    await act(async () => new Promise(resolve => setTimeout(resolve, 50)));
    expect(screen.queryByRole('region', { name: 'You are elected' })).toBeNull();
    await act(async () => void (await play.act('p1', { type: 'agenda.take', item: 'three' })));
    const found = await screen
      .findByRole('region', { name: 'You are elected' }, { timeout: ends ? 5000 : 300 })
      .catch(() => null);
    expect(found !== null).toBe(ends);
    cleanup();
  }
});

test('PROC-36: on the chair’s page the elected takes the chair, and the chair before is said to be that', async () => {
  const held: HeldSession = await holdSession(under('at_once')(fifteenSeats()));
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
  const seat = held.state().prepared!.participants.find(one => one.role === 'delegate' && one.mode === 'hall')!;
  await held.do(CHAIR, {
    ...{ type: 'election.call', office: OFFICE, seats: 1, method: 'approval', onTie: 'lot', term: TERM },
  });
  const election = Object.keys(held.state().elections!)[0]!;
  await held.do(CHAIR, { type: 'election.nominate', election, label: { en: 'Candidate' }, seat: seat.seat });
  await held.do(CHAIR, { type: 'election.open', election, method: 'named', closesInSeconds: null });
  const voting = Object.values(held.state().votings)[0]!;
  for (const line of voting.register.filter(one => one.entitled))
    await held.do(line.participant!, { type: 'voting.cast', voting: voting.id, seat: line.seat, choice: 'c1' });
  const before = showPage(held, CHAIR);
  expect(before.container.querySelector('.chair-header')!.textContent).toContain('· chair');
  await elsewhere(() => held.do(CHAIR, { type: 'voting.close', voting: voting.id }));

  const elected = showPage(held, seat.id);
  expect(elected.container.querySelector('.chair-header')!.textContent).toContain('· chair');
  expect(before.container.querySelector('.chair-header')!.textContent).toContain('chair until the election');
  await before.user.click(before.page.getByRole('button', { name: 'Hand over the chair' }));
  const heirs = before.page.getByRole('combobox', { name: 'To whom' }) as HTMLSelectElement;
  expect([...heirs.options].map(one => one.value)).toContain(seat.id);
  expect([...heirs.options].every(one => one.value === seat.id || one.value === DEPUTY)).toBe(true);
  await elected.user.click(elected.page.getByRole('button', { name: /^Take the chair/ }));
  expect(held.state().session.presiding).toBe(seat.id);
  const back = before.page.getByRole('button', { name: /^Take the chair/ });
  expect(back.getAttribute('aria-disabled')).toBe('true');
});
