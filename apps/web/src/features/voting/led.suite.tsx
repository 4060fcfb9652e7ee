// The chair's page over a session held by the real engine, as one of its participants sees it: for the tests of what it leads.
import { act, render, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useMemo, useSyncExternalStore } from 'react';
import { gather, type HeldSession } from '../../../../../test/support/session.js';
import { type FaceLanguage, LanguageProvider } from '../../language.js';
import { SessionViewProvider } from '../../live/session-context.js';
import { ChairPage } from '../../pages/chair/chair-page.js';
import { KeysProvider } from '../../ui/keys.js';

export const CHAIR = 'p-kg-state';
export const DEPUTY = 'p-ru-state';
export const SECRETARY = 'p-secretary';
export const TEXT = { ru: 'Утвердить план работы', en: 'Approve the plan of work' };

function Page({ held, as, language }: { held: HeldSession; as: string; language: FaceLanguage }) {
  const version = useSyncExternalStore(held.subscribe, held.version);
  // The version stands for all that is held.
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
    <LanguageProvider fixed={language}>
      <KeysProvider>
        <SessionViewProvider value={session}>
          <ChairPage />
        </SessionViewProvider>
      </KeysProvider>
    </LanguageProvider>
  );
}

/** One participant's page, and what a test does with it. */
export function showPage(held: HeldSession, as: string, language: FaceLanguage = 'en') {
  const user = userEvent.setup();
  const { container, unmount } = render(<Page held={held} as={as} language={language} />);
  const page = within(container);
  const next = () => within(container.querySelector<HTMLElement>('.next-step')!);
  return {
    user,
    page,
    container,
    unmount,
    next,
    panel: () => within(container.querySelector<HTMLElement>('.voting-panel')!),
    /** Presses the large button; with `twice` also the question it asks. */
    async step(name: RegExp, twice = false) {
      await user.click(next().getByRole('button', { name }));
      if (twice) await user.click(next().getByRole('button', { name }));
    },
  };
}

/** What happens elsewhere while the pages stand. */
export const elsewhere = (what: () => Promise<unknown>) => act(async () => void (await what()));

/** So many seats came, the session is open on its first item, a motion waits. */
export async function withMotion(held: HeldSession, present = 9): Promise<string> {
  await gather(held, present);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
  await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
  return Object.keys(held.state().motions)[0]!;
}

export const lastVote = (held: HeldSession) => Object.values(held.state().votings).at(-1)!;

/** The ballots of these seats, each by whoever sits there. */
export async function castAs(held: HeldSession, ballots: { readonly [seat: string]: string }): Promise<void> {
  const voting = lastVote(held);
  for (const [seat, choice] of Object.entries(ballots))
    await held.do(`p-${seat}`, { type: 'voting.cast', voting: voting.id, seat, choice });
}
