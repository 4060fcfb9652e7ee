import { setTimeout as sleep } from 'node:timers/promises';

/** What `look` finds, looked for until it is there; undefined where it does not come in time. */
export async function until<T>(look: () => T | undefined, within: number): Promise<T | undefined> {
  for (const end = performance.now() + within; ; await sleep(5)) {
    const found = look();
    if (found !== undefined || performance.now() > end) return found;
  }
}

/** Works through a list, so many at a time. */
export async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T, index: number) => Promise<void>) {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let at = seed >>> 0;
  return () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
