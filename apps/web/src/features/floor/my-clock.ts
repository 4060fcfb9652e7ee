import type { FloorHolder } from '@kengesh/domain';

/** Seconds the speaker has left at `at` (milliseconds since 1970); stands still while paused, negative when overrun. */
export function secondsLeft(holder: FloorHolder, at: number): number {
  const until = holder.pausedAt ? Date.parse(holder.pausedAt) : at;
  const left = (Date.parse(holder.endsAt) - until) / 1000;
  // Counted in whole seconds and shown full at the start: 5:00, not 4:59; 0:00 is up to a second long.
  return left > 0 ? Math.ceil(left) : Math.trunc(left);
}
