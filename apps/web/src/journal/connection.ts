import type { AskAnswer, Me, PageToServer, Pulse, ServerToPage } from '@kengesh/contracts';
import { type Act, councilSession, type State } from '@kengesh/domain';
import { createFollower, type Frame, type Snapshot } from '@kengesh/journal';
import { io, type Socket } from 'socket.io-client';
import { newCommandId } from '../api/client.js';
import { canUnpack, takenInOrder } from './packed.js';

/** How the line to the server is: what a page shows is as of `since` unless live. */
export type Line =
  | { readonly status: 'live' }
  | { readonly status: 'connecting' | 'lost'; readonly since: number }
  /** Over for good: the link was revoked, has expired, or is not ours. */
  | { readonly status: 'ended'; readonly code: string };

export interface Connection {
  held(): Snapshot<State>;
  line(): Line;
  pulse(): Pulse | null;
  /** Milliseconds since 1970 by the server's clock, as well as this page knows it. */
  now(): number;
  /** Asks an act; sends it again, with the same id, until it is answered. */
  ask(act: Act): Promise<AskAnswer>;
  subscribe(listener: () => void): () => void;
  close(): void;
}

const ANSWER_WITHIN = 4000;
/**
 * How long a lost line waits at most until it is tried again, milliseconds. A server that comes back finds everyone back
 * within a second, and a try that fails costs it next to nothing; after so many tries it will take longer.
 */
const AGAIN = { soon: 750, tries: 10, later: 3000 };

/** One socket, one follower. Loses the line, finds it again, and asks for what it missed. */
export function connect(me: Me): Connection {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let line: Line = { status: 'connecting', since: Date.now() };
  let pulse: Pulse | null = null;
  let ahead = Date.parse(me.serverTime) - Date.now();
  const bureau = me.role === 'chair' || me.role === 'deputy' || me.role === 'secretary';

  let packs = canUnpack();
  const socket: Socket<ServerToPage, PageToServer> = io({
    auth: send => send({ as: me.as, seq: follower.held.seq, packs }),
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: AGAIN.soon,
    // The first tries spread the pages of one session; from then on each keeps its own beat.
    randomizationFactor: 0.5,
    timeout: 8000,
  });
  const follower = createFollower<State>({
    def: councilSession,
    viewer: { participant: me.participant, bureau },
    resync: seq => socket.emit('resync', { seq }),
  });
  follower.subscribe(tell);
  socket.io.on('reconnect_attempt', tries => {
    socket.io.reconnectionDelayMax(tries < AGAIN.tries ? AGAIN.soon : AGAIN.later);
  });

  const news = takenInOrder(
    ([event, value]) => {
      if (event === 'frame' || event === 'snapshot') follower.take(value as Frame | Snapshot<State>);
    },
    () => {
      packs = false;
      socket.disconnect().connect();
    },
  );

  const lost = () => {
    if (line.status === 'ended') return;
    line = { status: 'lost', since: line.status === 'live' ? Date.now() : line.since };
    tell();
  };
  const ended = (code: string) => {
    line = { status: 'ended', code };
    socket.disconnect();
    tell();
  };

  socket.on('connect', () => {
    news.anew();
    follower.reconnected();
    line = { status: 'live' };
    tell();
  });
  socket.on('disconnect', lost);
  socket.on('connect_error', error => {
    const code = (error as Error & { data?: { code?: string } }).data?.code;
    if (code) ended(code);
    else lost();
  });
  socket.on('snapshot', snapshot => news.plain(['snapshot', snapshot]));
  socket.on('frame', frame => news.plain(['frame', frame]));
  socket.on('packed', news.packed);
  socket.on('bye', reason => ended(`auth.${reason.code}`));
  socket.on('pulse', next => {
    pulse = next;
    ahead = Date.parse(next.at) - Date.now();
    tell();
  });

  return {
    held: () => follower.held,
    line: () => line,
    pulse: () => pulse,
    now: () => Date.now() + ahead,
    async ask(act) {
      const envelope = { command: newCommandId(), act };
      for (;;) {
        if (line.status === 'ended') return { ok: false, refused: line.code, params: {} };
        try {
          // socket.io keeps it until there is a line; without an answer in time it goes again with the same id.
          return await socket.timeout(ANSWER_WITHIN).emitWithAck('ask', envelope);
        } catch {
          await new Promise(retry => setTimeout(retry, 300 + Math.random() * 500));
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => socket.disconnect(),
  };
}
