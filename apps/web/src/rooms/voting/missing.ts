import type { Pulse } from '@kengesh/contracts';
import type { Motion, State, Voting } from '@kengesh/domain';

export interface Missing {
  readonly seat: string;
  readonly participant: string | null;
  /**
   * hall: sits here; live: connected; offline: present, but with no page open; reconnecting: the line was lost at `lostAt`;
   * gone: has left since the vote was opened.
   */
  readonly line: 'hall' | 'live' | 'offline' | 'reconnecting' | 'gone';
  readonly lostAt: string | null;
}

/** Entitled seats that have not voted, with their line; null while the count is not known. */
export function missing(state: State, voting: Voting, pulse: Pulse | null): readonly Missing[] | null {
  if (pulse?.voting?.id !== voting.id || !pulse.bureau) return null;
  const voted = new Set(pulse.bureau.voted);
  const online = new Set(pulse.bureau.online);
  return voting.register
    .filter(line => line.entitled && !voted.has(line.seat))
    .map(({ seat, participant }) => {
      const presence = participant === null ? undefined : state.attendance[participant];
      const lostAt = presence?.lostAt ?? null;
      if (participant === null || !presence?.here) return { seat, participant, line: 'gone', lostAt };
      if (lostAt) return { seat, participant, line: 'reconnecting', lostAt };
      if (presence.mode === 'hall') return { seat, participant, line: 'hall', lostAt };
      return { seat, participant, line: online.has(participant) ? 'live' : 'offline', lostAt };
    });
}

/** Motions of an item that wait for a vote, in the order in which they were put in. */
export function waitingMotions(state: State, item: string): readonly Motion[] {
  return Object.values(state.motions).filter(one => one.item === item && one.status === 'admitted');
}

/** An election of this item tied at the top whose second ballot has not been held. */
export function openTie(state: State, item: string): Voting | undefined {
  const votings = Object.values(state.votings);
  return votings.find(
    one => one.item === item && one.result?.outcome === 'tied' && !votings.some(other => other.runoffOf === one.id),
  );
}

/** The votes of an item, the newest first. */
export function votingsOf(state: State, item: string | null): readonly Voting[] {
  return Object.values(state.votings)
    .filter(one => one.item === item)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
}
