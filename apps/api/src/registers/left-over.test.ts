import { expect, test } from '@jest/globals';
import { INITIAL, type Motion, type State } from '@kengesh/domain';
import { leftOverOf } from './left-over.js';

const item = (id: string, title: string, status: 'pending' | 'finished') => ({
  ...{ id, title: { en: title }, rapporteur: null, status, takenAt: null, finishedAt: null },
});
const motion = (id: string, text: string): Motion => ({
  ...{ id, item: 'i1', text: { en: text }, version: 1, hash: 'a'.repeat(64), mover: 's1', status: 'lapsed' },
});
const state = (items: State['agenda']['items'], motions: readonly Motion[] = [], more: Partial<State> = {}): State => ({
  ...INITIAL,
  session: { ...INITIAL.session, phase: 'closed', unheard: [{ participant: 'p1', item: 'i1' }] },
  agenda: { items, current: null },
  motions: Object.fromEntries(motions.map(each => [each.id, each])),
  ...more,
});
const titles = (...all: string[]) => all.map(title => ({ title: { en: title } }));

test('PROC-35: what no later agenda took over is offered, of however many sessions; what one did is its own business', () => {
  const long = 'A motion that is longer than a title may be';
  const first = state(
    [item('i1', 'Report', 'finished'), item('i2', 'Budget', 'pending'), item('i3', 'Statute', 'pending')],
    [motion('m1', 'Adopt the report'), motion('m2', long)],
  );
  const second = state([item('i1', 'Budget', 'finished'), item('i2', 'Awards', 'pending')], [], {
    session: { ...INITIAL.session, phase: 'closed' },
  });
  const found = leftOverOf([
    { number: 1, state: first, agenda: titles('Report', 'Budget', 'Statute') },
    { number: 2, state: second, agenda: titles('Budget', 'Awards', `${long.slice(0, 12)}…`) },
  ]);
  expect(found.items.map(each => [each.sessionNumber, each.title.en])).toEqual([
    [1, 'Statute'],
    [2, 'Awards'],
  ]);
  expect(found.motions.map(each => each.text.en)).toEqual(['Adopt the report']);
  expect(found.others).toEqual([{ kind: 'speakers', sessionNumber: 1, text: { en: 'Report' }, names: [{}] }]);
});
