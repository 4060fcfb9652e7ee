/**
 * Submits `attendance.lineLost` / `lineBack` when a remote participant's last connection on any node closes, or one
 * opens again.
 * Retries until journal and connections agree; idempotent; never touches participants in the hall.
 */

import { recordedLine, type State } from '@kengesh/domain';
import type { Commit } from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';

/** How long those who were here may take to come back to a node that has just started, or to open a line at all. */
export const RETURN_WAIT = Symbol('RETURN_WAIT');
const SYSTEM = { id: 'system', kind: 'system' } as const;
const AGAIN = 1000;
const SELDOM = 30_000;

@Injectable()
export class PresenceTracker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Being looked after; true where something has changed meanwhile. */
  private readonly busy = new Map<string, boolean>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private stopped = false;
  private stop: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(RETURN_WAIT) private readonly wait: number,
  ) {}

  /** A server that was killed saw nobody go: whoever has not come back after a while is recorded as lost. */
  onApplicationBootstrap(): void {
    this.lines.onChange((sessionId, participant) => {
      if (participant !== null) void this.look(sessionId, participant);
    });
    this.elsewhere.onGone((sessionId, participant) => this.look(sessionId, participant));
    this.stop = this.journal.onCommitted((sessionId, committed) => this.heard(sessionId, committed));
    // Who waits is not present: nobody is let in on the word of a line that fell with the server (PROC-34).
    this.later(0, () => this.lookAtAll(state => Object.keys(state.admission ?? {})));
    this.later(this.wait, () => this.lookAtAll(state => Object.keys(state.attendance)));
  }

  private async lookAtAll(participants: (state: State) => readonly string[]): Promise<void> {
    for (const sessionId of await this.journal.liveSessions()) {
      const { state } = await this.journal.state(sessionId);
      for (const participant of participants(state)) void this.look(sessionId, participant);
    }
  }

  /** Whoever joins over HTTP alone is let in, and arrives with the line: the journal knows beforehand that there is none. */
  async beforeJoin(sessionId: string, participant: string): Promise<void> {
    if (await this.hasLine(sessionId, participant)) return;
    const { seq } = await this.journal.state(sessionId);
    const act = { type: 'attendance.lineLost', participant } as const;
    await this.journal.submit(sessionId, { id: `none:${participant}:${seq}`, actor: SYSTEM, act });
  }

  /** Lines that fall because this node stops are not lost by those who hold them. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.stop?.();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private heard(sessionId: string, { entries, isLocal }: Commit<State>): void {
    for (const { type, data, actor } of entries) {
      const participant = String(data.participant);
      const hasLine = this.lines.has(sessionId, participant);
      // Another node saw its last line go, but one is here.
      if ((type === 'attendance.lost' || type === 'admission.lineLost') && hasLine)
        void this.look(sessionId, participant);
      if (!isLocal || hasLine) continue;
      // Let in, or put right by the secretary, just as the line went.
      const isByOthers = type === 'attendance.arrived' && data.mode === 'remote' && actor !== participant;
      if (isByOthers || type === 'attendance.corrected') void this.look(sessionId, participant);
      // Came without a line: it may still open one.
      else if (type === 'admission.asked' || (type === 'attendance.arrived' && data.mode === 'remote'))
        this.later(this.wait, () => this.look(sessionId, participant));
    }
  }

  /** Asks what makes journal and lines agree about one participant, one at a time, until they do. */
  private async look(sessionId: string, participant: string): Promise<void> {
    const key = JSON.stringify([sessionId, participant]);
    if (this.busy.has(key)) {
      this.busy.set(key, true);
      return;
    }
    this.busy.set(key, false);
    try {
      do {
        this.busy.set(key, false);
        await this.reconcile(sessionId, participant);
      } while (this.busy.get(key) && !this.stopped);
    } finally {
      this.busy.delete(key);
    }
  }

  private async reconcile(sessionId: string, participant: string, vain = 0): Promise<void> {
    if (this.stopped) return;
    try {
      const { seq, state } = await this.journal.state(sessionId);
      const recorded = recordedLine(state, participant);
      if (recorded === null) return;
      const there = await this.hasLine(sessionId, participant);
      if (there === (recorded === 'up')) return;
      const type = there ? 'attendance.lineBack' : 'attendance.lineLost';
      // Named after the state it is drawn from: the same finding is the same command, a later one another.
      const id = `${there ? 'back' : 'lost'}:${participant}:${seq}`;
      await this.journal.submit(sessionId, { id, actor: SYSTEM, act: { type, participant } });
    } catch (err) {
      this.log.warn({ err, sessionId, participant }, 'a line that came or went could not be recorded yet');
      await new Promise<void>(resolve => this.later(Math.min(AGAIN * 2 ** vain, SELDOM), resolve));
      await this.reconcile(sessionId, participant, Math.min(vain + 1, 10));
    }
  }

  private async hasLine(sessionId: string, participant: string): Promise<boolean> {
    return this.lines.has(sessionId, participant) || (await this.elsewhere.has(sessionId, participant));
  }

  private later(wait: number, work: () => void | Promise<void>): void {
    const timer = setTimeout(async () => {
      this.timers.delete(timer);
      try {
        await work();
      } catch (err) {
        this.log.error({ err }, 'looking after lines failed');
      }
    }, wait);
    timer.unref();
    this.timers.add(timer);
  }
}
