/**
 * One of several nodes that serve one installation. The database holds the truth; this tells the others when to look there, looks
 * itself when told and now and then untold, and takes over the lines of a node that died.
 */
import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { installationId } from '../database/installation.queries.js';
import { headsOf } from '../event-store/journal.queries.js';
import { IdentityService } from '../identity/identity.service.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { ClusterPresence } from './cluster-presence.js';
import { Leases } from './leases.js';
import type { ParticipantRef } from './leases.queries.js';
import { type KeyChange, NodeBus, type NodeHint } from './node-bus.js';

/** How often a lease is renewed, and for how long it holds: a node that hangs for a while is not given up at once. */
const BEAT = 2000;
const LEASE = 8000;
/** How often the database is asked untold: Redis may have lost a message, or be away. */
const LOOK = 2000;
const LOOK_WITHOUT_REDIS = 300;
/** How often it is asked which sessions there are. */
const ROUND = 15;
/** Hints of one kind about one session are put together. */
const GATHER = 100;

/** What a node needs of the journal to keep up with the others. */
export interface FollowedJournal {
  state(sessionId: string): Promise<{ readonly seq: number }>;
  liveSessions(): Promise<readonly string[]>;
  /** Each answers how to stop it. */
  onCommitted(
    listener: (sessionId: string, committed: { readonly to: number; readonly isLocal: boolean }) => void,
  ): () => void;
  onPutBack(listener: (sessionId: string) => void): () => void;
  onBallot(listener: (sessionId: string) => void): () => void;
}

