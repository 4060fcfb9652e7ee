import * as z from 'zod';
import { id } from '../council.js';
import { defineEvent } from '../define.js';
import type { State } from '../state.js';
import { LANGUAGES } from '../text.js';
import type { ChannelLine, Interpretation, Source } from './state.js';

export const language = z.enum(LANGUAGES);
export const source = z.enum(['floor', ...LANGUAGES]);
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
export const interpretationEvents = {
  'interpretation.taken': defineEvent({
    schema: z.strictObject({ language, participant: id, source }),
    evolve: (state, data, { at }) => put(state, data.language, takes(data.participant, at, data.source)),
  }),
  /** Stands ready to take over from whoever interprets. */
  'interpretation.offered': defineEvent({
    schema: z.strictObject({ language, participant: id }),
    evolve: (state, data) => {
      const line = state.interpretation?.channels[data.language];
      return line ? put(state, data.language, { ...line, relief: data.participant }) : state;
    },
  }),
  'interpretation.handedOver': defineEvent({
    schema: z.strictObject({ language, from: id, participant: id }),
    evolve: (state, data, { at }) => {
      const line = state.interpretation?.channels[data.language];
      return put(state, data.language, takes(data.participant, at, line?.source ?? 'floor'));
    },
  }),
  'interpretation.sourceSet': defineEvent({
    schema: z.strictObject({ language, source }),
    evolve: (state, data) => {
      const line = state.interpretation?.channels[data.language];
      return line ? put(state, data.language, { ...line, source: data.source }) : state;
    },
  }),
  'interpretation.left': defineEvent({
    schema: z.strictObject({ language, participant: id }),
    evolve: (state, data) => {
      const line = state.interpretation?.channels[data.language];
      if (line?.participant === data.participant) return put(state, data.language, null);
      if (line?.relief !== data.participant) return state;
      const { relief: _, ...rest } = line;
      return put(state, data.language, rest);
    },
  }),
  /** "Slower", "the sound is bad": to the speaker and to whoever presides. */
  'interpretation.signalled': defineEvent({
    schema: z.strictObject({ participant: id, about: z.enum(SIGNALS) }),
    evolve: (state, data, { at }) => change(state, { signal: { ...data, at } }),
  }),
};
