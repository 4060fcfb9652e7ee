import type { Participant, State } from '@kengesh/domain';

/** Those expected in the hall who have not been checked in. */
export function expectedInHall(state: State): readonly Participant[] {
  return state.prepared?.participants.filter(one => one.mode === 'hall' && !state.attendance[one.id]?.here) ?? [];
}

/** Here, and not on a line that was lost. */
export function reachable(state: State, participant: string): boolean {
  const presence = state.attendance[participant];
  return presence?.here === true && presence.lostAt === null;
}
