import { afterEach, describe, expect, test } from '@jest/globals';
import type { LetterRow, LettersView } from '@kengesh/contracts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { openDesk, rosterRow, SESSION, standIn } from './desk-kit.suite.js';

const idOf = (n: number) => `0b0f6f0e-4444-4444-8444-${String(n).padStart(12, '0')}`;
const letter = (n: number, part: Partial<LetterRow> = {}): LetterRow => ({
  id: idOf(n),
  batch: idOf(9),
  participant: `p${n}`,
  name: `Seat ${n}`,
  email: `seat${n}@kengesh.example`,
  occasion: 'request',
  state: 'waiting',
  at: '2027-03-01T08:00:00.000Z',
  dueAt: '2027-03-01T08:01:00.000Z',
  attempts: 0,
  sentAt: null,
  trouble: null,
  server: null,
  said: null,
  perhapsTwice: false,
  ...part,
});
const path = `/api/sessions/${SESSION}/letters`;
const show = (letters: readonly LetterRow[], trouble: LettersView['trouble'] = null, more: object = {}) => {
  const asked = standIn({ [`GET ${path}`]: { mailing: true, hold: 60, trouble, letters }, ...more });
  openDesk(`/s/${SESSION}/invite`);
  return asked;
};
const list = async () => screen.findByRole('region', { name: 'Letters of this session' });

