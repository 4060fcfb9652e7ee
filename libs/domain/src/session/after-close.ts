/**
 * The close seals the proceedings (REC-22): the entries up to `session.closed`, or to `session.notHeld`. What may follow says
 * so in its declaration, and nothing else is recorded.
 */
import { type ActRule, refuse } from '@kengesh/journal';
import type { AfterClose } from '../define.js';
import { events, isEventType } from '../events.js';
import { procedureOf } from '../procedure.js';
import type { State } from '../state.js';

/** Of what follows the close, in the order in which it is told. `other`: only in sessions of procedure 1, or by whoever altered a record. */
export const LATER_KINDS = [
  'closing',
  'signatures',
  'numbers',
  'corrections',
  'remarks',
  'tasks',
  'other',
] as const satisfies readonly (AfterClose | 'other')[];
export type LaterKind = (typeof LATER_KINDS)[number];

export const laterKindOf = (type: string): LaterKind => (isEventType(type) && events[type].afterClose) || 'other';

/** Whether an entry of this type is the last of the proceedings. */
export const closesProceedings = (type: string): boolean => type === 'session.closed' || type === 'session.notHeld';

/** Whether the close of this session admits only what is listed: since procedure 2. */
export const isSealed = (state: State): boolean => state.session.phase === 'closed' && procedureOf(state) >= 2;

/** The same acts, refused where they would add anything else to sealed proceedings, whatever their own rules say. */
export function sealedActs<A extends { readonly [type: string]: ActRule<State> }>(acts: A): A {
  const sealed = Object.entries(acts).map(([type, def]): [string, ActRule<State>] => [
    type,
    {
      ...def,
      decide: (state, act, context) => {
        const decision = def.decide(state, act, context);
        if (!isSealed(state) || 'refused' in decision) return decision;
        return decision.events.some(event => laterKindOf(event.type) === 'other') ? refuse('session.closed') : decision;
      },
    },
  ]);
  return Object.fromEntries(sealed) as unknown as A;
}
