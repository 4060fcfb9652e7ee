import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Counts failed attempts within a window, in memory of this node. Failures are limited and not page loads: a whole
 * council may sit behind one address (SEC-06).
 */
export class FailureLimiter {
  private readonly failures: RateLimiterMemory;

  /** @param windowSeconds from the first failure on */
  constructor(most: number, windowSeconds: number) {
    this.failures = new RateLimiterMemory({ points: most, duration: windowSeconds });
  }

  /**
   * Seconds until this key may try again; 0: now. Such an attempt counts as failed before its outcome is known, so that
   * many at once gain nothing; one that has to wait does not count.
   */
  async attempt(key: string): Promise<number> {
    try {
      await this.failures.consume(key);
      return 0;
    } catch (full) {
      if (!(full instanceof RateLimiterRes)) throw full;
      await this.forgive(key);
      return Math.max(1, Math.ceil(full.msBeforeNext / 1000));
    }
  }

  /** The attempt did not fail after all. */
  async forgive(key: string): Promise<void> {
    await this.failures.reward(key);
  }
}
