import { afterEach, describe, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { AttendancePanel } from '../attendance/attendance-panel.js';
import { CHAIR, elsewhere, SECRETARY, showPanel } from '../procedure/shown.suite.js';
import { RepresentPanel } from './represent-panel.js';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const both = (
  <>
    <AttendancePanel />
    <RepresentPanel />
  </>
);
const rowOf = (name: string) => screen.getAllByText(name)[0]!.closest('li')!;

async function meeting(present = 9): Promise<HeldSession> {
  const whole = fifteenSeats();
  const alternate = {
    id: 'p-alternate',
    role: 'delegate' as const,
    seat: null,
    label: { ru: 'Замещающий', en: 'The alternate' },
    mode: 'hall' as const,
    nameHash: null,
  };
  const held = await holdSession({ ...whole, participants: [...whole.participants, alternate] });
  await gather(held, present);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
  return held;
}

describe('Who votes for whom', () => {
  test('PROC-08: the secretary registers a proxy with its scope, instruction and proof; the limit is told and kept', async () => {
    const held = await meeting();
    const { user } = showPanel(held, SECRETARY, both);
    await user.click(screen.getByText('Proxies, substitutes, recusals'));
    await user.click(screen.getByRole('button', { name: '+ Proxy' }));
    const form = within(screen.getByRole('dialog', { name: 'New proxy' }));
    expect(form.getByText(/at most|only 1 proxy/)).toBeTruthy();
    await user.selectOptions(form.getByLabelText('Who gives the vote'), 'kz-expert');
    await user.selectOptions(form.getByLabelText('To whom'), 'kg-ngo');
    await user.selectOptions(form.getByLabelText('For what'), 'i2');
    await user.selectOptions(form.getByLabelText('How to vote'), 'directed');
    await user.selectOptions(form.getByLabelText('Aims and tasks of the council'), 'no');
    await user.type(form.getByLabelText('Registration number or hash'), 'D 17');
    await user.click(form.getByRole('button', { name: 'Register' }));
    expect(form.getByText(/Only letters, digits/)).toBeTruthy();
    await user.clear(form.getByLabelText('Registration number or hash'));
    await user.type(form.getByLabelText('Registration number or hash'), 'D-17/2026');
    await user.click(form.getByRole('button', { name: 'Register' }));
    expect(held.state().represent?.proxies).toMatchObject([
      {
        principal: 'kz-expert',
        holder: 'kg-ngo',
        item: 'i2',
        instruction: { kind: 'directed', choices: [{ item: 'i2', choice: 'no' }] },
        proof: 'D-17/2026',
      },
    ]);
    expect(screen.getByText(/votes as told: Aims and tasks of the council: against/)).toBeTruthy();
    // Not of the item under way: nothing is marked yet.
    expect(screen.queryByText('votes for Kazakhstan: expert')).toBeNull();
    await elsewhere(() => held.do(CHAIR, { type: 'agenda.take', item: 'i2' }));
    expect(within(rowOf('Kyrgyzstan: NGO')).getByText('votes for Kazakhstan: expert')).toBeTruthy();
    expect(within(rowOf('Kazakhstan: expert')).getByText('Kyrgyzstan: NGO votes')).toBeTruthy();
    // One proxy a holder is what the rules say where they say nothing.
    await user.click(screen.getByRole('button', { name: '+ Proxy' }));
    const second = within(screen.getByRole('dialog', { name: 'New proxy' }));
    await user.selectOptions(second.getByLabelText('Who gives the vote'), 'uz-expert');
    await user.selectOptions(second.getByLabelText('To whom'), 'kg-ngo');
    expect(second.getByText(/Holds now: 1\./)).toBeTruthy();
    await user.type(second.getByLabelText('Registration number or hash'), 'D-18');
    expect(second.getByRole('button', { name: 'Register' }).getAttribute('aria-disabled')).toBe('true');
    expect(second.getAllByText('One representative may hold only 1 proxy.').length).toBeGreaterThan(0);
    await user.click(second.getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Revoke the proxy: Kazakhstan: expert' }));
    expect(held.state().represent?.proxies[0]?.revokedAt).not.toBeNull();
    expect(screen.queryByText('votes for Kazakhstan: expert')).toBeNull();
  });

  test('PROC-08: a proxy sleeps while its principal is here, and the list says so', async () => {
    const held = await meeting();
    await held.do(SECRETARY, {
      type: 'proxy.register',
      principal: 'am-expert',
      holder: 'kg-ngo',
      item: 'i2',
      instruction: { kind: 'free' },
      proof: 'D-1',
    });
    await held.do(CHAIR, { type: 'agenda.take', item: 'i2' });
    showPanel(held, CHAIR, both, 'ru');
    expect(screen.getByText(/Доверитель на месте и голосует сам/)).toBeTruthy();
    expect(screen.queryByText('голосует за Армения: эксперт')).toBeNull();
    await elsewhere(() => held.do(SECRETARY, { type: 'attendance.checkOut', participant: 'p-am-expert' }));
    expect(screen.getByText('голосует за Армения: эксперт')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Отозвать/ })).toBeNull();
  });

  test('PROC-10: a substitute takes a seat and gives it back', async () => {
    const held = await meeting();
    const { user } = showPanel(held, SECRETARY, both);
    await user.click(screen.getByText('Proxies, substitutes, recusals'));
    await user.click(screen.getByRole('button', { name: '+ Substitute' }));
    const form = within(screen.getByRole('dialog', { name: 'A substitute takes a seat' }));
    await user.selectOptions(form.getByLabelText('Seat'), 'uz-state');
    await user.selectOptions(form.getByLabelText('Who substitutes'), 'p-alternate');
    await user.click(form.getByRole('button', { name: 'Take the seat' }));
    expect(within(rowOf('Uzbekistan: state body')).getByText('The alternate sits here')).toBeTruthy();
    expect(within(rowOf('The alternate')).getByText('on the seat “Uzbekistan: state body”')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Give the seat back: Uzbekistan: state body' }));
    expect(screen.queryByText('The alternate sits here')).toBeNull();
    expect(held.state().represent?.substitutes[0]?.to).not.toBeNull();
  });

  test('PROC-09: a recusal for the current item tells the mode of the rules, and is greyed once debate has begun', async () => {
    const held = await meeting();
    const { user } = showPanel(held, SECRETARY, both);
    await user.click(screen.getByText('Proxies, substitutes, recusals'));
    await user.click(screen.getByRole('button', { name: '+ Recusal' }));
    const form = within(screen.getByRole('dialog', { name: 'Recusal on an item' }));
    expect(form.getByText('For the item the seat counts neither in the quorum nor as present.')).toBeTruthy();
    await user.selectOptions(form.getByLabelText('Seat'), 'am-ngo');
    await user.click(form.getByRole('button', { name: 'Record the recusal' }));
    expect(held.state().represent?.recusals).toMatchObject([{ seat: 'am-ngo', item: 'i1', mode: 'excluded' }]);
    expect(within(rowOf('Armenia: NGO')).getByText('recused')).toBeTruthy();
    await elsewhere(() => held.do(CHAIR, { type: 'floor.give', participant: 'p-ru-ngo', seconds: null }));
    await user.click(screen.getByRole('button', { name: '+ Recusal' }));
    const late = within(screen.getByRole('dialog', { name: 'Recusal on an item' }));
    await user.selectOptions(late.getByLabelText('Seat'), 'am-state');
    expect(late.getAllByText('Debate on the item has begun. A recusal is declared before it.').length).toBe(2);
    await user.click(late.getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Withdraw the recusal: Armenia: NGO' }));
    expect(screen.queryByText('recused')).toBeNull();
  });

  test('a voting right is suspended with its ground and restored', async () => {
    const held = await meeting();
    const { user } = showPanel(held, SECRETARY, both);
    await user.click(screen.getByText('Proxies, substitutes, recusals'));
    await user.click(screen.getByRole('button', { name: '+ Suspension' }));
    const form = within(screen.getByRole('dialog', { name: 'Suspend the voting right' }));
    await user.selectOptions(form.getByLabelText('Seat'), 'ru-ngo');
    await user.selectOptions(form.getByLabelText('Reason'), 'dues');
    await user.click(form.getByRole('button', { name: 'Suspend' }));
    expect(within(rowOf('Russia: NGO')).getByText('voting right suspended')).toBeTruthy();
    expect(screen.getByText('dues not paid')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Restore the voting right: Russia: NGO' }));
    expect(screen.queryByText('voting right suspended')).toBeNull();
  });

  test('whoever presides sees nothing of it until there is something', async () => {
    const held = await meeting();
    showPanel(held, CHAIR, both);
    expect(screen.queryByText(/Proxies, substitutes, recusals/)).toBeNull();
  });
});
