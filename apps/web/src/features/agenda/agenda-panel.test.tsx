import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { presenceOf } from '@kengesh/domain';
import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { LanguageProvider } from '../../language.js';
import { SessionViewProvider } from '../../live/session-context.js';
import { KeysProvider } from '../../ui/keys.js';
import { BallotAside } from '../voting/ballot-aside.js';
import { useBallot } from '../voting/ballot-state.js';
import { AgendaPanel } from './agenda-panel.js';

const CHAIR = 'p-kg-state';
const WHOLE = 'Only those who heard the whole item vote';

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

async function openVote() {
  await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: { en: 'Approve' }, mover: null });
  const motion = Object.keys(held.state().motions)[0]!;
  await held.do(CHAIR, { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null });
}

const Agenda = () => <AgendaPanel viewed={null} onView={() => undefined} />;
const Aside = () => <BallotAside ballot={useBallot()} />;

function Page({ as, children = <Agenda /> }: { readonly as: string; readonly children?: ReactNode }) {
  const version = useSyncExternalStore(held.subscribe, held.version);
  const session = useMemo(
    () => ({
      me: held.me(as),
      state: held.viewOf(as),
      seq: held.seq(),
      pulse: held.pulse(as),
      line: { status: 'live' as const },
      now: held.now,
      ask: (wanted: Parameters<HeldSession['ask']>[1]) => held.ask(as, wanted),
    }),
    [version],
  );
  return (
    <LanguageProvider fixed="en">
      <KeysProvider>
        <SessionViewProvider value={session}>{children}</SessionViewProvider>
      </KeysProvider>
    </LanguageProvider>
  );
}

test('PROC-15: the bureau marks an item as one to be heard whole, and takes it back until the first vote on it', async () => {
  const user = userEvent.setup();
  render(<Page as={CHAIR} />);
  const button = () => screen.getByRole('button', { name: `${WHOLE}` });
  const marked = () => held.state().agenda.items.find(one => one.id === 'i1')?.mustHearAll;
  expect(button().getAttribute('aria-pressed')).toBe('false');
  await user.click(button());
  expect(marked()).toBe(true);
  expect(button().getAttribute('aria-pressed')).toBe('true');
  await user.click(button());
  expect(marked()).toBeUndefined();
  await user.click(button());

  await act(openVote);
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(button().title).toContain('too late');
  await user.click(button());
  expect(marked()).toBe(true);
});

test('PROC-15: whoever is not of the bureau reads the mark and has no switch', async () => {
  await held.do(CHAIR, { type: 'agenda.mark', item: 'i1', mustHearAll: true });
  render(<Page as="p-observer" />);
  expect(screen.getByText(WHOLE).closest('button')?.className).toBe('agenda-choose');
  expect(screen.queryByRole('button', { name: WHOLE })).toBeNull();
});

test('PROC-15: a delegate who was away for 75 seconds of the hearing reads why there is no ballot', async () => {
  await held.do(CHAIR, { type: 'agenda.mark', item: 'i1', mustHearAll: true });
  const away = held
    .state()
    .prepared!.participants.find(
      one => one.role === 'delegate' && presenceOf(held.state(), one.id)?.mode === 'remote',
    )!.id;
  await held.do(away, { type: 'attendance.leave' });
  held.pass(75);
  await held.do(away, { type: 'attendance.join', mode: 'remote' });
  await openVote();
  render(
    <Page as={away}>
      <Aside />
    </Page>,
  );
  expect(screen.getByText(/You missed a part of the hearing/).textContent).toContain('whole item');
});
