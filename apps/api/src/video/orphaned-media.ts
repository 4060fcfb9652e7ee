/**
 * Who is seen at the video server and has no line to us: a page that has died while its media lived on, or somebody with a
 * ticket and no page. Presence, floor and chair know nothing of them; they are given a while to come back, and put out.
 */
import { HALL } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';

/** One connection in a room of the video server. */
export interface SeenMedia {
  readonly room: string;
  readonly identity: string;
  readonly participant: string;
  /** The device session; null where it is not known. */
  readonly device: string | null;
}

@Injectable()
export class OrphanedMedia {
  /** Milliseconds: longer than any line that comes back by itself stays away. */
  patience = 60_000;
  /** By coming: since when without a line. Begins anew with each start of ours, when all lines are lost. */
  private readonly since = new Map<string, number>();

  constructor(
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
  ) {}

  /** Of those seen there now, by coming: the ones who have been without a line for too long. */
  overdue(sessionId: string, seen: ReadonlyMap<string, SeenMedia>, now: number): readonly SeenMedia[] {
    const elsewhere = new Set(this.elsewhere.participants(sessionId));
    return [...seen].flatMap(([sid, media]) => {
      if (elsewhere.has(media.participant) || this.hasLine(sessionId, media)) {
        this.since.delete(sid);
        return [];
      }
      const since = this.since.get(sid) ?? now;
      this.since.set(sid, since);
      return now - since >= this.patience ? [media] : [];
    });
  }

  private hasLine(sessionId: string, { participant, device }: SeenMedia): boolean {
    // Lines of screens to other nodes are not known here.
    if (participant === HALL && !this.elsewhere.knowsScreens) return true;
    const who = participant === HALL ? null : participant;
    return device === null ? this.lines.has(sessionId, who) : this.lines.hasDevice(sessionId, who, device);
  }

  /** This coming is over. */
  gone(sid: string): void {
    this.since.delete(sid);
  }
}
