import { act, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { HeldSession } from '../../../../../test/support/session.js';
import { type FaceLanguage, LanguageProvider } from '../../language.js';
import { SessionViewProvider } from '../../live/session-context.js';
import { KeysProvider } from '../../ui/keys.js';

export const CHAIR = 'p-kg-state';
export const SECRETARY = 'p-secretary';

function Held({
  held,
  as,
  language,
  children,
}: {
  readonly held: HeldSession;
  readonly as: string;
  readonly language: FaceLanguage;
  readonly children: ReactNode;
}) {
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
        <SessionViewProvider value={session}>{children}</SessionViewProvider>
      </KeysProvider>
    </LanguageProvider>
  );
}

/** A panel of a session held by the real engine, as one of its participants sees it. */
export function showPanel(held: HeldSession, as: string, panel: ReactNode, language: FaceLanguage = 'en') {
  const user = userEvent.setup();
  const shown = render(
    <Held held={held} as={as} language={language}>
      {panel}
    </Held>,
  );
  return { user, ...shown };
}

/** What happens elsewhere while the panel stands. */
export const elsewhere = (what: () => Promise<unknown>) => act(async () => void (await what()));
