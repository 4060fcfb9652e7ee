import { sha256Hex } from '@kengesh/journal';
import { ElectionError, type Lot } from './types.js';

/**
 * Draws the lot between the names: each name's number is SHA-256 of the seed, one line feed and the name (UTF-8), and
 * the names are drawn from the lowest number to the highest. Being drawn earlier is always the better luck: the first
 * drawn is elected, goes on, passes its surplus first; the last drawn is excluded.
 *
 * A witness repeats it with nothing but a shell, once per name, and sorts the lines:
 * `printf '%s\n%s' "$seed" "$name" | sha256sum`.
 *
 * The seed has to be made in public after the last ballot is in (dice, a drawn card, a number nobody present chose), or
 * whoever knew it earlier could have known whom it favours. A name's number does not depend on the other names, so one
 * seed orders all candidates once and every tie of the same count is settled in that order. Input order never matters.
 * @throws ElectionError on an empty seed, a line feed in the seed, no names or a name given twice.
 */
export function drawLot(seed: string, names: readonly string[]): Lot {
  checkSeed(seed);
  if (names.length === 0) throw new ElectionError('names', 'nobody to draw between');
  if (new Set(names).size < names.length) throw new ElectionError('names', 'a name twice');
  const drawn = names.map(name => ({ name, hash: sha256Hex(`${seed}\n${name}`) }));
  return { seed, drawn: drawn.sort((a, b) => (a.hash < b.hash ? -1 : 1)) };
}

/** @throws ElectionError where the seed is empty or holds a line feed. */
export function checkSeed(seed: string): void {
  if (seed === '') throw new ElectionError('options.seed', 'empty');
  if (seed.includes('\n')) throw new ElectionError('options.seed', 'holds a line feed');
}
