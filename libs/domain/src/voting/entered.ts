import { procedureOf } from '../procedure.js';
import { holdersOf } from '../register/register.js';
import { type Ballot, presenceOf, type RegisterRow, type State } from '../state.js';
import type { AssistedBallot } from './types.js';

/** Whether a ballot was entered by the bureau, from a raised hand or a telephone, and not by whoever it belongs to (PROC-32). */
export function isEntered(
  line: Pick<RegisterRow, 'participant' | 'by'>,
  { channel, by }: Pick<Ballot, 'channel' | 'by'>,
): boolean {
  return (channel === 'hand' || channel === 'assisted') && !holdersOf(line).includes(by);
}

/** Whether the ballot entered for this seat still gives way to its own: from procedure 2 on, until the close (PROC-32). */
export const givesWay = (state: State, line: RegisterRow, ballot: Ballot): boolean =>
  procedureOf(state) >= 2 && isEntered(line, ballot);

/** Whose word a ballot is that somebody else enters: of whoever sits there, or of the proxy's holder while that one is away. */
export function voterOf(state: State, line: RegisterRow): string | null {
  const [sitting = null, holder] = holdersOf(line);
  if (sitting !== null && presenceOf(state, sitting)?.here) return sitting;
  return holder ?? sitting;
}

/** Whether this participant was here at that moment: then a hand raised or a call made for the seat was theirs. */
export const wasHereAt = (state: State, participant: string, at: string): boolean =>
  (presenceOf(state, participant)?.intervals ?? []).some(({ from, to }) => from <= at && (to === null || at <= to));

/** A ballot given by telephone that waits to be confirmed; undefined where none does. */
export function pendingAssist(state: State, voting: string, seat: string): AssistedBallot | undefined {
  const assist = state.assists?.[voting]?.[seat];
  return assist && isPending(assist) ? assist : undefined;
}
export const isPending = (assist: AssistedBallot): boolean =>
  assist.confirmedBy === null && assist.denied === undefined;
