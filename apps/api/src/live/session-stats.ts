/**
 * Publishes session statistics (present, quorum, ballots cast) on change, at most every 250 ms, less often under load.
 * Volatile: not part of the record. Which seats voted and who is online goes to the bureau only.
 */

import type { SessionStats } from '@kengesh/contracts';
import { ballotsBySeat, keysOf, openVoting, presenceByMode, quorumNow, type State, type Voting } from '@kengesh/domain';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import {
  type Connection,
  ConnectionRegistry,
  JoinBurst,
  type LiveServer,
  roomOf,
  viewerGroupOf,
} from '../transport/connection-registry.js';
import { Clock } from './clock.js';
import { JournalService } from './journal.service.js';
import { lostVoters, SecretTurnout } from './secret-turnout.js';
import { VideoPresence } from './video-presence.js';

/** Four times a second up to two thousand lines, then the more seldom the more lines there are. */
const BEAT = 250;
const beatFor = (lines: number) => BEAT * Math.max(1, lines / 2000);
/** Where many acts wait the numbers wait too, for they are dearer than answers; so many beats at the most. */
const PUT_OFF = 3;
/** Also while many lines come in: each of them is greeted with the last numbers, and they change with every line. */
const PUT_OFF_IN_RUSH = 8;

/** What is counted over all seats is counted when it has changed, not at every ballot. */
function remembered<K extends object, T>(count: (of: K) => T): (of: K) => T {
  const counted = new WeakMap<K, T>();
  return of => {
    const known = counted.get(of);
    if (known !== undefined) return known;
    const fresh = count(of);
    counted.set(of, fresh);
    return fresh;
  };
}
const entitledIn = remembered((register: Voting['register']) => register.filter(line => line.entitled).length);

interface PresenceCounts extends Pick<SessionStats, 'hall' | 'remote' | 'quorum'> {
  readonly of: readonly unknown[];
}
const presences = new WeakMap<State['attendance'], PresenceCounts>();
/** Those here and the quorum hang on attendance, and on little else that seldom changes. */
function presenceIn(state: State): Omit<PresenceCounts, 'of'> {
  const of = [state.prepared, state.represent, state.session, state.agenda];
  let known = presences.get(state.attendance);
  if (!known || known.of.some((part, index) => part !== of[index])) {
    const { hall, remote } = presenceByMode(state);
    known = { of, hall, remote, quorum: quorumNow(state) };
    presences.set(state.attendance, known);
  }
  const { hall, remote, quorum } = known;
  return { hall, remote, quorum };
}

interface StatsTimer {
  timer: NodeJS.Timeout | undefined;
  /** Something may have changed since what is being counted was read. */
  again: boolean;
  /** Beats that were left out because many waited for an answer, or were coming in. */
  skippedTicks: number;
  readonly rush: JoinBurst;
  readonly turnout: SecretTurnout;
  last: LastPublished | undefined;
}
interface LastPublished {
  readonly bureau: SessionStats;
  readonly all: string;
  readonly whole: string;
}

@Injectable()
export class SessionStatsPublisher implements BeforeApplicationShutdown {
  private readonly beating = new Map<string, StatsTimer>();
  private io: LiveServer | undefined;
  private readonly stops: (() => void)[] = [];

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
    @Inject(VideoPresence) private readonly sightings: VideoPresence,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  start(io: LiveServer): void {
    this.io = io;
    this.lines.onChange(sessionId => this.touch(sessionId));
    this.elsewhere.onChange(sessionId => this.touch(sessionId));
    this.stops.push(
      this.journal.onCommitted(sessionId => this.touch(sessionId)),
      this.journal.onPutBack(sessionId => this.touch(sessionId)),
      this.journal.onBallot(sessionId => this.touch(sessionId)),
      this.sightings.onChange(sessionId => this.touch(sessionId)),
    );
  }

  beforeApplicationShutdown(): void {
    for (const stop of this.stops) stop();
    for (const { timer } of this.beating.values()) clearTimeout(timer);
    this.beating.clear();
    this.io = undefined;
  }

