import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { MotionsPanel } from '../motions/motions-panel.js';
import { OrderBand } from './order-band.js';
import { CHAIR, elsewhere, SECRETARY, showPanel } from './shown.suite.js';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
});
const raise = (by = 'p-am-ngo') => held.do(by, { type: 'order.point', about: 'quorum' });
const move = (seat: string, procedure: object) =>
  held.do(`p-${seat}`, { type: 'order.move', seat, procedure: procedure as { kind: 'adjourn' } });
const points = () => Object.values(held.state().order?.points ?? {});
const band = () => within(screen.getByRole('region', { name: 'Point of order' }));

describe('A point of order', () => {
  test('stands before everything, is stated, and is ruled on by whoever presides', async () => {
    const { user } = showPanel(held, CHAIR, <OrderBand />);
    expect(screen.queryByRole('region')).toBeNull();
    await elsewhere(() => held.do(CHAIR, { type: 'floor.give', participant: 'p-ru-ngo', seconds: null }));
    await elsewhere(() => raise());
    expect(band().getByText('about the quorum')).toBeTruthy();
    expect(band().getByText('Armenia: NGO')).toBeTruthy();
    await user.click(band().getByRole('button', { name: 'Give the floor' }));
    expect(held.state().floor.holder).toMatchObject({ participant: 'p-am-ngo', kind: 'point' });
    expect(band().getByText(/speaks now/)).toBeTruthy();
    await user.click(band().getByRole('button', { name: '✓ Well taken' }));
    expect(points()).toMatchObject([{ status: 'upheld' }]);
    expect(screen.getByText('Ruling of the presiding officer: well taken (Armenia: NGO).')).toBeTruthy();
    // The speech that it broke into goes on.
    expect(held.state().floor.holder).toMatchObject({ participant: 'p-ru-ngo', pausedAt: null });
  });

  test('its ruling is appealed by a seat and the appeal is put to the vote, not granted', async () => {
    await raise();
    const { user } = showPanel(held, CHAIR, <OrderBand />);
    await user.click(band().getByRole('button', { name: '✕ Not well taken' }));
    await user.click(screen.getByText('Appeal'));
    await user.selectOptions(screen.getByLabelText('Who appeals'), 'kz-ngo');
    expect(screen.getAllByText('This participant is not present now.').length).toBeGreaterThan(0);
    await user.selectOptions(screen.getByLabelText('Who appeals'), 'am-state');
    await user.click(screen.getByRole('button', { name: 'Appeal the ruling' }));
    expect(screen.getByText(/No debate, put to the vote at once\./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /No objection/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: /Put to the vote: Overrule the ruling/ }));
    const voting = Object.values(held.state().votings)[0]!;
    expect(held.state().motions[voting.motion!.id]?.procedure).toMatchObject({ kind: 'appeal' });
    expect(screen.getByText(/being voted/)).toBeTruthy();
  });

  test('the secretary reads it and rules nothing', async () => {
    await raise();
    showPanel(held, SECRETARY, <OrderBand />, 'ru');
    expect(screen.getByText('Решает председательствующий, прения ждут.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('Procedural motions', () => {
  test('3.7: stand in their precedence; the first is put at once or adopted where nobody objects', async () => {
    await move('am-ngo', { kind: 'closeDebate' });
    await move('ru-ngo', { kind: 'suspend', minutes: 15 });
    const { user } = showPanel(held, CHAIR, <OrderBand />);
    const texts = () => screen.getAllByRole('listitem').map(one => one.querySelector('p')?.firstChild?.textContent);
    expect(texts()).toEqual(['Suspend the meeting, minutes: 15', 'Close the debate on the item']);
    expect(screen.getAllByRole('button', { name: /^Put to the vote/ })).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'No objection, adopted: Suspend the meeting, minutes: 15' }));
    expect(held.state().session.phase).toBe('recess');
    await elsewhere(() => held.do(CHAIR, { type: 'session.resume' }));
    expect(screen.getByText(/May speak: for 0, against 2\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Put to the vote: Close the debate on the item' }));
    const voting = Object.values(held.state().votings)[0]!;
    for (const { seat, participant } of voting.register.filter(one => one.entitled))
      await elsewhere(() => held.do(participant!, { type: 'voting.cast', voting: voting.id, seat, choice: 'yes' }));
    await elsewhere(() => held.do(CHAIR, { type: 'voting.close', voting: voting.id }));
    expect(screen.getByText('The debate on the item is closed.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Reopen the debate' }));
    expect(held.state().agenda.items[0]?.debate).toBe('open');
  });

  test('one is entered for a hand in the hall, with what it needs; refused with its reason', async () => {
    const { user } = showPanel(held, SECRETARY, <MotionsPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: '+ Procedural' }));
    const form = within(screen.getByRole('dialog', { name: 'Procedural motion' }));
    await user.selectOptions(form.getByLabelText('Who moves it'), 'ru-ngo');
    await user.selectOptions(form.getByLabelText('What is moved'), 'limitTime');
    expect(form.getByRole('button', { name: 'Move' }).getAttribute('aria-disabled')).toBe('true');
    await user.type(form.getByLabelText('Seconds for a speech'), '120');
    await user.click(form.getByRole('button', { name: 'Move' }));
    expect(Object.values(held.state().motions)).toMatchObject([
      { mover: 'ru-ngo', procedure: { kind: 'limitTime', seconds: 120 }, status: 'admitted' },
    ]);
    await elsewhere(() => held.do(CHAIR, { type: 'floor.closeList' }));
    await user.click(screen.getByRole('button', { name: '+ Procedural' }));
    const again = within(screen.getByRole('dialog', { name: 'Procedural motion' }));
    await user.selectOptions(again.getByLabelText('Who moves it'), 'ru-ngo');
    await user.selectOptions(again.getByLabelText('What is moved'), 'closeList');
    expect(again.getAllByText('This has been decided already.').length).toBeGreaterThan(0);
  });

  test('to change the agenda is to name the item that comes next', async () => {
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: '+ Procedural' }));
    const form = within(screen.getByRole('dialog'));
    await user.selectOptions(form.getByLabelText('Who moves it'), 'ru-ngo');
    await user.selectOptions(form.getByLabelText('What is moved'), 'changeAgenda');
    await user.selectOptions(form.getByLabelText('Which item to consider next'), 'i3');
    await user.click(form.getByRole('button', { name: 'Move' }));
    const moved = Object.values(held.state().motions)[0]!;
    expect(moved.procedure).toEqual({ kind: 'changeAgenda', order: ['i1', 'i3', 'i2'] });
  });
});
