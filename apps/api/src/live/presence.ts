/**
 * Submits `attendance.lineLost` / `lineBack` when a remote participant's last connection on any node closes, or one
 * opens again.
 * Retries until journal and connections agree; idempotent; never touches participants in the hall.
 */

import { keysOf, recordedLine, type State } from '@kengesh/domain';
import type { Commit } from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { Metrics } from '../metrics/metrics.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { JournalService } from './journal.service.js';
import { type NextRun, SessionReconciler, type Subject } from './session-reconciler.js';
import { submitAsSystem } from './system-act.js';

/** How long those who were here may take to come back to a node that has just started, or to open a line at all. */
export const RETURN_WAIT = Symbol('RETURN_WAIT');

@Injectable()
export class PresenceTracker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly reconciler: SessionReconciler;
  private unsubscribe: (() => void) | undefined;
  private returnTimer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) log: Logger,
    @Inject(RETURN_WAIT) private readonly wait: number,
  ) {
    this.reconciler = new SessionReconciler(
      {
        name: 'presence',
        failure: 'a line that came or went could not be recorded yet',
        reconcile: (sessionId, participant) => this.reconcile(sessionId, participant),
        firstRetryMs: 1000,
        maxRetryMs: 30_000,
      },
      metrics,
      log,
    );
  }

  /** A server that was killed saw nobody go: whoever has not come back after a while is recorded as lost. */
  onApplicationBootstrap(): void {
    this.lines.onChange((sessionId, participant) => {
      if (participant !== null) this.reconciler.wake(sessionId, participant);
    });
    this.elsewhere.onGone((sessionId, participant) => this.reconciler.untilSettled(sessionId, participant));
    this.unsubscribe = this.journal.onCommitted((sessionId, commit) => this.onCommitted(sessionId, commit));
    // Who waits is not present: nobody is let in on the word of a line that fell with the server (PROC-34).
    void this.catchUp(state => keysOf(state.admission));
    this.returnTimer = setTimeout(() => void this.catchUp(state => keysOf(state.attendance)), this.wait).unref();
  }

  private catchUp(participants: (state: State) => readonly string[]): Promise<void> {
    const find = async (): Promise<Subject[]> => {
      const found: Subject[] = [];
      for (const sessionId of await this.journal.liveSessions()) {
        const { state } = await this.journal.state(sessionId);
        for (const participant of participants(state)) found.push([sessionId, participant]);
      }
      return found;
    };
    return this.reconciler.catchUp(find, 'together');
  }

  /** Whoever joins over HTTP alone is let in, and arrives with the line: the journal knows beforehand that there is none. */
  async beforeJoin(sessionId: string, participant: string): Promise<void> {
    if (await this.hasLine(sessionId, participant)) return;
    const { seq } = await this.journal.state(sessionId);
    const act = { type: 'attendance.lineLost', participant } as const;
    await submitAsSystem(this.journal, sessionId, `none:${participant}:${seq}`, act);
  }

  /** Lines that fall because this node stops are not lost by those who hold them. */
  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    clearTimeout(this.returnTimer);
    await this.reconciler.stop();
  }

  private onCommitted(sessionId: string, { entries, isLocal }: Commit<State>): void {
    for (const { type, data, actor } of entries) {
      const participant = String(data.participant);
      const hasLine = this.lines.has(sessionId, participant);
      // Another node saw its last line go, but one is here.
      if ((type === 'attendance.lost' || type === 'admission.lineLost') && hasLine)
        this.reconciler.wake(sessionId, participant);
      if (!isLocal || hasLine) continue;
      // Let in, or put right by the secretary, just as the line went.
      const isByOthers = type === 'attendance.arrived' && data.mode === 'remote' && actor !== participant;
      if (isByOthers || type === 'attendance.corrected') this.reconciler.wake(sessionId, participant);
      // Came without a line: it may still open one.
      else if (type === 'admission.asked' || (type === 'attendance.arrived' && data.mode === 'remote'))
        this.reconciler.wakeAfter(this.wait, sessionId, participant);
    }
  }

  /** Asks for what makes journal and connections agree about one participant. */
  private async reconcile(sessionId: string, participant: string): Promise<NextRun> {
    const { seq, state } = await this.journal.state(sessionId);
    const recorded = recordedLine(state, participant);
    if (recorded === null) return null;
    const isConnected = await this.hasLine(sessionId, participant);
    if (isConnected === (recorded === 'up')) return null;
    const type = isConnected ? 'attendance.lineBack' : 'attendance.lineLost';
    // Named after the state it is drawn from: the same finding is the same command, a later one another.
    const id = `${isConnected ? 'back' : 'lost'}:${participant}:${seq}`;
    await submitAsSystem(this.journal, sessionId, id, { type, participant });
    return null;
  }

  private async hasLine(sessionId: string, participant: string): Promise<boolean> {
    return this.lines.has(sessionId, participant) || (await this.elsewhere.has(sessionId, participant));
  }
}
