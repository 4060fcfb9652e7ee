import type { MotionMore } from '../procedure/types.js';
import type { Wording } from '../text.js';

export interface Motion extends MotionMore {
  readonly id: string;
  readonly item: string;
  readonly text: Wording;
  readonly version: number;
  /** SHA-256 of the canonical JSON of `text`, hex. */
  readonly hash: string;
  readonly mover: string | null;
  readonly status: MotionStatus;
}

export type MotionStatus =
  | 'submitted'
  | 'inadmissible'
  | 'admitted'
  | 'put'
  | 'adopted'
  | 'rejected'
  | 'no_decision'
  | 'withdrawn'
  | 'not_put'
  | 'deferred'
  | 'referred'
  | 'merged'
  | 'lapsed'
  | 'superseded'
  | 'repealed';
