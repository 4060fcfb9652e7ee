import type { Language } from '../text.js';

/** What an interpreter listens to: the floor, or (relay) another channel. */
export type Source = 'floor' | Language;

export interface ChannelLine {
  readonly participant: string;
  readonly since: string;
  readonly source: Source;
  /** Stands ready to take over. */
  readonly relief?: string;
}
export interface InterpretationSignal {
  readonly about: 'slower' | 'sound';
  readonly participant: string;
  readonly at: string;
}
export interface Interpretation {
  /** By language; a channel that nobody has taken is not there. */
  readonly channels: { readonly [language: string]: ChannelLine };
  /** The last thing the interpreters asked of the speaker. */
  readonly signal?: InterpretationSignal;
}
