/**
 * An id for a command: 48 bits of the moment, then 80 of chance (RFC 9562, 5.7, in plain hexadecimal). Ids made in the same
 * minute lie side by side in an index, so that a thousand ballots touch a few of its pages and not a thousand. Nothing else
 * hangs on the moment: whoever's clock is wrong only lies elsewhere.
 *
 * @param milliseconds since 1970
 * @param chance ten random bytes
 */
export function commandIdOf(milliseconds: number, chance: Uint8Array): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return hex(milliseconds, 12) + Array.from(chance, byte => hex(byte, 2)).join('');
}
