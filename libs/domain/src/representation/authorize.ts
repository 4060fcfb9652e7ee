import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { isBureau } from '../elections/session-roles.js';
import type { State } from '../state.js';
import { seatOccupant } from './queries.js';

/** Whoever sits on the seat, or the bureau for it. */
export const forSeat = (state: State, seat: string | null, actor: Actor): Refusal | null => {
  if (actor.kind !== 'participant') return refuse('may.participant_only');
  if (isBureau(state, actor.id)) return null;
  return seat !== null && seatOccupant(state, seat) === actor.id ? null : refuse('may.own_only');
};
