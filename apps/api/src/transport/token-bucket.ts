/** How fast one asker may ask: `rate` a second in the long run, `burst` at once. Milliseconds come in as arguments. */
export class TokenBucket {
  private tokens: number;
  private last: number;

  constructor(
    now: number,
    private readonly rate = 20,
    private readonly burst = rate * 2,
  ) {
    this.tokens = burst;
    this.last = now;
  }

  /** 0 where it may be asked now, else the milliseconds to wait. */
  take(now: number): number {
    this.fill(now);
    if (this.tokens >= 1) {
      this.tokens--;
      return 0;
    }
    return Math.ceil(((1 - this.tokens) / this.rate) * 1000);
  }

  /** Nothing was taken for so long that a new bucket would be the same. */
  full(now: number): boolean {
    this.fill(now);
    return this.tokens >= this.burst;
  }

  private fill(now: number): void {
    this.tokens = Math.min(this.burst, this.tokens + (Math.max(0, now - this.last) / 1000) * this.rate);
    this.last = now;
  }
}
