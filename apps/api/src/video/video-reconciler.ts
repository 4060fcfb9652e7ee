/**
 * Reconciles LiveKit permissions with the grants derived from the journal: after commits, webhooks and tickets, and
 * every 1.5 s.
 * Keeps no to-do list: each pass compares actual with wanted, so a crash or lost webhook heals itself.
 */
import type { Sighting } from '@kengesh/contracts';
import { ELSEWHERE, RECORDER, type State, videoOf } from '@kengesh/domain';
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
import { Identities } from '../identity/identity.js';
import { JournalService } from '../live/journal.service.js';
import { type NextRun, SessionReconciler } from '../live/session-reconciler.js';
import { VideoPresence } from '../live/video-presence.js';
import { Metrics } from '../metrics/metrics.js';
import { connectionsOf, type RoomConnection } from './connections.js';
import { VideoEvidence } from './evidence.js';
import { MediaDevices } from './media-devices.js';
import { OrphanedMedia, type SeenMedia } from './orphaned-media.js';
import { allowed, permissionOf, type RoomKind, roomName, roomOf, stands, whoIs, wrongTracks } from './rooms.js';
import { sightingOf } from './sighting.js';

/** Milliseconds between passes; and how long a page may send what it was just told not to. */
const PASS_INTERVAL_MS = 1500;
/** Milliseconds between passes, and for how long, while one who was just given a ticket is awaited. */
const ARRIVAL_INTERVAL_MS = 200;
const ARRIVAL_MS = 4000;
/** For how long one who was put out is awaited so: the video server itself lets its old tickets in again. */
const RETURN_MS = 10_000;
/** Seconds. Where the video server revokes tickets, also those of a clock that goes ahead of ours. */
const CLOCK_DRIFT = 60;
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
  'devices',
  'recording',
] as const;

/** A session whose rooms are looked at. */
interface WatchedSession {
  /** In milliseconds of `Date.now()`: how long it is watched, and how long somebody is awaited. */
  watchUntil: number;
  arrivalUntil: number;
  /** Who was there at the last pass, by LiveKit's id of the connection. */
  present: ReadonlyMap<string, SeenMedia>;
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
    @Inject(OrphanedMedia) private readonly orphans: OrphanedMedia,
    @Inject(MediaDevices) private readonly devices: MediaDevices,
    @Inject(Identities) private readonly identities: Identities,
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
    if (!this.client) return;
    this.unsubscribe = this.journal.onCommitted((sessionId, commit) => this.onCommitted(sessionId, commit));
    this.identities.onRevoked((_devices, sessions) => {
      for (const sessionId of sessions) this.told(sessionId);
    });
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

  /**
   * Somebody came in, says the video server: whose device has ended is put out without waiting for the pass that looks at all. A
   * ticket that was refreshed there brings the right to hear with it.
   */
  async arrived(name: string, info: Pick<ParticipantInfo, 'identity' | 'kind'>): Promise<void> {
    if (!this.client) return;
    const { sessionId, room } = roomOf(name);
    const [{ state }, deviceOf] = await Promise.all([this.journal.state(sessionId), this.devices.of(sessionId)]);
    const who = whoIs(info);
    const device = deviceOf(who);
    if (allowed(state, room, who.participant, device)) return;
    // The pass that follows tries again, and says what failed.
    await this.putOut(name, info.identity, device?.valid === false).catch(() => undefined);
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
    const [{ state }, deviceOf] = await Promise.all([this.journal.state(sessionId), this.devices.of(sessionId)]);
    const kinds: RoomKind[] = videoOf(state).admission === 'everyone' ? ['session'] : ['session', 'waiting'];
    const present = new Map<string, SeenMedia>();
    const seen: Sighting[] = [];
    for (const kind of kinds) {
      const room = roomName(sessionId, kind);
      const connections = connectionsOf(state, kind, await this.list(room), deviceOf);
      await Promise.all(
        connections.map(async connection => {
          const { info, participant, device, may } = connection;
          if (!(await this.setRight(room, connection, watched)) || !may || participant === RECORDER) return;
          present.set(info.sid, { room, identity: info.identity, participant, device: device?.id ?? null });
          if (!connection.isSuperseded) seen.push(sightingOf(kind, participant, info, may));
        }),
      );
    }
    await this.noteThoseGone(sessionId, watched.present, present);
    for (const { room, identity } of this.orphans.overdue(sessionId, present, Date.now()))
      await this.putOut(room, identity, false);
    watched.present = present;
    if (present.size > 0) watched.watchUntil = Math.max(watched.watchUntil, Date.now() + WATCH_MS);
    this.sightings.set(sessionId, eachOnce(seen));
  }

