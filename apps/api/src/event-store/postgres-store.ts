/**
 * Event store on PostgreSQL. `transact` locks the journal's head row, appends gaplessly and resolves after COMMIT.
 * @throws ConcurrencyConflict (retry) or DuplicateCommand (the command was already written).
 */
import { ConcurrencyConflict, DuplicateCommand, type EventStore } from '@kengesh/journal';
import { DatabaseError, type Pool } from 'pg';
import { type EntryColumns, entriesOf } from './entry-columns.js';
import { PostgresTx } from './postgres-tx.js';
import { SQL } from './statements.js';

/** Unique violation, serialization failure, deadlock: another writer won, and everything was undone. */
const RACES = new Set(['23505', '40001', '40P01']);

const ignore = () => undefined;

/**
 * The store on Postgres. The pool's owner makes it with `pipeline`, ends it, listens to its `error` events, and says by its
 * search path where the journal lies; `urns` is the schema of the secret contents.
 */
export function createPostgresStore(pool: Pool, urns = 'urn'): EventStore {
  return {
    async read(journal, after, limit) {
      const { rows } = await pool.query<EntryColumns>({ ...SQL.read, values: [journal, after, limit ?? null] });
      return entriesOf(rows[0]!);
    },

    async transact(journal, work) {
      const client = await pool.connect();
      // A line that breaks between two statements would otherwise end the process; the next statement tells it too.
      client.on('error', ignore);
      let lost = false;
      try {
        // On a line that pipelines, one statement follows another without waiting for its answer: the way there and back is
        // most of what a small one takes.
        const begun = client.query('begin');
        begun.catch(ignore);
        const tx = new PostgresTx(client, journal, urns);
        await tx.lock();
        await begun;
        const result = await work(tx)
          .finally(() => tx.end())
          .catch(async error => {
            // A stroke that the database refused is why what came after it failed.
            await tx.written.catch(first => {
              throw first instanceof DatabaseError ? first : error;
            });
            throw error;
          });
        const committed = client.query('commit');
        committed.catch(ignore);
        await tx.written;
        // After a failed statement Postgres answers a commit with ROLLBACK, and calls that no error.
        const { command } = await committed;
        if (command !== 'COMMIT') throw new Error(`the transaction was not committed: ${command}`);
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {
          lost = true;
        });
        const { code, constraint } = error as { code?: unknown; constraint?: unknown };
        if (constraint === 'journal_entries_command')
          throw new DuplicateCommand((error as Error).message, { cause: error });
        if (typeof code === 'string' && RACES.has(code))
          throw new ConcurrencyConflict((error as Error).message, { cause: error });
        throw error;
      } finally {
        client.off('error', ignore);
        client.release(lost);
      }
    },
  };
}
