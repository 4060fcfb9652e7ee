import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Council, SeatRow, SessionRow } from '@kengesh/contracts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, council, openDesk, Problem, SESSION, seatRow, sessionRow, standIn } from './desk-kit.suite.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

/** An API that keeps a row, counts its revisions and refuses what was read before the last of them. */
function kept<T extends { readonly revision?: number | undefined }>(row: T) {
  let current: T = { ...row, revision: 1 };
  return {
    get: () => current,
    /** Somebody else, at another desk. */
    other: (part: Partial<T>) => {
      current = { ...current, ...part, revision: current.revision! + 1 };
    },
    write: ({ body }: { body: unknown }) => {
      const { revision, ...part } = body as Partial<T>;
      if (revision !== current.revision)
        return new Problem(409, 'revision.stale', { revision: current.revision, current });
      current = { ...current, ...part, revision: current.revision! + 1 };
      return current;
    },
  };
}
const save = (name = 'Save') => screen.getByRole('button', { name });
describe('Two secretaries who save one after the other', () => {
  const SEAT = seatRow(2);
  const seats = (row: { get: () => SeatRow }) => ({
    [`GET /api/councils/${COUNCIL}/seats`]: () => [seatRow(1), row.get(), seatRow(3)],
  });
  const openSeat = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.click(await screen.findByRole('button', { name: /Seat 2/ }));
    return screen.findByLabelText<HTMLInputElement>('Name of the seat, English');
  };
  const type = async (user: ReturnType<typeof userEvent.setup>, field: HTMLElement, text: string) => {
    await user.clear(field);
    await user.type(field, text);
  };

  test('a seat: what the other saved is not written over; the rest is sent at once with the new revision', async () => {
    const row = kept(SEAT);
    const asked = standIn({ ...seats(row), [`PATCH /api/seats/${SEAT.id}`]: row.write });
    openDesk(`/c/${COUNCIL}/members`);
    const user = userEvent.setup();
    await type(user, await openSeat(user), 'Mine');
    row.other({ delegation: 'UZ', label: { ru: 'Место 2', en: 'Theirs' } });
    await user.click(save());
    expect(await screen.findByText(/Somebody else has saved this since/)).toBeTruthy();
    // Their other change stands in the form; of the label both values are shown, and nothing can be saved meanwhile.
    expect(screen.getByLabelText<HTMLInputElement>('Delegation').value).toBe('UZ');
    const choice = screen.getByRole('group', { name: 'Name of the seat, English' });
    expect(choice.textContent).toContain('YoursMine');
    expect(choice.textContent).toContain('Saved by the otherTheirs');
    expect(save().getAttribute('aria-disabled')).toBe('true');
    await user.click(within(choice).getByRole('button', { name: 'Keep mine' }));
    expect(screen.queryByRole('group', { name: 'Name of the seat, English' })).toBeNull();
    expect(document.activeElement).toBe(save());
    await user.click(save());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.filter(one => one.method === 'PATCH').map(one => one.body)).toEqual([
      { label: { ru: 'Место 2', en: 'Mine' }, revision: 1 },
      { label: { ru: 'Место 2', en: 'Mine' }, revision: 2 },
    ]);
    expect(row.get()).toMatchObject({ delegation: 'UZ', label: { en: 'Mine' } });
  });

  test('a seat: theirs can be taken as well', async () => {
    const row = kept(SEAT);
    standIn({ ...seats(row), [`PATCH /api/seats/${SEAT.id}`]: row.write });
    openDesk(`/c/${COUNCIL}/members`);
    const user = userEvent.setup();
    const label = await openSeat(user);
    await type(user, label, 'Mine');
    row.other({ label: { ru: 'Место 2', en: 'Theirs' } });
    await user.click(save());
    await user.click(await screen.findByRole('button', { name: 'Take theirs' }));
    expect(label.value).toBe('Theirs');
    expect(screen.queryByText('● not saved')).toBeNull();
  });

  test('rules: a majority of the one, a quorum of the other; the field of both is chosen in words', async () => {
    const row = kept<Council>(council);
    const path = `/api/councils/${COUNCIL}`;
    const asked = standIn({ [`GET ${path}`]: row.get, [`PATCH ${path}`]: row.write });
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    await type(user, await screen.findByLabelText('Quorum: denominator'), '3');
    await type(user, screen.getByLabelText('Speech, seconds'), '120');
    row.other({
      rules: { ...council.rules, speech: { seconds: 240, grace: 45 }, tie: 'revote' },
      mailbox: 'theirs@council.example',
    });
    await user.click(save());
    const choice = await screen.findByRole('group', { name: 'Speech, seconds' });
    expect(choice.textContent).toContain('Yours120');
    expect(choice.textContent).toContain('Saved by the other240');
    expect(screen.getByLabelText<HTMLInputElement>('Mailbox of the council').value).toBe('theirs@council.example');
    await user.click(within(choice).getByRole('button', { name: 'Take theirs' }));
    await user.click(save());
    await screen.findByText(/^Saved\./);
    const sent = asked.findLast(one => one.method === 'PATCH')?.body as Partial<Council>;
    expect(Object.keys(sent).sort()).toEqual(['revision', 'rules']);
    expect(sent.rules).toMatchObject({ tie: 'revote', quorum: { den: 3 }, speech: { seconds: 240, grace: 45 } });
    expect(row.get().mailbox).toBe('theirs@council.example');
  });

  const agenda = (...items: [string, string][]) =>
    items.map(([id, en]) => ({ id, title: { en }, rapporteurSeatId: null }));
  const aSession = () => {
    const row = kept<SessionRow>(sessionRow());
    const path = `/api/sessions/${SESSION}`;
    const asked = standIn({
      [`GET ${path}`]: row.get,
      [`PATCH ${path}`]: row.write,
      [`PUT ${path}/agenda`]: ({ body }: { body: unknown }) => {
        const { items, revision } = body as { items: SessionRow['agenda']; revision: number };
        const agenda = items.map((item, n) => ({ ...item, id: item.id ?? `new${n}` }));
        return row.write({ body: { agenda, revision } });
      },
    });
    openDesk(`/s/${SESSION}`);
    return { row, asked, user: userEvent.setup() };
  };

  test('an agenda: both added an item, both are there', async () => {
    const { row, user } = aSession();
    await user.click(await screen.findByRole('button', { name: '+ Add an item' }));
    await user.type(screen.getByLabelText('Item 4, English'), 'Mine');
    row.other({ agenda: agenda(['one', 'Opening'], ['two', 'Aims'], ['three', 'Leadership'], ['four', 'Theirs']) });
    await user.click(save('Save the agenda'));
    expect(await screen.findByText(/Somebody else has saved this since/)).toBeTruthy();
    await user.click(save('Save the agenda'));
    await screen.findByText(/^Saved\./);
    expect(
      row
        .get()
        .agenda.map(item => item.title.en)
        .sort(),
    ).toEqual(['Aims', 'Leadership', 'Mine', 'Opening', 'Theirs']);
  });

  test('an agenda: one title of both is chosen', async () => {
    const { row, user } = aSession();
    await type(user, await screen.findByLabelText('Item 2, English'), 'Mine');
    row.other({ agenda: agenda(['one', 'Opening'], ['two', 'Theirs'], ['three', 'Leadership']) });
    await user.click(save('Save the agenda'));
    const choice = await screen.findByRole('group', { name: 'Item 2, English' });
    expect(choice.textContent).toContain('Theirs');
    await user.click(within(choice).getByRole('button', { name: 'Take theirs' }));
    expect(screen.getByLabelText<HTMLInputElement>('Item 2, English').value).toBe('Theirs');
  });

  test('a session: only what was changed is sent; its own agenda saved before is no conflict', async () => {
    const { row, asked, user } = aSession();
    await type(user, await screen.findByLabelText('Item 1, English'), 'Mine');
    await user.click(save('Save the agenda'));
    await screen.findByText(/^Saved\./);
    await type(user, screen.getByLabelText('Title, English'), 'Renamed');
    await user.click(save());
    await waitFor(() => expect(row.get().title.en).toBe('Renamed'));
    expect(asked.find(one => one.method === 'PATCH')?.body).toEqual({
      title: { ru: 'Первое заседание', en: 'Renamed' },
      revision: 2,
    });
    expect(row.get().agenda[0]?.title.en).toBe('Mine');
  });

  test('a refusal in Russian', async () => {
    const row = kept(SEAT);
    standIn({ ...seats(row), [`PATCH /api/seats/${SEAT.id}`]: row.write });
    openDesk(`/c/${COUNCIL}/members`, 'ru');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Место 2/ }));
    await type(user, await screen.findByLabelText('Делегация'), 'KZ');
    row.other({ delegation: 'UZ' });
    await user.click(save('Сохранить'));
    const choice = await screen.findByRole('group', { name: 'Делегация' });
    expect(choice.textContent).toContain('ВашеKZСохранено другимUZ');
    expect(screen.getByText(/Выберите, что остаётся/).role).toBe('alert');
  });
});