  private async noteThoseGone(
    sessionId: string,
    before: ReadonlyMap<string, SeenMedia>,
    present: ReadonlyMap<string, SeenMedia>,
  ): Promise<void> {
    const now = new Date().toISOString();
    for (const [sid, { participant }] of before) {
      if (present.has(sid)) continue;
      this.orphans.gone(sid);
      await this.evidence.gone(sessionId, participant, sid, now);
    }
  }

  private async list(room: string): Promise<ParticipantInfo[]> {
    const there = await this.client!.listParticipants(room).catch(passOver([]));
    return there.filter(({ state }) => state !== ParticipantInfo_State.DISCONNECTED);
  }

  /** False where there is nobody left to be seen. */
  private async setRight(room: string, connection: RoomConnection, watched: WatchedSession): Promise<boolean> {
    const { info, may, device, isSuperseded } = connection;
    const { identity } = info;
    const wrong = watched.wrongTracks;
    const bad = may ? wrongTracks(info, may) : [];
    const since = Math.min(...bad.map(sid => wrong.get(sid) ?? Date.now()));
    for (const { sid } of info.tracks) if (!bad.includes(sid)) wrong.delete(sid);
    // A page needs a moment to follow what was just decided; one that does not follow is put out.
    if (!may || Date.now() - since >= PASS_INTERVAL_MS) {
      watched.arrivalUntil = Math.max(watched.arrivalUntil, Date.now() + RETURN_MS);
      await this.putOut(room, identity, device?.valid === false);
      return false;
    }
    // Made by the recorder, with rights of its own: to hear, unseen.
    if (connection.participant === RECORDER) return true;
    for (const sid of bad) {
      if (!wrong.has(sid)) wrong.set(sid, Date.now());
      await this.client!.mutePublishedTrack(room, identity, sid, true).catch(passOver(undefined));
    }
    const permission = permissionOf(may);
    const metadata = isSuperseded ? ELSEWHERE : '';
    if (!stands(info, permission) || info.metadata !== metadata)
      await this.client!.updateParticipant(room, identity, { permission, metadata }).catch(passOver(undefined));
    return true;
  }

  /**
   * A video server that keeps a list of revoked tickets lets this identity in no more, LiveKit 1.13.5 has none: there it comes in
   * again by an old ticket, and is put out again.
   * @param forGood the identity stands for nobody from now on; else a ticket of the next second opens
   */
  private async putOut(room: string, identity: string, forGood: boolean): Promise<void> {
    const revokeTokenTs = BigInt(Math.floor(Date.now() / 1000) + (forGood ? CLOCK_DRIFT : 0));
    await this.client!.removeParticipant(room, identity, { revokeTokenTs }).catch(passOver(undefined));
  }
}

/** A participant on several devices is one, best where it sends; sorted. */
function eachOnce(seen: readonly Sighting[]): Sighting[] {
  const sends = ({ microphone, camera }: Sighting) => Number(microphone !== 'off' || camera !== 'off');
  const byPlace = new Map<string, Sighting>();
  for (const sighting of seen) {
    const place = `${sighting.participant} ${sighting.room}`;
    const other = byPlace.get(place);
    if (!other || sends(other) < sends(sighting)) byPlace.set(place, sighting);
  }
  return [...byPlace.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sighting]) => sighting);
}

/** A room or a participant that is not there is no error: there is nothing to be set. */
const passOver =
  <T>(instead: T) =>
  (err: unknown): T => {
    if (err instanceof ServerError && (err.code === 'not_found' || err.status === 404)) return instead;
    throw err;
  };
