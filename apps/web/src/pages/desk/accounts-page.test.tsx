import { afterEach, describe, expect, test } from '@jest/globals';
import type { CouncilAccount, OwnDevice } from '@kengesh/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, openDesk, Problem, standIn } from './desk-kit.suite.js';

afterEach(cleanup);

const account = (n: number, part: Partial<CouncilAccount> = {}): CouncilAccount => ({
  ...{ account: `a_${n}`, email: `office${n}@kengesh.example`, label: { en: `Office ${n}` }, role: 'secretary' },
  ...{ since: '2027-03-10T09:00:00.000Z', hasPassword: true, disabled: false },
  ...part,
});
const path = `/api/councils/${COUNCIL}/accounts`;

describe('access to the desk', () => {
  test('lists who has it and as what; a role is taken back after a question, and why it cannot be is said', async () => {
    let gone = false;
    const asked = standIn({
      [`GET ${path}`]: () => (gone ? [account(1)] : [account(1), account(2, { role: 'auditor', hasPassword: false })]),
      [`DELETE ${path}/a_2`]: () => {
        gone = true;
      },
      [`DELETE ${path}/a_1`]: new Problem(409, 'desk.last_secretary'),
    });
    openDesk(`/c/${COUNCIL}/accounts`);
    const list = await screen.findByRole('list', { name: 'Access to the desk' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(line => line.textContent),
    ).toEqual([
      expect.stringMatching(/Office 1 secretary.*office1@kengesh.example/),
      expect.stringMatching(/Office 2 auditor no password yet/),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Take the role back: Office 2' }));
    await userEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Take the role back' }));
    await screen.findByText('Office 1');
    expect(asked.some(({ method }) => method === 'DELETE')).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Take the role back: Office 1' }));
    await userEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Take the role back' }));
    expect((await screen.findByRole('alert')).textContent).toContain('at least one secretary');
  });

  test('SEC-17: an account is disabled after a question, and enabled again; why it cannot be is said', async () => {
    let disabled = false;
    const asked = standIn({
      [`GET ${path}`]: () => [account(1), account(2, { role: 'chair', disabled })],
      [`PATCH ${path}/a_2`]: () => {
        disabled = !disabled;
        return account(2, { role: 'chair', disabled });
      },
      [`PATCH ${path}/a_1`]: new Problem(409, 'desk.own_account'),
    });
    openDesk(`/c/${COUNCIL}/accounts`);
    await userEvent.click(await screen.findByRole('button', { name: 'Disable: Office 2' }));
    expect(asked.some(({ method }) => method === 'PATCH')).toBe(false);
    await userEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Disable' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Enable: Office 2' }));
    expect(screen.getByText('disabled')).toBeTruthy();
    await userEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Enable' }));
    await screen.findByRole('button', { name: 'Disable: Office 2' });
    expect(asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([
      { disabled: true },
      { disabled: false },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Disable: Office 1' }));
    await userEvent.click(within(screen.getByRole('group')).getByRole('button', { name: 'Disable' }));
    expect((await screen.findByRole('alert')).textContent).toContain('your own account');
  });

  test('an invitation says who, in which role; a link is shown where there is one', async () => {
    const url = `https://council.example/j#${'x'.repeat(43)}`;
    const asked = standIn({
      [`GET ${path}`]: [account(1)],
      [`POST ${path}`]: {
        row: account(2, { hasPassword: false }),
        link: { url, expiresAt: '2027-03-11T09:00:00.000Z' },
        mailed: false,
      },
    });
    openDesk(`/c/${COUNCIL}/accounts`);
    await userEvent.type(await screen.findByLabelText('Name'), 'Audit');
    await userEvent.type(screen.getByLabelText('E-mail'), 'audit@kengesh.example');
    await userEvent.selectOptions(screen.getByLabelText('Role'), 'auditor');
    await userEvent.click(screen.getByRole('button', { name: 'Invite' }));
    await screen.findByText(/No letter was sent/);
    expect(screen.getByDisplayValue(url)).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      email: 'audit@kengesh.example',
      label: { en: 'Audit' },
      role: 'auditor',
      language: 'en',
    });
  });
});

test('own devices: the one in hand stays, another is disconnected', async () => {
  const device = (n: number, part: Partial<OwnDevice>): OwnDevice => ({
    ...{ id: `0b0f6f0e-4444-4444-8444-00000000000${n}`, current: false, browser: `Browser ${n}` },
    ...{ since: '2027-03-10T09:00:00.000Z', seenAt: '2027-03-10T09:30:00.000Z' },
    ...part,
  });
  const [mine, other] = [device(1, { current: true }), device(2, {})];
  let list = [mine, other];
  standIn({
    'GET /api/my/devices': () => list,
    [`DELETE /api/my/devices/${other.id}`]: () => {
      list = [mine];
    },
  });
  openDesk('/account');
  expect((await screen.findByText('Browser 1')).closest('li')?.textContent).toContain('this device');
  expect(screen.getAllByRole('button', { name: /^Disconnect/ })).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: 'Disconnect: Browser 2' }));
  await screen.findByText('Browser 1');
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(screen.queryByText('Browser 2')).toBeNull();
});
