import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { admissionOf, keysOf, type PreparedSession, presenceOf } from '@kengesh/domain';
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createPlay, type Play, Played } from '../../pages/delegate/played.suite.js';
import { MyAttendance } from '../attendance/my-attendance.js';
import { WaitingPanel } from './waiting-panel.js';

let play: Play;
beforeEach(async () => {
  localStorage.clear();
  play = await createPlay().prepare(withDoor('oneByOne'));
});
afterEach(cleanup);

const withDoor = (admission: 'known' | 'oneByOne') => (one: PreparedSession) => ({
  ...one,
  rules: { ...one.rules, video: { admission } },
});
async function shown(who: string, panel: ReactNode) {
  const wire = await play.wire(who);
  render(
    <Played play={play} wire={wire} me={play.meOf(who)} language="en">
      {panel}
    </Played>,
  );
}
const user = userEvent.setup();
const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const comes = (who: string) => act(async () => void (await play.act(who, { type: 'attendance.join', mode: 'remote' })));

describe('The door, as the bureau sees it', () => {
  test('PROC-20: who waits, in the order of coming; nobody waits, nothing is there', async () => {
    await shown('sec', <WaitingPanel />);
    expect(screen.queryByRole('heading')).toBeNull();
    await comes('p9');
    play.wait(5);
    await comes('p8');
    expect(screen.getByRole('heading').textContent).toBe('At the door: 2');
    expect(screen.getByRole('status').textContent).toBe('2 participants wait at the door');
    expect(screen.getAllByRole('listitem').map(one => one.querySelector('.who')?.firstChild?.textContent)).toEqual([
      'Armenia, expert',
      'Armenia, non-governmental organisation',
    ]);
  });

  test('PROC-20: one is admitted, the identity of another marked as seen, a third refused with a reason', async () => {
    await shown('sec', <WaitingPanel />);
    for (const who of ['p7', 'p8', 'p9']) await comes(who);
    await press('Admit: Armenia, state body');
    expect(presenceOf(await play.state(), 'p7')?.here).toBe(true);
    await press('Identity seen: Armenia, expert');
    expect(screen.getByText(/identity seen/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Identity seen: Armenia, expert' })).toBeNull();
    await press('Refuse: Armenia, non-governmental organisation');
    await press('not invited');
    const state = await play.state();
    expect(admissionOf(state, 'p8')).toMatchObject({ stage: 'refused', reason: 'not_expected' });
    expect(admissionOf(state, 'p9')?.identity?.level).toBe(3);
    expect(presenceOf(state, 'p9')?.here ?? false).toBe(false);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  test('all who wait come in with one press', async () => {
    await shown('p1', <WaitingPanel />);
    for (const who of ['p7', 'p8']) await comes(who);
    // The chair too may open the door; only the secretary marks an identity as seen.
    expect(
      screen.getByRole('button', { name: 'Identity seen: Armenia, state body' }).getAttribute('aria-disabled'),
    ).toBe('true');
    await press('Admit all (2)');
    const state = await play.state();
    expect([presenceOf(state, 'p7')?.here, presenceOf(state, 'p8')?.here]).toEqual([true, true]);
    expect(screen.queryByRole('heading')).toBeNull();
  });
});

describe('PROC-34: a door without a connection', () => {
  test('is seen before letting in, and in the list after it, until the connection is back', async () => {
    await shown('sec', <WaitingPanel />);
    for (const who of ['p7', 'p8']) await comes(who);
    await act(async () => void (await play.act('system', { type: 'attendance.lineLost', participant: 'p8' })));
    expect(screen.getByText(/no connection for 0:00; let in now, comes in when it is back/)).toBeTruthy();
    expect(screen.getByText('Without a connection: 1. They come in when it is back.')).toBeTruthy();
    await press('Admit all (2)');
    expect(screen.getByRole('heading').textContent).toBe('Let in, not here yet: 1');
    const state = await play.state();
    expect([presenceOf(state, 'p7')?.here, presenceOf(state, 'p8')?.here ?? false]).toEqual([true, false]);
    await act(async () => void (await play.act('system', { type: 'attendance.lineBack', participant: 'p8' })));
    expect(screen.queryByRole('heading')).toBeNull();
    expect(presenceOf(await play.state(), 'p8')?.here).toBe(true);
  });

  test('is refused after all', async () => {
    await shown('sec', <WaitingPanel />);
    await comes('p8');
    await act(async () => void (await play.act('system', { type: 'attendance.lineLost', participant: 'p8' })));
    await press('Admit: Armenia, non-governmental organisation');
    await press('Refuse: Armenia, non-governmental organisation');
    await press('later');
    expect(admissionOf(await play.state(), 'p8')).toMatchObject({ stage: 'refused', reason: 'later' });
  });
});

describe('The door, as one who waits sees it', () => {
  test('after asking once there is nothing more to press; let in, one is present', async () => {
    await shown('p8', <MyAttendance />);
    await press('Join the session (remotely)');
    expect(screen.getByRole('status').textContent).toContain('You are waiting at the door.');
    expect(screen.queryByRole('button')).toBeNull();
    expect(keysOf((await play.state()).admission)).toEqual(['p8']);
    await act(async () => void (await play.act('sec', { type: 'admission.grant', participant: 'p8' })));
    expect(screen.getByText(/You are taking part remotely/)).toBeTruthy();
  });

  test('refused, one is told why and may ask again', async () => {
    await shown('p8', <MyAttendance />);
    await press('Join the session (remotely)');
    await act(
      async () => void (await play.act('sec', { type: 'admission.refuse', participant: 'p8', reason: 'later' })),
    );
    expect(screen.getByRole('alert').textContent).toContain('you were asked to come later');
    await press('Join the session (remotely)');
    expect(admissionOf(await play.state(), 'p8')?.stage).toBe('waiting');
  });

  test('a reload while waiting asks nothing again', async () => {
    await shown('p8', <MyAttendance />);
    await press('Join the session (remotely)');
    const before = admissionOf(await play.state(), 'p8');
    cleanup();
    await shown('p8', <MyAttendance />);
    await act(async () => {});
    expect(admissionOf(await play.state(), 'p8')).toEqual(before);
    expect(screen.getByText('You are waiting at the door.')).toBeTruthy();
  });
});
