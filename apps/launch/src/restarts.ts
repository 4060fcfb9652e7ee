/** How often something that stops by itself is started again, and how long is waited before: longer each time, and not for ever. */

/** After so many stops in a row it is given up. */
export const MOST_STOPS = 5;
const FIRST_WAIT = 250;
/** What ran for so long was well: counting begins anew. Milliseconds. */
const STEADY_AFTER = 60_000;

export class Restarts {
  private stops = 0;
  private startedAt: number;

  constructor(private readonly now: () => number = Date.now) {
    this.startedAt = now();
  }

  /** It has stopped. @returns milliseconds to wait before the next start; undefined where it is given up */
  stopped(): number | undefined {
    if (this.now() - this.startedAt >= STEADY_AFTER) this.stops = 0;
    this.stops += 1;
    return this.stops > MOST_STOPS ? undefined : FIRST_WAIT * 2 ** (this.stops - 1);
  }

  /** It is being started. */
  started(): void {
    this.startedAt = this.now();
  }
}
