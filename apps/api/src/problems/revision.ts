/** Two who change the same row of the desk: the second is told what it is now, instead of writing over it unseen. */
import type { JsonObject } from '@kengesh/journal';
import { refused } from './refused-error.js';

/**
 * Under the lock of the row. Pages of an older build send no revision; their change is taken as it comes.
 * @param current the row as it would be answered now
 * @throws revision.stale {revision, current}
 */
export function mustBeCurrent(read: number | undefined, current: { readonly revision?: number | undefined }): void {
  if (read === undefined || read === current.revision) return;
  throw refused('revision.stale', {
    revision: current.revision ?? 1,
    current: current as unknown as JsonObject,
  });
}
