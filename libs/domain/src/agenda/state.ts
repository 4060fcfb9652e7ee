import type { Wording } from '../text.js';

export interface AgendaSlice {
  readonly items: readonly AgendaItem[];
  readonly current: string | null;
}

export interface AgendaItem {
  readonly id: string;
  readonly title: Wording;
  readonly rapporteur: string | null;
  readonly status: 'pending' | 'current' | 'finished';
  readonly takenAt: string | null;
  readonly finishedAt: string | null;
  /** Whether the item may be debated; open where it is not said. */
  readonly debate?: 'open' | 'closed' | 'adjourned';
  /** Only who was present at the whole hearing votes on it (PROC-15). */
  readonly mustHearAll?: boolean;
  /** When, since it was first taken up, it was not heard: a recess, or another item was on. */
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
}

export const INITIAL_AGENDA: AgendaSlice = { items: [], current: null };
