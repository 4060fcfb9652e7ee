import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sha256Hex } from '@kengesh/journal';
import { cleanup, screen, within } from '@testing-library/react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, elsewhere, SECRETARY, showPanel } from '../procedure/shown.suite.js';
import { TasksPanel } from './tasks-panel.js';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

let held: HeldSession;
/** The server's end: keeps texts by their hash and gives them to the bureau, or is out of reach. */
let kept: { hash: string; text: string }[];
let reached: boolean;
beforeEach(async () => {
  kept = [];
  reached = true;
  globalThis.fetch = (async (path: string, { method, body }: RequestInit) => {
    expect(path).toBe(`/api/sessions/${held.state().prepared!.session.id}/texts`);
    if (!reached) throw new TypeError('fetch failed');
    if (method === 'GET') return { ok: true, status: 200, json: async () => kept };
    const { key, text } = JSON.parse(String(body)) as { key: string; text: string };
    const hash = sha256Hex(`${key}\n${text}`);
    kept.push({ hash, text });
    return { ok: true, status: 200, json: async () => ({ hash }) };
  }) as unknown as typeof fetch;
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
});
const decide = async (choice: 'yes' | 'no' = 'yes') => {
  await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: { en: 'Approve the plan' }, mover: 'ru-ngo' });
  const motion = Object.keys(held.state().motions).at(-1)!;
  await held.do(CHAIR, { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null });
  const voting = Object.values(held.state().votings).at(-1)!;
  for (const { seat, participant } of voting.register.filter(one => one.entitled))
    await held.do(participant!, {
      type: 'voting.cast',
      voting: voting.id,
      seat,
      choice: seat === 'am-ngo' ? 'no' : choice,
    });
  await held.do(CHAIR, { type: 'voting.close', voting: voting.id });
};
const decision = () => held.state().decisions[0]!;
const task = () => held.state().tasks.at(-1)!;
const set = (more: object = {}) =>
  held.do(CHAIR, {
    type: 'task.set',
    decision: null,
    text: { en: 'Draft the report' },
    responsible: 'ru-ngo',
    due: '2026-11-25',
    ...more,
  });
/** What the sheet holds, as it would be saved. */
const sheet = () =>
  decodeURIComponent(
    screen.getByRole('link', { name: 'Save the sheet' }).getAttribute('href')!.split(',').slice(1).join(','),
  );

describe('A decision', () => {
  test('REC-05: is signed by whoever presides and the secretary; its number comes from the register', async () => {
    await decide();
    const { user, unmount } = showPanel(held, CHAIR, <TasksPanel item="i1" />);
    expect(screen.getByText('Not signed.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Sign the decision: Approve the plan' }));
    expect(screen.getByText('Signed by: the presiding officer')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Sign the decision/ })).toBeNull();
    unmount();
    const secretary = showPanel(held, SECRETARY, <TasksPanel item="i1" />);
    await secretary.user.click(screen.getByRole('button', { name: 'Sign the decision: Approve the plan' }));
    expect(screen.getByText(/the presiding officer, the secretary The register gives the number\./)).toBeTruthy();
    await elsewhere(() =>
      held.system({
        type: 'decision.number',
        numbers: [{ decision: decision().id, number: 7, label: '2/7' }],
      }),
    );
    expect(screen.getByText('✓ Decision 2/7')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Dissent/ })).toBeNull();
  });

  test('SEC-16: a dissent leaves its seal in the journal, its words beside it and on a sheet; they belong together', async () => {
    await decide();
    const { user } = showPanel(held, SECRETARY, <TasksPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: /Dissent, reservation or explanation/ }));
    const form = within(screen.getByRole('dialog'));
    await user.selectOptions(form.getByLabelText('Seat'), 'am-ngo');
    await user.type(form.getByLabelText('Text of the statement'), 'We were not consulted.');
    await user.click(form.getByRole('button', { name: 'Record' }));
    const remark = held.state().remarks![0]!;
    expect(remark).toMatchObject({ kind: 'dissent', seat: 'am-ngo', decision: decision().id });
    expect(JSON.stringify(held.state())).not.toContain('consulted');
    expect(sheet()).toContain('We were not consulted.');
    expect(sha256Hex(sheet())).toBe(remark.hash);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.getByText('Dissent: Armenia: NGO')).toBeTruthy();
    expect((await screen.findByText('We were not consulted.')).tagName).toBe('BLOCKQUOTE');
    // The mover of a proposal does not explain the vote on it.
    await user.click(screen.getByRole('button', { name: /Dissent, reservation or explanation/ }));
    const again = within(screen.getByRole('dialog'));
    await user.selectOptions(again.getByLabelText('What was filed'), 'explanation');
    await user.selectOptions(again.getByLabelText('Seat'), 'ru-ngo');
    await user.type(again.getByLabelText('Text of the statement'), 'Because.');
    expect(again.getAllByText('The mover of a proposal does not explain the vote on it.').length).toBeGreaterThan(0);
  });
});

