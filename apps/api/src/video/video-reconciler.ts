/**
 * Reconciles LiveKit permissions with the grants derived from the journal: after commits, webhooks and tickets, and
 * every 1.5 s.
 * Keeps no to-do list: each pass compares actual with wanted, so a crash or lost webhook heals itself.
 */

import type { Sighting } from '@kengesh/contracts';
import { type State, videoOf } from '@kengesh/domain';
import type { Commit } from '@kengesh/journal';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { type ParticipantInfo, ParticipantInfo_State, RoomServiceClient, ServerError } from 'livekit-server-sdk';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { JournalService } from '../live/journal.service.js';
import { VideoPresence } from '../live/video-presence.js';
import { VideoEvidence } from './evidence.js';
import { OrphanedMedia } from './orphaned-media.js';
import { type Allowed, allowed, permissionOf, type RoomKind, roomName, stands, wrongTracks } from './rooms.js';
import { sightingOf } from './sighting.js';

/** The kind of participant that records, of which the library has no name. */
const EGRESS = 2;

const LOOK = 1500;
/** Whoever was just given a ticket is looked for so often, for so long. */
const HURRY = 200;
const HURRIES = 4000;
/** How long after a ticket, or after the last one left, somebody may still come: longer than any ticket lives. */
const AWAKE = 15 * 60_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/** The slices of the state that grants are read off. */
const SLICES = [
  'session',
  'prepared',
  'agenda',
  'floor',
  'attendance',
  'votings',
  'admission',
  'video',
  'interpretation',
] as const;

interface Watched {
  timer: NodeJS.Timeout | undefined;
  looking: boolean;
  again: boolean;
  failures: number;
  until: number;
  hurryUntil: number;
  /** Who was there when last looked: participant by coming. */
  present: ReadonlyMap<string, string>;
  /** Tracks that are not what was granted, since when. */
  wrong: Map<string, number>;
}

