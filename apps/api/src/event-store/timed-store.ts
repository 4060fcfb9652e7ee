import type { EventStore } from '@kengesh/journal';
import type { Metrics } from '../metrics/metrics.js';

/** The same store, with a watch beside it. */
export function timed(store: EventStore, metrics: Metrics): EventStore {
  return {
    read: (journal, after, limit) => store.read(journal, after, limit),
    async transact(journal, work) {
      const begun = performance.now();
      try {
        const result = await store.transact(journal, work);
        metrics.commit(performance.now() - begun, 'committed');
        return result;
      } catch (err) {
        metrics.commit(performance.now() - begun, 'undone');
        throw err;
      }
    },
  };
}
