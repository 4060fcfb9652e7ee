import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DecisionRow, LeftOver, TaskRow } from '@kengesh/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, openDesk, SESSION, seatRow, sessionRow, standIn } from './desk-kit.suite.js';

const source = { sessionId: SESSION, sessionNumber: 1, sessionTitle: { en: 'First' }, at: '2027-03-10T09:00:00.000Z' };
const decision = (seq: number, part: Partial<DecisionRow>): DecisionRow => ({
  ...source,
  ...{ seq, decision: `d${seq}`, item: 'one', motion: `m${seq}`, voting: `v${seq}`, text: { en: `Decision ${seq}` } },
  ...{ hash: 'a'.repeat(64), signed: [], number: null, label: null, reconsidered: false },
  ...part,
});
const task = (seq: number, part: Partial<TaskRow>): TaskRow => ({
  ...source,
  ...{ seq, task: `t${seq}`, decision: null, text: { en: `Task ${seq}` }, responsible: 's1', responsibleLabel: null },
  ...{ due: '2020-01-01', next: false, status: 'open', co: [], report: null, control: null, controlLabel: null },
  ...{ reportedAt: null, changedAt: null },
  ...part,
});
const at = '2027-03-11T09:00:00.000Z';
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);
const rowOf = (text: string) => screen.getByText(text).closest('tr')!;

describe('Registers', () => {
  test('REC-05: a decision shows who signed it, and its number', async () => {
    standIn({
      [`GET /api/councils/${COUNCIL}/decisions?limit=1000`]: [
        decision(1, {
          number: 7,
          label: '7',
          signed: [
            { as: 'presiding', at },
            { as: 'secretary', at },
          ],
        }),
        decision(2, { signed: [{ as: 'presiding', at }] }),
        decision(3, {}),
        decision(4, { reconsidered: true }),
      ],
    });
    openDesk(`/c/${COUNCIL}/decisions`);
    await screen.findByText('Decision 1');
    expect(rowOf('Decision 1').textContent).toMatch(/№ 7.*signed .*11 March 2027/);
    expect(rowOf('Decision 2').textContent).toContain('waits for the secretary');
    expect(rowOf('Decision 3').textContent).toContain('not signed');
    expect(rowOf('Decision 4').textContent).toContain('taken up again');
  });

  test('a task shows its state; only what is unfinished and late is overdue', async () => {
    standIn({
      [`GET /api/councils/${COUNCIL}/tasks?limit=1000`]: [
        task(1, {}),
        task(2, { status: 'accepted' }),
        task(3, { status: 'reported', co: [{ seat: 's2', label: { en: 'Treasury' } }] }),
        task(4, { status: 'in_progress' }),
        task(5, { due: null, next: true }),
      ],
    });
    openDesk(`/c/${COUNCIL}/tasks`);
    await screen.findByText('Task 1');
    expect(screen.getByText('2 tasks are overdue by the clock of its session.')).toBeTruthy();
    for (const late of ['Task 1', 'Task 4']) expect(rowOf(late).textContent).toContain('overdue');
    for (const fine of ['Task 2', 'Task 3', 'Task 5']) expect(rowOf(fine).textContent).not.toContain('overdue');
    expect(rowOf('Task 3').textContent).toMatch(/with: Treasury.*reported/);
    expect(rowOf('Task 5').textContent).toContain('by the next session');
  });
});

