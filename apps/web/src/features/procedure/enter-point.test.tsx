import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { entriesOf } from '@kengesh/domain';
import { cleanup, screen, within } from '@testing-library/react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { FloorPanel } from '../floor/floor-panel.js';
import { OrderBand } from './order-band.js';
import { CHAIR, SECRETARY, showPanel } from './shown.suite.js';

afterEach(cleanup);

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
});

describe('A point of order raised in the hall', () => {
  test('PROC-25: the secretary enters who raised it and what about, once; those on the line are not offered', async () => {
    const panels = (
      <>
        <OrderBand />
        <FloorPanel />
      </>
    );
    const { user } = showPanel(held, SECRETARY, panels, 'ru');
    await user.click(screen.getByText('По порядку ведения, из зала'));
    const who = screen.getByLabelText<HTMLSelectElement>('Кто заявил из зала');
    const offered = () => [...who.options].map(one => one.value).filter(Boolean);
    const inHall = entriesOf(held.state().attendance).filter(([, one]) => one.here && one.mode === 'hall');
    expect(offered().sort()).toEqual(
      inHall
        .map(([id]) => id)
        .filter(id => id !== SECRETARY)
        .sort(),
    );
    const [raiser = ''] = offered();
    const enter = screen.getByRole('button', { name: 'Записать: по порядку ведения' });
    expect(enter.getAttribute('aria-disabled')).toBe('true');
    await user.selectOptions(who, raiser);
    await user.selectOptions(screen.getByLabelText('О чём'), 'quorum');
    await user.click(enter);
    expect(Object.values(held.state().order?.points ?? {})).toMatchObject([
      { participant: raiser, about: 'quorum', status: 'pending' },
    ]);
    const band = within(screen.getByRole('region', { name: 'По порядку ведения' }));
    expect(band.getByText('о кворуме')).toBeTruthy();
    expect(offered()).not.toContain(raiser);
  });

  test('whoever presides has no such form: they hear it and rule', () => {
    showPanel(held, CHAIR, <FloorPanel />, 'ru');
    expect(screen.queryByText('По порядку ведения, из зала')).toBeNull();
  });
});
