/** What becomes of a batch once it is written: its askers are answered, then everyone else is told. */
import type { Commit } from './committed.js';
import { ActFailed } from './errors.js';
import type { JournalRuntime, PendingDelivery } from './journal-runtime.js';

/** What of the engine's options concerns delivering; and who is told that nothing is left to deliver. */
interface DeliveryOptions<S> {
  readonly onPutBack?: (journal: string) => void;
  readonly onCommitted?: (journal: string, committed: Commit<S>) => void;
  readonly onError?: (error: unknown, journal: string) => void;
  readonly schedule: (run: () => void) => void;
  readonly rest: () => void;
}

export function createDeliveryQueue<S>({ onPutBack, onCommitted, onError, schedule, rest }: DeliveryOptions<S>) {
  function deliver(journal: string, of: JournalRuntime<S>, delivery: PendingDelivery<S>): void {
    if (delivery.committed) {
      of.publishedSeq = delivery.committed.to;
      of.toldHash = delivery.committed.entries.at(-1)?.hash ?? of.toldHash;
    }
    of.undelivered.push(delivery);
    if (of.delivering) return;
    of.delivering = true;
    // Not here and now: the store is to have the next batch on its way before these are answered.
    schedule(() => deliverNext(journal, of));
  }

  function deliverNext(journal: string, of: JournalRuntime<S>): void {
    const next = of.undelivered.shift();
    if (!next) {
      of.delivering = false;
      rest();
      return;
    }
    of.inFlight -= next.asked.length;
    for (const [index, { command, asker }] of next.asked.entries()) {
      const outcome = next.outcomes[index]!;
      try {
        if ('failed' in outcome) asker.failed(new ActFailed(command.id, outcome.failed));
        else asker.answered(outcome);
      } catch (error) {
        onError?.(error, journal);
      }
    }
    // Later than the askers' own continuations (J-26).
    schedule(() => {
      try {
        if (next.putBack) onPutBack?.(journal);
        if (next.committed) onCommitted?.(journal, next.committed);
      } catch (error) {
        onError?.(error, journal);
      }
      deliverNext(journal, of);
    });
  }

  /** What nobody here has asked for. */
  const publish = (journal: string, of: JournalRuntime<S>, committed: Commit<S>) =>
    deliver(journal, of, { asked: [], outcomes: [], committed });

  /** Nothing that is held or was told of it holds any more: it is read anew, and whoever listens is told in its turn. */
  function forgetAll(journal: string, of: JournalRuntime<S>): void {
    of.held = null;
    of.publishedSeq = null;
    of.recent = [];
    deliver(journal, of, { putBack: true, asked: [], outcomes: [], committed: null });
  }

  return { deliver, tell: publish, forgetAll };
}
