/** Table `rehearsals`: the last rehearsal of each session. */
import type { Rehearsal, RehearsalInput, RehearsalProgress } from '@kengesh/contracts';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

export type Failure = NonNullable<Rehearsal['failure']>;
type StoredRehearsal = Omit<Rehearsal, 'startedAt' | 'endedAt'> & {
  readonly startedAt: Date;
  readonly endedAt: Date | null;
};
const json = (value: object | null) => value && JSON.stringify(value);

export async function lastRehearsal(manager: EntityManager, sessionId: string): Promise<StoredRehearsal | undefined> {
  const [row] = await rowsOf<StoredRehearsal>(
    manager,
    `select delegates, profile, started_at as "startedAt", ended_at as "endedAt", progress, report, failure
      from rehearsals where session_id = $1`,
    [sessionId],
  );
  return row;
}

/** Takes the place of the one before. */
export async function beginRehearsal(
  manager: EntityManager,
  sessionId: string,
  { delegates, profile }: Pick<RehearsalInput, 'delegates' | 'profile'>,
): Promise<void> {
  await rowsOf(
    manager,
    `insert into rehearsals (session_id, delegates, profile, started_at) values ($1, $2, $3, now())
      on conflict (session_id) do update set delegates = excluded.delegates, profile = excluded.profile,
        started_at = excluded.started_at, ended_at = null, progress = null, report = null, failure = null`,
    [sessionId, delegates, profile],
  );
}

/** Whichever node holds it finds that when it next writes how far it is. */
export async function askToFail(manager: EntityManager, sessionId: string, failure: Failure): Promise<void> {
  await rowsOf(manager, 'update rehearsals set failure = $2 where session_id = $1 and ended_at is null', [
    sessionId,
    json(failure),
  ]);
}

/** @returns whether it was asked to end */
export async function noteProgress(
  manager: EntityManager,
  sessionId: string,
  progress: RehearsalProgress,
): Promise<boolean> {
  const [row] = await rowsOf<{ asked: boolean }>(
    manager,
    `update rehearsals set progress = $2 where session_id = $1 and ended_at is null
      returning failure is not null as asked`,
    [sessionId, json(progress)],
  );
  return row?.asked ?? false;
}

export async function endRehearsal(
  manager: EntityManager,
  sessionId: string,
  { report, failure }: Pick<Rehearsal, 'report' | 'failure'>,
): Promise<void> {
  await rowsOf(manager, 'update rehearsals set ended_at = now(), report = $2, failure = $3 where session_id = $1', [
    sessionId,
    json(report),
    json(failure),
  ]);
}

/** Every one that is said to run. */
export async function failRunning(manager: EntityManager, failure: Failure): Promise<void> {
  await rowsOf(manager, 'update rehearsals set ended_at = now(), failure = $1 where ended_at is null', [json(failure)]);
}
