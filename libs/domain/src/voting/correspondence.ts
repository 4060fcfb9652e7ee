import { type Refusal, refuse } from '@kengesh/journal';
import { procedureOf } from '../procedure.js';
import { registerNow } from '../register/register.js';
import { inPresence } from '../rules/presence.js';
import { findQuorum, quorumNumbers } from '../rules/quorum.js';
import type { State } from '../state.js';
import { addSeconds } from '../time.js';

/**
 * Why a vote by correspondence may not end at this hour, or null (PROC-28). The council's rules must say how long such a vote
 * stays open at least: else a deadline a few seconds away would decide past everyone who was asked.
 */
export function deadlineFault(state: State, closesAt: string, now: string): Refusal | null {
  if (closesAt <= now) return refuse('voting.deadline_past');
  if (procedureOf(state) < 2) return null;
  const minutes = state.prepared?.rules.ballots?.writtenLeastMinutes;
  if (minutes === undefined) return refuse('voting.written_least_unsaid');
  const earliest = addSeconds(now, minutes * 60);
  return closesAt < earliest ? refuse('voting.deadline_near', { minutes, at: earliest }) : null;
}

/**
 * How many seats must at least confirm receipt in a silence procedure on this item: as many as the council's quorum needs, or
 * what its rules say instead, with their citation (PROC-28).
 */
export function leastAcknowledged(state: State, item: string | null): number {
  if (procedureOf(state) < 2 || !state.prepared) return 0;
  const { rules, seats, statutorySeats } = state.prepared;
  const said = rules.ballots?.silence?.least;
  if (said !== undefined) return said;
  const asked = registerNow(state, null, { item, everyone: true }).filter(inPresence).length;
  const nobody = quorumNumbers(seats, statutorySeats, []);
  return findQuorum(rules.quorum, { ...nobody, vote: { ballots: 0, cast: 0, present: asked } }).need;
}