describe('REC-21: the registers name persons beside their seats', () => {
  const named = { responsibleLabel: { en: 'Ministry' }, responsiblePerson: { name: 'A. Person' } };

  test('of a task: who is responsible, who helps, who watches; found by name', async () => {
    standIn({
      [`GET /api/councils/${COUNCIL}/tasks?limit=1000`]: [
        task(1, {
          ...named,
          co: [{ seat: 's2', label: { en: 'Treasury' }, person: { missing: 'not_kept' } }],
          ...{ control: 's3', controlLabel: { en: 'Chancery' }, controlPerson: { name: 'C. Person' } },
        }),
        task(2, {}),
      ],
    });
    openDesk(`/c/${COUNCIL}/tasks`);
    await screen.findByText('Task 1');
    for (const shown of ['Ministry', 'A. Person', 'Treasury (name not kept)', 'Chancery (C. Person)'])
      expect(rowOf('Task 1').textContent).toContain(shown);
    await userEvent.type(screen.getByRole('searchbox'), 'A. Person');
    expect(screen.queryByText('Task 2')).toBeNull();
    expect(screen.getByText('Task 1')).toBeTruthy();
  });

  test('of an office: who was elected', async () => {
    const office = { ...source, seq: 3, office: 'chair', title: { en: 'Chair' }, seat: 's1', candidate: 'c1' };
    standIn({
      [`GET /api/councils/${COUNCIL}/offices?limit=1000`]: [
        {
          ...office,
          ...{ candidateLabel: { en: 'Kyrgyzstan' }, voting: 'v1', termFrom: null, termTo: null },
          person: { missing: 'erased' },
        },
      ],
    });
    openDesk(`/c/${COUNCIL}/offices`);
    expect((await screen.findByText('Kyrgyzstan')).closest('tr')!.textContent).toContain('name erased');
  });
});

describe('What earlier sessions left', () => {
  const left: LeftOver = {
    tasks: [
      {
        ...{ sessionId: '0b0f6f0e-4444-4222-8222-000000000001', sessionNumber: 1, task: 't9', status: 'open' },
        ...{ text: { ru: 'Подготовить отчёт', en: 'Prepare a report' }, responsible: seatRow(2).id },
        ...{ due: '2020-01-01', zone: 'Asia/Bishkek' },
      } as LeftOver['tasks'][number],
    ],
    items: [{ sessionNumber: 1, title: { en: 'Budget' }, rapporteur: null }],
    motions: [],
    others: [
      { kind: 'decision', sessionNumber: 1, text: { en: 'Adopt the plan' }, names: [] },
      { kind: 'speakers', sessionNumber: 1, text: { en: 'Awards' }, names: [{ en: 'Seat 2' }, { en: 'Seat 3' }] },
    ],
  };

  test('PROC-35: who waited for the floor is named, and an unsigned decision says what is to be done', async () => {
    const asked = standIn({
      [`GET /api/sessions/${SESSION}/left-over`]: left,
      [`PUT /api/sessions/${SESSION}/agenda`]: sessionRow(),
    });
    openDesk(`/s/${SESSION}`);
    const user = userEvent.setup();
    const list = (await screen.findByText('Left from earlier sessions')).closest('details')!;
    expect(within(list).getByText(/waited for the floor: Seat 2, Seat 3/)).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: 'Add to the agenda: Adopt the plan' }));
    await user.click(within(list).getByRole('button', { name: 'Add to the agenda: Awards' }));
    await user.click(screen.getByRole('button', { name: 'Save the agenda' }));
    const sent = asked.find(one => one.method === 'PUT')?.body as { items: { title: object }[] };
    expect(sent.items.slice(3).map(item => item.title)).toEqual([
      { en: 'Signing of the decision: Adopt the plan' },
      { en: 'Awards' },
    ]);
  });

  test('becomes an item of the agenda by one click, once, with who answers for it as rapporteur', async () => {
    const asked = standIn({
      [`GET /api/sessions/${SESSION}/left-over`]: left,
      [`PUT /api/sessions/${SESSION}/agenda`]: sessionRow(),
    });
    openDesk(`/s/${SESSION}`);
    const user = userEvent.setup();
    const list = (await screen.findByText('Left from earlier sessions')).closest('details')!;
    expect(within(list).getByText('! overdue')).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: 'Add to the agenda: Prepare a report' }));
    expect(within(list).getByText('✓ on the agenda')).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: 'Add to the agenda: Budget' }));
    expect(within(list).getAllByRole('button')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Save the agenda' }));
    const sent = asked.find(one => one.method === 'PUT')?.body as { items: object[] };
    expect(sent.items.slice(3)).toEqual([
      {
        title: { ru: 'О выполнении поручения: Подготовить отчёт', en: 'On the task: Prepare a report' },
        rapporteurSeatId: seatRow(2).id,
      },
      { title: { en: 'Budget' }, rapporteurSeatId: null },
    ]);
  });
});
