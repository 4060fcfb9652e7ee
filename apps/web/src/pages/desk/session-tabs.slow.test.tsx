import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, openDesk, Problem, rosterRow, SESSION, seatRow, sessionRow, standIn } from './desk-kit.suite.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const agendaOf = (body: unknown) =>
  (body as { items: { id?: string; title: { en?: string } }[] }).items.map(one => one.id ?? one.title.en);

describe('The agenda', () => {
  const PUT = `PUT /api/sessions/${SESSION}/agenda`;
  const title = (n: number) => screen.findByLabelText<HTMLTextAreaElement>(`Item ${n}, English`);

  test('is moved by Alt and arrows, the focus goes along, and its order is what is saved', async () => {
    const asked = standIn({ [PUT]: sessionRow() });
    openDesk(`/s/${SESSION}`);
    const user = userEvent.setup();
    (await title(1)).focus();
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
    await waitFor(async () => expect(document.activeElement).toBe(await title(3)));
    expect((await title(3)).value).toBe('Opening');
    expect(screen.getByText('Now in place 3 of 3')).toBeTruthy();
    // At the end of the list it stays where it is.
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect((await title(3)).value).toBe('Opening');
    await user.click(screen.getByRole('button', { name: 'Save the agenda' }));
    await waitFor(() => expect(asked.some(one => one.method === 'PUT')).toBe(true));
    expect(agendaOf(asked.find(one => one.method === 'PUT')?.body)).toEqual(['two', 'three', 'one']);
  });

  test('grows by Enter in a title, shrinks by Remove, which can be taken back; what is empty is not sent', async () => {
    const asked = standIn({ [PUT]: sessionRow() });
    openDesk(`/s/${SESSION}`);
    const user = userEvent.setup();
    (await title(1)).focus();
    await user.keyboard('{Enter}');
    await waitFor(async () => expect(document.activeElement).toBe((await screen.findAllByLabelText(/^Item 2, /))[0]));
    await user.keyboard('Quorum{Enter}');
    expect(await title(5)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove item 5' }));
    await user.click(screen.getByRole('button', { name: 'Put it back' }));
    expect((await title(5)).value).toBe('Leadership');
    await user.click(screen.getByRole('button', { name: 'Save the agenda' }));
    await waitFor(() => expect(asked.some(one => one.method === 'PUT')).toBe(true));
    expect(agendaOf(asked.find(one => one.method === 'PUT')?.body)).toEqual(['one', 'Quorum', 'two', 'three']);
  });

  test('is moved by buttons too; the first cannot go up, and says so', async () => {
    standIn({});
    openDesk(`/s/${SESSION}`);
    const user = userEvent.setup();
    const up = await screen.findByRole('button', { name: 'Item 1: up' });
    expect(up.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(up.getAttribute('aria-describedby')!)?.textContent).toBe('This is the first item.');
    await user.click(screen.getByRole('button', { name: 'Item 2: up' }));
    expect((await title(1)).value).toBe('Aims');
  });

  test('is closed to changes once the session was opened', async () => {
    standIn({ [`GET /api/sessions/${SESSION}`]: sessionRow({ phase: 'open' }) });
    openDesk(`/s/${SESSION}`);
    expect(await screen.findByText(/its plan no longer changes/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save the agenda' })).toBeNull();
  });
});

describe('Links', () => {
  const path = `/api/sessions/${SESSION}/participants/p1/link`;
  const url = 'http://127.0.0.1:3000/j#a-secret-of-a-test';
  const given = {
    issuedAt: '2027-03-01T08:00:00.000Z',
    expiresAt: '2027-03-11T08:00:00.000Z',
    devices: 2,
    lastUsedAt: null,
  };

  test('SEC-01: a link is shown once, as text to be copied and as a picture, with what it is', async () => {
    standIn({ [`POST ${path}`]: { url, expiresAt: '2027-03-11T08:00:00.000Z' } });
    openDesk(`/s/${SESSION}/invite`);
    const user = userEvent.setup();
    await user.click((await screen.findAllByRole('button', { name: 'Give a link: Seat 1' }))[0]!);
    const dialog = await screen.findByRole('dialog', { name: 'Seat 1' });
    expect(dialog.textContent).toContain('whoever opens it acts and votes from this seat');
    await user.click(within(dialog).getByRole('button', { name: 'Give a link' }));
    expect((await within(dialog).findByLabelText<HTMLInputElement>('Address')).value).toBe(url);
    expect(within(dialog).getByRole('img', { name: 'QR code of the link: Seat 1' })).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Copy the link' }));
    await within(dialog).findByText('✓ copied');
    expect(await navigator.clipboard.readText()).toBe(url);
    // Nowhere in this browser, and gone with the dialog.
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('a-secret');
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(document.body.innerHTML).not.toContain('a-secret');
  });

  test('a new link and taking one back are asked about first: devices are cut off', async () => {
    const asked = standIn({
      [`GET /api/sessions/${SESSION}/roster`]: [rosterRow(1, { link: given })],
      [`DELETE ${path}`]: undefined,
    });
    openDesk(`/s/${SESSION}/invite`);
    const user = userEvent.setup();
    await user.click((await screen.findAllByRole('button', { name: 'Link: Seat 1' }))[0]!);
    const dialog = await screen.findByRole('dialog', { name: 'Seat 1' });
    expect(dialog.textContent).toContain('In use on 2 devices.');
    await user.click(within(dialog).getByRole('button', { name: 'Take the link back' }));
    expect(asked.some(one => one.method === 'DELETE')).toBe(false);
    const question = within(dialog).getByRole('group', { name: /cut off at once/ });
    await user.click(within(question).getByRole('button', { name: 'Take the link back' }));
    await waitFor(() => expect(asked.some(one => one.method === 'DELETE')).toBe(true));
  });

  test('without mail the page says that no letters went out, and offers cards', async () => {
    standIn({
      [`POST /api/sessions/${SESSION}/invitations`]: {
        issued: { request: 2, cancel: 0 },
        mailing: false,
        mailed: 0,
        pending: 0,
        failed: [],
        withoutAddress: [],
      },
    });
    openDesk(`/s/${SESSION}/invite`);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Send invitations (2)' }));
    await user.click(
      within(screen.getByRole('group', { name: 'Send 2 invitations?' })).getByRole('button', {
        name: 'Send invitations (2)',
      }),
    );
    expect(await screen.findByText(/no letters went out/)).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Cards with QR codes' })).toHaveLength(2);
  });

  test('cards: links of many at once; what was made before the line broke is shown', async () => {
    standIn({
      [`GET /api/sessions/${SESSION}/roster`]: [rosterRow(1), rosterRow(2, { link: given })],
      [`POST ${path}`]: { url, expiresAt: given.expiresAt },
      [`POST /api/sessions/${SESSION}/participants/p2/link`]: new Problem(500, 'fault', { id: '7' }),
    });
    openDesk(`/s/${SESSION}/cards`);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('radio', { name: 'everybody (2)' }));
    await user.click(screen.getByRole('button', { name: 'Make links (2)' }));
    const question = screen.getByRole('group', { name: /^1 earlier link stops working/ });
    await user.click(within(question).getByRole('button', { name: 'Make links (2)' }));
    expect(await screen.findByRole('img', { name: 'QR code of the link: Seat 1' })).toBeTruthy();
    expect((await screen.findByRole('alert')).textContent).toContain('7');
    expect(screen.getByRole('button', { name: 'Print' })).toBeTruthy();
  });

  test('hall or video is changed until the opening', async () => {
    const mode = `PATCH /api/sessions/${SESSION}/participants/p1`;
    const asked = standIn({ [mode]: rosterRow(1, { mode: 'remote' }) });
    openDesk(`/s/${SESSION}/invite`);
    const user = userEvent.setup();
    const choice = (await screen.findAllByRole('group', { name: 'Seat 1: Expected' }))[0]!;
    await user.click(within(choice).getByRole('button', { name: 'video' }));
    await waitFor(() => expect(asked.find(one => one.method === 'PATCH')?.body).toEqual({ mode: 'remote' }));
  });
});

describe('Checking in and the record', () => {
  test('preparing sends one command id until it is answered', async () => {
    let answer: unknown = new Problem(503, 'server.not_ready');
    const asked = standIn({ [`POST /api/sessions/${SESSION}/prepare`]: () => answer });
    openDesk(`/s/${SESSION}/check-in`);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Prepare' }));
    await screen.findByRole('alert');
    answer = { seq: 1, head: 1, at: '2027-03-10T07:00:00.000Z', repeated: false };
    await user.click(screen.getByRole('button', { name: 'Prepare' }));
    await screen.findByText('✓ Handed over.');
    const [first, second] = asked.filter(one => one.path.endsWith('/prepare')).map(one => one.body);
    expect(second).toEqual(first);
  });

  test('PROC-35: what was put in on a removed item is shown before preparing, and each is answered', async () => {
    const orphan = {
      ...{ kind: 'motion', id: 'm4', item: 'i9', itemTitle: { en: 'Budget' }, text: { en: 'Adopt it' } },
      seats: [{ en: 'Seat 2' }],
    };
    const agenda = [{ id: 'i1', title: { en: 'Report' }, rapporteurSeatId: null }];
    const asked = standIn({
      [`GET /api/sessions/${SESSION}`]: sessionRow({ phase: 'prepared', agenda }),
      [`GET /api/sessions/${SESSION}/orphans`]: [orphan, { ...orphan, kind: 'recusal', id: 's2', text: null }],
      [`POST /api/sessions/${SESSION}/prepare`]: { seq: 9, head: 9, at: '2027-03-10T07:00:00.000Z', repeated: false },
    });
    openDesk(`/s/${SESSION}/check-in`);
    const user = userEvent.setup();
    expect(await screen.findByText('Put in on items that are not on the agenda any more: 2')).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Prepare again' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const becomes = (what: string) => screen.getByRole('combobox', { name: `What becomes of: ${what}` });
    await user.selectOptions(becomes('Motion (Seat 2): Adopt it'), 'move to item 1: Report');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.selectOptions(becomes('Recusal: Seat 2'), 'withdraw');
    await user.click(button);
    await screen.findByText('✓ Handed over.');
    expect(asked.find(({ path }) => path.endsWith('/prepare'))?.body).toMatchObject({
      orphans: [
        { kind: 'motion', id: 'm4', item: 'i9', to: 'i1' },
        { kind: 'recusal', id: 's2', item: 'i9', to: null },
      ],
    });
  });

  test('before it is prepared the live page cannot be entered, and the button says why', async () => {
    standIn({});
    openDesk(`/s/${SESSION}/check-in`);
    const enter = await screen.findByRole('button', { name: 'Enter the session' });
    expect(enter.getAttribute('aria-disabled')).toBe('true');
    expect(enter.title).toBe('Prepare the session first.');
  });

  test('VER-01, REC-22: the record names its documents, both its hashes, and how to check them', async () => {
    const exports = `/api/sessions/${SESSION}/exports`;
    standIn({
      [`GET /api/sessions/${SESSION}`]: sessionRow({ phase: 'closed' }),
      [`GET ${exports}?lang=en`]: [
        { name: 'votes', title: 'Votes', formats: ['csv', 'json'], tables: ['summary', 'register'] },
      ],
      [`GET /api/sessions/${SESSION}/heads`]: {
        proceedings: { seq: 40, hash: 'ab'.repeat(32) },
        present: { seq: 42, hash: 'cd'.repeat(32) },
      },
    });
    openDesk(`/s/${SESSION}/record`);
    for (const name of ['CSV: summary', 'CSV: by name', 'JSON'])
      expect(await screen.findByRole('button', { name: `Votes: download, ${name}` })).toBeTruthy();
    expect(
      (await screen.findByText('Hash of the proceedings, sealed at entry No. 40')).parentElement?.textContent,
    ).toContain('ab'.repeat(32));
    expect(screen.getByText('Hash of the journal now, at entry No. 42').parentElement?.textContent).toMatch(
      new RegExp(`${'cd'.repeat(32)}.*2 entries so far`),
    );
    expect(screen.getByText(new RegExp(`--head ${'ab'.repeat(32)}`))).toBeTruthy();
  });

  test('REC-21, SEC-13: the names its documents print are listed when asked for, and one is erased after a question', async () => {
    const path = `/api/sessions/${SESSION}`;
    const line = (n: number, more: object) => ({
      ...{ participant: `p_${n}`, seat: `s${n}`, label: { en: `Seat ${n}` }, role: 'delegate', name: null },
      ...more,
    });
    let first = line(1, { name: 'A. Person' });
    const asked = standIn({
      [`GET ${path}`]: sessionRow({ phase: 'closed' }),
      [`GET ${path}/exports?lang=en`]: [],
      [`GET ${path}/names`]: () => [first, line(2, { missing: 'not_kept' }), line(3, {})],
      [`DELETE ${path}/participants/p_1/name`]: undefined,
    });
    openDesk(`/s/${SESSION}/record`);
    const user = userEvent.setup();
    const summary = await screen.findByText('Names in the documents');
    expect(asked.some(one => one.path.endsWith('/names'))).toBe(false);
    await user.click(summary);
    await screen.findByText('A. Person');
    expect(screen.getByText('name not kept')).toBeTruthy();
    expect(screen.queryByText('Seat 3')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Erase the name: A. Person' }));
    expect(asked.some(one => one.method === 'DELETE')).toBe(false);
    const question = within(screen.getByRole('group', { name: /“A. Person” will be gone for good/ }));
    first = line(1, { missing: 'erased' });
    await user.click(question.getByRole('button', { name: 'Erase the name' }));
    expect(await screen.findByText('name erased')).toBeTruthy();
    expect(screen.queryByText('A. Person')).toBeNull();
  });
});

describe('Members', () => {
  test('three hundred seats are searched, sorted and walked by keyboard', async () => {
    const seats = Array.from({ length: 300 }, (_, index) => seatRow(index + 1));
    standIn({ [`GET /api/councils/${COUNCIL}/seats`]: seats });
    openDesk(`/c/${COUNCIL}/members`);
    const user = userEvent.setup();
    await screen.findByText('300 rows');
    await user.keyboard('/299');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    expect(screen.getByText('Found: 1 of 300')).toBeTruthy();
    await user.clear(screen.getByRole('searchbox'));
    await user.click(screen.getByRole('button', { name: /^№/ }));
    const names = () => [...document.querySelectorAll('tbody .name')].map(one => one.textContent);
    expect(names()[0]).toBe('Seat 300');
    act(() => document.querySelector<HTMLElement>('.row-open[tabindex="0"]')!.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Seat 298' })).toBeTruthy();
  });

  test('L10N-31: a seat or a delegation named twice is warned of, with both names; a roll in order says nothing', async () => {
    const twin = { ...seatRow(3), label: { en: 'SEAT\u00a01' }, delegation: 'Кыргызстан' };
    standIn({ [`GET /api/councils/${COUNCIL}/seats`]: [seatRow(1), seatRow(2), twin] });
    openDesk(`/c/${COUNCIL}/members`);
    expect(await screen.findByText(/^Seat 1 “Seat 1” and seat 3 “SEAT.1” have the same name/)).toBeTruthy();
    expect(screen.getByText(/written in different ways: «KG», «Кыргызстан»/)).toBeTruthy();
    cleanup();
    standIn({});
    openDesk(`/c/${COUNCIL}/members`);
    await screen.findByText('Seat 2');
    expect(screen.queryByText(/named twice/)).toBeNull();
  });

  test('a seat is changed; closing the dialog keeps what was typed', async () => {
    const asked = standIn({ [`PATCH /api/seats/${seatRow(2).id}`]: seatRow(2) });
    openDesk(`/c/${COUNCIL}/members`);
    const user = userEvent.setup();
    await user.click(await screen.findByText('Seat 2'));
    const email = await screen.findByLabelText<HTMLInputElement>('E-mail');
    await user.clear(email);
    await user.type(email, 'not an address');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText(/^E-mail: This does not look like/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.click(await screen.findByText('Seat 2'));
    const again = await screen.findByLabelText<HTMLInputElement>('E-mail');
    expect(again.value).toBe('not an address');
    await user.clear(again);
    const place = screen.getByLabelText('Place in the order');
    await user.clear(place);
    await user.type(place, '1');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(asked.some(one => one.method === 'PATCH')).toBe(true));
    expect(asked.find(one => one.method === 'PATCH')?.body).toMatchObject({ email: null, position: 1 });
  });
});

describe('Registers', () => {
  test('a task past its date by the clock of its session is marked', async () => {
    const line = {
      sessionId: SESSION,
      sessionNumber: 1,
      sessionTitle: { en: 'First session' },
      at: '2023-04-28T09:00:00.000Z',
      responsibleLabel: { en: 'Seat 1' },
    };
    standIn({
      [`GET /api/councils/${COUNCIL}/tasks?limit=1000`]: [
        { ...line, seq: 5, text: { en: 'Long ago' }, due: '2023-06-01' },
        { ...line, seq: 6, text: { en: 'Standing' }, due: null },
        { ...line, seq: 7, text: { en: 'Far away' }, due: '2999-01-01' },
      ],
    });
    openDesk(`/c/${COUNCIL}/tasks`);
    expect(await screen.findByText(/^1 task is overdue/)).toBeTruthy();
    const row = (text: string) => screen.getByText(text).closest('tr')!;
    expect(row('Long ago').textContent).toContain('overdue');
    expect(row('Standing').textContent).not.toContain('overdue');
    expect(row('Far away').textContent).not.toContain('overdue');
  });
});

describe('One’s own password', () => {
  test('is changed with the present one, and neither is kept in the browser', async () => {
    let answer: unknown = new Problem(401, 'signin.wrong');
    const asked = standIn({ 'PUT /api/my/password': () => answer });
    openDesk('/account');
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Present password'), 'the present one');
    await user.type(screen.getByLabelText('New password'), 'too short');
    await user.click(screen.getByRole('button', { name: 'Change the password' }));
    expect(screen.getByText('At least 12 characters are needed.')).toBeTruthy();
    expect(asked.some(one => one.method === 'PUT')).toBe(false);
    await user.type(screen.getByLabelText('New password'), ' no longer');
    await user.click(screen.getByRole('button', { name: 'Change the password' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The present password is not right.');
    answer = undefined;
    await user.click(screen.getByRole('button', { name: 'Change the password' }));
    await screen.findByText(/^✓ The password is changed/);
    expect(asked.filter(one => one.method === 'PUT').at(-1)?.body).toEqual({
      current: 'the present one',
      password: 'too short no longer',
    });
    expect(sessionStorage).toHaveLength(0);
  });
});
