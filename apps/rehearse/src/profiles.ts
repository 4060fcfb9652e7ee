/** How a rehearsal is paced: people one after another, everyone in the same moment, or lines that break. */
import type { RehearsalProfile } from '@kengesh/contracts';

export interface Pace {
  /** Milliseconds over which so many come in, or vote. */
  readonly joinSpread: (n: number) => number;
  readonly voteSpread: (n: number) => number;
  readonly askSpread: number;
  readonly speakers: (n: number) => number;
  /** Share whose line breaks between the votes, over how long, and for how long. */
  readonly drops: number;
  readonly dropSpread: number;
  readonly away: number;
  /** Share whose line breaks, or hangs, while the ballot is on its way. */
  readonly breaks: number;
  readonly hangs: number;
}

const few = (n: number) => Math.min(20, Math.max(1, Math.round(n / 20)));
const calmly = (n: number) => Math.max(1000, n * 10);

export const PACE: Readonly<Record<RehearsalProfile, Pace>> = {
  calm: {
    joinSpread: calmly,
    voteSpread: calmly,
    askSpread: 1000,
    speakers: few,
    drops: 0.05,
    dropSpread: 2000,
    away: 1000,
    breaks: 0,
    hangs: 0,
  },
  storm: {
    joinSpread: () => 0,
    voteSpread: () => 0,
    askSpread: 0,
    speakers: n => Math.min(100, Math.max(1, Math.round(n / 10))),
    drops: 1,
    dropSpread: 0,
    away: 200,
    breaks: 0,
    hangs: 0,
  },
  flaky: {
    joinSpread: calmly,
    voteSpread: calmly,
    askSpread: 1000,
    speakers: few,
    drops: 0.5,
    dropSpread: 2000,
    away: 1500,
    breaks: 0.3,
    hangs: 0.1,
  },
};