  /** What the board shows now, for a line that has just come. */
  greet(line: Connection): void {
    const { identity, viewer } = line.data;
    const last = this.beating.get(identity.sessionId)?.last;
    if (!last || !viewer) return;
    line.emit('pulse', viewerGroupOf(viewer) === 'bureau' ? last.bureau : { ...last.bureau, bureau: null });
  }

  private touch(sessionId: string): void {
    if (!this.io) return;
    if (!this.lines.hasConnections(sessionId)) {
      clearTimeout(this.beating.get(sessionId)?.timer);
      this.beating.delete(sessionId);
      return;
    }
    const beating = this.beating.get(sessionId) ?? {
      timer: undefined,
      again: false,
      skippedTicks: 0,
      rush: new JoinBurst(this.lines),
      turnout: new SecretTurnout(),
      last: undefined,
    };
    this.beating.set(sessionId, beating);
    beating.again = true;
    if (!beating.timer) this.wait(sessionId, beating);
  }

  private wait(sessionId: string, beating: StatsTimer): void {
    beating.timer = setTimeout(
      () => void this.publishStats(sessionId, beating),
      beatFor(this.lines.ofSession(sessionId)),
    );
  }

  private async publishStats(sessionId: string, beating: StatsTimer): Promise<void> {
    const rush = beating.rush.isOngoing();
    // The first numbers are for those who come next, too.
    const most = beating.last === undefined ? 0 : rush ? PUT_OFF_IN_RUSH : this.journal.isUnderLoad() ? PUT_OFF : 0;
    if (beating.skippedTicks < most) {
      beating.skippedTicks++;
      this.wait(sessionId, beating);
      return;
    }
    beating.skippedTicks = 0;
    beating.again = false;
    try {
      const { state } = await this.journal.state(sessionId);
      const pulse = await this.count(sessionId, state, beating.turnout);
      if (this.beating.get(sessionId) === beating) this.show(sessionId, beating, pulse);
    } catch (err) {
      this.log.warn({ err, sessionId }, 'the numbers could not be counted');
      beating.again = true;
    }
    beating.timer = undefined;
    if (beating.again && this.beating.get(sessionId) === beating) this.touch(sessionId);
  }

  private async count(sessionId: string, state: State, turnout: SecretTurnout): Promise<SessionStats> {
    const video = this.sightings.of(sessionId);
    const voting = openVoting(state);
    const voted = !voting
      ? []
      : voting.method === 'secret'
        ? await this.journal.marked(sessionId, state, voting.id)
        : keysOf(ballotsBySeat(state, voting.id)).sort();
    const told =
      voting?.method === 'secret'
        ? { voted: turnout.namesOf(voting, voted), lost: lostVoters(state, voting, voted) }
        : { voted };
    return {
      at: this.clock.now(),
      ...presenceIn(state),
      voting: voting ? { id: voting.id, cast: voted.length, entitled: entitledIn(voting.register) } : null,
      bureau: { ...told, online: this.online(sessionId), ...(video ? { video } : {}) },
    };
  }

  /** On whichever node, each once. */
  private online(sessionId: string): readonly string[] {
    const here = this.lines.participants(sessionId);
    const there = this.elsewhere.participants(sessionId);
    return there.length === 0 ? here : [...new Set([...here, ...there])].sort();
  }

  private show(sessionId: string, beating: StatsTimer, pulse: SessionStats): void {
    const shared: SessionStats = { ...pulse, bureau: null };
    const all = JSON.stringify({ ...shared, at: null });
    const whole = JSON.stringify({ ...pulse, at: null });
    const { last } = beating;
    beating.last = { bureau: pulse, all, whole };
    if (last?.all !== all) this.io?.to(roomOf(sessionId, 'all')).volatile.emit('pulse', shared);
    if (last?.whole !== whole) this.io?.to(roomOf(sessionId, 'bureau')).volatile.emit('pulse', pulse);
  }
}
