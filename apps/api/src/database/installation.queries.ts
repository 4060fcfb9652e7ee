/** What the database says of itself: its migrations, our role, its time zones, the id of this installation. */
import { type Queryable, rowsOf } from './rows.js';

export async function appliedMigrations(on: Queryable): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ name: string }>(on, 'select name from migrations');
  return new Set(rows.map(row => row.name));
}

export async function currentRole(on: Queryable): Promise<string> {
  const [row] = await rowsOf<{ role: string }>(on, 'select current_user as role');
  return row!.role;
}

/** Two digits, as PostgreSQL's own tables of time zones have it. */
export async function hourIn(on: Queryable, at: string, zone: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ hour: string }>(on, `select to_char($1::timestamptz at time zone $2, 'HH24') as hour`, [
    at,
    zone,
  ]);
  return row?.hour;
}

/** Shared by all nodes of one installation; empty where its migrations are older than that. */
export async function installationId(on: Queryable): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(on, 'select id from house');
  return row?.id ?? '';
}
