/** The ballot boxes during one batch: their content, and what is to be put into them. */
import { BoxClosed } from './errors.js';
import type { BoxFacts, BoxPut, BoxQuery, EventStoreTransaction } from './types.js';

export const NO_BOX: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

type BoxStep =
  | { readonly open: string }
  | { readonly seal: string }
  | { readonly destroy: string }
  | { readonly put: BoxPut; readonly command: string };

const pair = (a: string, b: string) => `${a.length} ${a}${b}`;

/**
 * Looks into boxes as they will be once this batch is written. Marks are looked up ahead for the whole batch, and puts
 * wait until the end, so that a thousand ballots cost the store two statements and not two thousand.
 */
export function createBoxes(tx: EventStoreTransaction) {
  const marks = new Map<string, Promise<string | null>>();
  let steps: BoxStep[] = [];
  let broken: { readonly cause: unknown } | null = null;

  /** A failing store fails the batch, whoever's act it happened in; only a closed box is the act's own affair. */
  async function guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof BoxClosed)) broken ??= { cause: error };
      throw error;
    }
  }

  async function flush(): Promise<void> {
    try {
      await writeSteps();
    } catch (error) {
      broken ??= { cause: error };
    }
    if (broken) throw broken.cause;
  }

  async function writeSteps(): Promise<void> {
    const waiting = steps;
    steps = [];
    let puts: Promise<void>[] = [];
    for (const step of waiting) {
      if ('put' in step) {
        puts.push(
          tx.boxPut(step.put, step.command).then(done => {
            if (!done) throw new Error(`box ${step.put.box}: a mark appeared while its journal was locked`);
          }),
        );
        continue;
      }
      await Promise.all(puts);
      puts = [];
      if ('open' in step) await tx.boxOpen(step.open);
      else if ('seal' in step) await tx.boxSeal(step.seal);
      else await tx.boxDestroy(step.destroy);
    }
    await Promise.all(puts);
  }

  function mark(box: string, key: string): Promise<string | null> {
    const at = pair(box, key);
    let found = marks.get(at);
    if (!found) {
      found = guarded(tx.boxQuery({ has: { box, key } })).then(facts => facts.mark);
      marks.set(at, found);
    }
    return found;
  }

  return {
    flush,
    mark,
    async query(query: BoxQuery): Promise<BoxFacts> {
      if ('has' in query) return { ...NO_BOX, mark: await mark(query.has.box, query.has.key) };
      await flush();
      return guarded(tx.boxQuery(query));
    },
    put(put: BoxPut, command: string): void {
      steps.push({ put, command });
      marks.set(pair(put.box, put.key), Promise.resolve(command));
    },
    open(box: string): void {
      steps.push({ open: box });
    },
    seal(box: string): void {
      steps.push({ seal: box });
      marks.clear();
    },
    destroy(box: string): void {
      steps.push({ destroy: box });
      marks.clear();
    },
  };
}
