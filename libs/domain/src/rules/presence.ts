import type { RegisterRow } from '../state.js';

/** Whether this seat stands in P of the vote: entitled, or recused and counted (PROC-09). */
export const inPresence = (line: Pick<RegisterRow, 'entitled' | 'counts'>): boolean =>
  line.entitled || line.counts === true;
