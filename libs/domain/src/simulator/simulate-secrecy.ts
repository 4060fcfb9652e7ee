// Secret votes of few, as a case describes them (PROC-29).

import { secretFault, secretLeast } from '../register/secrecy.js';
import type { RegisterRow, State } from '../state.js';
import { CaseError } from './simulate-state.js';

/**
 * What is told instead of a count where fewer ballots were handed in than keep a secret; null where they were enough.
 *
 * @throws Fault where so few may vote that no secret vote is opened
 */
export function tooFew(open: State, register: readonly RegisterRow[], ballots: number) {
  const fault = secretFault(open, register);
  const least = secretLeast(open);
  if (fault)
    throw new CaseError('method', `a secret vote needs ${least} that may vote, and there are ${fault.params.entitled}`);
  return ballots < least ? { ballots, least } : null;
}