@Injectable()
export class VideoReconciler implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly client: RoomServiceClient | undefined;
  private readonly watched = new Map<string, Watched>();
  private stop: (() => void) | undefined;
  private stopped = false;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(VideoPresence) private readonly sightings: VideoPresence,
    @Inject(VideoEvidence) private readonly evidence: VideoEvidence,
    @Inject(OrphanedMedia) private readonly ghosts: OrphanedMedia,
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

  /** What was decided while this node was away is set now, in every live room. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.client) for (const sessionId of await this.journal.liveSessions()) this.watch(sessionId, 2 * LOOK);
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.stop?.();
    for (const { timer } of this.watched.values()) clearTimeout(timer);
  }

  /** A ticket was given out: who comes in with it hears and speaks when we say so, for the ticket gives leave to nothing. */
  expect(sessionId: string): void {
    if (this.client) this.watch(sessionId, AWAKE).hurryUntil = Date.now() + HURRIES;
  }

  /** The video server says that something has changed there. */
  told(sessionId: string): void {
    if (this.client) this.watch(sessionId, 2 * LOOK);
  }

  private heard(sessionId: string, { before, after }: Commit<State>): void {
    if (this.watched.has(sessionId) && SLICES.some(slice => before[slice] !== after[slice])) void this.look(sessionId);
  }

  private watch(sessionId: string, atLeast: number): Watched {
    const watched: Watched = this.watched.get(sessionId) ?? {
      timer: undefined,
      looking: false,
      again: false,
      failures: 0,
      until: 0,
      hurryUntil: 0,
      present: new Map(),
      wrong: new Map(),
    };
    this.watched.set(sessionId, watched);
    watched.until = Math.max(watched.until, Date.now() + atLeast);
    void this.look(sessionId);
    return watched;
  }

  private async look(sessionId: string): Promise<void> {
    const watched = this.watched.get(sessionId);
    if (!watched || this.stopped) return;
    watched.again = true;
    if (watched.looking) return;
    watched.looking = true;
    clearTimeout(watched.timer);
    try {
      while (watched.again && !this.stopped) {
        watched.again = false;
        await this.agree(sessionId, watched);
      }
      watched.failures = 0;
    } catch (err) {
      watched.failures++;
      if (!this.stopped)
        this.log.warn({ err, sessionId }, 'the video server could not be set right; it is tried again');
    } finally {
      watched.looking = false;
    }
    this.later(sessionId, watched);
  }

  private later(sessionId: string, watched: Watched): void {
    if (this.stopped) return;
    const { failures, until, hurryUntil } = watched;
    if (failures === 0 && Date.now() > until) {
      this.watched.delete(sessionId);
      this.sightings.set(sessionId, undefined);
      return;
    }
    const calm = Date.now() < hurryUntil ? HURRY : LOOK;
    const wait = failures > 0 ? Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT) : calm;
    watched.timer = setTimeout(() => void this.look(sessionId), wait);
    watched.timer.unref();
  }

  /** By the newest state, so that however late it comes, it is what holds now. */
  private async agree(sessionId: string, watched: Watched): Promise<void> {
    const { state } = await this.journal.state(sessionId);
    const kinds: RoomKind[] = videoOf(state).admission === 'everyone' ? ['session'] : ['session', 'waiting'];
    const present = new Map<string, string>();
    const seen: Sighting[] = [];
    for (const room of kinds) {
      const there = await this.list(roomName(sessionId, room));
      await Promise.all(
        there.map(async info => {
          const may = allowed(state, room, info.identity);
          if (!(await this.setRight(roomName(sessionId, room), info, may, watched.wrong)) || !may) return;
          present.set(info.sid, info.identity);
          seen.push(sightingOf(room, info, may));
        }),
      );
    }
    const now = new Date().toISOString();
    for (const [sid, participant] of watched.present) {
      if (present.has(sid)) continue;
      this.ghosts.gone(sid);
      await this.evidence.gone(sessionId, participant, sid, now);
    }
    for (const participant of this.ghosts.overdue(sessionId, present, Date.now()))
      for (const room of kinds)
        await this.client!.removeParticipant(roomName(sessionId, room), participant).catch(passOver(undefined));
    watched.present = present;
    if (present.size > 0) watched.until = Math.max(watched.until, Date.now() + AWAKE);
    this.sightings.set(
      sessionId,
      seen.sort((a, b) => (a.participant < b.participant ? -1 : 1)),
    );
  }

  /** What records for us is no participant; everybody else is. */
  private async list(room: string): Promise<ParticipantInfo[]> {
    const there = await this.client!.listParticipants(room).catch(passOver([]));
    return there.filter(
      ({ kind, state }) => (kind as number) !== EGRESS && state !== ParticipantInfo_State.DISCONNECTED,
    );
  }

  /** False where there is nobody left to be seen. */
  private async setRight(
    room: string,
    info: ParticipantInfo,
    may: Allowed | null,
    wrong: Map<string, number>,
  ): Promise<boolean> {
    const { identity } = info;
    const bad = may ? wrongTracks(info, may) : [];
    const since = Math.min(...bad.map(sid => wrong.get(sid) ?? Date.now()));
    for (const { sid } of info.tracks) if (!bad.includes(sid)) wrong.delete(sid);
    // A page needs a moment to follow what was just decided; one that does not follow is put out.
    if (!may || Date.now() - since >= LOOK) {
      await this.client!.removeParticipant(room, identity).catch(passOver(undefined));
      return false;
    }
    for (const sid of bad) {
      if (!wrong.has(sid)) wrong.set(sid, Date.now());
      await this.client!.mutePublishedTrack(room, identity, sid, true).catch(passOver(undefined));
    }
    const permission = permissionOf(may);
    if (!stands(info, permission))
      await this.client!.updateParticipant(room, identity, { permission }).catch(passOver(undefined));
    return true;
  }
}

/** A room or a participant that is not there is no error: there is nothing to be set. */
const passOver =
  <T>(instead: T) =>
  (err: unknown): T => {
    if (err instanceof ServerError && (err.code === 'not_found' || err.status === 404)) return instead;
    throw err;
  };
