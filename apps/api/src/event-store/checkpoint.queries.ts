/** Table `listener_checkpoints`: how far each listener has read each journal. */
import { type Queryable, rowsOf } from '../database/rows.js';

/** Sessions whose journals have entries that this listener has not read. */
export async function sessionsBehind(on: Queryable, listener: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    on,
    `select heads.session_id as id from journal_heads heads
      left join listener_checkpoints done on done.name = $1 and done.session_id = heads.session_id
      where heads.seq > coalesce(done.seq, 0)`,
    [listener],
  );
  return rows.map(row => row.id);
}

/** The checkpoint, held until the transaction ends, and the head of the journal as it is then. */
export async function holdCheckpoint(
  on: Queryable,
  listener: string,
  session: string,
): Promise<{ readonly after: number; readonly head: number }> {
  const key = [listener, session];
  await rowsOf(
    on,
    'insert into listener_checkpoints (name, session_id, seq) values ($1, $2, 0) on conflict do nothing',
    key,
  );
  const [checkpoint] = await rowsOf<{ seq: number }>(
    on,
    'select seq from listener_checkpoints where name = $1 and session_id = $2 for update',
    key,
  );
  // Before the entries are read: what is written meanwhile wakes the listener once more.
  const [head] = await rowsOf<{ seq: number }>(on, 'select seq from journal_heads where session_id = $1', [session]);
  return { after: checkpoint?.seq ?? 0, head: head?.seq ?? 0 };
}

export async function moveCheckpoint(on: Queryable, listener: string, session: string, seq: number): Promise<void> {
  await rowsOf(on, 'update listener_checkpoints set seq = $3 where name = $1 and session_id = $2', [
    listener,
    session,
    seq,
  ]);
}
