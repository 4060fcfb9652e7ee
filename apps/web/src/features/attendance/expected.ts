import { type Participant, presenceOf, type State } from '@kengesh/domain';

/** Those expected in the hall who have not been checked in. */
export function expectedInHall(state: State): readonly Participant[] {
  return state.prepared?.participants.filter(one => one.mode === 'hall' && !presenceOf(state, one.id)?.here) ?? [];
}

/** Here, and not on a line that was lost. */
export function reachable(state: State, participant: string): boolean {
  const presence = presenceOf(state, participant);
  return presence?.here === true && presence.lostAt === null;
}
