import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, council, OFFLINE, openDesk, Problem, SESSION, sessionRow, standIn } from './desk-kit.suite.js';
import { tidyClock } from './session-form.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const convene = `/c/${COUNCIL}/sessions/new`;
const POST = `POST /api/councils/${COUNCIL}/sessions`;

async function fill(part: { date?: string; from?: string; to?: string }) {
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Title, English'), 'Second session');
  await user.type(screen.getByLabelText('Place, English'), 'Bishkek');
  if (part.date) await user.type(screen.getByLabelText('Date'), part.date);
  if (part.from) await user.type(screen.getByLabelText('Starts'), part.from);
  if (part.to) await user.type(screen.getByLabelText('Ends'), part.to);
  return user;
}
/** As a person does: opens the list, types, and takes what is found first. */
async function chooseZone(user: ReturnType<typeof userEvent.setup>, typed: string) {
  await user.click(screen.getByLabelText('By the clock of'));
  await user.type(await screen.findByRole('combobox', { name: 'By the clock of: Search' }), typed);
  await within(screen.getByRole('listbox')).findAllByRole('option');
  await user.keyboard('{Enter}');
}
const send = () => screen.getByRole('button', { name: 'Convene a session' });

describe('Convening a session', () => {
  test('an empty form says what is missing on top and beside the fields, and asks nothing of the server', async () => {
    const asked = standIn({});
    openDesk(convene);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Convene a session' }));
    const top = await screen.findByRole('group', { name: 'Not saved: check what is marked.' });
    expect(top.textContent).toContain('Not saved: check what is marked.');
    expect(top.textContent).toContain('Title: Fill this in at least in one language.');
    expect(top.textContent).toContain('Starts: Write the time like 14:00.');
    expect(document.activeElement).toBe(top);
    await user.click(within(top).getByRole('button', { name: /^Title/ }));
    expect(document.activeElement).toBe(screen.getByLabelText('Title, English'));
    expect(asked.filter(one => one.method === 'POST')).toEqual([]);
  });

  test('TZ-04: shows the same time in the capitals, each with the others of its clock', async () => {
    standIn({});
    openDesk(convene);
    await fill({ date: '2027-03-10', from: '14:00' });
    expect(screen.getByText(/^= /).textContent).toBe(
      '= 11:00 Moscow · 12:00 Yerevan · 13:00 Astana, Tashkent, Dushanbe',
    );
  });

  test('TZ-10: of a time that comes twice that night both instants are shown, and which is meant', async () => {
    standIn({});
    openDesk(convene);
    const user = await fill({ date: '2027-10-31', from: '2:30', to: '3:30' });
    await chooseZone(user, 'Europe/Zurich');
    const told = await screen.findByText(/That night the clock in Zurich shows 02:30 twice/);
    expect(told.textContent).toMatch(
      /The first is meant: .*UTC\+2.* = 03:30 Moscow .*The second is: .*UTC\+1.* = 04:30 Moscow/,
    );
    expect(screen.queryByText(/shows 03:30 twice/)).toBeNull();
  });

  test('session.ends_before_start stands beside the end, and what was typed stays', async () => {
    const asked = standIn({});
    openDesk(convene);
    const user = await fill({ date: '2027-03-10', from: '18:00', to: '14:00' });
    await user.click(send());
    const end = screen.getByLabelText('Ends');
    expect(end.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(end.getAttribute('aria-describedby')!)?.textContent).toMatch(/end later than/);
    expect((end as HTMLInputElement).value).toBe('14:00');
    expect(asked.filter(one => one.method === 'POST')).toEqual([]);
  });

  test('TZ-08 session.no_such_time: a clock that never shows is told beside it, in the zone that was chosen', async () => {
    standIn({});
    openDesk(convene);
    const user = await fill({ date: '2027-03-28', from: '02:30', to: '05:00' });
    await chooseZone(user, 'Europe/Berlin');
    await user.click(send());
    expect(screen.getByLabelText('Starts').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('By the clock of').getAttribute('aria-invalid')).toBeNull();
  });

  test('TZ-08 session.unknown_zone: a zone that this browser does not know is told until another is chosen', async () => {
    standIn({ [`GET /api/councils/${COUNCIL}`]: { ...council, zone: 'Mars/Olympus' } });
    openDesk(convene);
    const user = await fill({ date: '2027-03-28', from: '02:30', to: '05:00' });
    const zone = screen.getByLabelText('By the clock of');
    expect(zone.textContent).toContain('Mars/Olympus');
    await user.click(send());
    expect(zone.getAttribute('aria-invalid')).toBe('true');
    await chooseZone(user, 'Bishkek');
    await waitFor(() => expect(zone.getAttribute('aria-invalid')).toBeNull());
  });

  test('what only the server can refuse is told beside its field too', async () => {
    standIn({ [POST]: new Problem(422, 'session.unknown_zone', { zone: 'UTC' }) });
    openDesk(convene);
    const user = await fill({ date: '2027-03-10', from: '14', to: '1800' });
    await chooseZone(user, 'Etc/UTC');
    await user.click(send());
    await waitFor(() => expect(screen.getByLabelText('By the clock of').getAttribute('aria-invalid')).toBe('true'));
  });

  test('is sent as the wall clock of the zone, and its page opens', async () => {
    const made = sessionRow({ title: { en: 'Second session' } });
    const asked = standIn({ [POST]: made, [`GET /api/sessions/${SESSION}`]: made });
    openDesk(convene);
    const user = await fill({ date: '2027-03-10', from: '14', to: '1830' });
    await user.click(send());
    await screen.findByRole('heading', { level: 1, name: 'Second session' });
    expect(asked.find(one => one.method === 'POST')?.body).toEqual({
      title: { en: 'Second session' },
      form: 'hybrid',
      place: { en: 'Bishkek' },
      startsLocal: '2027-03-10T14:00',
      endsLocal: '2027-03-10T18:30',
      zone: 'Asia/Bishkek',
    });
    expect(window.location.pathname).toBe(`/desk/a_desk/s/${SESSION}`);
    expect(sessionStorage).toHaveLength(0);
  });

  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    ['14 05', '14:05'],
    ['half past', 'half past'],
  ])('a clock typed as %s is read as %s', (typed, read) => expect(tidyClock(typed)).toBe(read));
});