describe('CON-7: letters of a session', () => {
  afterEach(cleanup);

  test('say of each person what became of it: sent, refused by which server and why, perhaps twice', async () => {
    show([
      letter(1, { state: 'sent', sentAt: '2027-03-01T08:01:03.000Z', perhapsTwice: true, attempts: 2 }),
      letter(2, { state: 'refused', server: 'mail.example:25', said: '550 No such mailbox', attempts: 1 }),
    ]);
    const region = await list();
    const [first, second] = within(region)
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent);
    expect(first).toContain('✓ sent');
    expect(first).toContain('! perhaps twice');
    expect(second).toContain('✕ refused');
    expect(second).toContain('mail.example:25 refuses it: 550 No such mailbox');
  });

  test('those that wait are taken back, by one or all; one that was refused is sent again as it is, one that went anew', async () => {
    const asked = show([letter(1), letter(2), letter(3, { state: 'refused', said: '550 No', server: 'm' })], null, {
      [`POST ${path}/recall`]: { recalled: [] },
      [`POST ${path}/${idOf(3)}/again`]: letter(3),
    });
    const user = userEvent.setup();
    const region = await list();
    await user.click(within(region).getAllByRole('button', { name: 'Take back: Seat 1: invitation' })[0]!);
    await user.click(within(region).getByRole('button', { name: 'Take back all that wait (2)' }));
    await user.click(within(region).getAllByRole('button', { name: 'Send again: Seat 3: invitation' })[0]!);
    await waitFor(() =>
      expect(asked.filter(({ method }) => method === 'POST').map(({ path: to, body }) => [to, body])).toEqual([
        [`${path}/recall`, { letters: [idOf(1)] }],
        [`${path}/recall`, { letters: [idOf(1), idOf(2)] }],
        [`${path}/${idOf(3)}/again`, null],
      ]),
    );
  });

  test('a letter that went is written anew for this person alone', async () => {
    const asked = show([letter(1, { state: 'sent', sentAt: '2027-03-01T08:01:03.000Z' })], null, {
      [`POST /api/sessions/${SESSION}/invitations`]: {},
    });
    const user = userEvent.setup();
    await user.click(within(await list()).getAllByRole('button', { name: 'Send again: Seat 1: invitation' })[0]!);
    await waitFor(() =>
      expect(asked.find(({ path: to }) => to.endsWith('/invitations'))?.body).toEqual({ participants: ['p1'] }),
    );
  });

  test('one that was refused and says what holds no more is not sent as it is, but written anew', async () => {
    const invited = { method: 'REQUEST', sequence: 0, at: '2027-03-01T08:00:00.000Z', mailed: false } as const;
    const refused = letter(1, { state: 'refused', said: '550 No', server: 'm' });
    const asked = show([refused, letter(7, { ...refused, id: idOf(7), at: '2027-02-01T08:00:00.000Z' })], null, {
      [`GET /api/sessions/${SESSION}/roster`]: [rosterRow(1, { invited: { ...invited, outdated: true } })],
      [`POST /api/sessions/${SESSION}/invitations`]: {},
    });
    const user = userEvent.setup();
    const [only, ...others] = within(await list())
      .getAllByRole('button', { name: 'Send again: Seat 1: invitation' })
      .filter(button => !button.closest('.narrow'));
    expect(others).toEqual([]);
    await user.click(only!);
    await waitFor(() =>
      expect(asked.filter(({ method }) => method === 'POST').map(({ path: to, body }) => [to, body])).toEqual([
        [`/api/sessions/${SESSION}/invitations`, { participants: ['p1'] }],
      ]),
    );
  });

  test('a letter that cannot be taken back any more says so', async () => {
    const { Problem } = await import('./desk-kit.suite.js');
    show([letter(1)], null, { [`POST ${path}/recall`]: new Problem(409, 'letter.settled') });
    const user = userEvent.setup();
    await user.click(within(await list()).getAllByRole('button', { name: 'Take back: Seat 1: invitation' })[0]!);
    expect((await screen.findByRole('alert')).textContent).toContain('has gone already');
  });

  test('a mail server that is away is told of in words, and the list is not there before the first letter', async () => {
    show([letter(1, { trouble: 'unreachable', server: 'mail.example:25', said: 'ECONNREFUSED', attempts: 3 })], {
      ...{ kind: 'unreachable', since: '2027-03-01T08:01:00.000Z', server: 'mail.example:25', said: 'ECONNREFUSED' },
    });
    const region = await list();
    expect(region.textContent).toContain('has not been reached since');
    expect(region.textContent).toContain('letters wait and go by themselves when it is back');
    cleanup();
    show([]);
    await screen.findByRole('button', { name: 'Send invitations (2)' });
    expect(screen.queryByRole('region', { name: 'Letters of this session' })).toBeNull();
  });

  test('whom to call: those whom nothing reached, and why; who came in by a link needs no call', async () => {
    const link = { issuedAt: '2027-03-01T08:00:00.000Z', expiresAt: '2027-03-11T08:00:00.000Z', lastUsedAt: null };
    const roll = [
      rosterRow(1),
      rosterRow(2),
      rosterRow(3, { email: null }),
      rosterRow(4, { email: null, link: { ...link, devices: 1 } }),
      rosterRow(5),
    ];
    const sent = letter(1, { state: 'sent', sentAt: '2027-03-01T08:01:03.000Z' });
    const letters = [letter(2, { state: 'refused', said: '550 No', server: 'm' }), sent];
    show(letters, null, { [`GET /api/sessions/${SESSION}/roster`]: roll });
    const region = await list();
    expect(within(region).getByText('Whom to call: nothing has reached 3 people')).toBeTruthy();
    const lines = within(region)
      .getAllByRole('listitem', { hidden: true })
      .map(({ textContent }) => textContent);
    expect(lines).toEqual([
      'Seat 2, seat2@kengesh.example: the letter was refused',
      'Seat 3: no e-mail address',
      'Seat 5, seat5@kengesh.example: no letter was written',
    ]);
  });

  test('only those not invited yet, or only those who know something else, are written to', async () => {
    const invited = { method: 'REQUEST', sequence: 0, at: '2027-03-01T08:00:00.000Z', mailed: true } as const;
    const roll = [
      rosterRow(1, { invited: { ...invited, outdated: false } }),
      rosterRow(2, { invited: { ...invited, outdated: true } }),
      rosterRow(3),
    ];
    const asked = show([letter(1, { state: 'sent', sentAt: '2027-03-01T08:01:03.000Z' })], null, {
      [`GET /api/sessions/${SESSION}/roster`]: roll,
      [`POST /api/sessions/${SESSION}/invitations`]: {},
    });
    const user = userEvent.setup();
    await user.click(within(await list()).getByRole('button', { name: 'Invite those not invited yet (1)' }));
    await user.click(within(await list()).getByRole('button', { name: 'Tell those who know something else (1)' }));
    await waitFor(() =>
      expect(asked.filter(({ path: to }) => to.endsWith('/invitations')).map(({ body }) => body)).toEqual([
        { participants: ['p3'] },
        { participants: ['p2'] },
      ]),
    );
  });
});
