/** Table `failed_attempts`: written by `FailureLimiter`. */
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

/** Those whose window has ended an hour ago, by the clock that wrote it. */
export async function forgetOldFailures(manager: EntityManager, now: number): Promise<void> {
  await rowsOf(manager, 'delete from failed_attempts where expire < $1', [now - 3_600_000]);
}