describe('Nothing typed is lost', () => {
  const PATCH = `PATCH /api/councils/${COUNCIL}`;
  const mailbox = () => screen.findByLabelText<HTMLInputElement>('Mailbox of the council');

  test('not when the server refuses, nor when there is no connection', async () => {
    let answer: unknown = new Problem(403, 'may.secretary_desk');
    standIn({ [PATCH]: () => answer });
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    await user.clear(await mailbox());
    await user.type(await mailbox(), 'new@council.example');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('secretariat');
    expect((await mailbox()).value).toBe('new@council.example');
    answer = OFFLINE;
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('No connection'));
    expect((await mailbox()).value).toBe('new@council.example');
  });

  test('not by leaving the page: it is listed as unsaved, and is there again on coming back', async () => {
    standIn({});
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    await user.type(await mailbox(), 'x');
    await user.click(screen.getByRole('link', { name: 'Members' }));
    await screen.findByRole('heading', { level: 1, name: 'Members' });
    const list = screen.getByText('Not saved').parentElement!;
    await user.click(within(list).getByRole('link', { name: 'Council and rules' }));
    expect((await mailbox()).value).toBe(`${council.mailbox}x`);
    expect(screen.getByText(/typed earlier/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect((await mailbox()).value).toBe(council.mailbox);
    expect(screen.queryByText('Not saved')).toBeNull();
  });

  test('not by closing the tab unwarned: the browser asks while something is unsaved, and only then', async () => {
    standIn({});
    openDesk(`/c/${COUNCIL}`);
    const leaving = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    await mailbox();
    expect(leaving()).toBe(false);
    await userEvent.type(await mailbox(), 'x');
    expect(leaving()).toBe(true);
  });

  test('a number that is none stays as typed and says so', async () => {
    const asked = standIn({});
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    const seats = await screen.findByLabelText<HTMLInputElement>('Statutory seats');
    await user.clear(seats);
    await user.type(seats, 'fifteen');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(seats.value).toBe('fifteen');
    expect(seats.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Statutory seats: Write a whole number.')).toBeTruthy();
    expect(asked.some(one => one.method === 'PATCH')).toBe(false);
  });
});

describe('Rules of procedure', () => {
  test('a share is read back as it will be said; more than the whole is refused beside it', async () => {
    const asked = standIn({ [`PATCH /api/councils/${COUNCIL}`]: council });
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    const num = await screen.findByLabelText('Quorum: numerator');
    await user.clear(num);
    await user.type(num, '3');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Quorum: A share cannot be more than the whole.')).toBeTruthy();
    await user.clear(num);
    await user.type(num, '2');
    const den = screen.getByLabelText('Quorum: denominator');
    await user.clear(den);
    await user.type(den, '3');
    await user.selectOptions(screen.getByLabelText('Quorum: comparison'), 'at least');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/^Saved\./);
    const sent = asked.find(one => one.method === 'PATCH')?.body as typeof council;
    expect(sent.rules.quorum).toEqual({ kind: 'fraction', num: 2, den: 3, cmp: 'gte', base: 'statutory' });
  });

  test('in Russian too', async () => {
    standIn({});
    openDesk(`/c/${COUNCIL}`, 'ru');
    expect(await screen.findByRole('heading', { level: 1, name: 'Совет и регламент' })).toBeTruthy();
    expect(await screen.findByLabelText('Кворум: числитель')).toBeTruthy();
  });
});
