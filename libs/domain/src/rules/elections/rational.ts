/** An exact fraction in lowest terms; `den` is above zero. No floating point ever touches a count. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/** Greatest common divisor of two integers, never negative; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * num/den in lowest terms with the sign above the line.
 * @throws RangeError where `den` is zero.
 */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError('a fraction over zero');
  const common = den < 0n ? -gcd(num, den) : gcd(num, den);
  return { num: num / common, den: den / common };
}

export const ZERO: Rational = { num: 0n, den: 1n };

export const add = (a: Rational, b: Rational) => rational(a.num * b.den + b.num * a.den, a.den * b.den);

/** Below zero, zero or above zero, as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const [left, right] = [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The fraction as it is written in results: `8`, `17/8`. Plain JSON, unlike a bigint. */
export const write = ({ num, den }: Rational): string => (den === 1n ? `${num}` : `${num}/${den}`);

/**
 * Reads what `write` wrote.
 * @throws RangeError on anything else.
 */
export function parse(text: string): Rational {
  const parts = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (!parts) throw new RangeError(`not a fraction: ${text}`);
  return rational(BigInt(parts[1]!), BigInt(parts[2] ?? 1));
}

/**
 * A written fraction as a decimal for people, cut (not rounded) after `places`, so that nobody short of the quota is
 * shown at it: `decimal('17/8', 2)` is `2.12`. Trailing zeros are left out.
 */
export function decimal(text: string, places: number): string {
  const { num, den } = parse(text);
  const shift = 10n ** BigInt(places);
  const cut = ((num < 0n ? -num : num) * shift) / den;
  const rest = places > 0 ? `${cut % shift}`.padStart(places, '0').replace(/0+$/, '') : '';
  return `${num < 0n && cut > 0n ? '-' : ''}${cut / shift}${rest && `.${rest}`}`;
}
