/**
 * How far a reconciler has read each journal (table `listener_checkpoints`), moved on in the transaction that writes what it
 * read. Guarantees: on any number of nodes each entry is projected once per checkpoint, and none is passed over.
 */
import type { Pool, PoolClient } from 'pg';

/** What lies between the checkpoint and the end of a journal: entries with `after` < seq <= `head`. */
export interface Unread {
  readonly after: number;
  readonly head: number;
}

export class Checkpoint {
  constructor(
    private readonly pool: Pool,
    private readonly name: string,
  ) {}

  /** Sessions whose journals have entries that were not read. */
  async behind(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select heads.session_id as id from journal_heads heads
        left join listener_checkpoints done on done.name = $1 and done.session_id = heads.session_id
        where heads.seq > coalesce(done.seq, 0)`,
      [this.name],
    );
    return rows.map(row => row.id);
  }

  /**
   * Reads on in one transaction, under the lock of this checkpoint. Several nodes do no harm.
   * @param read writes through the client what it read, and answers the seq up to which it has
   */
  async advance(sessionId: string, read: (client: PoolClient, unread: Unread) => Promise<number>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const key = [this.name, sessionId];
      await client.query(
        'insert into listener_checkpoints (name, session_id, seq) values ($1, $2, 0) on conflict do nothing',
        key,
      );
      const checkpoints = await client.query<{ seq: number }>(
        'select seq from listener_checkpoints where name = $1 and session_id = $2 for update',
        key,
      );
      const after = checkpoints.rows[0]?.seq ?? 0;
      // Before the entries are read: what is written meanwhile wakes the reconciler once more.
      const heads = await client.query<{ seq: number }>('select seq from journal_heads where session_id = $1', [
        sessionId,
      ]);
      const seq = await read(client, { after, head: heads.rows[0]?.seq ?? 0 });
      if (seq > after)
        await client.query('update listener_checkpoints set seq = $3 where name = $1 and session_id = $2', [
          ...key,
          seq,
        ]);
      await client.query('commit');
      client.release();
    } catch (error) {
      // A connection that failed in the middle is not used again.
      client.release(true);
      throw error;
    }
  }
}
