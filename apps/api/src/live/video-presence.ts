/**
 * Who is seen in the video room, reported by the feature that watches it. Telemetry of this node: shown to the bureau, and never
 * part of the truth.
 */
import type { Sighting } from '@kengesh/contracts';
import { Injectable } from '@nestjs/common';

@Injectable()
export class VideoPresence {
  private readonly bySession = new Map<string, readonly Sighting[]>();
  private readonly listeners = new Set<(sessionId: string) => void>();

  /** Undefined where nobody looks. */
  of(sessionId: string): readonly Sighting[] | undefined {
    return this.bySession.get(sessionId);
  }

  set(sessionId: string, seen: readonly Sighting[] | undefined): void {
    if (JSON.stringify(this.bySession.get(sessionId)) === JSON.stringify(seen)) return;
    if (seen) this.bySession.set(sessionId, seen);
    else this.bySession.delete(sessionId);
    for (const listener of this.listeners) listener(sessionId);
  }

  /** Called after each change. Answers how to stop it. */
  onChange(listener: (sessionId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
