import { defineEvents } from '../define.js';
import type { State } from '../state.js';
import type { recordingEventSchemas } from './schemas.js';
import type { Recording } from './state.js';

export const FAILURES = ['not_started', 'broke_off'] as const;

const change = (state: State, take: string, how: Partial<Recording>): State => ({
  ...state,
  recording: (state.recording ?? []).map(one => (one.id === take ? { ...one, ...how } : one)),
});

/** Everybody knows whether they are recorded, since when, and when it ended. */
export const recordingEvents = defineEvents<typeof recordingEventSchemas>({
  'recording.started': {
    evolve: (state, data, { at }) => ({
      ...state,
      recording: [...(state.recording ?? []), { id: data.id, since: at }],
    }),
  },
  /** The video server really records. */
  'recording.confirmed': {
    evolve: (state, data) => change(state, data.id, { runsSince: data.at }),
  },
  'recording.failed': {
    evolve: (state, data, { at }) => change(state, data.id, { to: at, failed: data.reason }),
  },
  'recording.stopped': {
    afterClose: 'closing',
    evolve: (state, data, { at }) => change(state, data.id, { to: at }),
  },
});
