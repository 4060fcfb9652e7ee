import type { PointAbout } from './types.js';

export interface PointsOfOrderState {
  readonly points: { readonly [point: string]: PointOfOrder };
  /** The body has resolved to adjourn: only closing remains. */
  readonly adjourning?: boolean;
}

export interface PointOfOrder {
  readonly id: string;
  readonly seat: string;
  readonly participant: string;
  readonly about: PointAbout;
  readonly item: string | null;
  readonly at: string;
  readonly status: 'pending' | 'upheld' | 'dismissed' | 'withdrawn';
  /** The motion by which the ruling is appealed. */
  readonly appeal?: string;
  readonly outcome?: 'stands' | 'overruled';
}
