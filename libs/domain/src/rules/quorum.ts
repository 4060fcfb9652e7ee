import type { QuorumRule } from '../council.js';
import { presentSeats, type QuorumFinding, type State } from '../state.js';
import { needed, reaches } from './fractions.js';

/** Whether so many present seats are a quorum of so many statutory or filled ones (PROC-01). */
export function findQuorum(
  rule: QuorumRule,
  numbers: { present: number; statutory: number; filled: number },
): QuorumFinding {
  const base = rule.base === 'statutory' ? numbers.statutory : numbers.filled;
  return { present: numbers.present, base, need: needed(base, rule), met: reaches(numbers.present, base, rule) };
}

/** S and F of the session: seats fixed by the founding act, and seats held now. */
export function seatNumbers(state: State): { statutory: number; filled: number } {
  const prepared = state.prepared;
  return { statutory: prepared?.statutorySeats ?? 0, filled: prepared?.seats.filter(seat => seat.filled).length ?? 0 };
}

/** The quorum at this moment; null before the session is prepared. */
export function quorumNow(state: State): QuorumFinding | null {
  if (!state.prepared) return null;
  return findQuorum(state.prepared.rules.quorum, { present: presentSeats(state).length, ...seatNumbers(state) });
}
