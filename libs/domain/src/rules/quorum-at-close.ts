import { presentSeats } from '../represent/who.js';
import { type QuorumFinding, type Result, type State, type Voting } from '../state.js';
import { inPresence } from '../voting/register.js';
import { findQuorum, quorumNumbers } from './quorum.js';
import { rulesOf, type WholeRules } from './rules-of.js';

/**
 * The quorum of a vote as its close finds it, or null where the rules do not ask then (PROC-02): who is present now, or, by
 * participation, whose ballots were handed in.
 */
export function quorumAtClose(
  { quorum: rule, quorumAt }: Pick<WholeRules, 'quorum' | 'quorumAt'>,
  numbers: { readonly now: Parameters<typeof findQuorum>[1]; readonly voted: Parameters<typeof findQuorum>[1] },
  result: Pick<Result, 'counts' | 'invalid' | 'present' | 'voted'>,
): QuorumFinding | null {
  const participation = (rule.kind === 'all' ? rule.of : [rule]).filter(part => part.kind === 'participation');
  const { yes = 0, no = 0 } = result.counts;
  const vote = { ballots: result.voted.length, cast: yes + no, present: result.present };
  switch (quorumAt) {
    case 'participation':
      return { ...findQuorum(rule, { ...numbers.voted, vote }), tested: 'ballots' };
    case 'close':
    case 'both':
      return findQuorum(rule, { ...numbers.now, vote });
    case 'open':
      // What can only be tested on the vote itself is tested there, whatever the policy says of the rest.
      return participation.length > 0
        ? findQuorum({ kind: 'all', of: participation }, { ...numbers.voted, vote })
        : null;
  }
}

/** A vote without a quorum is void, whatever its counts (PROC-03); they stay on record. */
export function judged(result: Result, quorum: QuorumFinding | null): Result {
  if (!quorum) return result;
  if (quorum.met) return { ...result, quorum };
  const { awaits: _, ...rest } = result;
  return { ...rest, quorum, outcome: 'void', winners: [], decidedBy: 'quorum' };
}

/** The result of this vote with the quorum that its close found. */
export function atClose(state: State, voting: Voting, result: Result): Result {
  const rules = rulesOf(state);
  if (!rules || !state.prepared) return result;
  const { seats, statutorySeats } = state.prepared;
  const voted = new Set(result.voted);
  const numbersOf = (present: typeof seats) => quorumNumbers(seats, statutorySeats, present);
  const numbers = {
    now: numbersOf([...presentSeats(state)]),
    voted: numbersOf(seats.filter(seat => voted.has(seat.id))),
  };
  return judged(
    result,
    quorumAtClose(rules, numbers, { ...result, present: voting.register.filter(inPresence).length }),
  );
}
