import { refuse } from '@kengesh/journal';
import { defineActs, onlyPresiding, onlySystem } from '../define.js';
import { emit } from '../emit.js';
import type { State } from '../state.js';
import { currentRecording } from './marks.js';
import type { recordingActSchemas } from './schemas.js';

const running = (state: State, take: string) => currentRecording(state)?.id === take;

/** The chair starts and stops the recording; the server records whether the video server really does it. */
export const recordingActs = defineActs<typeof recordingActSchemas>({
  'recording.start': {
    authorize: onlyPresiding,
    decide: state => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (currentRecording(state)) return { events: [] };
      return emit('recording.started', { id: `r${(state.recording?.length ?? 0) + 1}` });
    },
  },
  'recording.stop': {
    authorize: onlyPresiding,
    decide: state => {
      const take = currentRecording(state);
      return take ? emit('recording.stopped', { id: take.id }) : { events: [] };
    },
  },
  'recording.confirm': {
    authorize: onlySystem,
    decide: (state, { id: take, at }) =>
      running(state, take) && !currentRecording(state)?.runsSince
        ? emit('recording.confirmed', { id: take, at })
        : { events: [] },
  },
  'recording.fail': {
    authorize: onlySystem,
    decide: (state, { id: take, reason }) =>
      running(state, take) ? emit('recording.failed', { id: take, reason }) : { events: [] },
  },
});
