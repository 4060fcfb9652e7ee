/** The ballot boxes during one batch: their content, and what is to be put into them. */
import { BoxClosed } from './errors.js';
import { canonical, sha256Hex } from './hash.js';
import type { BoxCipher, BoxFacts, BoxPut, BoxQuery, EventStoreTransaction, Json } from './types.js';

export const NO_BOX: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

type BoxStep =
  | { readonly open: string }
  | { readonly seal: string; readonly list: readonly Json[] | undefined }
  | { readonly destroy: string }
  | { readonly put: BoxPut; readonly mark: string };

/** What marks a sealed content: it tells its command again, but not when that was made, which ids of commands carry (J-57). */
const sealedMark = (box: string, command: string): string => sha256Hex(canonical(['mark', box, command]));

/** What marks a content that this command puts. */
export const markOf = ({ box, sealTo }: Pick<BoxPut, 'box' | 'sealTo'>, command: string): string =>
  sealTo === undefined ? command : sealedMark(box, command);

/** Whether the mark found is one that this command put. */
export const isMarkOf = (mark: string | null, box: string, command: string): boolean =>
  mark !== null && (mark === command || mark === sealedMark(box, command));

const pair = (a: string, b: string) => `${a.length} ${a}${b}`;

/**
 * Looks into boxes as they will be once this batch is written. Marks are looked up ahead for the whole batch, and puts
 * wait until the end, so that a thousand ballots cost the store two statements and not two thousand.
 */
export function createBoxes(tx: EventStoreTransaction, cipher?: BoxCipher) {
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
          tx.boxPut(step.put, step.mark).then(done => {
            if (!done) throw new Error(`box ${step.put.box}: a mark appeared while its journal was locked`);
          }),
        );
        continue;
      }
      await Promise.all(puts);
      puts = [];
      if ('open' in step) await tx.boxOpen(step.open);
      else if ('seal' in step) await tx.boxSeal(step.seal, step.list);
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

  /** Shuffled by the store while they were sealed, so the order of what is opened tells nothing either. */
  async function unseal(box: string): Promise<BoxFacts> {
    const facts = await guarded(tx.boxQuery({ take: box }));
    const contents = cipher?.open(box, facts.contents) ?? null;
    return contents === null ? { ...facts, keys: [], contents: [], locked: true } : { ...facts, contents };
  }

  return {
    flush,
    mark,
    async query(query: BoxQuery): Promise<BoxFacts> {
      if ('has' in query) return { ...NO_BOX, mark: await mark(query.has.box, query.has.key) };
      await flush();
      return 'unseal' in query ? unseal(query.unseal) : guarded(tx.boxQuery(query));
    },
    /**
     * The content as it lies in the box.
     * @throws where it is to be sealed and nothing seals it here
     */
    sealed({ box, content, sealTo }: BoxPut): Json {
      if (sealTo === undefined) return content;
      if (!cipher) throw new Error(`box ${box}: nothing seals its contents here`);
      return cipher.seal(sealTo, content, box);
    },
    put(put: BoxPut, command: string): void {
      const { box, key, content } = put;
      const mark = markOf(put, command);
      steps.push({ put: { box, key, content }, mark });
      marks.set(pair(box, key), Promise.resolve(mark));
    },
    open(box: string): void {
      steps.push({ open: box });
    },
    seal(box: string, list?: readonly Json[]): void {
      steps.push({ seal: box, list });
      marks.clear();
    },
    destroy(box: string): void {
      steps.push({ destroy: box });
      marks.clear();
    },
  };
}
