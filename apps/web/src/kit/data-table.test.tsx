import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { LanguageProvider } from '../language.js';
import { type Column, DataTable } from './data-table.js';
import { KitRoot } from './root.js';

interface Seat {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly votes: number;
}
const seats: readonly Seat[] = [
  { id: 'a', name: 'Seat 10', place: 'hall', votes: 2 },
  { id: 'b', name: 'Seat 9', place: 'video', votes: 10 },
  { id: 'c', name: 'Seat 1', place: 'hall', votes: 1 },
];
const columns: readonly Column<Seat>[] = [
  { key: 'name', title: 'Name', cell: seat => seat.name, sort: seat => seat.name },
  { key: 'place', title: 'Place', cell: seat => seat.place, group: seat => seat.place, wide: true },
  { key: 'votes', title: 'Votes', cell: seat => seat.votes, sort: seat => seat.votes, wide: true },
];
const text = (seat: Seat) => `${seat.name} ${seat.place}`;

function open(rows = seats) {
  return render(
    <LanguageProvider fixed="en">
      <KitRoot className="desk">
        <DataTable
          name="seats"
          caption="Seats"
          columns={columns}
          rows={rows}
          rowKey={seat => seat.id}
          text={text}
          empty="None"
          rowName={seat => seat.name}
          onChosen={chosen => <output>{chosen.map(seat => seat.id).join(' ')}</output>}
        />
      </KitRoot>
    </LanguageProvider>,
  );
}
const names = () => screen.getAllByRole('row').flatMap(row => /Seat \d+/.exec(row.textContent ?? '')?.[0] ?? []);

beforeEach(() => localStorage.clear());
afterEach(cleanup);

test('is sorted as people count, and the other way at a second press', async () => {
  open();
  const user = userEvent.setup();
  expect(names()).toEqual(['Seat 10', 'Seat 9', 'Seat 1']);
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(names()).toEqual(['Seat 1', 'Seat 9', 'Seat 10']);
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(names()).toEqual(['Seat 10', 'Seat 9', 'Seat 1']);
  await user.click(screen.getByRole('button', { name: 'Votes' }));
  expect(names()).toEqual(['Seat 1', 'Seat 10', 'Seat 9']);
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBeNull();
});

test('shows one group of rows together with what is searched for, and says how many', async () => {
  open();
  const user = userEvent.setup();
  await user.selectOptions(screen.getByLabelText('Place'), 'hall');
  expect(names()).toEqual(['Seat 10', 'Seat 1']);
  expect(screen.getByText('Found: 2 of 3')).toBeTruthy();
  await user.type(screen.getByRole('searchbox'), '10  HALL');
  expect(names()).toEqual(['Seat 10']);
  await user.selectOptions(screen.getByLabelText('Place'), 'video');
  expect(screen.getByText('Nothing found. Try other words.')).toBeTruthy();
  await user.clear(screen.getByRole('searchbox'));
  await user.selectOptions(screen.getByLabelText('Place'), 'all');
  expect(screen.getByText('3 rows')).toBeTruthy();
});

test('rows are chosen one by one or all that are shown, and stay chosen while others are searched for', async () => {
  const { rerender, container } = open();
  const user = userEvent.setup();
  expect(screen.queryByText(/^Chosen/)).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Choose: Seat 9' }));
  const all = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose all rows shown' });
  expect([all().checked, all().indeterminate]).toEqual([false, true]);
  await user.selectOptions(screen.getByLabelText('Place'), 'hall');
  expect([all().checked, all().indeterminate]).toEqual([false, false]);
  await user.click(all());
  expect(screen.getByText('Chosen: 3')).toBeTruthy();
  expect(container.querySelector('output')?.textContent).toBe('a b c');
  await user.click(screen.getByRole('button', { name: 'Choose none' }));
  expect(screen.queryByText(/^Chosen/)).toBeNull();
  rerender(<span />);
});

test('a column is put away and comes back by keyboard; the table remembers it', async () => {
  open();
  const user = userEvent.setup();
  screen.getByRole('button', { name: 'Columns' }).focus();
  await user.keyboard('{Enter}');
  const menu = await screen.findByRole('menu', { name: 'Columns' });
  const item = (name: string) => within(menu).getByRole('menuitemcheckbox', { name });
  expect(item('Votes').getAttribute('aria-checked')).toBe('true');
  await user.click(item('Votes'));
  expect(item('Votes').getAttribute('aria-checked')).toBe('false');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('columnheader', { name: 'Votes' })).toBeNull();
  cleanup();
  open();
  expect(screen.queryByRole('columnheader', { name: 'Votes' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Votes' }));
  expect(screen.getByRole('columnheader', { name: 'Votes' })).toBeTruthy();
  expect(localStorage).toHaveLength(0);
});
