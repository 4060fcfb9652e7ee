import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, elsewhere, SECRETARY, showPanel } from '../procedure/shown.suite.js';
import { FloorPanel } from './floor-panel.js';

afterEach(cleanup);

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
});
const queue = () =>
  [...document.querySelectorAll('.floor-queue > li')].map(one => one.querySelector('.who')?.firstChild?.textContent);
const ask = (seat: string, more: object = {}) => held.do(`p-${seat}`, { type: 'floor.ask', ...more });

describe('The list of speakers', () => {
  test('PROC-18: is shown as the mode computes it, and the mode is changed in place', async () => {
    await ask('ru-ngo', { stance: 'for' });
    await ask('am-ngo', { stance: 'for' });
    await ask('kg-ngo', { stance: 'against' });
    await ask('ru-expert', { kind: 'intervention' });
    const { user } = showPanel(held, CHAIR, <FloorPanel />);
    expect(queue()).toEqual(['Russia: expert', 'Russia: NGO', 'Armenia: NGO', 'Kyrgyzstan: NGO']);
    expect(screen.getByText(/remark/)).toBeTruthy();
    expect(screen.getAllByText('✓ for')).toHaveLength(2);
    await user.click(screen.getByText('Order and time'));
    await user.selectOptions(screen.getByLabelText('Order of speakers'), 'proContra');
    expect(queue()).toEqual(['Russia: expert', 'Russia: NGO', 'Kyrgyzstan: NGO', 'Armenia: NGO']);
    expect(screen.getByText('Order of speakers: for and against in turn.')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Order of speakers'), 'firstTime');
    await elsewhere(() => held.do(CHAIR, { type: 'floor.give', participant: 'p-ru-ngo', seconds: null }));
    await elsewhere(() => held.do(CHAIR, { type: 'floor.end' }));
    await elsewhere(() => ask('ru-ngo'));
    expect(queue()).toEqual(['Russia: expert', 'Armenia: NGO', 'Kyrgyzstan: NGO', 'Russia: NGO']);
  });

  test('the chair’s own order stands against the mode’s, and says so', async () => {
    await ask('ru-ngo');
    await ask('am-ngo');
    await held.do(CHAIR, { type: 'floor.mode', mode: 'firstTime' });
    const { user } = showPanel(held, CHAIR, <FloorPanel />);
    await user.click(screen.getByRole('button', { name: 'Move up the list: Armenia: NGO' }));
    expect(queue()).toEqual(['Armenia: NGO', 'Russia: NGO']);
    expect(screen.getAllByText(/placed by the presiding officer/)).toHaveLength(2);
  });

  test('PROC-18: limits per speech, seat and item are set in minutes, and hold', async () => {
    const { user } = showPanel(held, CHAIR, <FloorPanel />);
    await user.click(screen.getByText('Order and time'));
    await user.type(screen.getByLabelText('Minutes for a speech'), '1,5');
    await user.type(screen.getByLabelText('Speeches on the item'), '1');
    await user.type(screen.getByLabelText('Minutes on the item in all'), 'x');
    expect(screen.getByRole('button', { name: 'Set' }).getAttribute('aria-disabled')).toBe('true');
    await user.clear(screen.getByLabelText('Minutes on the item in all'));
    await user.click(screen.getByRole('button', { name: 'Set' }));
    expect(held.state().floor.limits).toEqual({ seconds: 90, speeches: 1 });
    expect(screen.getByText('Up to 1.5 min a speech. Speeches on the item: up to 1.')).toBeTruthy();
    await elsewhere(() => held.do(CHAIR, { type: 'floor.give', participant: 'p-ru-ngo', seconds: null }));
    expect(held.state().floor.holder?.seconds).toBe(90);
    await elsewhere(() => held.do(CHAIR, { type: 'floor.end' }));
    expect(await held.ask('p-ru-ngo', { type: 'floor.ask' })).toMatchObject({ refused: 'floor.limit_speeches' });
  });

  test('is closed and opened again', async () => {
    const { user } = showPanel(held, CHAIR, <FloorPanel />);
    await user.click(screen.getByText('Order and time'));
    await user.click(screen.getByRole('button', { name: 'Close the list' }));
    expect(screen.getByText('The list is closed.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open the list' }));
    expect(screen.queryByText('The list is closed.')).toBeNull();
  });

  test('the secretary enters a hand as a reply, and reads the order without changing it', async () => {
    const { user } = showPanel(held, SECRETARY, <FloorPanel />);
    expect(screen.queryByText('Order and time')).toBeNull();
    await user.selectOptions(screen.getByRole('combobox'), 'p-ru-expert');
    await user.selectOptions(screen.getByLabelText('As'), 'reply');
    await user.click(screen.getByRole('button', { name: /^Enter/ }));
    expect(held.state().floor.queue).toMatchObject([{ participant: 'p-ru-expert', kind: 'reply', entered: true }]);
    expect(screen.getByText(/· reply/)).toBeTruthy();
  });
});

describe('A speech', () => {
  test('PROC-18: of a speaker whose line is lost keeps its place, first once it is back', async () => {
    await ask('am-ngo');
    await held.do(CHAIR, { type: 'floor.give', participant: 'p-ru-state', seconds: null });
    showPanel(held, CHAIR, <FloorPanel />);
    held.pass(30);
    await elsewhere(() => held.line('p-ru-state', 'lost'));
    expect(screen.getByText('The line is lost, waiting')).toBeTruthy();
    const { pausedAt } = held.state().floor.holder!;
    held.pass(61);
    await elsewhere(() => held.system({ type: 'floor.lostOut', participant: 'p-ru-state', pausedAt: pausedAt! }));
    expect(screen.getByText(/the place is kept: Russia: state body \(2:30 left\)/)).toBeTruthy();
    await elsewhere(() => held.line('p-ru-state', 'back'));
    expect(queue()).toEqual(['Russia: state body', 'Armenia: NGO']);
    expect(screen.getByText(/back on the line · 2:30 left/)).toBeTruthy();
    expect(screen.queryByText(/the place is kept/)).toBeNull();
  });

  test('waits for the ruling while a point of order is stated', async () => {
    await held.do(CHAIR, { type: 'floor.give', participant: 'p-ru-ngo', seconds: null });
    await held.do('p-am-ngo', { type: 'order.point', about: 'procedure' });
    const { user } = showPanel(held, CHAIR, <FloorPanel />);
    expect(screen.getByText('Waits for the ruling on the point of order')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Go on/ }).getAttribute('aria-disabled')).toBe('true');
    expect(queue()).toEqual(['Armenia: NGO']);
    const row = within(document.querySelector<HTMLElement>('.floor-queue > li')!);
    expect(row.getByText(/point of order/)).toBeTruthy();
    await user.click(row.getByRole('button', { name: /Armenia: NGO/ }));
    expect(screen.getByText(/Interrupted: Russia: NGO, 3:00 left/)).toBeTruthy();
  });
});
