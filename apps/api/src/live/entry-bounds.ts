/**
 * How many entries one participant may bring into a journal: what is recorded stays for ever, so nobody may fill it. What a
 * member must always be able to do is never bounded.
 */
import { type State, viewerOf } from '@kengesh/domain';
import { type Refusal, refuse } from '@kengesh/journal';

const WINDOW = 60_000;
/** Whoever leads a session records for all of them. */
const BUREAU_FACTOR = 100;
/** Ballots and objections (all of `voting.…`), points of order, leaving, yielding, giving back. */
const NEVER_BOUNDED = new Set([
  'order.point',
  'order.appeal',
  'attendance.leave',
  'floor.yield',
  'floor.withdraw',
  'seat.recuse',
  'seat.giveBack',
  'proxy.revoke',
  'motion.withdraw',
  'interpretation.leave',
  'interpretation.handOver',
]);
const isBounded = (type: string) => !type.startsWith('voting.') && !NEVER_BOUNDED.has(type);

interface Window {
  readonly endsAt: number;
  count: number;
}

const NOTHING_TO_GIVE_BACK = () => undefined;

export class EntryBounds {
  private readonly windows = new Map<string, Window>();
  private sweepAt = 0;

  /** @param most acts of one participant in one session that are recorded in a minute */
  constructor(
    private readonly most: number,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Counts an act as recorded before it is decided, so that many at once gain nothing.
   * @param state of the session as known here; undefined: not known yet
   * @returns the refusal, or what to call where it was not recorded after all
   */
  take(sessionId: string, participant: string, type: string, state: State | undefined): Refusal | (() => void) {
    if (!isBounded(type)) return NOTHING_TO_GIVE_BACK;
    const now = this.now();
    this.sweep(now);
    const key = `${sessionId} ${participant}`;
    let window = this.windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + WINDOW, count: 0 };
      this.windows.set(key, window);
    }
    const isBureau = state?.prepared != null && viewerOf(state, participant).bureau;
    if (window.count >= this.most * (isBureau ? BUREAU_FACTOR : 1))
      return refuse('limit.rate', { of: 'entries', seconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)) });
    window.count++;
    const taken = window;
    return () => {
      taken.count--;
    };
  }

  private sweep(now: number): void {
    if (now < this.sweepAt) return;
    this.sweepAt = now + WINDOW;
    for (const [key, window] of this.windows) if (window.endsAt <= now) this.windows.delete(key);
  }
}
