import type { SessionStats } from '@kengesh/contracts';
import {
  type AgendaItem,
  type FloorHolder,
  meetingVote,
  type Participant,
  type PointOfOrder,
  participantOf,
  pendingPoint,
  type Seat,
  type State,
  seatOf,
  type Voting,
} from '@kengesh/domain';

/** The one thing the hall is shown now. */
export type HallFact =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'voting';
      readonly voting: Voting;
      /** Ballots handed in; null while no pulse has told of this vote. */
      readonly cast: number | null;
      readonly entitled: number;
      readonly closesIn: number | null;
    }
  | { readonly kind: 'counting'; readonly voting: Voting }
  | { readonly kind: 'outcome'; readonly voting: Voting }
  | { readonly kind: 'point'; readonly point: PointOfOrder; readonly seat: Seat | null }
  | { readonly kind: 'recess'; readonly until: string | null; readonly secondsLeft: number | null }
  | {
      readonly kind: 'speaker';
      readonly holder: FloorHolder;
      readonly speaker: Participant | null;
      readonly seat: Seat | null;
    }
  | { readonly kind: 'item'; readonly item: AgendaItem; readonly number: number; readonly of: number }
  | { readonly kind: 'open' | 'before' | 'closed' };

/** How long an outcome stays where nothing else happens, milliseconds. */
export const OUTCOME_STAYS = 20_000;

/**
 * What the hall is shown: an open vote before its outcome, the outcome for 20 seconds or until the next thing happens,
 * then the recess, who speaks, the item. `now`: milliseconds since 1970 by the server's clock.
 */
export function hallFact(state: State, pulse: SessionStats | null, now: number): HallFact {
  const { session, floor, agenda } = state;
  if (!state.prepared || session.phase === 'none') return { kind: 'loading' };
  // A point of order goes before everything, but not before the vote it may be about.
  const open = meetingVote(state);
  const point = pendingPoint(state);
  const takesFloor = point !== undefined && floor.holder?.participant !== point.participant;
  if (takesFloor && (!open || point.about === 'voting' || point.about === 'technical') && session.phase === 'open')
    return { kind: 'point', point, seat: seatOf(state, point.seat) ?? null };
  if (open) {
    return {
      kind: 'voting',
      voting: open,
      cast: pulse?.voting?.id === open.id ? pulse.voting.cast : null,
      entitled: open.register.filter(line => line.entitled).length,
      closesIn: open.closesAt ? Math.max(0, Math.ceil((Date.parse(open.closesAt) - now) / 1000)) : null,
    };
  }
  const ended = Object.values(state.votings).find(one => one.endedAt && !one.closedAt);
  if (ended?.endedAt && !hasMovedOn(state, ended.endedAt)) return { kind: 'counting', voting: ended };
  const decided = freshOutcome(state, now);
  if (decided) return { kind: 'outcome', voting: decided };
  if (session.phase === 'closed') return { kind: 'closed' };
  if (session.phase === 'prepared') return { kind: 'before' };
  if (session.phase === 'recess') {
    const until = session.recess?.until ?? null;
    return { kind: 'recess', until, secondsLeft: until ? Math.ceil((Date.parse(until) - now) / 1000) : null };
  }
  if (floor.holder) {
    const speaker = participantOf(state, floor.holder.participant) ?? null;
    return {
      kind: 'speaker',
      holder: floor.holder,
      speaker,
      seat: speaker?.seat ? (seatOf(state, speaker.seat) ?? null) : null,
    };
  }
  const index = agenda.items.findIndex(one => one.id === agenda.current);
  const item = agenda.items[index];
  return item ? { kind: 'item', item, number: index + 1, of: agenda.items.length } : { kind: 'open' };
}

/** The vote that closed last, if within its time and nothing has happened since. */
function freshOutcome(state: State, now: number): Voting | null {
  const last = Object.values(state.votings)
    .filter(one => one.closedAt && (one.result || one.voided))
    .sort((a, b) => a.closedAt!.localeCompare(b.closedAt!))
    .at(-1);
  const at = last?.closedAt;
  if (!last || !at || now - Date.parse(at) >= OUTCOME_STAYS) return null;
  return hasMovedOn(state, at) ? null : last;
}

/** Whether the meeting has gone on to something else since. */
function hasMovedOn({ floor, agenda, session }: State, at: string): boolean {
  const taken = agenda.items.find(one => one.id === agenda.current)?.takenAt;
  const since = [floor.holder?.since, taken, session.recess?.since, session.closedAt];
  return since.some(one => one && one > at);
}
