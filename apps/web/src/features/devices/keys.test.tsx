import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { devicesOf } from '@kengesh/domain';
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createPlay, type Play, Played } from '../../pages/delegate/played.suite.js';
import { KeyQuestions } from './key-questions.js';
import { KeysPanel } from './keys-panel.js';
import { MyKeys } from './my-keys.js';

let play: Play;
beforeEach(async () => {
  localStorage.clear();
  play = await createPlay().open();
});
afterEach(cleanup);

const user = userEvent.setup();
const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const happens = (who: string, what: object) => act(async () => void (await play.act(who, what as never)));
const issue = (participant: string) =>
  happens('desk', {
    ...{ type: 'link.issue', participant, reason: 'broken', known: true },
    by: { account: 'a_desk', participant: 'sec' },
  });
async function shown(who: string, panel: ReactNode, more: { readonly device?: string } = {}) {
  const wire = await play.wire(who);
  render(
    <Played play={play} wire={wire} me={play.meOf(who, more)} language="en">
      {panel}
    </Played>,
  );
}
const standing = async (participant: string) => devicesOf(await play.state(), participant)?.links.at(-1)?.standing;

describe('A new link, as the bureau sees it', () => {
  test('SEC-18: the chair is asked, with the reason, and confirms or refuses', async () => {
    await shown('p1', <KeyQuestions />);
    expect(screen.queryByRole('heading')).toBeNull();
    await issue('p9');
    expect(screen.getByRole('status').textContent).toBe('Confirm a new link');
    expect(screen.getByRole('listitem').textContent).toContain('Armenia, expert. Reason: the device does not work.');
    await press('Confirm the new link: Armenia, expert');
    expect(await standing('p9')).toBe('confirmed');
    await issue('p8');
    await press(/^Refuse the new link/);
    expect(await standing('p8')).toBe('refused');
    expect(screen.queryByRole('heading')).toBeNull();
  });

  test('SEC-19: the secretary waits a minute and admits alone; the device is marked until the chair confirms it', async () => {
    await shown('sec', <KeyQuestions />);
    await issue('p9');
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText(/You can admit it alone in/)).toBeTruthy();
    act(() => play.wait(61));
    await happens('p3', { type: 'floor.ask', kind: 'speech' });
    cleanup();
    await shown('sec', <KeyQuestions />);
    await press('Admit without a second confirmation: Armenia, expert');
    await happens('system', {
      ...{ type: 'device.admit', participant: 'p9', device: 'phone', via: 'link', generation: 1, first: 'old' },
    });
    cleanup();
    await shown('sec', <KeysPanel />);
    expect(screen.getByText('admitted by one')).toBeTruthy();
    cleanup();
    await shown('p1', <KeysPanel />);
    await press('Confirm the device: Armenia, expert');
    expect(await standing('p9')).toBe('confirmed');
    expect(screen.getByText('device admitted less than 10 minutes ago')).toBeTruthy();
  });
});

describe('A new link, as its owner sees it', () => {
  test('SEC-18: is told why it was issued, and asked whether it was asked for', async () => {
    await shown('p9', <MyKeys />);
    expect(document.body.textContent).toBe('');
    await issue('p9');
    expect(screen.getByRole('alert').textContent).toContain('Reason: the device does not work.');
    expect(screen.getByRole('button', { name: 'Yes, I did' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'No, refuse it' })).toBeTruthy();
  });

  test('SEC-22: of two devices the one that votes may hand over; the other is told that it watches', async () => {
    await happens('system', {
      ...{ type: 'device.admit', participant: 'p9', device: 'tablet', via: 'link', generation: null, first: 'laptop' },
    });
    await shown('p9', <MyKeys />, { device: 'laptop' });
    expect(screen.getByRole('status').textContent).toContain('You came in on one more device. This one votes.');
    expect(screen.getByRole('button', { name: 'Vote on the other one' })).toBeTruthy();
    cleanup();
    await shown('p9', <MyKeys />, { device: 'tablet' });
    expect(screen.getByRole('status').textContent).toContain('nother device');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
