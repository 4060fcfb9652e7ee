/**
 * The two heads of a record (REC-22): that of the proceedings, which the close seals, and the present one; and of which kinds
 * the entries after a head are.
 */
import { closesProceedings, LATER_KINDS, type LaterKind, laterKindOf } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import type { Head } from './table.js';

type Named = Pick<Entry, 'seq' | 'type' | 'hash'>;

/** Null while the session goes on. */
export function proceedingsHead(entries: readonly Named[]): Head | null {
  const close = entries.find(entry => closesProceedings(entry.type));
  return close ? { seq: close.seq, hash: close.hash } : null;
}

export interface LaterEntries {
  /** `proceedings`: it happened before the close. */
  readonly kind: LaterKind | 'proceedings';
  readonly count: number;
}

/** What stands after the entry `seq`, by kind; only kinds of which there is something. */
export function laterEntries(entries: readonly Named[], seq: number): readonly LaterEntries[] {
  const close = proceedingsHead(entries)?.seq ?? Number.POSITIVE_INFINITY;
  const counts = new Map<LaterEntries['kind'], number>();
  for (const entry of entries) {
    if (entry.seq <= seq) continue;
    const kind = entry.seq <= close ? 'proceedings' : laterKindOf(entry.type);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return (['proceedings', ...LATER_KINDS] as const).flatMap(kind => {
    const count = counts.get(kind);
    return count ? [{ kind, count }] : [];
  });
}
