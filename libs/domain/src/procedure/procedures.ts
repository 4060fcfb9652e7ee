import type { Motion, State } from '../state.js';
import type { PointOfOrder } from './state.js';
import type { ProcedureKind } from './types.js';

/** How a procedural motion is treated. Lower rank goes first; `for` and `against` may speak to it, the mover besides. */
export interface ProceduralRule {
  readonly rank: number;
  readonly for: number;
  readonly against: number;
  /** Put at once: nobody has the floor before it is decided. */
  readonly immediate: boolean;
}
const at = (rank: number, speakers: readonly [number, number] = [0, 0], immediate = false): ProceduralRule => ({
  rank,
  for: speakers[0],
  against: speakers[1],
  immediate,
});

/** Precedence: appeal, suspend, adjourn, adjourn debate, close debate, then the others as they were moved. */
export const PROCEDURES: Record<ProcedureKind, ProceduralRule> = {
  appeal: at(0, [0, 0], true),
  suspend: at(1, [0, 0], true),
  adjourn: at(2, [0, 0], true),
  adjournDebate: at(3, [2, 2]),
  closeDebate: at(4, [0, 2]),
  closeList: at(5),
  limitTime: at(5),
  separateVote: at(5, [2, 2]),
  secretVote: at(5),
  changeAgenda: at(5),
  reconsider: at(5, [0, 2]),
};
export const proceduralRuleOf = (motion: Motion): ProceduralRule | null =>
  motion.procedure ? PROCEDURES[motion.procedure.kind] : null;

/** An appeal is always voted on, and so is what needs two thirds: that nobody objects is not enough. */
export const mustBeVoted = ({ procedure }: Motion): boolean =>
  procedure?.kind === 'appeal' || procedure?.kind === 'reconsider';

/** An appeal whose vote came to nothing: it is still to be decided. */
const appealOpen = (state: State, { procedure, status }: Motion) =>
  procedure?.kind === 'appeal' && status === 'no_decision' && !state.order?.points[procedure.point]?.outcome;

/** Procedural motions that wait for a decision: the one to be put now first. */
export function pendingProcedures(state: State): readonly Motion[] {
  return Object.values(state.motions)
    .filter(one => one.procedure && (one.status === 'admitted' || one.status === 'put' || appealOpen(state, one)))
    .sort((a, b) => proceduralRuleOf(a)!.rank - proceduralRuleOf(b)!.rank);
}

/** The point of order that the chair has to rule on now, the earliest first. */
export function pendingPoint(state: State): PointOfOrder | undefined {
  return Object.values(state.order?.points ?? {}).find(one => one.status === 'pending');
}

/** Whether an appeal waits for its vote. */
export const appealPending = (state: State): boolean =>
  pendingProcedures(state).some(one => one.procedure?.kind === 'appeal');

/** The ruling that may be appealed now: the last one, on this item, not appealed yet. */
export function appealable(state: State): PointOfOrder | undefined {
  const last = Object.values(state.order?.points ?? {})
    .filter(one => one.status === 'upheld' || one.status === 'dismissed')
    .at(-1);
  return last && !last.appeal && last.item === state.agenda.current ? last : undefined;
}
