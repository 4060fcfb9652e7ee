import type { Queryable } from '../database/rows.js';
import { isBeforeOpening, phasesOf } from '../event-store/phase.queries.js';
import { newHandle, newSalt } from '../identity/secrets.js';
import { officesOf } from '../repositories/offices.queries.js';
import { addLines, missingLines, plannedSessions, updateLines } from '../repositories/rolls.queries.js';
import { otherRoles } from './offices.js';

/**
 * The rolls of a council's sessions that are not opened yet follow its seats: each has its line, named as the seat is
 * now, with the role it has on the day of that session (PROC-36). How somebody is expected (hall, remote) is the session's
 * own and stays. To be called with the council's row held.
 */
export async function keepRollsInStep(on: Queryable, councilId: string): Promise<void> {
  const planned = await plannedSessions(on, councilId);
  const phases = await phasesOf(
    on,
    planned.map(({ id }) => id),
  );
  const sessions = planned.filter(({ id }) => isBeforeOpening(phases.get(id)));
  if (sessions.length === 0) return;
  const ids = sessions.map(({ id }) => id);
  const missing = await missingLines(on, ids);
  if (missing.length > 0)
    await addLines(
      on,
      missing.map(line => ({ ...line, id: newHandle('p'), salt: newSalt() })),
    );
  const offices = await officesOf(on, councilId);
  const other = sessions.flatMap(({ id, day }) => otherRoles(offices, day).map(line => ({ session: id, ...line })));
  await updateLines(on, ids, other);
}
