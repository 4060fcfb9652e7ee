/**
 * Counts failed attempts within a window, in memory of this node. Failures are limited and not page loads: a whole
 * council may sit behind one address (SEC-06).
 */
export class FailureLimiter {
  private readonly failures = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Seconds until this key may try again; 0: now. */
  wait(key: string): number {
    const times = this.recent(key);
    const oldest = times.at(-this.most);
    return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest + this.windowMs - this.now()) / 1000));
  }

  /** Counts an attempt as failed before its outcome is known, so that many at once gain nothing. */
  count(key: string): void {
    if (this.failures.size > 50_000) this.sweep();
    const times = this.recent(key);
    times.push(this.now());
    this.failures.set(key, times);
  }

  /** The attempt did not fail after all. */
  forgive(key: string): void {
    const times = this.recent(key);
    times.pop();
    if (times.length === 0) this.failures.delete(key);
    else this.failures.set(key, times);
  }

  private recent(key: string): number[] {
    const since = this.now() - this.windowMs;
    return (this.failures.get(key) ?? []).filter(time => time > since);
  }

  private sweep(): void {
    for (const key of this.failures.keys()) if (this.recent(key).length === 0) this.failures.delete(key);
  }
}
