// PROC-30 as the chair and the secretary see it: who left is waited for no more.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, within } from '@testing-library/react';
import { fifteenSeats, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, castAs, elsewhere, lastVote, SECRETARY, showPage, withMotion } from './led.suite.js';

let held: HeldSession;
const council = (mayCastAfterLeaving: boolean) => {
  const { rules } = fifteenSeats();
  return holdSession(fifteenSeats({ rules: { ...rules, ballots: { ...rules.ballots, mayCastAfterLeaving } } }));
};
beforeEach(async () => {
  held = await council(false);
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

const entitled = () => lastVote(held).register.filter(line => line.entitled);
const open = (motion: string, more: object = {}) =>
  held.do(CHAIR, {
    ...{ type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null },
    ...more,
  } as never);
const out = (seat: string) =>
  held.do(SECRETARY, {
    type: 'attendance.checkOut',
    participant: entitled().find(line => line.seat === seat)!.participant!,
  });
const list = (page: ReturnType<typeof showPage>, heading: RegExp) =>
  within(page.panel().getByRole('list', { name: heading }));
const nameOf = (seat: string) => held.state().prepared!.seats.find(one => one.id === seat)!.label.en!;

describe.each(['named', 'secret'])('PROC-30: in a %s vote', method => {
  test('seats that left stand apart, and the close does not ask about them', async () => {
    await open(await withMotion(held), { method });
    const [gone, ...rest] = entitled()
      .map(line => line.seat)
      .filter(seat => seat !== 'kg-state');
    const chair = showPage(held, CHAIR);
    await elsewhere(() => out(gone!));
    expect(list(chair, /^Left: 1\./).getByText(nameOf(gone!))).toBeTruthy();
    expect(list(chair, /^Left: 1\./).getByText('left, may not vote')).toBeTruthy();
    expect(list(chair, /^Not yet: 8/).queryByText(nameOf(gone!))).toBeNull();
    await elsewhere(() => castAs(held, Object.fromEntries(['kg-state', ...rest].map(seat => [seat, 'yes']))));
    expect(chair.panel().queryByRole('list', { name: /^Not yet/ })).toBeNull();
    await chair.step(/Close the vote/);
    expect(lastVote(held).result).toMatchObject({ counts: { yes: 8 }, notVoting: 1 });
  });
});

test('PROC-30: where the rules let who left vote, they are waited for as before', async () => {
  held = await council(true);
  await open(await withMotion(held));
  const gone = entitled().at(-1)!.seat;
  const chair = showPage(held, CHAIR);
  await elsewhere(() => out(gone));
  expect(list(chair, /^Not yet: 9/).getByText('not here')).toBeTruthy();
  expect(chair.panel().queryByRole('list', { name: /^Left/ })).toBeNull();
});

test('PROC-30: the presiding officer who left is told why there is no ballot', async () => {
  await open(await withMotion(held));
  const chair = showPage(held, CHAIR);
  await elsewhere(() => out('kg-state'));
  expect(chair.page.getByText(/^You left after this vote was opened/)).toBeTruthy();
});

test('PROC-30: in a roll call the secretary calls the next when who was called has left', async () => {
  await open(await withMotion(held), { way: 'roll_call', seed: '17' });
  const [first, second] = lastVote(held).roll!.order;
  const clerk = showPage(held, SECRETARY);
  await clerk.step(new RegExp(`^Call: ${nameOf(first!)}`));
  expect(clerk.panel().getByRole('button', { name: `${nameOf(first!)}: For` })).toBeTruthy();
  await elsewhere(() => out(first!));
  expect(clerk.panel().queryByRole('button', { name: `${nameOf(first!)}: For` })).toBeNull();
  expect(clerk.container.querySelector('.called')?.textContent).toContain('left, may not vote');
  await clerk.step(new RegExp(`^Call: ${nameOf(second!)}`));
  expect(lastVote(held).called?.seat).toBe(second);
});

test('PROC-30: hands and papers are asked of those who are still in the hall', async () => {
  await open(await withMotion(held), { way: 'hands' });
  const inHall = entitled()
    .filter(line => line.hall)
    .map(line => line.seat);
  const clerk = showPage(held, SECRETARY);
  expect(clerk.next().getByRole('button').textContent).toContain(`${inHall.length} seats`);
  await elsewhere(() => out(inHall.at(-1)!));
  expect(clerk.next().getByRole('button').textContent).toContain(`${inHall.length - 1} seats`);
});
