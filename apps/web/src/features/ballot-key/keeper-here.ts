import type { Act } from '@kengesh/domain';
import { useEffect, useSyncExternalStore } from 'react';
import { type SessionView, useSession } from '../../live/session-context.js';
import { deviceKey } from './device-key.js';
import { createKeyKeeper, type KeyKeeper, type KeyView } from './key-keeper.js';
import { keyServer } from './server.js';

const keepers = new Map<string, KeyKeeper>();

/** One for each participant and session of this window: what it holds outlasts the panels that show it. */
function keeperOf({ as, sessionId }: SessionView['me']): KeyKeeper {
  const session = sessionId ?? '';
  const name = `${as} ${session}`;
  const keeper =
    keepers.get(name) ?? createKeyKeeper({ session, server: keyServer(as, session), device: deviceKey(as) });
  keepers.set(name, keeper);
  return keeper;
}

export function useKeeper(): { readonly keeper: KeyKeeper; readonly view: KeyView } {
  const { me } = useSession();
  const keeper = keeperOf(me);
  return { keeper, view: useSyncExternalStore(keeper.subscribe, keeper.view) };
}

/** Lets the keeper know of all that happens, as long as the page stands. */
export function useTendedKeeper(): void {
  const { me, state, line, hear } = useSession();
  const keeper = keeperOf(me);
  const isLive = line.status === 'live';
  const isClosed = state.session.phase === 'closed';
  useEffect(() => keeper.tend(state), [keeper, state]);
  useEffect(() => {
    if (isLive && !isClosed) void keeper.connected();
  }, [keeper, isLive, isClosed]);
  useEffect(() => hear?.('ballotKey', notice => void keeper.noticed(notice)), [keeper, hear]);
}

/** Asks an act that was refused for want of a key once more, with one that holders have confirmed. */
export const openWithKey = (me: SessionView['me'], act: Act, ask: SessionView['ask']) => keeperOf(me).open(act, ask);
