/** Advisory locks that end with the transaction. Names are hashed: no two kinds of lock share a prefix. */
import { type Queryable, rowsOf } from './rows.js';

export async function lock(on: Queryable, name: string): Promise<void> {
  await rowsOf(on, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

/** By number: for locks that are not of one row or name. */
export async function lockNumber(on: Queryable, number: number): Promise<void> {
  await rowsOf(on, 'select pg_advisory_xact_lock($1)', [number]);
}

/** Whether it could be had at once. */
export async function tryLock(on: Queryable, name: string): Promise<boolean> {
  const [row] = await rowsOf<{ ours: boolean }>(
    on,
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as ours',
    [name],
  );
  return row?.ours ?? false;
}
