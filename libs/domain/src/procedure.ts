import type { State } from './state.js';

/**
 * Number of the rules that this build decides by (PROC-27). Raised whenever an act decides otherwise than before, or a
 * default changes its meaning: a session keeps to its end the number it was opened with.
 */
export const PROCEDURE = 4;

/** The number this session is decided by; 1 where its journal was begun before numbers were written. */
export function procedureOf(state: State): number {
  return state.session.procedure ?? 1;
}
