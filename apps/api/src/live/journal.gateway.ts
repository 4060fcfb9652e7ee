/**
 * WebSocket gateway: authenticates the handshake, answers acts, brings a connection up to date (frame or snapshot).
 * Every act sent with an acknowledgement callback is answered.
 */

import type { ActReply, HandshakeRefusal } from '@kengesh/contracts';
import { mayChangeRoles, viewerOf } from '@kengesh/domain';
import { type Command, type Position, type Refusal, refuse, type Viewer } from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { Identities } from '../identity/identity.js';
import { Metrics } from '../metrics/metrics.js';
import { RefusedOrigins } from '../security-log/refused-origins.js';
import {
  type Connection,
  type ConnectionData,
  ConnectionRegistry,
  type LiveServer,
  participantRoom,
  roomOf,
  viewerGroupOf,
} from '../transport/connection-registry.js';
import { packedBody } from '../transport/deflate.js';
import { packedSnapshot, snapshotPacket } from '../transport/encode.js';
import { bufferedBytes, markAcceptsDeflate, sendPacked, sendPacket, terminate } from '../transport/socket-writer.js';
import { actorOf, internalError, parseEnvelope } from './command-envelope.js';
import { CredentialWatch } from './credential-watch.js';
import { FanOut } from './fan-out.js';
import { authenticateHandshake } from './handshake.js';
import { JournalService } from './journal.service.js';
import { RateLimits } from './rate-limits.js';
import { comparable, isBeyond, readPosition, resumeMessageFor } from './resume-message.js';
import { SessionStatsPublisher } from './session-stats.js';

