/** Requests about a live session: each identity has one, and no other is there for it. */
import { Inject, Injectable } from '@nestjs/common';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import type { Identity } from '../identity/identity.js';
import { refused } from '../problems/refused-error.js';
import { TokenBucket } from '../transport/token-bucket.js';
import type { LiveIdentity } from './handshake.js';

/** @throws RefusedError 404 where the session is another's, nobody's, or the desk asks: nothing tells which */
export function requireOwnSession(who: Identity, sessionId: string): LiveIdentity {
  if (who.kind === 'account' || who.sessionId !== sessionId) throw refused('http.not_found', {}, 404);
  return { ...who, sessionId };
}

const MOST = 10_000;

/** How fast one may ask: over HTTP each device, and each participant over all its lines and devices. */
@Injectable()
export class RateLimits {
  private readonly buckets = new Map<string, TokenBucket>();
  private swept = 0;

  constructor(@Inject(ENV) private readonly env: Pick<ApiEnv, 'limits'>) {}

  /** For one line, to be kept with it. */
  bucket(): TokenBucket {
    return new TokenBucket(Date.now(), this.env.limits.acts);
  }

  /** Milliseconds this participant has to wait; 0 where it may ask now. */
  takeForSeat({ sessionId, handle }: LiveIdentity): number {
    return this.take(`seat ${sessionId} ${handle}`, this.env.limits.seatActs);
  }

  /** @throws RefusedError 429 limit.rate */
  enforce(identity: LiveIdentity): void {
    const wait = this.take(`device ${identity.authSession}`, this.env.limits.acts) || this.takeForSeat(identity);
    if (wait > 0) throw refused('limit.rate', { seconds: Math.ceil(wait / 1000) }, 429);
  }

  private take(key: string, rate: number): number {
    const now = Date.now();
    // Once a second at the most: in a council this large all may ask at the same moment.
    if (this.buckets.size > MOST && now - this.swept > 1000) {
      this.swept = now;
      for (const [name, bucket] of this.buckets) if (bucket.full(now)) this.buckets.delete(name);
    }
    const bucket = this.buckets.get(key) ?? new TokenBucket(now, rate);
    this.buckets.set(key, bucket);
    return bucket.take(now);
  }
}
