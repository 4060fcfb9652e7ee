import type { State } from '../state.js';
import type { ChannelLine } from './state.js';

/** Whoever interprets into this language now, if anybody. */
export const channelOf = (state: State, language: string): ChannelLine | undefined =>
  state.interpretation?.channels[language];

/** Languages this participant interprets into now, sorted. */
export function channelsOf(state: State, participant: string): readonly string[] {
  return Object.entries(state.interpretation?.channels ?? {})
    .flatMap(([language, line]) => (line.participant === participant ? [language] : []))
    .sort();
}