@Injectable()
@WebSocketGateway()
export class JournalGateway
  implements OnGatewayInit<LiveServer>, OnGatewayConnection<Connection>, BeforeApplicationShutdown
{
  private readonly stops: (() => void)[] = [];
  private readonly waiting = new WeakSet<Connection>();
  /** Lines of earlier builds' pages that stand beyond the head, and where. */
  private readonly beyond = new Map<Connection, number>();

  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(CredentialWatch) private readonly credentials: CredentialWatch,
    @Inject(FanOut) private readonly fanOut: FanOut,
    @Inject(SessionStatsPublisher) private readonly pulses: SessionStatsPublisher,
    @Inject(RateLimits) private readonly pace: RateLimits,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(RefusedOrigins) private readonly origins: RefusedOrigins,
    @Inject(ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  afterInit(io: LiveServer): void {
    io.use((socket, next) => {
      this.admit(socket).then(
        refused => {
          this.metrics.handshake(refused ?? 'admitted');
          if (refused === 'full') socket.conn.close();
          else next(refused && Object.assign(new Error(refused), { data: { code: refused } }));
        },
        err => {
          // A refusal would be final; a line that breaks is tried again.
          this.metrics.handshake('failed');
          this.log.error({ err }, 'a handshake could not be judged');
          socket.conn.close();
        },
      );
    });
    this.stops.push(
      this.journal.onCommitted((sessionId, committed) => {
        this.breakBeyond(sessionId, committed.to);
        this.fanOut.commit(io, sessionId, committed);
        const types = committed.entries.map(entry => entry.type);
        if (types.includes('session.prepared')) this.rollChanged(sessionId);
        else if (types.some(mayChangeRoles)) void this.bureauMayHaveChanged(sessionId);
      }),
      this.journal.onPutBack(sessionId => this.putBack(sessionId)),
    );
    this.credentials.start();
    this.pulses.start(io);
    this.metrics.addGauge('kengesh_lines', 'Lines that are open', () => this.lines.count);
  }

  handleConnection(line: Connection): void {
    line.on('ask', (envelope: unknown, answer: unknown) => {
      // Without a place for the answer it cannot be answered, so it is not heard.
      if (typeof answer === 'function') this.ask(line, envelope, answer as (given: ActReply) => void);
    });
    line.on('resync', (held: unknown) => void this.resync(line, readPosition(held)));
    line.on('disconnect', () => {
      this.beyond.delete(line);
      this.lines.remove(line);
    });
    this.lines.add(line);
    // Revoked between the handshake and here, nobody would have told this line.
    void this.credentials.check(line);
    const { auth } = line.handshake;
    if ((auth as { packs?: unknown }).packs === true) markAcceptsDeflate(line);
    void this.bringUpToDate(line, readPosition(auth));
  }

  beforeApplicationShutdown(): void {
    for (const stop of this.stops) stop();
    this.fanOut.close();
  }

  private async admit(socket: Socket): Promise<HandshakeRefusal | 'full' | undefined> {
    const { headers, auth } = socket.handshake;
    const admitted = await authenticateHandshake({ headers, auth }, this.env, this.identities);
    if ('refused' in admitted) {
      if (admitted.refused === 'auth.origin') {
        const from = { address: socket.handshake.address, userAgent: headers['user-agent'] ?? null };
        this.origins.note(headers.origin ?? '', headers.host ?? '', from);
      }
      return admitted.refused;
    }
    const { identity, credentials } = admitted;
    const { limits } = this.env;
    const { device, link } = this.lines.countFor(identity);
    if (device >= limits.linesOfDevice || link >= limits.linesOfLink) {
      this.metrics.limited('lines');
      return 'limit.lines';
    }
    // A refusal would be final; of a full node the page tries again.
    if (this.lines.count >= limits.lines) {
      this.metrics.limited('node');
      return 'full';
    }
    socket.data = { identity, credentials, viewer: null } satisfies ConnectionData;
    return undefined;
  }

  private ask(line: Connection, envelope: unknown, answer: (given: ActReply) => void): void {
    if (bufferedBytes(line) > this.env.limits.owed) {
      // It asks and does not listen.
      this.cutSlow(line);
      answer({ ok: false, ...refuse('limit.rate', { seconds: 1 }) });
      return;
    }
    void this.pace.takeForAct(line.id, line.data.identity).then(wait => this.askWithin(line, wait, envelope, answer));
  }

  private askWithin(line: Connection, wait: number, envelope: unknown, answer: (given: ActReply) => void): void {
    const { sessionId } = line.data.identity;
    const heard = this.hear(line, wait, envelope);
    if ('refused' in heard) {
      answer({ ok: false, ...heard });
      return;
    }
    const { id, act } = heard;
    this.journal.ask(sessionId, heard, answer, err =>
      answer(internalError(this.log, err, { sessionId, command: id, act: act.type })),
    );
  }

  /** What is asked, or why it is not put before anybody. */
  private hear(line: Connection, wait: number, envelope: unknown): Command | Refusal {
    if (wait > 0) {
      this.metrics.limited('rate');
      return refuse('limit.rate', { seconds: Math.ceil(wait / 1000) });
    }
    const actor = actorOf(line.data.identity);
    return 'refused' in actor ? actor : parseEnvelope(envelope, actor);
  }

  /** Asked too fast, it is answered later and once: a page that misses something asks only once. */
  private async resync(line: Connection, position: Position | null): Promise<void> {
    if (this.waiting.has(line)) return;
    const wait = await this.pace.takeForLine(line.id);
    if (wait === 0) {
      await this.bringUpToDate(line, position);
      return;
    }
    // Of many that came at once one waits.
    if (this.waiting.has(line)) return;
    this.waiting.add(line);
    setTimeout(() => {
      this.waiting.delete(line);
      if (line.connected) void this.bringUpToDate(line, null);
    }, wait).unref();
  }

  /** First answer and every answer to `resync`: the missing entries, else the whole. From then on frames come by themselves. */
  private async bringUpToDate(line: Connection, position: Position | null, putBack = false): Promise<void> {
    const { sessionId, participant } = line.data.identity;
    try {
      const news = await resumeMessageFor(this.journal, sessionId, participant, comparable(position));
      if (!line.connected) return;
      if (isBeyond(position, news)) this.beyond.set(line, position.seq);
      else this.beyond.delete(line);
      if (bufferedBytes(line) > this.env.limits.owed) return this.cutSlow(line);
      // From here to the end nothing waits: what is committed later is told later, and this line is in its rooms by then.
      if ('frame' in news) line.emit('frame', news.frame);
      else {
        const snapshot = putBack ? { ...news.snapshot, putBack } : news.snapshot;
        if (!sendPacked(line, () => packedBody(packedSnapshot(snapshot, news.fullState))))
          sendPacket(line, snapshotPacket(snapshot, news.fullState));
      }
      const first = line.data.viewer === null;
      this.seat(line, news.viewer);
      if (first) this.pulses.greet(line);
    } catch (err) {
      this.log.error({ err, sessionId }, 'a line could not be brought up to date');
      // A line that breaks is tried again by the page; one that is hung up is not.
      line.conn.close();
    }
  }

  private seat(line: Connection, viewer: Viewer): void {
    const { sessionId, participant } = line.data.identity;
    const before = line.data.viewer;
    line.data.viewer = viewer;
    if (before && viewerGroupOf(before) === viewerGroupOf(viewer)) return;
    if (before) void line.leave(roomOf(sessionId, viewerGroupOf(before)));
    void line.join(roomOf(sessionId, viewerGroupOf(viewer)));
    if (participant !== null) void line.join(participantRoom(sessionId, participant));
  }

  /** Prepared anew: a role may have changed, and with it what may be seen. */
  private rollChanged(sessionId: string): void {
    for (const line of [...this.lines.of(sessionId)]) void this.bringUpToDate(line, null);
  }

  /** An election may have brought somebody into the bureau: such a line is told the whole of what may be seen now (PROC-36). */
  private async bureauMayHaveChanged(sessionId: string): Promise<void> {
    try {
      const { state } = await this.journal.state(sessionId);
      for (const line of [...this.lines.of(sessionId)]) {
        const { identity, viewer } = line.data;
        if (viewer && viewerOf(state, identity.participant).bureau !== viewer.bureau)
          void this.bringUpToDate(line, null);
      }
    } catch (err) {
      // Seen at the next change, or when the page comes back.
      this.log.error({ err, sessionId }, 'the bureau could not be told of');
    }
  }

  /**
   * A page of an earlier build takes no snapshot older than what it holds, and would take the new history on top of the old once it
   * is as long. Before that its line breaks, and it comes back for a snapshot that is newer (J-48).
   */
  private breakBeyond(sessionId: string, to: number): void {
    for (const [line, seq] of this.beyond)
      if (line.data.identity.sessionId === sessionId && to >= seq) {
        this.beyond.delete(line);
        line.conn.close();
      }
  }

  /** Every page begins anew, and is told why. */
  private putBack(sessionId: string): void {
    this.fanOut.forget(sessionId);
    for (const line of [...this.lines.of(sessionId)]) void this.bringUpToDate(line, null, true);
  }

  private cutSlow(line: Connection): void {
    if (terminate(line)) this.metrics.limited('owed');
  }
}
