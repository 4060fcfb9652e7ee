/** The Redis of a story. Where there is none the story is skipped loudly; in CI that is a failure. */
import { findRedis, openRedis as open, type Redis } from '../../apps/launch/src/redis.js';

export type { Redis };

const program = findRedis(process.env.PATH ?? '');

/** `(hasRedis ? describe : describe.skip)(…)`. */
export const hasRedis = program !== undefined;
if (!hasRedis) {
  const told = 'There is no redis-server on PATH (Debian: apt install redis-server).';
  if (process.env.CI) throw new Error(told);
  console.warn(`\n${'!'.repeat(80)}\n${told}\nTHE STORIES OF SEVERAL NODES ARE SKIPPED.\n${'!'.repeat(80)}\n`);
}

export const openRedis = (): Promise<Redis> => open(program ?? '');
