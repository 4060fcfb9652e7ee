import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, SECRETARY, showPage, TEXT } from '../../features/voting/led.suite.js';

const GONE = 'There is no quorum: 7 of 15 present, 8 required.';

let held: HeldSession;
const begin = async (quorumAt: 'open' | 'close' | 'participation') => {
  const plain = fifteenSeats();
  held = await holdSession(fifteenSeats({ rules: { ...plain.rules, quorumAt } }));
  await gather(held, 8);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
  await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
};
const open = async () => {
  const motion = Object.keys(held.state().motions)[0]!;
  const how = { method: 'named', majority: 'present', closesInSeconds: null } as const;
  await held.do(CHAIR, { type: 'voting.open', motion, ...how });
  const voting = Object.values(held.state().votings)[0]!;
  for (const { seat, participant, entitled } of voting.register)
    if (entitled) await held.do(participant!, { type: 'voting.cast', voting: voting.id, seat, choice: 'yes' });
};
const leave = () => held.do('p-ru-expert', { type: 'attendance.leave' });

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe('PROC-40: the page of whoever presides, when the quorum is gone', () => {
  test.each([
    ['open', 'the outcome stands, and will say that there was no quorum', 'adopted'],
    ['close', 'Closed now, the vote is void', 'void'],
    ['participation', 'the ballots handed in count', 'adopted'],
  ] as const)(
    'quorumAt %s: the close names present and needed, says what comes of it, and offers to wait',
    async (quorumAt, words, outcome) => {
      await begin(quorumAt);
      await open();
      await leave();
      const shown = showPage(held, CHAIR);
      expect(shown.next().getByRole('status').textContent).toContain(GONE);
      // No recess, no close of the session while the vote is open.
      expect(shown.next().queryByRole('button', { name: /Recess|set a date/ })).toBeNull();
      await shown.step(/^Close the vote/);
      const asked = shown.next().getByRole('group').textContent!;
      expect(asked).toContain(GONE);
      expect(asked).toContain(words);
      expect(asked).toContain('declare the vote void');
      await shown.user.click(shown.next().getByRole('button', { name: 'Wait' }));
      expect(Object.values(held.state().votings)[0]!.closedAt).toBeNull();
      await shown.step(/^Close the vote/, true);
      expect(Object.values(held.state().votings)[0]!.result!.outcome).toBe(outcome);
      const said = shown.container.querySelector('.outcome .sentence')!.textContent;
      expect(said).toContain(
        outcome === 'void' ? GONE : 'There was no quorum at the close: 7 of 15 present, 8 required.',
      );
    },
  );

  test('with no vote open it offers a recess and a close with a date, each asked in its place', async () => {
    await begin('open');
    const shown = showPage(held, CHAIR);
    expect(shown.container.querySelector('.next-lost')).toBeNull();
    cleanup();
    await leave();
    const { user, page, next } = showPage(held, CHAIR);
    expect(next().getByRole('status').textContent).toContain(`${GONE} No vote may be opened.`);
    await user.click(next().getByRole('button', { name: 'Close and set a date…' }));
    expect(page.getByLabelText(/Next session/)).toBeTruthy();
    await user.click(page.getByRole('button', { name: 'Cancel' }));
    await user.click(next().getByRole('button', { name: 'Recess…' }));
    await user.click(page.getByRole('button', { name: 'Announce the recess' }));
    expect(held.state().session.phase).toBe('recess');
    expect(next().getByRole('status').textContent).toContain(GONE);
  });

  test('the secretary is told, and offered nothing that only the chair may do', async () => {
    await begin('open');
    await leave();
    const { container } = showPage(held, SECRETARY);
    expect(container.querySelector('.next-lost')!.textContent).toContain(GONE);
    expect(container.querySelectorAll('.next-lost button')).toHaveLength(0);
  });
});
