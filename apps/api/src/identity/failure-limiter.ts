import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { secretHash } from './secrets.js';

/**
 * Counts failed attempts within a window, for all nodes and over their restarts. Failures are limited and not page loads: a
 * whole council may sit behind one address (SEC-06). Keys are kept as hashes.
 */
export class FailureLimiter {
  private readonly failures: RateLimiterPostgres;

  /**
   * @param name of what is bounded, unique and lasting: a window outlives the process
   * @param windowSeconds from the first failure on
   */
  constructor(
    db: DataSource,
    name: string,
    private readonly most: number,
    windowSeconds: number,
  ) {
    this.failures = new RateLimiterPostgres({
      storeClient: db,
      storeType: 'typeorm',
      tableName: 'failed_attempts',
      tableCreated: true,
      // Its timer would outlive the connections; `forgetOldFailures` does it.
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: most,
      duration: windowSeconds,
    });
  }

  /**
   * Seconds until this key may try again; 0: now. Such an attempt counts as failed before its outcome is known, so that
   * many at once gain nothing; one that has to wait does not count.
   */
  async attempt(key: string): Promise<number> {
    const hashed = secretHash(key);
    // Whoever goes on where it is full costs a look, and no writing.
    const found = await this.failures.get(hashed);
    if (found && found.consumedPoints >= this.most) return secondsOf(found);
    try {
      await this.failures.consume(hashed);
      return 0;
    } catch (full) {
      if (!(full instanceof RateLimiterRes)) throw full;
      await this.failures.reward(hashed);
      return secondsOf(full);
    }
  }

  /** The attempt did not fail after all. */
  async forgive(key: string): Promise<void> {
    await this.failures.reward(secretHash(key));
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));