@Injectable()
export class ClusterNode extends ClusterPresence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly id = randomUUID();
  private readonly leases: Leases;
  private post: NodeBus | undefined;
  private readonly changed: ((sessionId: string) => void)[] = [];
  private readonly keysChanged: ((sessionId: string, changed: KeyChange) => void)[] = [];
  private readonly gone: ((sessionId: string, participant: string) => Promise<void>)[] = [];
  /** Nodes whose lines are being looked after here. */
  private readonly takeoversInProgress = new Set<string>();
  /** Up to which seq each journal has been told on this node. */
  private readonly publishedSeqs = new Map<string, number>();
  private readonly others = new Map<string, readonly string[]>();
  private readonly hints = new Map<string, NodeJS.Timeout>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly stops: (() => void)[] = [];
  private readonly began = performance.now();
  private rounds = 0;
  private stopped = false;

  constructor(
    private readonly redisUrl: string,
    private readonly journal: FollowedJournal,
    private readonly lines: ConnectionRegistry,
    private readonly identities: IdentityService,
    private readonly pool: Pool,
    private readonly log: Logger,
  ) {
    super();
    this.leases = new Leases(pool, this.id, LEASE, () => this.own());
  }

  override async has(sessionId: string, participant: string): Promise<boolean> {
    // Two nodes that lose their lines of one person at once must not each believe the other still has one.
    await this.leases.written();
    return this.leases.elsewhere(sessionId, participant);
  }

  override participants(sessionId: string): readonly string[] {
    return this.others.get(sessionId) ?? [];
  }

  override get knowsScreens(): boolean {
    return false;
  }

  override onChange(listener: (sessionId: string) => void): void {
    this.changed.push(listener);
  }

  override announceKeys(session: string, changed: KeyChange): void {
    this.post?.send({ kind: 'keys', session, changed });
  }

  override onKeys(listener: (sessionId: string, changed: KeyChange) => void): void {
    this.keysChanged.push(listener);
  }

  override onGone(listener: (sessionId: string, participant: string) => Promise<void>): void {
    this.gone.push(listener);
  }

  async onApplicationBootstrap(): Promise<void> {
    const installation = await installationId(this.pool);
    this.post = new NodeBus(
      await import('redis'),
      this.redisUrl,
      `kengesh:${installation}`,
      this.id,
      message => this.hear(message),
      () => void this.logErrors(() => this.look()),
      this.log,
    );
    this.lines.onChange((sessionId, participant) => {
      if (participant !== null)
        this.leases.recordChange({ sessionId, participant }, this.lines.has(sessionId, participant));
      this.hint({ kind: 'lines', session: sessionId });
    });
    this.stops.push(
      this.journal.onCommitted((session, { to, isLocal }) => {
        this.publishedSeqs.set(session, to);
        if (isLocal) this.post?.send({ kind: 'entries', session, to });
      }),
      this.journal.onPutBack(session => {
        this.publishedSeqs.delete(session);
        this.catchUp(session);
      }),
      this.journal.onBallot(session => this.hint({ kind: 'ballot', session })),
    );
    this.identities.onEnded(devices => this.post?.send({ kind: 'ended', devices }));
    await this.beat();
    this.post.open();
    this.every(
      () => BEAT,
      () => this.beat(),
    );
    this.every(
      () => (this.post?.isConnected ? LOOK : LOOK_WITHOUT_REDIS),
      () => this.look(),
    );
  }

  /** Our lease runs out by itself: whoever does not find another node is then recorded as lost by one of them. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const stop of this.stops) stop();
    for (const timer of [...this.timers, ...this.hints.values()]) clearTimeout(timer);
    this.post?.close();
  }

  private hear(message: NodeHint): void {
    if (this.stopped) return;
    if (message.kind === 'ended') this.identities.applyRemoteRevocation(message.devices);
    else if (message.kind === 'keys') {
      for (const listener of this.keysChanged) listener(message.session, message.changed);
    } else if (message.kind === 'entries') {
      // Where both write, what the other wrote is often read already before one's own.
      if (message.to > (this.publishedSeqs.get(message.session) ?? 0)) this.catchUp(message.session);
    } else {
      if (message.kind === 'lines') void this.readOthers(message.session);
      this.tellChanged(message.session);
    }
  }

  /** Lines and ballots come in crowds: others are told of them a few times a second, after they are written. */
  private hint(message: NodeHint & { readonly session: string }): void {
    const key = `${message.kind} ${message.session}`;
    if (this.hints.has(key) || this.stopped) return;
    this.hints.set(
      key,
      setTimeout(() => {
        this.hints.delete(key);
        const ready = message.kind === 'lines' ? this.leases.written() : Promise.resolve();
        ready.then(
          () => this.post?.send(message),
          // The next beat writes them.
          err => this.log.warn({ err }, 'who has a line here could not be written down yet'),
        );
      }, GATHER),
    );
  }

  private catchUp(sessionId: string): void {
    this.journal.state(sessionId).then(
      // Also where it is less than before: then the database was put back, and the lines were told so.
      ({ seq }) => this.publishedSeqs.set(sessionId, seq),
      err => this.log.warn({ err, sessionId }, 'what another node wrote could not be read yet'),
    );
  }

  /** Journals that have grown without our having been told. Now and then also those we have never heard of. */
  private async look(): Promise<void> {
    if (this.stopped) return;
    if (this.rounds++ % ROUND === 0) await this.round();
    const heads = await headsOf(this.pool, [...this.publishedSeqs.keys()]);
    for (const { id, seq } of heads) if (seq !== (this.publishedSeqs.get(id) ?? 0)) this.catchUp(id);
    if (this.post?.isConnected) return;
    // Nobody tells of lines and secret ballots now.
    for (const id of this.publishedSeqs.keys())
      if (this.lines.hasConnections(id)) {
        await this.readOthers(id);
        this.tellChanged(id);
      }
  }

  private async round(): Promise<void> {
    const live = new Set(await this.journal.liveSessions());
    for (const id of live) if (!this.publishedSeqs.has(id)) this.catchUp(id);
    // Of those that are over, whoever writes to them tells.
    for (const id of [...this.publishedSeqs.keys()])
      if (!live.has(id) && !this.lines.hasConnections(id)) this.publishedSeqs.delete(id);
  }

  private async beat(): Promise<void> {
    const known = await this.leases.renew();
    // Given up meanwhile, our lines were recorded as lost.
    if (!known) void this.tellGone(this.own());
    // Those who had a line to a node that died are given time to come back to one that has just started.
    if (performance.now() - this.began < LEASE) return;
    for (const { node, lines } of await this.leases.dead())
      if (!this.takeoversInProgress.has(node)) {
        this.takeoversInProgress.add(node);
        void this.takeOver(node, [...lines]);
      }
  }

  /** Each line of a dead node is looked after until journal and lines agree; until it is buried, any node may begin anew. */
  private async takeOver(node: string, lines: readonly ParticipantRef[]): Promise<void> {
    if (lines.length > 0) this.log.warn({ node, lines: lines.length }, 'a node has died with its lines');
    try {
      await this.tellGone(lines);
      await this.leases.deleteExpired(node);
      for (const session of new Set(lines.map(one => one.sessionId))) {
        await this.readOthers(session);
        this.post?.send({ kind: 'lines', session });
      }
    } catch (err) {
      this.log.warn({ err, node }, 'the lines of a dead node are looked after again');
    } finally {
      this.takeoversInProgress.delete(node);
    }
  }

  private async readOthers(sessionId: string): Promise<void> {
    if (!this.lines.hasConnections(sessionId)) {
      this.others.delete(sessionId);
      return;
    }
    try {
      this.others.set(sessionId, await this.leases.participants(sessionId));
      this.tellChanged(sessionId);
    } catch (err) {
      this.log.warn({ err, sessionId }, 'who has a line to another node could not be read');
    }
  }

  private *own(): Iterable<ParticipantRef> {
    for (const sessionId of this.lines.sessions())
      for (const participant of this.lines.participants(sessionId)) yield { sessionId, participant };
  }

  private tellChanged(sessionId: string): void {
    for (const listener of this.changed) listener(sessionId);
  }

  private async tellGone(all: Iterable<ParticipantRef>): Promise<void> {
    const asked = [...all].flatMap(({ sessionId, participant }) => this.gone.map(look => look(sessionId, participant)));
    await Promise.all(asked);
  }

  /** Again and again, each time after it is over; what fails is tried the next time. */
  private every(wait: () => number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.stopped) return;
      void this.logErrors(work).then(() => {
        if (!this.stopped) this.every(wait, work);
      });
    }, wait());
    timer.unref();
    this.timers.add(timer);
  }

  private async logErrors(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.log.warn({ err }, 'other nodes could not be looked after now');
    }
  }
}
