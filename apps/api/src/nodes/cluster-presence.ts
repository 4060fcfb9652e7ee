/** What this node knows of the other nodes of the installation: who is connected there. Alone, it knows of none. */
import { Injectable } from '@nestjs/common';
import type { KeyChange } from './node-bus.js';

@Injectable()
export class ClusterPresence {
  /** Whether this participant has a line to another node that lives. Our own news of lines are told first. */
  async has(_sessionId: string, _participant: string): Promise<boolean> {
    return false;
  }

  /** Whether lines of screens to other nodes are known, as those of participants are. */
  get knowsScreens(): boolean {
    return true;
  }

  /** Participants with a line to another node, as far as we have heard. */
  participants(_sessionId: string): readonly string[] {
    return [];
  }

  /** Tells the other nodes that holders or copies of keys of this session have changed. */
  announceKeys(_sessionId: string, _changed: KeyChange): void {}

  /** Called with what another node has announced. */
  onKeys(_listener: (sessionId: string, changed: KeyChange) => void): void {}

  /** Called when something has changed there that the live figures show. */
  onChange(_listener: (sessionId: string) => void): void {}

  /** Called with those whose lines may have gone with a node that died; resolves when that is recorded, or is not so. */
  onGone(_listener: (sessionId: string, participant: string) => Promise<void>): void {}
}
