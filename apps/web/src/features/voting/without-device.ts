import type { SessionStats } from '@kengesh/contracts';
import { participantOf, presenceOf, registerNow, type State } from '@kengesh/domain';

/**
 * Seats of the hall that may vote and have no page of their own open now: in a plain secret vote nobody can enter a ballot for
 * them. By the lines the server has, told to the bureau; null while it has told of none.
 */
export function hallWithoutDevice(
  state: State,
  pulse: SessionStats | null,
): { readonly seats: readonly string[]; readonly hall: number } | null {
  if (!pulse?.bureau) return null;
  const online = new Set(pulse.bureau.online);
  const inHall = registerNow(state, null).filter(
    ({ entitled, participant }) => entitled && participant !== null && presenceOf(state, participant)?.mode === 'hall',
  );
  const bare = inHall.filter(({ participant }) => participant !== null && !online.has(participant));
  return {
    seats: bare.flatMap(({ seat, participant }) => (participantOf(state, participant ?? '') ? [seat] : [])),
    hall: inHall.length,
  };
}
