/** Requests about a live session: each identity has one, and no other is there for it. */
import { Injectable } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { refused } from '../problems/refused-error.js';
import type { LiveIdentity } from './admission.js';
import { TokenBucket } from './token-bucket.js';

/** @throws RefusedError 404 where the session is another's, nobody's, or the desk asks: nothing tells which */
export function inOwnSession(who: Identity, sessionId: string): LiveIdentity {
  if (who.kind === 'account' || who.sessionId !== sessionId) throw refused('http.not_found', {}, 404);
  return { ...who, sessionId };
}

const MOST = 10_000;

/** How fast each device may ask over HTTP. */
@Injectable()
export class Pace {
  private readonly buckets = new Map<string, TokenBucket>();

  /** @throws RefusedError 429 limit.rate */
  keep({ authSession }: Identity): void {
    const now = Date.now();
    if (this.buckets.size > MOST)
      for (const [key, bucket] of this.buckets) if (bucket.full(now)) this.buckets.delete(key);
    const bucket = this.buckets.get(authSession) ?? new TokenBucket(now);
    this.buckets.set(authSession, bucket);
    const wait = bucket.take(now);
    if (wait > 0) throw refused('limit.rate', { seconds: Math.ceil(wait / 1000) }, 429);
  }
}
