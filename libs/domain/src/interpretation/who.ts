import type { State } from '../state.js';
import type { ChannelLine } from './state.js';

/** Whoever interprets into this language now, if anybody. */
export const channelOf = (state: State, language: string): ChannelLine | undefined =>
  state.interpretation?.channels[language];

/** What the track of an interpreter is called: so listeners find their language, and nobody else's sound bears the name. */
export const channelTrack = (language: string): string => `interpretation:${language}`;

/** The language of such a track; null of any other. */
export const languageOfTrack = (name: string): string | null => /^interpretation:([a-z]{2,3})$/.exec(name)?.[1] ?? null;

/** Languages this participant interprets into now, sorted. */
export function channelsOf(state: State, participant: string): readonly string[] {
  return Object.entries(state.interpretation?.channels ?? {})
    .flatMap(([language, line]) => (line.participant === participant ? [language] : []))
    .sort();
}
