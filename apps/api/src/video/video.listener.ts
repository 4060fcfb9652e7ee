/**
 * The sound engineer. Whoever gets the floor may send sound and picture, whoever loses it no longer may; he reads it off
 * the journal and turns the knobs at the video server, again and again until they stand right.
 */

import { type Grants, grants, type State } from '@kengesh/domain';
import type { Committed } from '@kengesh/journal';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { RoomServiceClient, ServerError, TrackSource } from 'livekit-server-sdk';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { JournalService } from '../journal/journal.service.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** Whoever may speak but is not in the room yet is looked for so often, with growing pauses: about two minutes. */
const LOOKS = 8;

const SOURCES = {
  microphone: TrackSource.MICROPHONE,
  camera: TrackSource.CAMERA,
  screen: TrackSource.SCREEN_SHARE,
} as const;

/** The whole permission: the video server replaces all of it at once, and what is left out is off. */
export function permissionOf({ join, publish }: Pick<Grants, 'join' | 'publish'>) {
  return {
    canSubscribe: join,
    canPublish: publish.length > 0,
    canPublishSources: publish.map(source => SOURCES[source]),
    canPublishData: false,
    canUpdateMetadata: false,
    hidden: false,
  };
}

/** One participant, or (null) a whole room, that does not stand yet as the journal says. */
interface Task {
  /** Something has changed since it was last begun. */
  again: boolean;
  /** How often to look again for one who is not in the room. */
  looks: number;
  wake: (() => void) | undefined;
  readonly ended: Promise<void>;
}

@Injectable()
export class VideoListener implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly client: RoomServiceClient | undefined;
  private readonly tasks = new Map<string, Task>();
  private stop: (() => void) | undefined;
  private stopped = false;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ENV) env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    if (env.livekit) {
      const { url, apiKey, apiSecret } = env.livekit;
      this.client = new RoomServiceClient(url, apiKey, apiSecret, { failover: false, requestTimeout: 5 });
    }
  }

  onModuleInit(): void {
    if (this.client) this.stop = this.journal.onCommitted((sessionId, committed) => this.heard(sessionId, committed));
  }

  /** What was decided while this node was away is set now, for everyone in every live room. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.client) for (const sessionId of await this.journal.liveSessions()) void this.want(sessionId, null);
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.stop?.();
    for (const { wake } of this.tasks.values()) wake?.();
  }

  /** A ticket was given out: whoever may speak already gets leave once in the room, for the ticket alone gives none. */
  expect(sessionId: string, participant: string): void {
    if (this.client) void this.want(sessionId, participant, LOOKS);
  }

  private heard(sessionId: string, { before, after }: Committed<State>): void {
    // The roll or the phase concerns all; else only those who speak or preside can have gained or lost anything.
    if (before.prepared !== after.prepared || before.session.phase !== after.session.phase) {
      void this.want(sessionId, null);
      return;
    }
    const { session, floor, attendance } = after;
    if (before.session === session && before.floor === floor && before.attendance === attendance) return;
    const concerned = new Set(
      [before, after].flatMap(state => [state.floor.holder?.participant ?? null, state.session.presiding]),
    );
    for (const participant of concerned)
      if (participant !== null && !same(grants(before, participant), grants(after, participant)))
        void this.want(sessionId, participant, LOOKS);
  }

  /** Resolves when it stands right, or was looked for in vain. What is wanted meanwhile is done in the same go. */
  private want(sessionId: string, participant: string | null, looks = 0): Promise<void> {
    const key = JSON.stringify([sessionId, participant]);
    const known = this.tasks.get(key);
    if (known) {
      known.again = true;
      known.looks = Math.max(known.looks, looks);
      known.wake?.();
      return known.ended;
    }
    let end = () => {};
    const ended = new Promise<void>(resolve => {
      end = resolve;
    });
    const task: Task = { again: true, looks, wake: undefined, ended };
    this.tasks.set(key, task);
    void this.carryOut(sessionId, participant, task).finally(() => {
      this.tasks.delete(key);
      end();
    });
    return ended;
  }

  private async carryOut(sessionId: string, participant: string | null, task: Task): Promise<void> {
    let wait = FIRST_WAIT;
    while (!this.stopped) {
      task.again = false;
      let done = false;
      try {
        done = participant === null ? await this.setAll(sessionId) : await this.set(sessionId, participant, task);
      } catch (err) {
        this.log.warn({ err, sessionId, participant, wait }, 'the video server took no permission; it is told again');
      }
      if (task.again) wait = FIRST_WAIT;
      else if (done) return;
      else {
        await this.pause(wait, task);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  /** By the newest state, so that however late it comes, it is what holds now. */
  private async set(sessionId: string, participant: string, task: Task): Promise<boolean> {
    const { state } = await this.journal.state(sessionId);
    const granted = grants(state, participant);
    try {
      await this.client!.updateParticipant(sessionId, participant, { permission: permissionOf(granted) });
      return true;
    } catch (err) {
      if (!isNotFound(err)) throw err;
      // Not in the room is no error. Without leave to speak there is nothing to wait for.
      return granted.publish.length === 0 || task.looks-- <= 0;
    }
  }

  private async setAll(sessionId: string): Promise<boolean> {
    const found = await this.client!.listParticipants(sessionId).catch(err => {
      if (isNotFound(err)) return [];
      throw err;
    });
    for (const { identity } of found) await this.want(sessionId, identity);
    return true;
  }

  private pause(wait: number, task: Task): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        clearTimeout(timer);
        task.wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, wait);
      timer.unref();
      task.wake = wake;
    });
  }
}

const same = (one: Grants, other: Grants) => JSON.stringify(one) === JSON.stringify(other);

const isNotFound = (err: unknown) => err instanceof ServerError && (err.code === 'not_found' || err.status === 404);