test('SEC-16: where the text cannot be kept nothing is recorded, and texts that did not load are told', async () => {
  await decide();
  const { user } = showPanel(held, SECRETARY, <TasksPanel item="i1" />);
  await user.click(screen.getByRole('button', { name: /Dissent, reservation or explanation/ }));
  const form = within(screen.getByRole('dialog'));
  await user.selectOptions(form.getByLabelText('Seat'), 'am-ngo');
  await user.type(form.getByLabelText('Text of the statement'), 'Not so.');
  reached = false;
  await user.click(form.getByRole('button', { name: 'Record' }));
  expect(form.getByText('The text could not be kept, so nothing was recorded. Try again.')).toBeTruthy();
  expect(held.state().remarks ?? []).toEqual([]);
  expect(form.queryByRole('link')).toBeNull();
  reached = true;
  await user.click(form.getByRole('button', { name: 'Record' }));
  expect(kept.map(one => one.hash)).toEqual([held.state().remarks![0]!.hash]);
  cleanup();
  reached = false;
  const chair = showPanel(held, CHAIR, <TasksPanel item="i1" />);
  await screen.findByText('The texts of statements and reports did not load.');
  reached = true;
  await chair.user.click(screen.getByRole('button', { name: 'Load the texts again' }));
  expect(await screen.findByText('Not so.')).toBeTruthy();
  expect(screen.queryByText('The texts of statements and reports did not load.')).toBeNull();
});

test('SEC-16: a vote that made no decision is explained too', async () => {
  await decide('no');
  const { user } = showPanel(held, SECRETARY, <TasksPanel item="i1" />);
  await user.click(screen.getByText('Explanations of the other votes'));
  await user.click(screen.getByRole('button', { name: 'Explanation of vote: Approve the plan' }));
  const form = within(screen.getByRole('dialog'));
  await user.selectOptions(form.getByLabelText('Seat'), 'am-ngo');
  await user.type(form.getByLabelText('Text of the statement'), 'Too early.');
  await user.click(form.getByRole('button', { name: 'Record' }));
  expect(held.state().remarks).toMatchObject([{ kind: 'explanation', seat: 'am-ngo', decision: null }]);
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.getByText('Explanation of vote: Armenia: NGO')).toBeTruthy();
});

