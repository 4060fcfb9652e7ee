import { ONE_VOTE } from './fractions.js';

const WEIGHT = /^(\d{1,6})(?:[.,](\d{1,6}))?$/;

/** A weight as it is written, with at most six places: `1.5` is 1500000 millionths (PROC-07). Null where it is none. */
export function weightOf(text: string): number | null {
  const found = WEIGHT.exec(text.trim());
  if (!found) return null;
  const millionths = Number(found[1]) * ONE_VOTE + Number((found[2] ?? '').padEnd(6, '0'));
  return millionths > 0 ? millionths : null;
}
