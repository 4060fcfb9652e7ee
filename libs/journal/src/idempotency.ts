/**
 * Idempotency: finds entries already written under (actor, command), in this batch or in the store (J-24, J-25).
 * The store is asked only for commands its unique constraint would not catch.
 */
import type { Command, Entry, EventStoreTransaction } from './types.js';

interface Asked {
  readonly command: Command;
}

/** @param from the head at which this batch began */
export function createIdempotencyLookup(tx: EventStoreTransaction, from: number) {
  const made = new Map<string, Entry[]>();
  const looked = new Set<Asked>();
  let broken: { readonly cause: unknown } | null = null;

  function keep(entry: Entry): void {
    const parts = made.get(entry.command);
    if (parts) parts.push(entry);
    else made.set(entry.command, [entry]);
  }

  function previousEntries(
    { command: { actor, id } }: Asked,
    last = Number.POSITIVE_INFINITY,
  ): readonly Entry[] | null {
    const mine = made.get(id)?.filter(entry => entry.actor === actor.id && entry.seq <= last);
    return mine && mine.length > 0 ? mine : null;
  }

  return {
    keep,
    madeBy: previousEntries,
    /** What it wrote before this batch: what it wrote in this batch, after it was refused, is no earlier answer (J-35). */
    previousCommittedEntries: (asked: Asked) => previousEntries(asked, from),

    /** Each is looked for once. A failing store fails the batch, whoever's act it happened in: `check` throws then. */
    async prefetch(those: readonly Asked[]): Promise<void> {
      const fresh = those.filter(asked => !looked.has(asked));
      for (const asked of fresh) looked.add(asked);
      // An empty journal has nothing to look up.
      if (from === 0 || fresh.length === 0) return;
      const keys = fresh.map(({ command: { actor, id: command } }) => ({ actor: actor.id, command }));
      try {
        for (const entry of await tx.made(keys)) keep(entry);
      } catch (error) {
        broken ??= { cause: error };
        throw error;
      }
    },

    check(): void {
      if (broken) throw broken.cause;
    },
  };
}
