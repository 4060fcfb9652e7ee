import { type Refusal, refuse } from '@kengesh/journal';
import type { State, Voting } from '../state.js';
import { registerNow } from './register.js';

/** How many a secret is kept among at least (PROC-29); where the rules do not say it, any number. */
export const secretLeast = (state: State): number => state.prepared?.rules.ballots?.secretLeast ?? 0;

const entitledIn = (register: Voting['register']) => register.filter(line => line.entitled).length;

/** Why no secret vote is opened for this register, or null: of so few it would tell who chose what (PROC-29). */
export function secretFault(state: State, register: Voting['register']): Refusal | null {
  const [entitled, least] = [entitledIn(register), secretLeast(state)];
  return entitled < least ? refuse('voting.secret_few', { entitled, least }) : null;
}

/** Whether a secret vote on this item could be opened now, by the seats that would vote in it: for pages. */
export function secrecyNow(
  state: State,
  {
    item = state.agenda.current,
    everyone = false,
  }: { readonly item?: string | null; readonly everyone?: boolean } = {},
): { readonly entitled: number; readonly least: number; readonly enough: boolean } {
  const least = secretLeast(state);
  const entitled = entitledIn(registerNow(state, null, { item, everyone }));
  return { entitled, least, enough: entitled >= least };
}
