import { type Refusal, refuse } from '@kengesh/journal';
import { mustBeVoted, pendingPoint, pendingProcedures } from '../procedure/procedures.js';
import { appealMajority, debateOf, reconsiderMajority } from '../procedure/settings.js';
import { secrecyNow } from '../register/secrecy.js';
import type { Motion, State } from '../state.js';
import { amendable, applyChange, isFault, rivalsOf, rootOf, votingOrder, waits } from './amendments.js';

/** The majority that a motion is decided by whatever is asked, or null where whoever presides names one. */
export function forcedMajority(state: State, motion: Motion): string | null {
  switch (motion.procedure?.kind) {
    case undefined:
      return null;
    case 'reconsider':
      return reconsiderMajority(state);
    case 'appeal':
      return appealMajority(state);
    default:
      return debateOf(state).procedureMajority ?? null;
  }
}

/**
 * Why this motion may not be put to the vote now, or null: points of order and procedural motions go first, amendments
 * before the text they amend and in their order, parts before the whole, rivals as they came.
 *
 * @param how the vote asked for, without a majority where no threshold decides; left out where only the turn is in question
 */
export function cannotPut(
  state: State,
  motion: Motion,
  how?: { readonly method: string; readonly majority: string | null },
): Refusal | null {
  if (motion.status === 'submitted') return refuse('motion.not_admitted');
  if (motion.status !== 'admitted' && motion.status !== 'no_decision') return refuse('motion.frozen');
  if (pendingPoint(state)) return refuse('order.point_first');
  const procedure = pendingProcedures(state)[0];
  if (motion.procedure) {
    if (procedure && procedure.id !== motion.id) return refuse('order.precedence', { motion: procedure.id });
  } else {
    if (state.order?.adjourning) return refuse('order.adjourning');
    if (procedure) return refuse('order.procedure_first', { motion: procedure.id });
    if (state.agenda.items.find(one => one.id === motion.item)?.debate === 'adjourned')
      return refuse('order.debate_adjourned');
    const no = notItsTurn(state, motion);
    if (no) return no;
  }
  if (how?.majority === null && mustBeVoted(motion)) return refuse('order.must_be_voted');
  const majority = forcedMajority(state, motion);
  if (how?.majority != null && majority !== null && how.majority !== majority)
    return refuse('motion.other_majority', { majority });
  // What was to be voted secretly is voted by name where the secret could not be kept (PROC-29).
  if (
    how &&
    rootOf(state, motion).secretOnly &&
    how.method !== 'secret' &&
    secrecyNow(state, { item: motion.item }).enough
  )
    return refuse('motion.secret_only');
  return null;
}

function notItsTurn(state: State, motion: Motion): Refusal | null {
  const root = rootOf(state, motion);
  const order = votingOrder(state, root.id);
  // Undecided once, a motion may be put again at any time before the whole.
  const first = order[0];
  if (motion.status === 'admitted' && first !== undefined && first !== motion.id)
    return refuse(motion.id === root.id ? 'motion.amendments_first' : 'motion.other_first', { motion: first });
  if (motion.id === root.id && order.some(one => one !== root.id))
    return refuse('motion.amendments_first', { motion: first! });
  const above = motion.amends === undefined ? undefined : state.motions[motion.amends];
  if (motion.change && above) {
    const text = amendable(above);
    if (!waits(above) && above.status !== 'no_decision') return refuse('motion.frozen');
    if (!text || isFault(applyChange(text, motion.change))) return refuse('motion.passage_gone');
  }
  if (motion.id !== root.id) return null;
  const rivals = rivalsOf(state, motion);
  const earlier = rivals
    .slice(
      0,
      rivals.findIndex(one => one.id === motion.id),
    )
    .find(waits);
  return earlier ? refuse('motion.rival_first', { motion: earlier.id }) : null;
}

/** Motions of an item that may be put to the vote now, in the order in which they should be: for the chair's next step. */
export function nextToPut(state: State, item: string): readonly Motion[] {
  return Object.values(state.motions)
    .filter(one => one.item === item && one.status === 'admitted' && cannotPut(state, one) === null)
    .sort((a, b) => Number(Boolean(b.procedure)) - Number(Boolean(a.procedure)));
}
