import { defineEvents } from '../define.js';
import type { State } from '../state.js';
import type { videoEventSchemas } from './schemas.js';
import type { Moderation } from './state.js';

export const REMOVALS = ['disorder', 'identity', 'technical'] as const;

const without = (list: readonly string[], one: string) => list.filter(each => each !== one);
function change(state: State, how: (before: Moderation) => Partial<Moderation>): State {
  const before = state.video ?? { muted: [], removed: [] };
  return { ...state, video: { ...before, ...how(before) } };
}

/** The chair's hand on sound and picture. Seats, ballots and presence are not touched by it. */
export const videoEvents = defineEvents<typeof videoEventSchemas>({
  'video.muted': {
    evolve: (state, { participant }) =>
      change(state, ({ muted }) => ({ muted: [...without(muted, participant), participant] })),
  },
  'video.unmuted': {
    evolve: (state, { participant }) => change(state, ({ muted }) => ({ muted: without(muted, participant) })),
  },
  'video.removed': {
    evolve: (state, { participant }) =>
      change(state, ({ removed }) => ({ removed: [...without(removed, participant), participant] })),
  },
  'video.readmitted': {
    evolve: (state, { participant }) => change(state, ({ removed }) => ({ removed: without(removed, participant) })),
  },
});
