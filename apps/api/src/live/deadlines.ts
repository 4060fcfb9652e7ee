/**
 * Submits the system act of each deadline when it is due, also of those that passed while no node was running.
 * Idempotent across nodes: the command id is derived from the deadline (J-36).
 */

import { deadlines, type State } from '@kengesh/domain';
import type { Deadline } from '@kengesh/journal';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { Clock } from './clock.js';
import { JournalService } from './journal.service.js';

const SYSTEM = { id: 'system', kind: 'system' } as const;
/** A timer cannot be set further ahead than 24.8 days; once a day is often enough to look again. */
const FURTHEST = 24 * 3600_000;
/** Where an act came too early by the engine's clock, or the database did not answer. */
const AGAIN = 250;
const SELDOM = 30_000;
/**
 * After a commit all that is due is looked through, and where a hall loses its network a thousand commits follow each other:
 * so often at the most, in milliseconds. What is due sooner still rings, only so much later.
 */
const LOOK = 100;

interface DeadlineTimer {
  state: State;
  timer: NodeJS.Timeout | undefined;
  /** When it was last looked through what is due; and that it will be, for the state has changed since. */
  looked: number;
  looking: NodeJS.Timeout | undefined;
  /** Times asked in vain for what is due now. */
  failedAttempts: number;
  /** Commands that were refused: asking them again would bring the same. */
  readonly refused: Set<string>;
}

@Injectable()
export class Deadlines implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly alarms = new Map<string, DeadlineTimer>();
  private stop: (() => void) | undefined;
  private stopped = false;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    const stops = [
      this.journal.onCommitted((sessionId, { after }) => this.watch(sessionId, after)),
      this.journal.onPutBack(sessionId => void this.watchAnew(sessionId)),
    ];
    this.stop = () => {
      for (const stop of stops) stop();
    };
  }

  /** What was due while nobody was there is done now. */
  async onApplicationBootstrap(): Promise<void> {
    for (const sessionId of await this.journal.liveSessions()) {
      const { state } = await this.journal.state(sessionId);
      if (!this.alarms.has(sessionId)) this.watch(sessionId, state);
    }
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.stop?.();
    for (const alarm of this.alarms.values()) this.clearTimers(alarm);
    this.alarms.clear();
  }

  /** Of a history that is no more neither what is due counts nor what was refused. */
  private async watchAnew(sessionId: string): Promise<void> {
    const alarm = this.alarms.get(sessionId);
    if (alarm) this.clearTimers(alarm);
    this.alarms.delete(sessionId);
    try {
      const { state } = await this.journal.state(sessionId);
      if (!this.alarms.has(sessionId)) this.watch(sessionId, state);
    } catch (err) {
      this.log.warn({ err, sessionId }, 'what is due could not be looked through');
    }
  }

  private clearTimers({ timer, looking }: DeadlineTimer): void {
    clearTimeout(timer);
    clearTimeout(looking);
  }

  private watch(sessionId: string, state: State): void {
    if (this.stopped) return;
    const alarm = this.alarms.get(sessionId) ?? {
      state,
      timer: undefined,
      looked: Number.NEGATIVE_INFINITY,
      looking: undefined,
      failedAttempts: 0,
      refused: new Set(),
    };
    alarm.state = state;
    alarm.failedAttempts = 0;
    if (state.session.phase === 'closed') {
      this.clearTimers(alarm);
      this.alarms.delete(sessionId);
      return;
    }
    this.alarms.set(sessionId, alarm);
    if (alarm.looking) return;
    const wait = alarm.looked + LOOK - performance.now();
    if (wait <= 0) this.set(sessionId, alarm, 0);
    else alarm.looking = setTimeout(() => this.set(sessionId, alarm, 0), wait).unref();
  }

  private open(alarm: DeadlineTimer): Deadline[] {
    return deadlines(alarm.state).filter(each => !alarm.refused.has(each.command));
  }

  /** Sets the timer to the earliest deadline, not sooner than `wait` milliseconds from now. */
  private set(sessionId: string, alarm: DeadlineTimer, wait: number): void {
    this.clearTimers(alarm);
    alarm.looking = undefined;
    alarm.looked = performance.now();
    let first = Number.POSITIVE_INFINITY;
    for (const { at } of this.open(alarm)) first = Math.min(first, Date.parse(at));
    if (first === Number.POSITIVE_INFINITY) return;
    const ahead = first - Date.parse(this.clock.now());
    alarm.timer = setTimeout(() => void this.fire(sessionId, alarm), Math.min(Math.max(ahead, wait), FURTHEST));
    alarm.timer.unref();
  }

  private async fire(sessionId: string, alarm: DeadlineTimer): Promise<void> {
    const now = this.clock.now();
    for (const { command: id, act } of this.open(alarm).filter(each => each.at <= now)) {
      try {
        const answer = await this.journal.submit(sessionId, { id, actor: SYSTEM, act });
        if (answer.ok) continue;
        alarm.refused.add(id);
        this.log.error({ sessionId, command: id, refusal: answer.refusal }, 'what was due by itself was refused');
      } catch (err) {
        this.log.warn({ err, sessionId, command: id }, 'what is due by itself is asked again');
      }
    }
    if (this.stopped || this.alarms.get(sessionId) !== alarm) return;
    // A commit has set the timer anew meanwhile; this is for acts that brought nothing about.
    alarm.failedAttempts++;
    this.set(sessionId, alarm, Math.min(AGAIN * 2 ** Math.min(alarm.failedAttempts, 10), SELDOM));
  }
}
