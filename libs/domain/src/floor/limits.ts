import { refuse } from '@kengesh/journal';
import type { SpeechLimits } from '../council.js';
import { debateOf } from '../procedure/settings.js';
import type { State } from '../state.js';
import type { SpeechKind } from './state.js';
import { unfinishedSpeech } from './unfinished.js';

/** Whether speeches are counted: where the rules or the chair order them by more than the order of asking, or limit them. */
export const counted = (state: State): boolean =>
  state.prepared?.rules.debate !== undefined || state.floor.mode !== undefined || state.floor.limits !== undefined;

/** The limits of this session: as set in it, else as the rules say. */
export const limitsOf = (state: State): SpeechLimits => state.floor.limits ?? debateOf(state).limits ?? {};

const spokenBy = (state: State, participant: string, reply: boolean) =>
  (state.floor.spoken ?? []).filter(
    one => one.participant === participant && one.item === state.agenda.current && (one.kind === 'reply') === reply,
  );

/** Why no more time is left to this participant on the item, or null. Points of order are never limited. */
export function overLimit(state: State, participant: string, kind: SpeechKind) {
  // What the line broke off is no other speech.
  if (kind === 'point' || unfinishedSpeech(state, participant)?.kind === kind) return null;
  const before = spokenBy(state, participant, kind === 'reply');
  if (kind === 'reply') {
    const { replies } = debateOf(state);
    return before.length >= replies ? refuse('floor.limit_replies', { limit: replies }) : null;
  }
  const { speeches, total } = limitsOf(state);
  if (speeches !== undefined && before.length >= speeches) return refuse('floor.limit_speeches', { limit: speeches });
  if (total !== undefined && before.reduce((sum, one) => sum + one.seconds, 0) >= total)
    return refuse('floor.limit_time', { limit: total });
  return null;
}

/** Seconds that a speech may take: as asked or usual, within what one speech and what is left to the seat on this item allow. */
export function secondsFor(state: State, participant: string, kind: SpeechKind, asked: number | null): number {
  const usual = state.prepared?.rules.speech.seconds ?? 300;
  const unfinished = unfinishedSpeech(state, participant);
  const resumed = unfinished?.kind === kind ? unfinished : undefined;
  if (kind === 'reply') return asked ?? resumed?.left ?? debateOf(state).replySeconds;
  const { seconds: one, total } = limitsOf(state);
  const before = spokenBy(state, participant, false);
  const used = before.reduce((sum, speech) => sum + speech.seconds, 0);
  const inPieces = resumed ? (before.at(-1)?.seconds ?? 0) : 0;
  const most = Math.min(
    one === undefined ? Number.POSITIVE_INFINITY : one - inPieces,
    total === undefined ? Number.POSITIVE_INFINITY : total - used,
  );
  // What was given, and extended, before the line broke is left to the speaker whatever the limits.
  if (resumed) return Math.max(resumed.left, Math.min(asked ?? resumed.left, most));
  return Math.max(1, Math.min(asked ?? usual, most));
}
