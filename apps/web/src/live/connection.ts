import type { ActReply, Me, PageToServer, ServerToPage, SessionStats } from '@kengesh/contracts';
import { type Act, type State, sessionFold } from '@kengesh/domain';
import { createFollower, type Frame, type Snapshot } from '@kengesh/journal';
import { io, type Socket } from 'socket.io-client';
import { createAsking, type PendingAct } from './asking.js';
import { canUnpack, createOrderedInbox } from './inflate.js';
import { lineOptions, startByTurns } from './line-options.js';
import { forgetMarks } from './remembered-marks.js';

/** How the line to the server is: what a page shows is as of `since` unless live. */
export type ConnectionStatus =
  | { readonly status: 'live' }
  | { readonly status: 'connecting' | 'lost'; readonly since: number }
  /** Over for good: the link was revoked, has expired, or is not ours. */
  | { readonly status: 'ended'; readonly code: string };

/**
 * What happened to what this page shows or asked, to be told until it was read. `putBack`: the record is at an earlier day again,
 * and what was shown before is gone. `lapsed`: acts were asked before a reload so long ago that they are not asked again.
 */
export type LineNotice = 'putBack' | 'lapsed';

export interface Connection {
  held(): Snapshot<State>;
  line(): ConnectionStatus;
  pulse(): SessionStats | null;
  /** Milliseconds since 1970 by the server's clock, as well as this page knows it. */
  now(): number;
  /** Asks an act; sends it again, with the same id, until it is certain what became of it. */
  ask(act: Act): Promise<ActReply>;
  /** What was asked and has no certain answer yet, also before a reload. */
  pending(): readonly PendingAct[];
  notices(): readonly LineNotice[];
  dismiss(notice: LineNotice): void;
  /** Counts how often the record was put back: what a page remembers of an earlier one holds no more. */
  epoch(): number;
  subscribe(listener: () => void): () => void;
  /** What the server tells besides; gives back how to stop listening. */
  hear: Hear;
  close(): void;
}

export type Hear = <Event extends 'ballotKey'>(event: Event, listener: ServerToPage[Event]) => () => void;

const ANSWER_WITHIN = 4000;
/**
 * How long a lost line waits at most until it is tried again, milliseconds. A server that comes back finds everyone back
 * within a second, and a try that fails costs it next to nothing; after so many tries it will take longer.
 */
const RECONNECT_DELAY_MS = { soon: 750, tries: 10, later: 3000 };

/** One socket, one follower. Loses the line, finds it again, and asks for what it missed. */
export function connect(me: Me): Connection {
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  let line: ConnectionStatus = { status: 'connecting', since: Date.now() };
  let pulse: SessionStats | null = null;
  let clockOffsetMs = Date.parse(me.serverTime) - Date.now();
  const bureau = me.role === 'chair' || me.role === 'deputy' || me.role === 'secretary';

  let packs = canUnpack();
  let notices: readonly LineNotice[] = [];
  let epoch = 0;
  const socket: Socket<ServerToPage, PageToServer> = io({
    ...lineOptions(me.as),
    auth: send => send({ as: me.as, ...follower.position, packs }),
    reconnectionDelayMax: RECONNECT_DELAY_MS.soon,
  });
  startByTurns(socket.io);
  const follower = createFollower<State>({
    def: sessionFold,
    viewer: { participant: me.participant, bureau },
    resync: position => socket.emit('resync', position),
  });
  follower.subscribe(notify);
  socket.io.on('reconnect_attempt', tries => {
    socket.io.reconnectionDelayMax(
      tries < RECONNECT_DELAY_MS.tries ? RECONNECT_DELAY_MS.soon : RECONNECT_DELAY_MS.later,
    );
  });

  const news = createOrderedInbox(
    ([event, value]) => {
      if (event !== 'frame' && event !== 'snapshot') return;
      if (follower.apply(value as Frame | Snapshot<State>) === 'anew') begunAnew();
    },
    () => {
      packs = false;
      socket.disconnect().connect();
    },
  );

  const asking = createAsking({
    as: me.as,
    // socket.io keeps it until there is a line.
    send: envelope => socket.timeout(ANSWER_WITHIN).emitWithAck('ask', envelope),
    reaches: () => socket.connected,
    ended: () => (line.status === 'ended' ? line.code : null),
    changed: () => notify(),
  });
  if (asking.lapsed > 0) notices = ['lapsed'];

  /** What was asked in the history that is gone must not be done in this one; ids may mean something else by now. */
  function begunAnew(): void {
    epoch++;
    forgetMarks(me.as);
    asking.drop();
    notices = [...notices.filter(each => each !== 'putBack'), 'putBack'];
    notify();
  }

  const lost = () => {
    if (line.status === 'ended') return;
    line = { status: 'lost', since: line.status === 'live' ? Date.now() : line.since };
    notify();
  };
  const ended = (code: string) => {
    line = { status: 'ended', code };
    socket.disconnect();
    notify();
  };

  socket.on('connect', () => {
    news.reset();
    follower.reconnected();
    line = { status: 'live' };
    notify();
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
    clockOffsetMs = Date.parse(next.at) - Date.now();
    notify();
  });

  return {
    held: () => follower.held,
    line: () => line,
    pulse: () => pulse,
    now: () => Date.now() + clockOffsetMs,
    ask: act => asking.ask(act),
    pending: () => asking.pending(),
    notices: () => notices,
    dismiss(notice) {
      notices = notices.filter(each => each !== notice);
      notify();
    },
    epoch: () => epoch,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    hear(event, listener) {
      socket.on(event, listener as never);
      return () => void socket.off(event, listener as never);
    },
    close() {
      asking.close();
      socket.disconnect();
    },
  };
}