describe('A task', () => {
  test('4.4: is started, reported, returned, reported again and accepted', async () => {
    await set({ report: 'written' });
    const { user } = showPanel(held, SECRETARY, <TasksPanel item="i1" />);
    await user.click(screen.getByText('Progress'));
    await user.click(screen.getByRole('button', { name: 'Started' }));
    expect(screen.getByText('in progress')).toBeTruthy();
    const report = async (text: string) => {
      await user.click(screen.getByRole('button', { name: 'Report' }));
      const form = within(screen.getByRole('dialog'));
      expect(form.getByRole('button', { name: 'Record the report' }).getAttribute('aria-disabled')).toBe('true');
      await user.type(form.getByLabelText('Text of the report'), text);
      await user.click(form.getByRole('button', { name: 'Record the report' }));
      expect(sha256Hex(sheet())).toBe(task().reportHash);
      await user.click(screen.getByRole('button', { name: 'Done' }));
    };
    await report('Half of it.');
    await user.click(screen.getByRole('button', { name: 'Return' }));
    const form = within(screen.getByRole('dialog', { name: 'Return the report' }));
    await user.click(form.getByRole('button', { name: 'Return the report' }));
    expect(task().status).toBe('in_progress');
    await report('All of it.');
    await user.click(screen.getByRole('button', { name: 'Accept the report: Draft the report' }));
    expect(task().status).toBe('accepted');
    expect(screen.getByText('✓ done')).toBeTruthy();
    expect(screen.queryByText('Progress')).toBeNull();
  });

  test('4.4: overdue from the end of its day in the session’s zone; taken back with a reason', async () => {
    await set({ due: '2026-11-22' });
    held.pass(9.9 * 3600);
    const { user, unmount } = showPanel(held, CHAIR, <TasksPanel item="i1" />);
    expect(screen.queryByText('overdue')).toBeNull();
    unmount();
    held.pass(0.2 * 3600);
    showPanel(held, CHAIR, <TasksPanel item="i1" />);
    expect(screen.getByText('overdue')).toBeTruthy();
    await user.click(screen.getByText('Progress'));
    await user.click(screen.getByRole('button', { name: 'Take the task back' }));
    const form = within(screen.getByRole('dialog'));
    await user.selectOptions(form.getByLabelText('Reason'), 'mistaken');
    await user.click(form.getByRole('button', { name: 'Take the task back' }));
    expect(task().status).toBe('withdrawn');
    expect(screen.getByText('taken back')).toBeTruthy();
  });

  test('4.4: has helpers, a way of reporting, a watcher; due by the next session', async () => {
    const { user } = showPanel(held, CHAIR, <TasksPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: /Task/ }));
    await user.type(screen.getByLabelText('What is to be done'), 'Keep the roll');
    await user.selectOptions(screen.getByLabelText('Responsible'), 'kg-ngo');
    await user.click(screen.getByText('Helpers, report, control'));
    await user.selectOptions(screen.getByLabelText('When'), 'next');
    await user.selectOptions(screen.getByLabelText('Helped by'), 'am-ngo');
    await user.selectOptions(screen.getByLabelText('Helped by'), 'uz-ngo');
    await user.click(screen.getByRole('button', { name: 'Remove: Uzbekistan: NGO' }));
    await user.selectOptions(screen.getByLabelText('Report'), 'oral');
    await user.selectOptions(screen.getByLabelText('Who watches over it'), 'kz-state');
    await user.click(screen.getByRole('button', { name: 'Record the task' }));
    expect(task()).toMatchObject({
      responsible: 'kg-ngo',
      co: ['am-ngo'],
      next: true,
      due: null,
      report: 'oral',
      control: 'kz-state',
    });
    expect(
      screen.getByText(
        'Kyrgyzstan: NGO · by the next session · with: Armenia: NGO · watched by: Kazakhstan: state body',
      ),
    ).toBeTruthy();
  });

  test('4.4: unfinished, it is told at the close with what else goes over to the next session', async () => {
    await set();
    await held.do(CHAIR, { type: 'agenda.finish', item: 'i1' });
    await held.do(CHAIR, { type: 'session.close' });
    showPanel(held, SECRETARY, <TasksPanel item={null} />, 'ru');
    expect(screen.getByText('Переходит на следующее заседание: 3')).toBeTruthy();
    expect(screen.getByText('поручение: Draft the report')).toBeTruthy();
    expect(screen.getByText('вопрос: Определение руководства')).toBeTruthy();
    // Work on tasks goes on after the close.
    expect(screen.getByText('Исполнение')).toBeTruthy();
  });
});
