/** Requests about a live session: each identity has one, and no other is there for it. */
import { Inject, Injectable } from '@nestjs/common';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import type { Identity } from '../identity/identity.js';
import { refused } from '../problems/refused-error.js';
import type { LiveIdentity } from './handshake.js';

/** @throws RefusedError 404 where the session is another's, nobody's, or the desk asks: nothing tells which */
export function requireOwnSession(who: Identity, sessionId: string): LiveIdentity {
  if (who.kind === 'account' || who.sessionId !== sessionId) throw refused('http.not_found');
  return { ...who, sessionId };
}

/** So often, in seconds, as many more may be asked at once. */
const BURST_EVERY = 10;

/** `rate` a second, and twice as many at once. */
class Pace {
  private readonly limiter: BurstyRateLimiter;

  constructor(rate: number) {
    this.limiter = new BurstyRateLimiter(
      new RateLimiterMemory({ points: rate, duration: 1 }),
      new RateLimiterMemory({ points: rate, duration: BURST_EVERY }),
    );
  }

  /** 0 where it may be asked now, else the milliseconds to wait. */
  take(key: string): Promise<number> {
    return this.limiter.consume(key).then(
      () => 0,
      full => {
        if (!(full instanceof RateLimiterRes)) throw full;
        return Math.max(1, full.msBeforeNext);
      },
    );
  }
}

/** How fast one may ask: each line, over HTTP each device, and each participant over all its lines and devices. */
@Injectable()
export class RateLimits {
  private readonly acts: Pace;
  private readonly seatActs: Pace;

  constructor(@Inject(ENV) env: Pick<ApiEnv, 'limits'>) {
    this.acts = new Pace(env.limits.acts);
    this.seatActs = new Pace(env.limits.seatActs);
  }

  /** Milliseconds this line has to wait; 0 where it may ask now. */
  takeForLine(line: string): Promise<number> {
    return this.acts.take(`line ${line}`);
  }

  /** The same, for an act: its participant may have asked elsewhere. */
  async takeForAct(line: string, identity: LiveIdentity): Promise<number> {
    return (await this.takeForLine(line)) || (await this.takeForSeat(identity));
  }

  /** @throws RefusedError 429 limit.rate */
  async enforce(identity: LiveIdentity): Promise<void> {
    const wait = (await this.acts.take(`device ${identity.authSession}`)) || (await this.takeForSeat(identity));
    if (wait > 0) throw refused('limit.rate', { seconds: Math.ceil(wait / 1000) });
  }

  private takeForSeat({ sessionId, handle }: LiveIdentity): Promise<number> {
    return this.seatActs.take(`${sessionId} ${handle}`);
  }
}
