/** By track: packets that came, and packets that did not. */
export type Packets = ReadonlyMap<string, readonly [received: number, lost: number]>;

/** Share of packets lost between two looks; null where none was due. */
export function lossBetween(before: Packets, now: Packets): number | null {
  let received = 0;
  let lost = 0;
  for (const [id, [r, l]] of now) {
    const [r0, l0] = before.get(id) ?? [r, l];
    received += Math.max(0, r - r0);
    lost += Math.max(0, l - l0);
  }
  return received + lost === 0 ? null : lost / (received + lost);
}
