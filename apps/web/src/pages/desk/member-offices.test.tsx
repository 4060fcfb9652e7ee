import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SeatOffice, SeatRow } from '@kengesh/contracts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, openDesk, rosterRow, SESSION, seatRow, sessionRow, standIn } from './desk-kit.suite.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const ELECTED: SeatOffice = {
  ...{ office: 'chair', title: { ru: 'Председатель Совета', en: 'Chair of the council' } },
  ...{ from: '2027-04-01', to: '2029-03-31', sessionId: SESSION, sessionNumber: 4, seq: 57, standing: 'holds' },
};
const SEATS = `/api/councils/${COUNCIL}/seats`;
const show = (...rows: SeatRow[]) => {
  const asked = standIn({ [`GET ${SEATS}`]: rows, [`PATCH /api/seats/${rows[1]!.id}`]: rows[1] });
  openDesk(`/c/${COUNCIL}/members`);
  return asked;
};

describe('PROC-36: the members page shows who holds which office, and by what', () => {
  test('office, term and the entry it stems from; whose role gave way', async () => {
    show(
      { ...seatRow(1), role: 'delegate', gaveWay: 'chair' },
      { ...seatRow(2), role: 'chair', offices: [ELECTED] },
      seatRow(3),
    );
    expect(await screen.findByText(/Chair of the council, 1 April 2027 to 31 March 2029/)).toBeTruthy();
    expect(screen.getByText('in office')).toBeTruthy();
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'session No. 4, entry 57' });
    expect(link.getAttribute('href')).toContain(SESSION);
    expect(screen.getByText('Was chair as set by hand; another was elected since.')).toBeTruthy();
    expect(screen.queryByText(/Nobody holds the office of chair/)).toBeNull();
  });

  test('a term that has ended leaves no chair, and the page says so', async () => {
    show(seatRow(3), { ...seatRow(2), offices: [{ ...ELECTED, standing: 'ended' }] });
    expect(await screen.findByText(/Nobody holds the office of chair/)).toBeTruthy();
    expect(screen.getByText('term has ended')).toBeTruthy();
  });

  test('a term to come can be declined by hand, and the hand is taken back', async () => {
    const later = { ...seatRow(2), offices: [{ ...ELECTED, standing: 'later' as const }] };
    const asked = show(seatRow(1), later);
    const user = userEvent.setup();
    await user.click(await screen.findByText('Seat 2'));
    await user.click(await screen.findByRole('button', { name: 'Does not take office' }));
    const sent = () => asked.filter(one => one.method === 'PATCH').map(one => one.body);
    await waitFor(() => expect(sent()).toEqual([{ byHand: true }]));
    cleanup();
    const again = show(seatRow(1), { ...later, byHand: true, offices: [{ ...ELECTED, standing: 'by_hand' }] });
    expect(await screen.findByText('role set by hand')).toBeTruthy();
    await user.click(screen.getByText('Seat 2'));
    await user.click(await screen.findByRole('button', { name: 'Follow the elections again' }));
    await waitFor(() =>
      expect(again.filter(one => one.method === 'PATCH').map(one => one.body)).toEqual([{ byHand: false }]),
    );
  });

  test('the roll of a session says by which election a role is held', async () => {
    standIn({
      [`GET /api/sessions/${SESSION}`]: sessionRow({ number: 5 }),
      [`GET /api/sessions/${SESSION}/roster`]: [
        rosterRow(1, { role: 'delegate' }),
        rosterRow(2, { role: 'chair', office: ELECTED }),
      ],
    });
    openDesk(`/s/${SESSION}/invite`);
    expect(await screen.findByText(/chair · elected in session No. 4 · seat2@/)).toBeTruthy();
  });
});

test('SEC-16: of addresses that may not be shown the page says nothing, not even that one is missing', async () => {
  show({ ...seatRow(1), email: null, addressWithheld: true }, { ...seatRow(2), email: null, addressWithheld: true });
  await screen.findByRole('table');
  expect(screen.queryByRole('columnheader', { name: /E-mail/ })).toBeNull();
  expect(document.body.textContent).not.toMatch(/address/i);
  cleanup();
  show({ ...seatRow(1), email: null }, seatRow(2));
  await screen.findByRole('table');
  expect(screen.getByRole('columnheader', { name: /E-mail/ })).toBeTruthy();
  expect(document.body.textContent).toMatch(/no address/i);
});
