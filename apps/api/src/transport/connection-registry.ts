/**
 * Registry of this node's open connections by session and participant; notifies listeners of each open and close.
 * Telemetry only: attendance is decided elsewhere.
 */

import type { PageToServer, ServerToPage } from '@kengesh/contracts';
import type { Viewer } from '@kengesh/journal';
import { Injectable } from '@nestjs/common';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Credentials, Identity } from '../identity/identity.js';

export interface ConnectionData {
  readonly identity: Identity & { readonly sessionId: string };
  /** Shown again every minute, for as long as the line stands. */
  readonly credentials: Credentials;
  /** How this line looks at the journal; null until it has got its first answer. */
  viewer: Viewer | null;
}
export type Connection = Socket<PageToServer, ServerToPage, DefaultEventsMap, ConnectionData>;
export type LiveServer = Server<PageToServer, ServerToPage, DefaultEventsMap, ConnectionData>;

/** Two kinds of viewers share what they are shown; each line is in exactly one of these rooms of its session. */
export type ViewerGroup = 'all' | 'bureau';
export const viewerGroupOf = (viewer: Viewer): ViewerGroup => (viewer.bureau ? 'bureau' : 'all');
export const roomOf = (sessionId: string, kind: ViewerGroup): string => `s:${sessionId}:${kind}`;
export const participantRoom = (sessionId: string, participant: string): string => `s:${sessionId}:p:${participant}`;
/** What is told to the rooms of one session is told in order. */
export const queueKeyOf = (room: string): string => room.slice(0, room.indexOf(':', 2));

/** `participant` is null for a screen. */
export type ConnectionListener = (sessionId: string, participant: string | null) => void;

/** So many lines in a second are a rush: a council comes in, or comes back, at once. */
const RUSH = 200;

/** Says, each time it is asked, whether lines have come in a rush since it was asked before. */
export class JoinBurst {
  private come: number;
  private at = performance.now();

  constructor(private readonly lines: ConnectionRegistry) {
    this.come = lines.totalOpened;
  }

  isOngoing(): boolean {
    const [come, at] = [this.come, this.at];
    this.come = this.lines.totalOpened;
    this.at = performance.now();
    return (this.come - come) * 1000 > RUSH * (this.at - at);
  }
}

@Injectable()
export class ConnectionRegistry {
  private readonly bySession = new Map<string, Map<string | null, Set<Connection>>>();
  private readonly listeners = new Set<ConnectionListener>();
  /** Participants with a line, until one comes or goes. */
  private readonly sorted = new Map<string, readonly string[]>();
  /** Lines of this node. */
  count = 0;
  /** Lines that have ever come to it. */
  totalOpened = 0;

  add(line: Connection): void {
    const { sessionId, participant } = line.data.identity;
    const session = this.bySession.get(sessionId) ?? new Map<string | null, Set<Connection>>();
    this.bySession.set(sessionId, session);
    const lines = session.get(participant) ?? new Set<Connection>();
    session.set(participant, lines);
    lines.add(line);
    this.count++;
    this.totalOpened++;
    this.tell(sessionId, participant);
  }

  remove(line: Connection): void {
    const { sessionId, participant } = line.data.identity;
    const session = this.bySession.get(sessionId);
    const lines = session?.get(participant);
    if (!lines?.delete(line)) return;
    this.count--;
    if (lines.size === 0) session?.delete(participant);
    if (session?.size === 0) this.bySession.delete(sessionId);
    this.tell(sessionId, participant);
  }

  /** Called after each line that came or went. */
  onChange(listener: ConnectionListener): void {
    this.listeners.add(listener);
  }

  hasDevice(sessionId: string, participant: string | null, authSession: string): boolean {
    for (const { data } of this.bySession.get(sessionId)?.get(participant) ?? [])
      if (data.identity.authSession === authSession) return true;
    return false;
  }

  /** @param participant null for screens */
  has(sessionId: string, participant: string | null): boolean {
    return this.bySession.get(sessionId)?.has(participant) ?? false;
  }

  /** Lines of one device (several tabs of one browser), and of one link on all its devices. */
  countFor({ sessionId, participant, authSession, handle }: ConnectionData['identity']): {
    device: number;
    link: number;
  } {
    const found = { device: 0, link: 0 };
    for (const { data } of this.bySession.get(sessionId)?.get(participant) ?? []) {
      if (data.identity.authSession === authSession) found.device++;
      if (data.identity.handle === handle) found.link++;
    }
    return found;
  }

  /** Lines of one session. */
  ofSession(sessionId: string): number {
    let count = 0;
    for (const lines of this.bySession.get(sessionId)?.values() ?? []) count += lines.size;
    return count;
  }

  sessions(): readonly string[] {
    return [...this.bySession.keys()];
  }

  hasConnections(sessionId: string): boolean {
    return this.bySession.has(sessionId);
  }

  /** How this participant's lines look at the journal; null where none has got its first answer. */
  viewer(sessionId: string, participant: string): Viewer | null {
    for (const line of this.bySession.get(sessionId)?.get(participant) ?? [])
      if (line.data.viewer) return line.data.viewer;
    return null;
  }

  /** Participants with a line, sorted; screens are nobody. */
  participants(sessionId: string): readonly string[] {
    const known = this.sorted.get(sessionId);
    if (known) return known;
    const there = [...(this.bySession.get(sessionId)?.keys() ?? [])].filter(one => one !== null).sort();
    if (there.length > 0) this.sorted.set(sessionId, there);
    return there;
  }

  *of(sessionId: string): Iterable<Connection> {
    for (const lines of this.bySession.get(sessionId)?.values() ?? []) yield* lines;
  }

  *all(): Iterable<Connection> {
    for (const sessionId of this.bySession.keys()) yield* this.of(sessionId);
  }

  private tell(sessionId: string, participant: string | null): void {
    this.sorted.delete(sessionId);
    for (const listener of this.listeners) listener(sessionId, participant);
  }
}
