import { afterEach, expect, test } from '@jest/globals';
import type { Rehearsal, RehearsalReport } from '@kengesh/contracts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { openDesk, Problem, rosterRow, SESSION, sessionRow, standIn } from './desk-kit.suite.js';

afterEach(cleanup);

const PATH = `/api/sessions/${SESSION}/rehearsal`;
const latency = { n: 12, p50: 20.4, p95: 80, p99: 120, last: 160 };
const report: RehearsalReport = {
  at: '2026-11-25T10:00:00.000Z',
  seconds: 12.4,
  profile: 'storm',
  delegates: 12,
  joined: 13,
  lines: 13,
  floor: { asked: 2, given: 2 },
  votes: [
    {
      voting: 'v30',
      method: 'named',
      entitled: 12,
      acknowledged: 12,
      counted: 12,
      lost: 0,
      doubled: 0,
      openToScreen: latency,
      ballotToAck: latency,
    },
  ],
  acknowledged: 12,
  counted: 12,
  lost: 0,
  doubled: 0,
  openToScreen: latency,
  ballotToAck: latency,
  reconnectToState: null,
  restart: { awayFor: 1234, readyToState: latency },
  server: { cpuSeconds: 3.21, memoryPerLine: 90 * 1024, memory: 200 * 2 ** 20 },
  states: { compared: 13, equal: 13, differing: [] },
  refused: [{ act: 'voting.open', code: 'voting.names_needed', params: {}, times: 1 }],
  machine: '2 × CPU',
};
const rehearsal = (part: Partial<Rehearsal> = {}): Rehearsal => ({
  delegates: 12,
  profile: 'storm',
  startedAt: '2026-11-25T10:00:00.000Z',
  endedAt: null,
  progress: null,
  report: null,
  failure: null,
  ...part,
});
const open = (answers: Parameters<typeof standIn>[0]) => {
  const asked = standIn({ [`GET /api/sessions/${SESSION}/roster`]: [1, 2, 3].map(n => rosterRow(n)), ...answers });
  openDesk(`/s/${SESSION}/rehearsal`);
  return asked;
};

test('the plan of a session that is not open leads to its rehearsal', async () => {
  standIn({ [`GET ${PATH}`]: { last: null } });
  openDesk(`/s/${SESSION}`);
  const link = await screen.findByRole('link', { name: 'To the rehearsal' });
  expect(link.getAttribute('href')).toMatch(new RegExp(`/s/${SESSION}/rehearsal$`));
});

test('a rehearsal is asked for with as many delegates as the roll has voting seats, and its progress is shown', async () => {
  const asked = open({
    [`GET ${PATH}`]: { last: null },
    [`POST ${PATH}`]: { last: rehearsal({ progress: { stage: 'join', done: 1, of: 2 } }) },
  });
  const user = userEvent.setup();
  expect((await screen.findByLabelText<HTMLInputElement>('How many simulated delegates')).value).toBe('3');
  expect(screen.getByText('This session has not been rehearsed yet.')).toBeTruthy();
  await user.click(screen.getByLabelText(/^All at once/));
  await user.click(screen.getByLabelText(/kill the server of the rehearsal/));
  await user.click(screen.getByRole('button', { name: 'Start the rehearsal' }));
  const bar = await screen.findByRole('progressbar', { name: 'How far the rehearsal is' });
  expect(asked.find(one => one.method === 'POST')?.body).toEqual({ delegates: 3, profile: 'storm', restart: true });
  expect(bar.getAttribute('aria-valuetext')).toBe('Delegates come in: 1 of 2');
  // The second of nine stages, half done.
  expect(bar.getAttribute('value')).toBe('17');
});

test('a number out of bounds is said beside its field and not sent; a refusal is said in words', async () => {
  const asked = open({
    [`GET ${PATH}`]: { last: null },
    [`POST ${PATH}`]: new Problem(409, 'rehearsal.running'),
  });
  const user = userEvent.setup();
  const field = await screen.findByLabelText<HTMLInputElement>('How many simulated delegates');
  await user.clear(field);
  await user.type(field, '5000');
  await user.click(screen.getByRole('button', { name: 'Start the rehearsal' }));
  expect(await screen.findByText('Not more than 1000.')).toBeTruthy();
  expect(asked.some(one => one.method === 'POST')).toBe(false);
  await user.clear(field);
  await user.type(field, '50');
  await user.click(screen.getByRole('button', { name: 'Start the rehearsal' }));
  expect(await screen.findByText(/A rehearsal is being held already/)).toBeTruthy();
});

test('one that runs can be stopped', async () => {
  const asked = open({ [`GET ${PATH}`]: { last: rehearsal() }, [`DELETE ${PATH}`]: null });
  expect(await screen.findByText('The copy of the session is being made')).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(asked.some(one => one.method === 'DELETE')).toBe(true));
});

test('the report says first whether it is right, then each number', async () => {
  open({ [`GET ${PATH}`]: { last: rehearsal({ endedAt: '2026-11-25T10:00:13.000Z', report }) } });
  expect(await screen.findByText(/Every acknowledged ballot counted exactly once/)).toBeTruthy();
  const row = within(screen.getByRole('region', { name: 'Ballots' })).getByRole('row', { name: /^By name/ });
  expect(row.textContent).toBe('By name12121200');
  const bars = screen.getByRole('table', { name: /ballot is on the screen/ });
  expect(
    within(bars)
      .getAllByRole('row')
      .map(one => one.textContent),
  ).toEqual(['half20 ms', '95 of 10080 ms', '99 of 100120 ms', 'the last160 ms']);
  expect(screen.queryByRole('table', { name: /The line is back/ })).toBeNull();
  expect(screen.getByText('The server was away for 1.2 s.')).toBeTruthy();
  expect(screen.getByText('Memory: 200 MB at the end, about 90 KB for each one connected.')).toBeTruthy();
  expect(screen.getByText(/\(once\)$/)).toBeTruthy();
});

test('what was lost is said in numbers; a failure in the words of its refusal', async () => {
  const bad = { ...report, lost: 2, states: { ...report.states, equal: 12 } };
  open({ [`GET ${PATH}`]: { last: rehearsal({ endedAt: '2026-11-25T10:00:13.000Z', report: bad }) } });
  expect(
    await screen.findByText(/2 ballots are lost; none counted twice; 1 screen showed something else/),
  ).toBeTruthy();
  cleanup();
  const failure = { code: 'session.no_quorum', params: { present: 2, need: 8 } };
  open({ [`GET ${PATH}`]: { last: rehearsal({ endedAt: '2026-11-25T10:00:13.000Z', failure }) } });
  expect((await screen.findByText(/quorum/i)).className).toContain('against');
});

test('after the opening it is too late, and the button says so', async () => {
  open({ [`GET ${PATH}`]: { last: null }, [`GET /api/sessions/${SESSION}`]: sessionRow({ phase: 'open' }) });
  const button = await screen.findByRole('button', { name: 'Start the rehearsal' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(button.getAttribute('title')).toMatch(/can be rehearsed until it is opened/);
});
