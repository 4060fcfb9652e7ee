import type { State, Task } from '../state.js';
import { addSeconds } from '../time.js';

/** The local date of an instant, `YYYY-MM-DD`. @param offsetMinutes of the session's zone at that instant */
export const dateAt = (instant: string, offsetMinutes: number): string =>
  addSeconds(instant, offsetMinutes * 60).slice(0, 10);

export type TaskState = NonNullable<Task['status']> | 'overdue';

/**
 * The state of a task as seen now. Overdue from the end of its day in the session's zone (4.4), until it is reported.
 *
 * @param offsetMinutes of the session's zone now
 */
export function taskState(task: Task, now: string, offsetMinutes: number): TaskState {
  const status = task.status ?? 'open';
  const late = task.due !== null && dateAt(now, offsetMinutes) > task.due;
  return late && (status === 'open' || status === 'in_progress') ? 'overdue' : status;
}

/** Tasks that are neither accepted nor withdrawn. */
export const unfinishedTasks = (state: State): readonly Task[] =>
  state.tasks.filter(one => one.status !== 'accepted' && one.status !== 'withdrawn');
