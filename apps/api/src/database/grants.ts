/**
 * What the application's role may do: read and write everywhere, except where the record must not be touched. Migrations
 * may grant to `kengesh_app`, but an installation may name its role as it likes, so it is said here for whichever it is.
 */
import type { Client } from 'pg';

/** Tables where the application may do less than read, add, change and remove. */
const less: Readonly<Record<string, string>> = {
  'public.migrations': 'select',
  'public.journal_entries': 'select, insert',
  'public.journal_heads': 'select, insert, update',
  'public.box_marks': 'select, insert, delete',
  'public.ballot_boxes': 'select, insert',
  'public.ballot_boxes_ended': 'select, insert',
  'public.ballot_marks': 'select, insert',
  'public.ballots': 'select, insert',
  'public.ballot_lists': 'select, insert',
  // Of boxes that an earlier build opened.
  'urn.boxes': 'select, update',
  'public.decisions': 'select, insert',
  'public.office_terms': 'select, insert',
  'public.council_rules': 'select, insert',
  'public.rules_adoptions': 'select, insert',
  'public.decision_signatures': 'select, insert',
  'public.decision_numbers': 'select, insert',
  'public.motions_reconsidered': 'select, insert',
  'public.remarks': 'select, insert, delete',
  'public.participant_names': 'select, insert, delete',
  'public.known_devices': 'select, insert, delete',
  'public.failed_attempts': 'select, insert, update, delete',
  'public.security_events': 'select, insert, update (address, user_agent)',
  'jobs.version': 'select, update',
  'jobs.queue': 'select',
  'jobs.schedule': 'select',
  'jobs.subscription': 'select',
  'jobs.archive': 'select, insert, delete',
};
/** In `urn` lie secret ballots of earlier builds, in tables that the application has made; there and in `jobs`, pg-boss's, it makes none. */
const schemas: Readonly<Record<string, string>> = { public: 'usage', urn: 'usage', jobs: 'usage' };

/** Does nothing where the owner and the application are one role: an owner cannot be kept from its own tables. */
export async function grant(owner: Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ same: boolean }>('select current_user = $1 as same', [role]);
  if (!role || rows[0]?.same) return;
  const name = owner.escapeIdentifier(role);
  const tables = await owner.query<{ schema: string; table: string }>(
    `select n.nspname as schema, c.relname as table
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p', 'v') and not c.relispartition and pg_get_userbyid(c.relowner) = current_user`,
    [Object.keys(schemas)],
  );
  const present = await owner.query<{ schema: string }>(
    'select nspname as schema from pg_namespace where nspname = any ($1)',
    [Object.keys(schemas)],
  );
  await owner.query('begin');
  try {
    for (const { schema } of present.rows) {
      await owner.query(`revoke all on schema ${owner.escapeIdentifier(schema)} from ${name}`);
      await owner.query(`grant ${schemas[schema]} on schema ${owner.escapeIdentifier(schema)} to ${name}`);
      await owner.query(`grant usage, select on all sequences in schema ${owner.escapeIdentifier(schema)} to ${name}`);
    }
    for (const { schema, table } of tables.rows) {
      const rights = less[`${schema}.${table}`] ?? 'select, insert, update, delete';
      const quoted = `${owner.escapeIdentifier(schema)}.${owner.escapeIdentifier(table)}`;
      await owner.query(`revoke all on ${quoted} from ${name}`);
      await owner.query(`grant ${rights} on ${quoted} to ${name}`);
    }
    const { rows: functions } = await owner.query("select from pg_proc where proname = 'empty_ballot_box'");
    if (functions.length > 0) await owner.query(`grant execute on function public.empty_ballot_box to ${name}`);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
