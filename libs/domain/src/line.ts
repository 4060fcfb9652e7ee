import type { Entry } from '@kengesh/journal';
import type * as z from 'zod';
import type { SpeechLimits } from './council.js';
import type { DataOf } from './json.js';
import type { QuorumFinding, State, Voting } from './state.js';
import type { Wording } from './text.js';

/** What a line of the record names that has to be put into words, by the form in which the line says it. */
export interface LineForms {
  /** On one line, not too long, with its full stop. */
  readonly text: Wording | null | undefined;
  readonly texts: readonly (Wording | null | undefined)[];
  /** As it is. */
  readonly name: Wording | undefined;
  /** The names of those that have any. */
  readonly names: readonly (Wording | null)[];
  readonly participant: string | null | undefined;
  readonly seat: string | null | undefined;
  /** An instant, as the time of day; left out where the line is to hold no times. */
  readonly time: string | null;
  readonly date: string | null;
  /** A date with which the line ends. */
  readonly lastDate: string | null;
  /** Wall clock of the session's zone. */
  readonly wallClock: string | undefined;
  readonly seconds: number;
  /** A code whose word is a phrase of its own. */
  readonly word: string;
  readonly quorum: QuorumFinding;
  readonly limits: SpeechLimits;
  readonly counts: { readonly [choice: string]: number };
  readonly outcome: Voting | undefined;
  /** How a vote is decided, and the way in which it is taken. */
  readonly rule: Voting;
}

/** A value with the form in which it is said. */
export type Said<F extends keyof LineForms = keyof LineForms> = {
  readonly [K in F]: { readonly form: K; readonly value: LineForms[K] };
}[F];
export const said = <F extends keyof LineForms>(form: F, value: LineForms[F]) => ({ form, value });

/** What the sentence of a line asks for, by name: a value that it takes as it is, or one that is put into words. */
export interface LineParams {
  readonly [name: string]: string | number | boolean | undefined | Said;
}

/**
 * For each event of a list what its line of the record says; the sentence itself is the phrase `journal.<type>`.
 * `state` is that after the entry or any later one.
 */
export type LinesOf<Schemas extends { readonly [type: string]: z.ZodType }> = {
  readonly [T in keyof Schemas]: (data: DataOf<Schemas[T]>, state: State, entry: Entry) => LineParams;
};

/** The line is its sentence alone. */
export const bare = (): LineParams => ({});
