/** A share and how it is compared. `gt`: more than num/den of the base; `gte`: at least num/den. */
export interface Share {
  readonly num: number;
  readonly den: number;
  readonly cmp: 'gt' | 'gte';
}

/**
 * Whether `part` reaches the share of `base`, exactly: part·den against num·base in integers, never a percentage.
 * Nothing passes with a part of zero (PROC-01, 3.2).
 */
export function reaches(part: number, base: number, share: Share): boolean {
  const left = BigInt(part) * BigInt(share.den);
  const right = BigInt(share.num) * BigInt(base);
  return part > 0 && (share.cmp === 'gt' ? left > right : left >= right);
}

/** The smallest part that reaches the share of `base`; at least 1. May exceed `base` (more than all of it). */
export function needed(base: number, share: Share): number {
  const num = BigInt(base) * BigInt(share.num);
  const den = BigInt(share.den);
  const need = share.cmp === 'gt' ? num / den + 1n : (num + den - 1n) / den;
  return Math.max(1, Number(need));
}
