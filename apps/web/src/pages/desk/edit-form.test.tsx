import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Council } from '@kengesh/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, council, openDesk, Problem, standIn } from './desk-kit.suite.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const PATH = `/api/councils/${COUNCIL}`;
const mailbox = () => screen.findByLabelText<HTMLInputElement>('Mailbox of the council');
const save = () => screen.getByRole('button', { name: 'Save' });
const wrong = () =>
  within(screen.getByRole('group', { name: 'Not saved: check what is marked.' })).getAllByRole('button');

describe('a form of the desk', () => {
  test('once something was found wrong, what is mended is no longer marked, and the rest still is', async () => {
    const asked = standIn({});
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    const seats = screen.findByLabelText<HTMLInputElement>('Statutory seats');
    await user.clear(await mailbox());
    await user.clear(await seats);
    await user.click(save());
    expect(wrong().map(one => one.textContent?.split(':')[0])).toEqual(['Mailbox of the council', 'Statutory seats']);
    await user.type(await seats, '5');
    expect((await seats).getAttribute('aria-invalid')).toBeNull();
    expect(wrong().map(one => one.textContent?.split(':')[0])).toEqual(['Mailbox of the council']);
    // What is typed keeps the focus: the list on top takes it only when sending is tried.
    expect(document.activeElement).toBe(await seats);
    expect(asked.some(one => one.method === 'PATCH')).toBe(false);
  });

  test('what the server finds wrong with a field stands beside it and on top, until it is typed in', async () => {
    const issues = [{ path: 'mailbox', message: 'email' }];
    const asked = standIn({ [`PATCH ${PATH}`]: new Problem(400, 'http.invalid', { issues }) });
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    await user.type(await mailbox(), 'x');
    await user.click(save());
    const [only] = wrong();
    expect(only?.textContent).toMatch(/^Mailbox of the council: /);
    expect((await mailbox()).getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(only?.closest('fieldset'));
    await user.click(only!);
    expect(document.activeElement).toBe(await mailbox());
    await user.keyboard('y');
    expect((await mailbox()).getAttribute('aria-invalid')).toBeNull();
    expect(asked.filter(one => one.method === 'PATCH').map(one => one.body)).toEqual([
      { mailbox: `${council.mailbox}x` },
    ]);
  });

  test('a draft that is come back to, of what somebody else has saved meanwhile: both values are shown', async () => {
    let row: Council = { ...council, revision: 1 };
    standIn({ [`GET ${PATH}`]: () => row });
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    await user.type(await mailbox(), 'x');
    cleanup();
    row = { ...row, mailbox: 'theirs@council.example', statutorySeats: 7, revision: 2 };
    openDesk(`/c/${COUNCIL}`);
    const choice = await screen.findByRole('group', { name: 'Mailbox of the council' });
    expect(choice.textContent).toContain(`Yours${council.mailbox}x`);
    expect(choice.textContent).toContain('Saved by the othertheirs@council.example');
    expect(screen.getByLabelText<HTMLInputElement>('Statutory seats').value).toBe('7');
    expect(screen.getByText(/typed earlier/)).toBeTruthy();
    await user.click(within(choice).getByRole('button', { name: 'Take theirs' }));
    expect((await mailbox()).value).toBe('theirs@council.example');
    // Nothing is unsaved any more, and nothing is kept.
    expect(screen.queryByText('● not saved')).toBeNull();
    expect(Object.keys(sessionStorage).filter(name => name.startsWith('kengesh.desk.'))).toEqual([]);
  });
});
