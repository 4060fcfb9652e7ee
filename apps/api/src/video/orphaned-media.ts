/**
 * Who is seen at the video server and has no line to us: a page that has died while its media lived on, or somebody with a
 * ticket and no page. Presence, floor and chair know nothing of them; they are given a while to come back, and put out.
 */
import { HALL } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';

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

  /** Of those seen there now, by coming: the ones who have been without a line for too long. The hall has no name on the roll. */
  overdue(sessionId: string, seen: ReadonlyMap<string, string>, now: number): readonly string[] {
    const ours = new Set([...this.lines.participants(sessionId), ...this.elsewhere.participants(sessionId)]);
    return [...seen].flatMap(([sid, participant]) => {
      if (participant === HALL || ours.has(participant)) {
        this.since.delete(sid);
        return [];
      }
      const since = this.since.get(sid) ?? now;
      this.since.set(sid, since);
      return now - since >= this.patience ? [participant] : [];
    });
  }

  /** This coming is over. */
  gone(sid: string): void {
    this.since.delete(sid);
  }
}
