/** A share and how it is compared. `gt`: more than num/den of the base; `gte`: at least num/den. */
export interface Share {
  readonly num: number;
  readonly den: number;
  readonly cmp: 'gt' | 'gte';
}
/** Of the kinds that are no plain fraction, half_plus_one asks for one vote beyond the half, unanimity may leave `except` votes out. */
export interface KindOfShare extends Share {
  readonly kind?: string | undefined;
  readonly except?: number | undefined;
}

/** A seat's one vote where weights are counted: they are integers, in millionths (PROC-07). */
export const ONE_VOTE = 1_000_000;

/** What a part must have beyond its share: one vote of "50 % + 1", or less by those that consensus may do without. */
const beyond = ({ kind, except = 0 }: KindOfShare, unit: number) =>
  BigInt(kind === 'half_plus_one' ? unit : 0) - BigInt(except) * BigInt(unit);

/**
 * Whether `part` reaches the share of `base`, exactly: part·den against num·base in integers, never a percentage.
 * Nothing passes with a part of zero (PROC-01, 3.2).
 *
 * @param unit what one vote measures: 1 where heads are counted, `ONE_VOTE` where weights are
 */
export function reaches(part: number, base: number, share: KindOfShare, unit = 1): boolean {
  const left = (BigInt(part) - beyond(share, unit)) * BigInt(share.den);
  const right = BigInt(share.num) * BigInt(base);
  return part > 0 && (share.cmp === 'gt' ? left > right : left >= right);
}

/** The smallest part that reaches the share of `base`; at least 1. May exceed `base` (more than all of it). */
export function needed(base: number, share: KindOfShare, unit = 1): number {
  const num = BigInt(base) * BigInt(share.num);
  const den = BigInt(share.den);
  const need = (share.cmp === 'gt' ? num / den + 1n : (num + den - 1n) / den) + beyond(share, unit);
  return Number(need > 1n ? need : 1n);
}
