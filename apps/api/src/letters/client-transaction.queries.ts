/** A transaction on a connection of the letters, which lasts longer than one: its locks outlive it. */
import type { Pool, PoolClient } from 'pg';
import pg from 'pg';

export async function within<T>(on: Pool | PoolClient, act: (client: PoolClient) => Promise<T>): Promise<T> {
  if (!(on instanceof pg.Pool)) return bracketed(on, act);
  const client = await on.connect();
  let isBroken = true;
  try {
    const result = await bracketed(client, act);
    isBroken = false;
    return result;
  } finally {
    client.release(isBroken);
  }
}

async function bracketed<T>(client: PoolClient, act: (client: PoolClient) => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await act(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
