/**
 * Fan-out of commits to the connections of a session, each filtered by audience. One shared frame per viewer group,
 * individual frames for named participants. Guarantees: per connection the frames are gapless and in order.
 */

import type { State } from '@kengesh/domain';
import { type Commit, type Frame, isInAudience } from '@kengesh/journal';
import { Inject, Injectable } from '@nestjs/common';
import { broadcastEach } from '../transport/chunked-broadcast-adapter.js';
import {
  ConnectionRegistry,
  JoinBurst,
  type LiveServer,
  participantRoom,
  roomOf,
  type ViewerGroup,
  viewerGroupOf,
} from '../transport/connection-registry.js';

/**
 * How long a frame that shows nothing may be put off; then it goes with the next, or alone. Milliseconds. The more lines there
 * are, the longer: while all vote, what is nobody else's affair would otherwise be most of what is sent.
 */
const MAX_EMPTY_FRAME_DELAY_MS = 3000;
const emptyFrameDelay = (lines: number) => Math.min(MAX_EMPTY_FRAME_DELAY_MS, Math.max(250, lines));

interface FanOutCursor {
  /** Up to here the journal is told to everyone on the line. */
  to: number;
  /** Up to here each kind has got frames; behind `to` only by entries that kind may not see. */
  readonly sent: { all: number; bureau: number };
  /** Of the empty frame that waits; by when it goes, also while many lines come in. */
  timer: NodeJS.Timeout | undefined;
  until: number;
  readonly rush: JoinBurst;
}

/** Places of the entries that all of a kind may see. */
function seenBy({ audiences }: Commit<State>, kind: ViewerGroup): number[] {
  const viewer = { participant: null, bureau: kind === 'bureau' };
  return [...audiences.keys()].filter(index => isInAudience(audiences[index]!, viewer));
}

@Injectable()
export class FanOut {
  private readonly told = new Map<string, FanOutCursor>();

  constructor(@Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry) {}

  commit(io: LiveServer, sessionId: string, committed: Commit<State>): void {
    if (!this.lines.hasConnections(sessionId)) {
      // Whoever comes next starts with a first answer that is at least as new.
      this.forget(sessionId);
      return;
    }
    const { from, to } = committed;
    const told = this.told.get(sessionId) ?? {
      to: from,
      sent: { all: from, bureau: from },
      timer: undefined,
      until: 0,
      rush: new JoinBurst(this.lines),
    };
    this.told.set(sessionId, told);
    const named = this.addresseesByGroup(sessionId, committed);
    const each: [room: string, frame: string][] = [];
    for (const kind of ['all', 'bureau'] as const) {
      const since = told.sent[kind];
      const shared = seenBy(committed, kind);
      const own = named[kind];
      if (shared.length > 0) {
        const rest = [...own.keys()].map(participant => participantRoom(sessionId, participant));
        const frame: Frame = { from: since, to, entries: shared.map(index => committed.entries[index]!) };
        io.to(roomOf(sessionId, kind)).except(rest).emit('frame', frame);
        told.sent[kind] = to;
      }
      // A range before that this kind has not got yet held nothing for it; their own frames of then they have.
      for (const [participant, indexes] of own) {
        const all = shared.length === 0 ? indexes : [...new Set([...shared, ...indexes])].sort((a, b) => a - b);
        const entries = all.map(index => committed.texts?.[index] ?? JSON.stringify(committed.entries[index]));
        each.push([
          participantRoom(sessionId, participant),
          `{"from":${since},"to":${to},"entries":[${entries.join()}]}`,
        ]);
      }
    }
    broadcastEach(io, 'frame', each);
    told.to = to;
    if (told.timer || (told.sent.all === to && told.sent.bureau === to)) return;
    told.rush.isOngoing();
    told.until = performance.now() + MAX_EMPTY_FRAME_DELAY_MS;
    this.later(io, sessionId, told);
  }

  close(): void {
    for (const sessionId of [...this.told.keys()]) this.forget(sessionId);
  }

  private later(io: LiveServer, sessionId: string, told: FanOutCursor): void {
    const ring = () => {
      if (told.rush.isOngoing() && performance.now() < told.until) this.later(io, sessionId, told);
      else this.catchUp(io, sessionId, told);
    };
    told.timer = setTimeout(ring, emptyFrameDelay(this.lines.ofSession(sessionId)));
  }

  /** So that a page which waits for the number of its own act sees it come. */
  private catchUp(io: LiveServer, sessionId: string, told: FanOutCursor): void {
    told.timer = undefined;
    for (const kind of ['all', 'bureau'] as const) {
      const from = told.sent[kind];
      if (from === told.to) continue;
      const empty: Frame = { from, to: told.to, entries: [] };
      io.to(roomOf(sessionId, kind)).emit('frame', empty);
      told.sent[kind] = told.to;
    }
  }

  /** Participants on the line who may see more of this commit than their kind, each with the entries that name it. */
  private addresseesByGroup(
    sessionId: string,
    { audiences }: Commit<State>,
  ): Record<ViewerGroup, Map<string, number[]>> {
    const found = { all: new Map<string, number[]>(), bureau: new Map<string, number[]>() };
    for (const [index, audience] of audiences.entries()) {
      if (typeof audience === 'string') continue;
      for (const participant of new Set(audience.only)) {
        const viewer = this.lines.viewer(sessionId, participant);
        if (!viewer || (viewer.bureau && audience.bureau)) continue;
        const ofKind = found[viewerGroupOf(viewer)];
        const indexes = ofKind.get(participant);
        if (indexes) indexes.push(index);
        else ofKind.set(participant, [index]);
      }
    }
    return found;
  }

  /** What was told of this session is no more; every line is told anew. */
  forget(sessionId: string): void {
    clearTimeout(this.told.get(sessionId)?.timer);
    this.told.delete(sessionId);
  }
}
