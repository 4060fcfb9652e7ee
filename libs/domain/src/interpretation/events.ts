import { defineEvents } from '../define.js';
import type { State } from '../state.js';
import type { interpretationEventSchemas } from './schemas.js';
import type { ChannelLine, Interpretation, Source } from './state.js';

export const SIGNALS = ['slower', 'sound'] as const;

const change = (state: State, how: Partial<Interpretation>): State => ({
  ...state,
  interpretation: { channels: {}, ...state.interpretation, ...how },
});
function put(state: State, name: string, line: ChannelLine | null): State {
  const { [name]: _, ...others } = state.interpretation?.channels ?? {};
  return change(state, { channels: line ? { ...others, [name]: line } : others });
}
const takes = (participant: string, at: string, from: Source): ChannelLine => ({
  participant,
  since: at,
  source: from,
});

/** Who interpreted into which language, when, and from what. A cough is nobody's business. */
export const interpretationEvents = defineEvents<typeof interpretationEventSchemas>({
  'interpretation.taken': {
    evolve: (state, data, { at }) => put(state, data.language, takes(data.participant, at, data.source)),
  },
  /** Stands ready to take over from whoever interprets. */
  'interpretation.offered': {
    evolve: (state, data) => {
      const line = state.interpretation?.channels[data.language];
      return line ? put(state, data.language, { ...line, relief: data.participant }) : state;
    },
  },
  'interpretation.handedOver': {
    evolve: (state, data, { at }) => {
      const line = state.interpretation?.channels[data.language];
      return put(state, data.language, takes(data.participant, at, line?.source ?? 'floor'));
    },
  },
  'interpretation.sourceSet': {
    evolve: (state, data) => {
      const line = state.interpretation?.channels[data.language];
      return line ? put(state, data.language, { ...line, source: data.source }) : state;
    },
  },
  'interpretation.left': {
    evolve: (state, data) => {
      const line = state.interpretation?.channels[data.language];
      if (line?.participant === data.participant) return put(state, data.language, null);
      if (line?.relief !== data.participant) return state;
      const { relief: _, ...rest } = line;
      return put(state, data.language, rest);
    },
  },
  /** "Slower", "the sound is bad": to the speaker and to whoever presides. */
  'interpretation.signalled': {
    evolve: (state, data, { at }) => change(state, { signal: { ...data, at } }),
  },
});
