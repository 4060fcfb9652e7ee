import type { NewEvent } from '@kengesh/journal';
import { derive } from '../emit.js';
import type { Payload } from '../events.js';
import { appealPending, pendingPoint } from '../procedure/procedures.js';
import { procedureOf } from '../procedure.js';
import { type FloorHolder, meetingVote, presenceOf, type ReservedTurn, type State } from '../state.js';
import { secondsBetween } from '../time.js';
import type { ListKind, Stance } from './state.js';

/** Since this procedure a speech is the same speech however often the line breaks (PROC-33). */
const ONE_SPEECH = 2;
export const resumesSpeeches = (state: State): boolean => procedureOf(state) >= ONE_SPEECH;

/** A speech that the line broke off and that may be finished. */
export interface UnfinishedSpeech {
  readonly kind: ListKind;
  readonly stance?: Stance;
  /** Seconds not used yet. */
  readonly left: number;
}

/** The speech that this participant began on the present item and may finish: in the list again, or its place is kept. */
export function unfinishedSpeech(state: State, participant: string): UnfinishedSpeech | undefined {
  if (!resumesSpeeches(state)) return undefined;
  const places = [...state.floor.queue.filter(request => request.returned), ...(state.floor.kept ?? [])];
  const place = places.find(each => each.participant === participant && each.item === state.agenda.current);
  if (place?.left === undefined) return undefined;
  const { kind = 'speech', stance, left } = place;
  return { kind, left, ...(stance ? { stance } : {}) };
}

export const lineIsLost = (state: State, participant: string): boolean =>
  Boolean(presenceOf(state, participant)?.lostAt);

/** How the speech of this holder ends at `at`, and what remains of it where the line is what ended it. */
export function endOf(
  state: State,
  holder: FloorHolder,
  at: string,
  reason: Payload<'floor.ended'>['reason'],
): Payload<'floor.ended'> {
  const { participant } = holder;
  if (!resumesSpeeches(state) || holder.kind === 'point') return { participant, reason };
  // Whoever presides goes on without the speaker whose line is lost: the place is kept as if it had been waited for.
  const isLost = reason === 'lost' || (reason === 'chair' && lineIsLost(state, participant));
  if (!isLost) return { participant, reason };
  const used = Math.round(holder.seconds - secondsBetween(holder.pausedAt ?? at, holder.endsAt));
  return { participant, reason: 'lost', left: Math.max(1, holder.seconds - used) };
}

/** Why no clock of a speech may run now; null where it may. */
export function standstill(state: State): 'point' | 'other' | null {
  if (pendingPoint(state) || appealPending(state)) return 'point';
  return state.session.phase !== 'open' || meetingVote(state) ? 'other' : null;
}

/** The speaker is back on the line: the clock runs again, or stands for what else stops it. The pause takes no time. */
export function clockAfterReturn(state: State): readonly NewEvent[] {
  const why = standstill(state);
  const resumed = derive('floor.resumed', {});
  return why === null ? [resumed] : [resumed, derive('floor.paused', why === 'point' ? { reason: 'point' } : {})];
}

/** The request by which a kept place stands in the list again. */
export const returnOf = ({ participant, kind, stance, left, item }: ReservedTurn): NewEvent =>
  derive('floor.asked', {
    participant,
    entered: false,
    returned: true,
    ...(kind ? { kind } : {}),
    ...(stance ? { stance } : {}),
    ...(left === undefined ? {} : { left }),
    ...(item === undefined ? {} : { item }),
  });

/** Speakers who are on the line and whose place on the present item is kept: they stand in the list again. */
export function returnsNow(state: State): readonly NewEvent[] {
  const { agenda, floor, session } = state;
  if (!resumesSpeeches(state) || session.phase === 'closed') return [];
  const debate = agenda.items.find(item => item.id === agenda.current)?.debate ?? 'open';
  return (floor.kept ?? [])
    .filter(
      place =>
        place.item === agenda.current &&
        (debate === 'open' || (debate === 'closed' && place.kind === 'reply')) &&
        presenceOf(state, place.participant)?.here === true &&
        !lineIsLost(state, place.participant),
    )
    .map(returnOf);
}

/** The item has changed: who was to go on speaking on another one leaves the list, and the place is kept. */
export const shelvedNow = (state: State): readonly NewEvent[] =>
  resumesSpeeches(state)
    ? state.floor.queue
        .filter(request => request.returned && request.item !== state.agenda.current)
        .map(({ participant }) => derive('floor.withdrawn', { participant, kept: true }))
    : [];
