/**
 * How far a reconciler has read each journal (table `listener_checkpoints`), moved on in the transaction that writes what it
 * read. Guarantees: on any number of nodes each entry is projected once per checkpoint, and none is passed over.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../database/transaction.js';
import { holdCheckpoint, moveCheckpoint, sessionsBehind } from '../event-store/checkpoint.queries.js';

/** What lies between the checkpoint and the end of a journal: entries with `after` < seq <= `head`. */
export interface Unread {
  readonly after: number;
  readonly head: number;
}

export class Checkpoint {
  constructor(
    private readonly db: DataSource,
    private readonly name: string,
  ) {}

  /** Sessions whose journals have entries that were not read. */
  behind(): Promise<readonly string[]> {
    return sessionsBehind(this.db.manager, this.name);
  }

  /**
   * Reads on in one transaction, under the lock of this checkpoint. Several nodes do no harm.
   * @param read writes through the manager what it read, and answers the seq up to which it has
   */
  advance(sessionId: string, read: (manager: EntityManager, unread: Unread) => Promise<number>): Promise<void> {
    return transaction(this.db, async manager => {
      const unread = await holdCheckpoint(manager, this.name, sessionId);
      const seq = await read(manager, unread);
      if (seq > unread.after) await moveCheckpoint(manager, this.name, sessionId, seq);
    });
  }
}
