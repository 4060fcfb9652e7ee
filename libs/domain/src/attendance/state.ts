import type { Mode } from '../council.js';

export interface AttendanceRecord {
  readonly here: boolean;
  readonly mode: Mode;
  /** When the line was lost; the seat still counts until the grace ends. */
  readonly lostAt: string | null;
  readonly intervals: readonly Interval[];
  readonly corrections: readonly Correction[];
}

export interface Interval {
  readonly from: string;
  /** null: still here. */
  readonly to: string | null;
  readonly mode: Mode;
  readonly source: 'self' | 'secretary';
}

export interface Correction {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly before: readonly Interval[];
}
