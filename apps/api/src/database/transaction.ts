import type { DataSource, EntityManager } from 'typeorm';

/**
 * The only way to begin a transaction on desk data. Repositories and query files take the manager it hands over.
 * Guarantees: committed where `run` resolves, rolled back where it rejects. Events are appended by the event store alone.
 */
export const transaction = <T>(db: DataSource, run: (manager: EntityManager) => Promise<T>): Promise<T> =>
  db.transaction(run);
