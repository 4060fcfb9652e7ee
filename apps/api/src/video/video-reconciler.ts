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
import { type NextRun, SessionReconciler } from '../live/session-reconciler.js';
import { VideoPresence } from '../live/video-presence.js';
import { Metrics } from '../metrics/metrics.js';
import { VideoEvidence } from './evidence.js';
import { OrphanedMedia } from './orphaned-media.js';
import { type Allowed, allowed, permissionOf, type RoomKind, roomName, stands, wrongTracks } from './rooms.js';
import { sightingOf } from './sighting.js';

/** The kind of participant that records, of which the library has no name. */
const EGRESS = 2;

/** Milliseconds between passes; and how long a page may send what it was just told not to. */
const PASS_INTERVAL_MS = 1500;
/** Milliseconds between passes, and for how long, while one who was just given a ticket is awaited. */
const ARRIVAL_INTERVAL_MS = 200;
const ARRIVAL_MS = 4000;
/** How long after a ticket, or after the last one left, somebody may still come: longer than any ticket lives. */
const WATCH_MS = 15 * 60_000;

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

/** A session whose rooms are looked at. */
interface WatchedSession {
  /** In milliseconds of `Date.now()`: how long it is watched, and how long somebody is awaited. */
  watchUntil: number;
  arrivalUntil: number;
  /** Who was there at the last pass: participant by LiveKit's id of the connection. */
  present: ReadonlyMap<string, string>;
  /** Tracks that are not what was granted, since when. */
  readonly wrongTracks: Map<string, number>;
}

@Injectable()
export class VideoReconciler implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly client: RoomServiceClient | undefined;
  private readonly reconciler: SessionReconciler;
  private readonly watched = new Map<string, WatchedSession>();
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(VideoPresence) private readonly sightings: VideoPresence,
    @Inject(VideoEvidence) private readonly evidence: VideoEvidence,
    @Inject(OrphanedMedia) private readonly ghosts: OrphanedMedia,
    @Inject(ENV) env: ApiEnv,
    @Inject(Metrics) metrics: Metrics,
    @Inject(LOGGER) log: Logger,
  ) {
    this.reconciler = new SessionReconciler(
      {
        name: 'video',
        failure: 'the video server could not be set right; it is tried again',
        reconcile: sessionId => this.reconcile(sessionId),
        firstRetryMs: 500,
        maxRetryMs: 10_000,
        maxDrainMs: 2000,
      },
      metrics,
      log,
    );
    if (env.livekit) {
      const { url, apiKey, apiSecret } = env.livekit;
      this.client = new RoomServiceClient(url, apiKey, apiSecret, { failover: false, requestTimeout: 5 });
    }
  }

  onModuleInit(): void {
    if (this.client)
      this.unsubscribe = this.journal.onCommitted((sessionId, commit) => this.onCommitted(sessionId, commit));
  }

  /** What was decided while this node was away is set now, in every live room. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.client)
      for (const sessionId of await this.journal.liveSessions()) this.watch(sessionId, 2 * PASS_INTERVAL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe?.();
    await this.reconciler.stop();
  }

  /** A ticket was given out. It grants nothing by itself: its bearer may hear and speak once a pass has found them. */
  expect(sessionId: string): void {
    if (this.client) this.watch(sessionId, WATCH_MS).arrivalUntil = Date.now() + ARRIVAL_MS;
  }

  /** The video server says that something has changed there. */
  told(sessionId: string): void {
    if (this.client) this.watch(sessionId, 2 * PASS_INTERVAL_MS);
  }

  private onCommitted(sessionId: string, { before, after }: Commit<State>): void {
    if (this.watched.has(sessionId) && SLICES.some(slice => before[slice] !== after[slice]))
      this.reconciler.wake(sessionId);
  }

  private watch(sessionId: string, atLeastMs: number): WatchedSession {
    const watched: WatchedSession = this.watched.get(sessionId) ?? {
      watchUntil: 0,
      arrivalUntil: 0,
      present: new Map(),
      wrongTracks: new Map(),
    };
    this.watched.set(sessionId, watched);
    watched.watchUntil = Math.max(watched.watchUntil, Date.now() + atLeastMs);
    this.reconciler.wake(sessionId);
    return watched;
  }

  private async reconcile(sessionId: string): Promise<NextRun> {
    const watched = this.watched.get(sessionId);
    if (!watched) return null;
    await this.pass(sessionId, watched);
    const now = Date.now();
    if (now <= watched.watchUntil) return now < watched.arrivalUntil ? ARRIVAL_INTERVAL_MS : PASS_INTERVAL_MS;
    this.watched.delete(sessionId);
    this.sightings.set(sessionId, undefined);
    return null;
  }

  /** By the newest state: however late a pass comes, it sets what holds then. */
  private async pass(sessionId: string, watched: WatchedSession): Promise<void> {
    const { state } = await this.journal.state(sessionId);
    const kinds: RoomKind[] = videoOf(state).admission === 'everyone' ? ['session'] : ['session', 'waiting'];
    const present = new Map<string, string>();
    const seen: Sighting[] = [];
    for (const room of kinds) {
      const there = await this.list(roomName(sessionId, room));
      await Promise.all(
        there.map(async info => {
          const may = allowed(state, room, info.identity);
          if (!(await this.setRight(roomName(sessionId, room), info, may, watched.wrongTracks)) || !may) return;
          present.set(info.sid, info.identity);
          seen.push(sightingOf(room, info, may));
        }),
      );
    }
    await this.noteThoseGone(sessionId, watched.present, present);
    for (const participant of this.ghosts.overdue(sessionId, present, Date.now()))
      for (const room of kinds)
        await this.client!.removeParticipant(roomName(sessionId, room), participant).catch(passOver(undefined));
    watched.present = present;
    if (present.size > 0) watched.watchUntil = Math.max(watched.watchUntil, Date.now() + WATCH_MS);
    this.sightings.set(
      sessionId,
      seen.sort((a, b) => (a.participant < b.participant ? -1 : 1)),
    );
  }

  private async noteThoseGone(
    sessionId: string,
    before: ReadonlyMap<string, string>,
    present: ReadonlyMap<string, string>,
  ): Promise<void> {
    const now = new Date().toISOString();
    for (const [sid, participant] of before) {
      if (present.has(sid)) continue;
      this.ghosts.gone(sid);
      await this.evidence.gone(sessionId, participant, sid, now);
    }
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
    if (!may || Date.now() - since >= PASS_INTERVAL_MS) {
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
