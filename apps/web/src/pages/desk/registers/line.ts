import type { DecisionRow, OfficeRow, TaskRow } from '@kengesh/contracts';
import type { Wording } from '@kengesh/domain';

export type Register = 'decisions' | 'tasks' | 'offices';

/** A line of any of the registers; what of it is not of its kind is left out. */
export interface Line {
  readonly sessionId: string;
  readonly seq: number;
  readonly sessionNumber: number;
  readonly sessionTitle: Wording;
  readonly at: string;
  /** Of a decision or a task. */
  readonly text?: Wording | undefined;
  readonly hash?: string | undefined;
  readonly due?: string | null | undefined;
  readonly responsibleLabel?: Wording | null | undefined;
  readonly responsiblePerson?: Person | undefined;
  /** Of an office. */
  readonly title?: Wording | undefined;
  readonly candidateLabel?: Wording | null | undefined;
  readonly person?: Person | undefined;
  readonly termFrom?: string | null | undefined;
  readonly termTo?: string | null | undefined;
  /** Of a decision. */
  readonly signed?: DecisionRow['signed'] | undefined;
  readonly label?: string | null | undefined;
  readonly number?: number | null | undefined;
  readonly reconsidered?: boolean | undefined;
  readonly rulesVersions?: readonly number[] | undefined;
  /** Of a task. */
  readonly status?: TaskRow['status'] | undefined;
  readonly next?: boolean | undefined;
  readonly co?: TaskRow['co'] | undefined;
  readonly controlLabel?: Wording | null | undefined;
  readonly controlPerson?: Person | undefined;
}
export type Person = NonNullable<OfficeRow['person']>;
