import { type ActRule, refuse } from '@kengesh/journal';
import type { State } from '../state.js';
import { watches } from './which.js';

/** What a device that only watches may ask nevertheless: to be here, and what concerns devices. */
const WATCHING = ['attendance.join', 'link.confirm', 'link.refuse'];

/** The same acts, refused where another device of the same participant votes and sends (SEC-22). */
export function ofVotingDevice<A extends { readonly [type: string]: ActRule<State> }>(acts: A): A {
  const guarded = Object.entries(acts).map(([type, def]): [string, ActRule<State>] => [
    type,
    {
      ...def,
      authorize: (state, act, actor) =>
        actor.device && !WATCHING.includes(type) && watches(state, actor.id, actor.device.id)
          ? refuse('device.watches')
          : def.authorize(state, act, actor),
    },
  ]);
  return Object.fromEntries(guarded) as unknown as A;
}
