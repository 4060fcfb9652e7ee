import type { ActReply, Me, SessionStats } from '@kengesh/contracts';
import type { Act, State } from '@kengesh/domain';
import {
  createContext,
  Fragment,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { PendingAct } from './asking.js';
import { type Connection, type ConnectionStatus, connect, type Hear, type LineNotice } from './connection.js';

/** All a panel may know: who looks, what is, how the line is, and how to ask. It knows no socket. */
export interface SessionView {
  readonly me: Me;
  readonly state: State;
  readonly seq: number;
  readonly pulse: SessionStats | null;
  readonly line: ConnectionStatus;
  readonly now: () => number;
  readonly ask: (act: Act) => Promise<ActReply>;
  /** What was asked and has no certain answer yet. */
  readonly pending?: readonly PendingAct[];
  readonly notices?: readonly LineNotice[];
  readonly dismiss?: (notice: LineNotice) => void;
  readonly hear?: Hear;
}

const Context = createContext<SessionView | null>(null);

/** For tests and stories: a panel rendered from a state. */
export const SessionViewProvider = Context.Provider;

export function useSession(): SessionView {
  const view = useContext(Context);
  if (!view) throw new Error('a panel stands inside a session');
  return view;
}

/** Opens the line for `me` and gives every panel below it the live session. */
export function LiveSession({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  useEffect(() => {
    const opened = connect(me);
    setConnection(opened);
    return () => opened.close();
  }, [me]);
  return connection ? (
    <SessionSubscription me={me} connection={connection}>
      {children}
    </SessionSubscription>
  ) : null;
}

function SessionSubscription({
  me,
  connection,
  children,
}: {
  readonly me: Me;
  readonly connection: Connection;
  readonly children: ReactNode;
}) {
  const subscribe = useCallback((listener: () => void) => connection.subscribe(listener), [connection]);
  const held = useSyncExternalStore(subscribe, connection.held);
  const line = useSyncExternalStore(subscribe, connection.line);
  const pulse = useSyncExternalStore(subscribe, connection.pulse);
  const pending = useSyncExternalStore(subscribe, connection.pending);
  const notices = useSyncExternalStore(subscribe, connection.notices);
  const epoch = useSyncExternalStore(subscribe, connection.epoch);
  const { now, ask, dismiss, hear } = connection;
  const { state, seq } = held;
  return (
    <Context.Provider value={{ me, state, seq, pulse, line, now, ask, pending, notices, dismiss, hear }}>
      {/* What panels remember of a record that is no more goes with it. */}
      <Fragment key={epoch}>{children}</Fragment>
    </Context.Provider>
  );
}

/** Asking with its waiting and its refusal: for a button and the sentence beside it. */
export function useSubmitAct(): {
  busy: boolean;
  refusal: { refused: string; params: { readonly [name: string]: unknown } } | null;
  ask: (act: Act) => Promise<ActReply>;
  clear: () => void;
} {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ refused: string; params: { readonly [name: string]: unknown } } | null>(
    null,
  );
  const { ask: send } = session;
  const ask = useCallback(
    async (act: Act) => {
      setBusy(true);
      setRefusal(null);
      try {
        const answer = await send(act);
        if (!answer.ok) setRefusal({ refused: answer.refused, params: answer.params });
        return answer;
      } finally {
        setBusy(false);
      }
    },
    [send],
  );
  return { busy, refusal, ask, clear: () => setRefusal(null) };
}
