// What a weak line gives up, and in which order: one's own picture, then those of others, then all pictures. Sound is never
// given up here, and the ballot, which goes another way, stands before all of it. Pure: samples in, a step out.

/** From everything down to sound alone. `lean`: one picture only, the smallest there is. */
export const STEPS = ['all', 'noOwn', 'lean', 'sound'] as const;
export type QualityLevel = (typeof STEPS)[number];

export interface Sample {
  /** Milliseconds. */
  readonly at: number;
  /** Share of the sound's packets that did not arrive since the last look, 0 to 1; null: no sound came in. */
  readonly loss: number | null;
  /** What the video server says of our line. */
  readonly quality: Quality;
  /** Whether the line to the council's own server stands: ballots go over it. */
  readonly served: boolean;
}
export type Quality = 'excellent' | 'good' | 'poor' | 'lost' | 'unknown';

export interface AdaptationState {
  readonly step: QualityLevel;
  readonly badSince: number | null;
  readonly goodSince: number | null;
  /** How long it must be good before more is tried; longer after each try that was too much. */
  readonly patience: number;
  readonly raisedAt: number | null;
}

export const BAD_LOSS = 0.08;
export const TERRIBLE_LOSS = 0.3;
export const GOOD_LOSS = 0.02;
/** Milliseconds of a bad line before one more thing is given up. */
export const DOWN_AFTER = 4_000;
/** Milliseconds of a good line before one thing is tried again. */
export const UP_AFTER = 6_000;
export const LONGEST_PATIENCE = 120_000;
/** A try that fails within this time was too early. */
export const TRIAL = 30_000;

export const INITIAL_ADAPTATION: AdaptationState = {
  step: 'all',
  badSince: null,
  goodSince: null,
  patience: UP_AFTER,
  raisedAt: null,
};

const beside = (step: QualityLevel, by: number): QualityLevel =>
  STEPS[Math.max(0, Math.min(STEPS.length - 1, STEPS.indexOf(step) + by))]!;

/** The weaker of two. */
export const weaker = (one: QualityLevel, other: QualityLevel): QualityLevel =>
  STEPS.indexOf(one) > STEPS.indexOf(other) ? one : other;

export function adapt(line: AdaptationState, { at, loss, quality, served }: Sample): AdaptationState {
  // The council's own line is gone: whatever there is of a network belongs to the ballot.
  if (!served) return { ...line, step: 'sound', badSince: at, goodSince: null, raisedAt: null };
  // What comes in is counted here, and sooner than the video server says it; what goes out is known by its word alone, and
  // of that the own picture is the only thing to be given up.
  const comes = loss !== null && loss <= GOOD_LOSS;
  const doubted = quality === 'poor' || quality === 'lost';
  const terrible = (quality === 'lost' && !comes) || (loss ?? 0) >= TERRIBLE_LOSS;
  const bad = terrible || (loss ?? 0) >= BAD_LOSS || (doubted && (!comes || line.step === 'all'));
  if (bad) {
    const badSince = line.badSince ?? at;
    if (!terrible && at - badSince < DOWN_AFTER) return { ...line, badSince, goodSince: null };
    const tooEarly = line.raisedAt !== null && at - line.raisedAt < TRIAL;
    return {
      step: beside(line.step, 1),
      badSince: at,
      goodSince: null,
      patience: tooEarly ? Math.min(line.patience * 2, LONGEST_PATIENCE) : line.patience,
      raisedAt: null,
    };
  }
  const good = (loss ?? 0) <= GOOD_LOSS && !(doubted && line.step === 'noOwn');
  if (!good || line.step === 'all') {
    const settled = line.raisedAt !== null && at - line.raisedAt >= TRIAL;
    return {
      ...line,
      badSince: null,
      goodSince: null,
      patience: settled ? UP_AFTER : line.patience,
      raisedAt: settled ? null : line.raisedAt,
    };
  }
  const goodSince = line.goodSince ?? at;
  if (at - goodSince < line.patience) return { ...line, badSince: null, goodSince };
  return { ...line, step: beside(line.step, -1), badSince: null, goodSince: at, raisedAt: at };
}
