import type { Seat } from '../council.js';
import { procedureOf } from '../procedure.js';
import { presentSeats } from '../representation/queries.js';
import { type QuorumFinding, type Result, type State, type Voting } from '../state.js';
import { inPresence } from './presence.js';
import { findQuorum, type QuorumNumbers, quorumNumbers } from './quorum.js';
import { type ResolvedRules, rulesOf } from './resolved-rules.js';

type SeatNumbers = Parameters<typeof findQuorum>[1];
type Participation = NonNullable<QuorumNumbers['vote']>;

/**
 * The quorum of a vote as its close finds it, or null where the rules do not ask then (PROC-02): who is present now, or, by
 * participation, whose ballots were handed in.
 */
export function quorumAtClose(
  { quorum: rule, quorumAt }: Pick<ResolvedRules, 'quorum' | 'quorumAt'>,
  numbers: { readonly now: SeatNumbers; readonly voted: SeatNumbers },
  vote: Participation,
): QuorumFinding | null {
  const participation = (rule.kind === 'all' ? rule.of : [rule]).filter(part => part.kind === 'participation');
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
export function withQuorumVerdict(result: Result, quorum: QuorumFinding | null): Result {
  if (!quorum) return result;
  if (quorum.met) return { ...result, quorum };
  const { awaits: _, ...rest } = result;
  return { ...rest, quorum, outcome: 'void', winners: [], decidedBy: 'quorum' };
}

/** Seats that were present when a vote ended that is counted later; null of every other. */
export function presentAtEnd(state: State, { presentAtEnd }: Pick<Voting, 'presentAtEnd'>): readonly Seat[] | null {
  if (!presentAtEnd) return null;
  const were = new Set(presentAtEnd);
  return (state.prepared?.seats ?? []).filter(seat => were.has(seat.id));
}

/** How many handed in a ballot, and how many of those were for or against something. */
function participationOf(state: State, voting: Voting, { counts, voted, election }: Result): Participation {
  const present = voting.register.filter(inPresence).length;
  const { yes = 0, no = 0, abstain = 0 } = counts;
  if (voting.kind !== 'election' || procedureOf(state) < 2) return { ballots: voted.length, cast: yes + no, present };
  if (election) {
    const { cast, blank, invalid } = election.turnout;
    return { ballots: voted.length, cast: cast - blank - invalid, present };
  }
  return { ballots: voted.length, cast: Object.values(counts).reduce((sum, one) => sum + one, -abstain), present };
}

/** What the close of a vote tests otherwise than the council's policy says. */
export interface CloseTest {
  readonly quorumAt?: ResolvedRules['quorumAt'];
  /** Where nobody hands in a ballot for or against: who is said to have taken part. */
  readonly tookPart?: 'present' | 'answered';
}

/** The quorum of this vote as its close finds it, or null where the rules do not ask then. */
export function closingQuorum(state: State, voting: Voting, result: Result, test: CloseTest = {}) {
  const rules = rulesOf(state);
  if (!rules || !state.prepared) return null;
  const { seats, statutorySeats } = state.prepared;
  const answered = new Set(result.voted);
  const here = presentAtEnd(state, voting) ?? presentSeats(state);
  const numbersOf = (present: typeof seats) => quorumNumbers(seats, statutorySeats, present);
  const voted = test.tookPart === 'present' ? [...here] : seats.filter(seat => answered.has(seat.id));
  const vote = participationOf(state, voting, result);
  return quorumAtClose(
    { quorum: rules.quorum, quorumAt: test.quorumAt ?? rules.quorumAt },
    { now: numbersOf([...here]), voted: numbersOf(voted) },
    test.tookPart ? { ...vote, ballots: voted.length, cast: voted.length } : vote,
  );
}

/** The result of this vote with the quorum that its close found. */
export function applyQuorumAtClose(state: State, voting: Voting, result: Result, test: CloseTest = {}): Result {
  return withQuorumVerdict(result, closingQuorum(state, voting, result, test));
}
